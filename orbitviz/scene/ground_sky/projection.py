"""How directions in the sky of a place come onto a picture, and back."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

_MOST_STRETCH = 2.0  # of elevation against azimuth on a panorama
_GROUND = 0.13  # share of a panorama below its horizon


class Projection(Protocol):
    """Where each direction is on a picture; pixels from its upper left corner."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""

    def place(self, azimuth_rad: Floats, elevation_rad: Floats) -> tuple[Floats, Floats]:
        """Return x and y, pixels, of directions of the same shape."""

    def directions(self) -> tuple[Floats, Floats]:
        """Return azimuth and elevation, (height, width) rad, of pixels; below 0: no sky."""

    def coarser(self, times: int) -> Projection:
        """Return the same picture of so many times fewer pixels each way, rounded up."""


class Dome(NamedTuple):
    """A fisheye picture: the zenith in the middle, the horizon at a radius, pixels.

    Equal steps of elevation are equally far apart; north is up, and east is left, as for somebody
    who looks up.
    """

    width: int
    height: int
    radius: float

    @classmethod
    def within(cls, width: int, height: int, margin: float) -> Dome:
        """Return the largest that leaves a margin, pixels."""
        return cls(width, height, max(min(width, height) / 2.0 - margin, 1.0))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        return self.width, self.height

    def coarser(self, times: int) -> Dome:
        """Return the same picture of so many times fewer pixels each way, rounded up."""
        return Dome(-(-self.width // times), -(-self.height // times), self.radius / times)

    @property
    def middle(self) -> tuple[float, float]:
        """Where the zenith is."""
        return self.width / 2.0, self.height / 2.0

    def place(self, azimuth_rad: Floats, elevation_rad: Floats) -> tuple[Floats, Floats]:
        """Return x and y, pixels, of directions of the same shape."""
        out = self.radius * (1.0 - elevation_rad / (0.5 * np.pi))
        x, y = self.middle
        return x - out * np.sin(azimuth_rad), y - out * np.cos(azimuth_rad)

    def directions(self) -> tuple[Floats, Floats]:
        """Return azimuth and elevation, (height, width) rad, of pixels; below 0: no sky."""
        x, y = np.meshgrid(*(np.arange(one) + 0.5 - one / 2.0 for one in self.size))
        out = np.hypot(x, y) / self.radius
        return np.arctan2(-x, -y), 0.5 * np.pi * (1.0 - out)


class Panorama(NamedTuple):
    """A picture of the whole horizon: azimuth across, elevation up.

    middle_rad   azimuth in the middle, east of which is right of it
    px_per_rad   across; `up_px_per_rad` up
    horizon      y of the horizon, pixels
    """

    width: int
    height: int
    middle_rad: float
    px_per_rad: float
    up_px_per_rad: float
    horizon: float

    @classmethod
    def within(cls, width: int, height: int, middle_rad: float) -> Panorama:
        """Return the one that fills a width, as high as there is room for within limits."""
        across = width / TAU
        up = min((1.0 - _GROUND) * height / (0.5 * np.pi), _MOST_STRETCH * across)
        top = 0.5 * (height - up * 0.5 * np.pi / (1.0 - _GROUND))
        return cls(width, height, middle_rad, across, up, top + up * 0.5 * np.pi)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        return self.width, self.height

    def coarser(self, times: int) -> Panorama:
        """Return the same picture of so many times fewer pixels each way, rounded up."""
        return Panorama(
            -(-self.width // times), -(-self.height // times), self.middle_rad,
            self.px_per_rad / times, self.up_px_per_rad / times, self.horizon / times,
        )  # fmt: skip

    @property
    def zenith(self) -> float:
        """The y of the upper edge, pixels."""
        return self.horizon - self.up_px_per_rad * 0.5 * np.pi

    @property
    def ground(self) -> float:
        """The y of the lower edge of the ground, pixels."""
        return self.horizon + (self.horizon - self.zenith) * _GROUND / (1.0 - _GROUND)

    def place(self, azimuth_rad: Floats, elevation_rad: Floats) -> tuple[Floats, Floats]:
        """Return x and y, pixels, of directions of the same shape."""
        from_left = np.remainder(azimuth_rad - self.middle_rad + np.pi, TAU)
        return self.px_per_rad * from_left, self.horizon - self.up_px_per_rad * elevation_rad

    def directions(self) -> tuple[Floats, Floats]:
        """Return azimuth and elevation, (height, width) rad, of pixels; below 0: no sky."""
        x, y = np.meshgrid(*(np.arange(one) + 0.5 for one in self.size))
        elevation_rad = (self.horizon - y) / self.up_px_per_rad
        above = elevation_rad > 0.5 * np.pi
        azimuth_rad = np.remainder(x / self.px_per_rad - np.pi + self.middle_rad, TAU)
        return azimuth_rad, np.where(above, -1.0, elevation_rad)


def place_of(projection: Projection, direction_rad: tuple[float, float]) -> tuple[float, float]:
    """Return x and y, pixels, of one azimuth and elevation."""
    x, y = projection.place(*(np.array([angle]) for angle in direction_rad))
    return float(x[0]), float(y[0])
