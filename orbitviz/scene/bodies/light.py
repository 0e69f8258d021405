"""Light on a body: the Sun behind the Earth's edge, and the Earth itself."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_ALBEDO, EARTH_RADIUS_KM, TAU

# Of shaders/lib/body_light.glsl, which reads them from here: linear light of the Sun, of the Earth
# per unit of it (sea and cloud, bluish), of the night (airglow, stars and Moon, or nothing would be
# seen), and the share of sunlight that the body's own lit surfaces send around.
SUNLIGHT = np.array([1.75, 1.68, 1.58])
EARTHLIGHT = np.array([2.10, 2.45, 2.95])
NIGHT = np.array([0.016, 0.021, 0.034])
BOUNCE = 0.06
_RINGS, _TURNS = 8, 16  # of directions to the Earth


def earthlight(r_km: Floats, sun: Floats) -> Floats:
    """Return the light of the sunlit Earth at a satellite, as a vector to where it comes from.

    r_km, sun   (3,)  float64  km from the Earth's centre; unit vector to the Sun
    returns     (3,)  float64  its length: what a plate facing it receives, 1 being the Sun's

    The ground reflects EARTH_ALBEDO evenly to all sides (Lambert); summed over the visible disc.
    """
    radius = float(np.linalg.norm(r_km)) / EARTH_RADIUS_KM
    down = -r_km / np.linalg.norm(r_km)
    side = np.cross(down, np.eye(3)[int(np.argmin(np.abs(down)))])
    side /= np.linalg.norm(side)
    # Even in the cosine: every direction stands for the same solid angle.
    edge = np.sqrt(max(1.0 - 1.0 / radius**2, 0.0))
    cosine = 1.0 - (1.0 - edge) * (np.arange(_RINGS) + 0.5) / _RINGS
    turn = TAU * (np.arange(_TURNS) + 0.5) / _TURNS
    sine = np.sqrt(1.0 - cosine**2)
    across = np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * np.cross(down, side)
    rays = cosine[:, None, None] * down + sine[:, None, None] * across
    away = radius * cosine - np.sqrt(np.maximum(1.0 - (radius * sine) ** 2, 0.0))
    ground = -radius * down + away[:, None, None] * rays
    lit = np.maximum(ground @ sun, 0.0)
    solid_angle = TAU * (1.0 - edge) / (_RINGS * _TURNS)
    radiance = EARTH_ALBEDO / np.pi * lit * solid_angle
    return np.asarray((radiance[..., None] * rays).sum(axis=(0, 1)))


class BodyLight:
    """Light on the bodies of one picture: that of the Earth is the same for all of them."""

    def __init__(self, eye_km: Floats, sun: Floats) -> None:
        """Prepare for an eye (3,) km TEME among the bodies; sun (3,) unit vector."""
        self.sun = sun
        light = earthlight(eye_km, sun)
        self.earth = float(np.linalg.norm(light))
        down = -eye_km / np.linalg.norm(eye_km)
        self.to_earth = light / self.earth if self.earth > 0.0 else down

    def set_on(self, program: gloo.Program) -> None:
        """Set the uniforms of shaders/lib/body_light.glsl that the shader uses."""
        for name, value in (("u_sun", self.sun), ("u_earthlight", (*self.to_earth, self.earth))):
            if name in program:
                program[name] = np.array(value, np.float32)


def light_defines() -> dict[str, str | float]:
    """Return the defines of shaders/lib/body_light.glsl."""
    colours = {"SUNLIGHT": SUNLIGHT, "EARTHLIGHT": EARTHLIGHT, "NIGHT": NIGHT}
    return {**{name: vec3(colour) for name, colour in colours.items()}, "BOUNCE": BOUNCE}


def vec3(colour: Iterable[float]) -> str:
    """Return a colour as GLSL has it."""
    return f"vec3({', '.join(repr(float(c)) for c in colour)})"
