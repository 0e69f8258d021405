"""How bright the look by magnitude shows a satellite, for the scale in the legend."""

from __future__ import annotations

from typing import NamedTuple

from orbitviz.model.view import Look
from orbitviz.scene.satellites.looks import LOOKS

_GAMMA = 2.2  # of the screen, as encoded() in shaders/lib/colour.glsl
_STEPS = range(-2, 5)  # the brightest is near the most that a screen can show, the faintest visible


class ShownMagnitude(NamedTuple):
    """A magnitude, counted from that of a satellite in full light, and how it is shown.

    level   grey 0..1 of a single satellite over black, sRGB
    """

    magnitude: int
    level: float


def light_of_magnitude(magnitude: float) -> float:
    """Return the linear light, 1 for full light: 5 magnitudes are a factor of 100 (Pogson 1856)."""
    return float(10.0 ** (-0.4 * magnitude))


def shown_magnitudes(brightness: float) -> tuple[ShownMagnitude, ...]:
    """Return the scale of the look by magnitude at an exposure, times the default."""
    exposure = LOOKS[Look.MAGNITUDE].exposure * brightness
    return tuple(
        ShownMagnitude(step, _level(exposure * light_of_magnitude(step))) for step in _STEPS
    )


def _level(light: float) -> float:
    """Return the tone curve of shaders/composite.frag without halo."""
    return float((light / (1.0 + light)) ** (1.0 / _GAMMA))
