"""Lines, marks and names over the map, painted by Pillow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.base.arrays import Floats
from orbitviz.base.colours import rgb_of_hex
from orbitviz.base.constants import TAU
from orbitviz.model.design.groups import Site
from orbitviz.scene.overlay.callouts import PixelBox, beside, covered
from orbitviz.scene.overlay.typesetting import text_block
from orbitviz.scene.world_map.projection import MapFrame
from orbitviz.scene.world_map.strokes import strokes
from orbitviz.scene.world_map.tracks import Track

Ink = tuple[int, int, int, int]

# Lines are painted so many times larger, for smooth edges, where that takes little memory.
_FINER, _MOST_FINE_PX = 2, 12_000_000
_TERMINATOR: Ink = (255, 214, 150, 105)
_SUN = rgb_of_hex("#ffd98c")
_AHEAD: Ink = (255, 255, 255, 215)
_BEHIND: Ink = (255, 255, 255, 105)
_EDGE: Ink = (140, 215, 255, 190)
_ROUTE: Ink = (255, 237, 115, 255)
_SITE = rgb_of_hex("#8ff0c0")
_OUTLINE: Ink = (0, 0, 0, 150)
_RIM: Ink = (150, 175, 210, 120)
_RING_PX, _SITE_PX, _SUN_PX = 7.0, 4.0, 6.0  # radii, logical pixels
_NAME_PX = 12.0


class Annotations:
    """Paints over a map; everything is given in places on the Earth, rad."""

    def __init__(self, frame: MapFrame, pixel_ratio: float) -> None:
        self._frame, self._ratio = frame, pixel_ratio
        width, height = frame.size
        self._finer = _FINER if width * height <= _MOST_FINE_PX else 1
        self._fine = Image.new("RGBA", (width * self._finer, height * self._finer))
        self._draw = ImageDraw.Draw(self._fine)
        self._names: list[tuple[str, float, float]] = []

    def add_sun(self, sun_itrs: Floats) -> None:
        """Draw the terminator, and the point below the Sun in a direction (3,) ITRS."""
        lat, lon = terminator(sun_itrs)
        self._line(lat, lon, _TERMINATOR, 1.1)
        x, y = self._place(*sub_solar_point(sun_itrs))
        radius = _SUN_PX * self._ratio
        for turn in np.arange(8) * TAU / 8.0:
            ends = [(x + out * radius * math.cos(turn), y + out * radius * math.sin(turn))
                    for out in (1.5, 2.2)]  # fmt: skip
            self._segment(ends, (*_SUN, 230), 1.4)
        self._dot((x, y), radius, (*_SUN, 255), None)

    def add_rims(self) -> None:
        """Draw the equator around each half of the polar pair."""
        if self._frame.is_polar:
            around = np.linspace(0.0, TAU, 361)
            for lat in (0.0, -1e-9):
                self._line(np.full(len(around), lat), around, _RIM, 1.0)

    def add_track(self, track: Track) -> None:
        """Draw where a satellite comes from and goes to, and the edge of its view."""
        self._line(*track.edge, _EDGE, 1.2)
        self._line(*track.behind, _BEHIND, 1.4)
        self._line(*track.ahead, _AHEAD, 1.6)

    def add_route(self, lat_rad: Floats, lon_rad: Floats) -> None:
        """Draw the ground below a route, (n,) rad."""
        self._line(lat_rad, lon_rad, _OUTLINE, 4.6)
        self._line(lat_rad, lon_rad, _ROUTE, 2.2)

    def add_satellite(self, at_px: tuple[float, float], name: str) -> None:
        """Draw a ring around a satellite at a pixel, with its name if it has one."""
        self._circle(at_px, _RING_PX * self._ratio, _OUTLINE, 3.6)
        self._circle(at_px, _RING_PX * self._ratio, (255, 255, 255, 255), 1.8)
        if name:
            self._names.append((name, *at_px))

    def add_sites(self, sites: Sequence[Site], *, named: bool) -> None:
        """Draw places on the ground."""
        for site in sites:
            x, y = self._place(math.radians(site.lat_deg), math.radians(site.lon_deg))
            self._dot((x, y), _SITE_PX * self._ratio, (*_SITE, 255), _OUTLINE)
            if named:
                self._names.append((site.name, x, y))

    def painted(self, taken: Iterable[PixelBox] = ()) -> Image.Image:
        """Return what was added, RGBA; names keep clear of one another and of boxes `taken`."""
        picture = self._fine.reduce(self._finer)
        if not self._frame.is_polar:
            box = self._frame.earth_box
            lines, picture = picture.crop(box), Image.new("RGBA", self._frame.size)
            picture.paste(lines, box)
        boxes = list(taken)
        for name, x, y in self._names:
            block = text_block(
                name, _NAME_PX, self._ratio, self._frame.size[0], mono=False, bold=True
            )
            corner = _free_corner(self._frame.size, (x, y), block.size, boxes, self._ratio)
            if corner is not None:
                boxes.append((*corner, corner[0] + block.width, corner[1] + block.height))
                picture.alpha_composite(block, corner)
        return picture

    def _place(self, lat_rad: float, lon_rad: float) -> tuple[float, float]:
        x, y = self._frame.pixels(np.array(lat_rad), np.array(lon_rad))
        return float(x), float(y)

    def _line(self, lat_rad: Floats, lon_rad: Floats, ink: Ink, wide: float) -> None:
        if not len(lat_rad):
            return
        for line in strokes(self._frame, lat_rad, lon_rad):
            self._segment([(x, y) for x, y in line.tolist()], ink, wide)

    def _segment(self, points: Sequence[tuple[float, float]], ink: Ink, wide: float) -> None:
        fine = [(x * self._finer, y * self._finer) for x, y in points]
        self._draw.line(fine, ink, max(round(wide * self._ratio * self._finer), 1), "curve")

    def _dot(
        self, at_px: tuple[float, float], radius: float, ink: Ink, outline: Ink | None
    ) -> None:
        if outline is not None:
            self._draw.ellipse(self._box(at_px, radius + 1.5 * self._ratio), outline)
        self._draw.ellipse(self._box(at_px, radius), ink)

    def _circle(self, at_px: tuple[float, float], radius: float, ink: Ink, wide: float) -> None:
        width = round(wide * self._ratio * self._finer)
        self._draw.ellipse(self._box(at_px, radius + 0.5 * wide * self._ratio), None, ink, width)

    def _box(self, at_px: tuple[float, float], radius: float) -> PixelBox:
        x, y, radius = (value * self._finer for value in (*at_px, radius))
        return x - radius, y - radius, x + radius, y + radius


def terminator(sun_itrs: Floats) -> tuple[Floats, Floats]:
    """Return latitudes and longitudes, (361,) rad, where the middle of the Sun is on the horizon.

    sun_itrs   (3,) unit vector ITRS. The true horizon, without refraction; the ellipsoid's normals
    that stand square to the Sun, which is taken as infinitely far (0.0024 degrees).
    """
    pole = np.array([0.0, 0.0, 1.0])
    east = np.cross(pole, sun_itrs)
    east /= np.linalg.norm(east)
    north = np.cross(sun_itrs, east)
    turn = np.linspace(0.0, TAU, 361)[:, None]
    up = np.cos(turn) * north + np.sin(turn) * east
    return np.arcsin(np.clip(up[:, 2], -1.0, 1.0)), np.arctan2(up[:, 1], up[:, 0])


def sub_solar_point(sun_itrs: Floats) -> tuple[float, float]:
    """Return geodetic latitude and longitude, rad, where the Sun (3,) ITRS stands in the zenith."""
    return math.asin(sun_itrs[2]), math.atan2(sun_itrs[1], sun_itrs[0])


def _free_corner(
    picture: tuple[int, int],
    at_px: tuple[float, float],
    size: tuple[int, int],
    taken: Sequence[PixelBox],
    ratio: float,
) -> tuple[int, int] | None:
    """Return left and top of a name beside a mark, None where there is no room for it."""
    if not (0.0 <= at_px[0] < picture[0] and 0.0 <= at_px[1] < picture[1]):
        return None
    for box in beside(at_px, size, (_RING_PX + 3.0) * ratio):
        if covered(box, taken, picture) == 0.0:
            return round(box[0]), round(box[1])
    return None
