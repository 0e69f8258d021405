"""How much light a satellite gives on the map, and how large its dot is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.model.view import Look, ViewOptions
from orbitviz.scene.satellites.looks import LOOKS, LookRule
from orbitviz.scene.world_map.projection import MapFrame

# As in shaders/lib/point_light.glsl: light of a satellite for each square pixel between neighbours,
# and the spacings, logical pixels, from which on it grows.
_DENSE_LIGHT = 0.30
_DENSE_PX, _GROWTH = 3.0, 0.14
_POINT_PX = 3.0


@dataclass(frozen=True)
class DotRule:
    """How much light a satellite gives, and how large its dot is.

    spacing2     square of the spacing of neighbours if all were spread evenly, logical pixels
    radius_px    of a dot, pixels; below 1 the light falls into one pixel
    """

    spacing2: float
    radius_px: float
    look: LookRule
    brightness: float

    def energies(self, closeness: Floats32) -> Floats:
        """Return the light (s,) of a satellite of each shell of this closeness."""
        light = np.clip(
            _DENSE_LIGHT * self.spacing2 * closeness.astype(np.float64), self.look.least_light, 1.0
        )
        return np.asarray(light * self.brightness)


def dot_rule(frame: MapFrame, count: int, view: ViewOptions, pixel_ratio: float) -> DotRule:
    """Return the rule for so many satellites on all of the Earth.

    pixel_ratio   pixels per logical pixel
    """
    spacing2 = frame.earth_px / pixel_ratio**2 / max(count, 1)
    growth = min(max((np.sqrt(spacing2) - _DENSE_PX) * _GROWTH, 0.0), 1.0)
    wide = (1.0 + growth * (_POINT_PX * view.point_scale - 1.0)) * pixel_ratio
    # There is no camera on the map, as far from which a satellite were faint.
    look = LOOKS[Look.DENSITY if LOOKS[view.look].by_magnitude else view.look]
    return DotRule(spacing2, 0.5 * wide if wide > 1.0 else 0.0, look, view.brightness)
