"""What one sees of the sky in one direction: a stereographic picture with a level horizon."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats

_GROUND = 0.13  # share of the height below the horizon
_BEHIND = 1e-3  # least 1 + cos of the angle from the middle: what is behind one is far off


class Outlook(NamedTuple):
    """The sky over a part of the horizon, which is a straight line; circles stay circles.

    azimuth_rad   in the middle, east of which is right of it
    px_per_rad    there, on the horizon

    Snyder 1987, section 21.
    """

    width: int
    height: int
    azimuth_rad: float
    px_per_rad: float

    @classmethod
    def within(cls, width: int, height: int, azimuth_rad: float, fov_rad: float) -> Outlook:
        """Return the one with a field of view across the longer side."""
        px_per_rad = 0.25 * max(width, height) / math.tan(0.25 * fov_rad)
        return cls(width, height, azimuth_rad, px_per_rad)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        return self.width, self.height

    @property
    def horizon(self) -> float:
        """The y of the horizon, pixels."""
        return (1.0 - _GROUND) * self.height

    def coarser(self, times: int) -> Outlook:
        """Return the same picture of so many times fewer pixels each way, rounded up."""
        size = -(-self.width // times), -(-self.height // times)
        return Outlook(*size, self.azimuth_rad, self.px_per_rad / times)

    def place(self, azimuth_rad: Floats, elevation_rad: Floats) -> tuple[Floats, Floats]:
        """Return x and y, pixels, of directions of the same shape."""
        turn, across = azimuth_rad - self.azimuth_rad, np.cos(elevation_rad)
        ahead = np.maximum(1.0 + across * np.cos(turn), _BEHIND)
        scale = 2.0 * self.px_per_rad / ahead
        x = 0.5 * self.width + scale * across * np.sin(turn)
        return x, self.horizon - scale * np.sin(elevation_rad)

    def directions(self) -> tuple[Floats, Floats]:
        """Return azimuth and elevation, (height, width) rad, of pixels; below 0: no sky."""
        x, y = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        right = (x - 0.5 * self.width) / self.px_per_rad
        up = (self.horizon - y) / self.px_per_rad
        away2 = 0.25 * (right * right + up * up)
        azimuth_rad = self.azimuth_rad + np.arctan2(right, 1.0 - away2)
        return azimuth_rad, np.arcsin(np.clip(up / (1.0 + away2), -1.0, 1.0))
