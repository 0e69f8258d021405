"""Projections of the map: the Earth as one rectangle, or its halves as seen over the poles."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.model.view import MOST_MAP_ZOOM, MapProjection

_QUARTER = 0.25 * TAU
_GAP = 0.10  # between the halves of the Earth and around them, in units of a radian on them


@dataclass(frozen=True)
class MapView:
    """Which part of the map is shown.

    zoom     1 shows all of the Earth
    centre   of the picture on the plane of the projection, rad: of the rectangle its longitude and
             latitude; of the polar pair to the right of and above the middle between both halves
    """

    projection: MapProjection = MapProjection.EQUIRECTANGULAR
    zoom: float = 1.0
    centre: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class MapFrame:
    """A map on a picture: from places on the Earth to pixels and back.

    size   width and height, pixels; pixel (0, 0) covers x and y from 0 to 1 at the top left
    top    row from which on the picture is drawn, where it is drawn in parts: y counts from there
    rows   how many, None for all

    Equirectangular: x by longitude, y by latitude, both by the same scale (plate carrée). Polar
    pair: azimuthal equidistant from each pole to the equator, longitude 0 below the north pole and
    above the south pole (Snyder 1987, sections 12 and 25); side by side, in an upright picture one
    above the other.
    """

    view: MapView
    size: tuple[int, int]
    top: int = 0
    rows: int | None = None

    @property
    def drawn(self) -> tuple[int, int]:
        """Width and height of what is drawn of the picture, pixels."""
        return self.size[0], self.size[1] if self.rows is None else self.rows

    @cached_property
    def scale(self) -> float:
        """Pixels per radian: along meridians, and along the equator of the rectangle."""
        return self.view.zoom * self._whole_scale

    @property
    def is_polar(self) -> bool:
        """Whether this is the polar pair."""
        return self.view.projection is MapProjection.POLAR

    @property
    def is_side_by_side(self) -> bool:
        """Whether there are two halves, one beside the other."""
        return self.is_polar and self._is_wide

    @property
    def earth_px(self) -> float:
        """Pixels that all of the Earth covers, in view or not."""
        extent = TAU * _QUARTER * _QUARTER if self.is_polar else TAU * 0.5 * TAU
        return extent * self.scale**2

    @cached_property
    def pole_px(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Pixels of the north and the south pole of the polar pair."""
        right, up = self.view.centre
        (x, y), off = self._middle, self._off
        north = x + (-off[0] - right) * self.scale, y - (off[1] - up) * self.scale
        south = x + (off[0] - right) * self.scale, y - (-off[1] - up) * self.scale
        return north, south

    def pixels(self, lat_rad: Floats, lon_rad: Floats) -> tuple[Floats, Floats]:
        """Return x and y, pixels, of places of the same shape; they may lie beyond the picture."""
        if not self.is_polar:
            middle = self._middle
            east = lon_rad - self.view.centre[0]
            east = east - TAU * np.rint(east / TAU)
            up = lat_rad - self.view.centre[1]
            return middle[0] + self.scale * east, np.asarray(middle[1] - self.scale * up)
        north, south = self.pole_px
        is_north = lat_rad >= 0.0
        out = self.scale * (_QUARTER - np.abs(lat_rad))
        x = np.where(is_north, north[0], south[0]) + out * np.sin(lon_rad)
        down = out * np.cos(lon_rad)
        return x, np.where(is_north, north[1] + down, south[1] - down)

    def places(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return latitude and longitude, rad, of pixels of the same shape; nan off the Earth."""
        if not self.is_polar:
            middle = self._middle
            lon = (x - middle[0]) / self.scale
            lat = self.view.centre[1] - (y - middle[1]) / self.scale
            off = (np.abs(lon) > 0.5 * TAU) | (np.abs(lat) > _QUARTER)
            lon = np.remainder(lon + self.view.centre[0] + 0.5 * TAU, TAU) - 0.5 * TAU
            return np.where(off, np.nan, lat), np.where(off, np.nan, lon)
        found = np.full((2, *np.shape(x)), np.nan)
        for pole, sign in zip(self.pole_px, (1.0, -1.0), strict=True):
            right, down = x - pole[0], y - pole[1]
            out = np.hypot(right, down) / self.scale
            on = out <= _QUARTER
            found[0] = np.where(on, sign * (_QUARTER - out), found[0])
            found[1] = np.where(on, np.arctan2(right, sign * down), found[1])
        return found[0], found[1]

    def is_inside(self, x: NDArray[Any], y: NDArray[Any]) -> NDArray[np.bool_]:
        """Return whether pixels lie on what is drawn."""
        width, height = self.drawn
        return np.asarray((x >= 0.0) & (x < width) & (y >= 0.0) & (y < height))

    @property
    def earth_box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what of the picture the rectangle covers, pixels."""
        (x, y), (width, height) = self._middle, self.drawn
        up = self.view.centre[1]
        left, right = (x + side * 0.5 * TAU * self.scale for side in (-1.0, 1.0))
        top, bottom = (y + (up - side * _QUARTER) * self.scale for side in (1.0, -1.0))
        box = max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height)
        return round(box[0]), round(box[1]), round(box[2]), round(box[3])

    def panned(self, right_px: float, down_px: float) -> MapView:
        """Return the view after the map was moved by so many pixels."""
        across, up = self.view.centre
        centre = across - right_px / self.scale, up + down_px / self.scale
        return MapFrame(replace(self.view, centre=centre), self.size).within_limits

    def zoomed(self, factor: float, at_px: tuple[float, float]) -> MapView:
        """Return the view so many times larger, the place at a pixel staying where it is."""
        zoom = min(max(self.view.zoom * factor, 1.0), MOST_MAP_ZOOM)
        off = at_px[0] - self._middle[0], self._middle[1] - at_px[1]
        moved = (1.0 - self.view.zoom / zoom) / self.scale
        right, up = (c + moved * pixels for c, pixels in zip(self.view.centre, off, strict=True))
        view = replace(self.view, zoom=zoom, centre=(right, up))
        return MapFrame(view, self.size).within_limits

    def centred_on(self, lat_rad: float, lon_rad: float) -> MapView:
        """Return the view with a place in the middle of the picture, as far as the map goes."""
        x, y = self.pixels(np.array(lat_rad), np.array(lon_rad))
        return self.panned(self._middle[0] - float(x), self._middle[1] - float(y))

    def place_of(self, other: MapFrame) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return left top corner and size, pixels, of what is on another frame of the projection.

        So another picture can stand in for this one; of the rectangle it is moved around the Earth.
        """
        grown = self.scale / other.scale
        right, up = (o - c for o, c in zip(other.view.centre, self.view.centre, strict=True))
        if not self.is_polar:
            right = math.remainder(right, TAU)
        width, height = (grown * pixels for pixels in other.size)
        x, y = self._middle
        corner = x + self.scale * right - 0.5 * width, y - self.scale * up - 0.5 * height
        return corner, (width, height)

    @property
    def within_limits(self) -> MapView:
        """The view without empty room beyond the map; around the rectangle it goes on."""
        width, height = (pixels / self.scale for pixels in self.size)
        right, up = self.view.centre
        if self.is_polar:
            most = [max(0.5 * (whole - seen), 0.0)
                    for whole, seen in zip(self._extent, (width, height), strict=True)]  # fmt: skip
            right = min(max(right, -most[0]), most[0])
        else:
            most = [0.0, max(_QUARTER - 0.5 * height, 0.0)]
            right = math.remainder(right, TAU)
        return replace(self.view, centre=(right, min(max(up, -most[1]), most[1])))

    @property
    def _whole_scale(self) -> float:
        """Pixels per radian at which all of the Earth just fits."""
        across, up = self._extent
        return min(self.size[0] / across, self.size[1] / up)

    @property
    def _middle(self) -> tuple[float, float]:
        return 0.5 * self.size[0], 0.5 * self.size[1] - self.top

    @property
    def _extent(self) -> tuple[float, float]:
        """Width and height of the map, rad."""
        if not self.is_polar:
            return TAU, 0.5 * TAU
        long, short = 4.0 * _QUARTER + 3.0 * _GAP, 2.0 * _QUARTER + 2.0 * _GAP
        return (long, short) if self._is_wide else (short, long)

    @property
    def _off(self) -> tuple[float, float]:
        """How far each half lies from the middle of the pair, rad."""
        off = _QUARTER + 0.5 * _GAP
        return (off, 0.0) if self._is_wide else (0.0, off)

    @property
    def _is_wide(self) -> bool:
        return self.size[0] >= self.size[1]
