"""The looks of the satellites: what their brightness says."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.model.view import Look

# Colours of sunlit satellites and of those in the Earth's shadow, linear: warm and cold, and of
# different lightness, so that the colour-blind see the difference.
LIT_COLOUR = (1.0, 0.62, 0.20)
DARK_COLOUR = (0.10, 0.25, 0.85)

_DENSITY_LIGHT = 0.004  # at least, where very many satellites share a pixel: fewer would vanish


@dataclass(frozen=True)
class LookRule:
    """How a look turns satellites into light.

    least_light    of a satellite, however many share its pixel
    exposure       of their sum: the higher, the sooner a pixel is as bright as it can be
    halo           strength of halo and veil, 0..1
    by_magnitude   whether distance, phase, area and sunlight count
    """

    least_light: float
    exposure: float
    halo: float = 1.0
    by_magnitude: bool = False


LOOKS = {
    Look.DENSITY: LookRule(_DENSITY_LIGHT, exposure=0.7),
    Look.DOTS: LookRule(1.0, exposure=8.0, halo=0.0),
    Look.MAGNITUDE: LookRule(1.0, exposure=0.7, by_magnitude=True),
}
