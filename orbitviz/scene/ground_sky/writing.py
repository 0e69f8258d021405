"""What is drawn over the light of a sky: rings, compass, names, rings of satellites, arcs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.base.arrays import Floats
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.ground_sky.outlook import Outlook
from orbitviz.scene.ground_sky.projection import Dome, Panorama, Projection, place_of
from orbitviz.scene.ground_sky.star_names import named_stars
from orbitviz.scene.overlay.faces import Face, face

COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_LINE = (170, 190, 220, 70)
_RIM = (190, 205, 228, 190)
_INK, _SOFT, _SHADE = (236, 241, 248, 255), (190, 203, 221, 255), (8, 11, 18, 150)
_SELECTED, _ARC = (255, 255, 255, 235), (120, 230, 255, 220)
_LEAST_STAR_RAD = math.radians(4.0)  # elevation from which on stars are named
_FINER = 2  # lines are drawn so much larger, then shrunk
_FEW = 330  # pixels of a side, on which there is less room
_MOST_NAMES_SMALL = 9  # of stars
_FEWEST = 170  # pixels of a side, on which there is none for names


def backdrop_writing(
    projection: Projection, observer: Observer, geometry: SkyGeometry, scale: float, night: float
) -> Image.Image:
    """Return rings, compass and, by night, names of stars, transparent elsewhere."""
    width, height = projection.size
    large = Image.new("RGBA", (width * _FINER, height * _FINER), (*_LINE[:3], 0))
    pen = ImageDraw.Draw(large)
    around = np.linspace(0.0, 2.0 * np.pi, 181)
    for degrees, ink in ((0.0, _RIM), (30.0, _LINE), (60.0, _LINE)):
        _draw_path(pen, projection, around, np.full(181, np.radians(degrees)), ink, scale)
    out = large.reduce(_FINER)
    draw = ImageDraw.Draw(out)
    small = face(False, False, round(10 * scale))
    for degrees in (30, 60) if min(width, height) > _FEW * scale else ():
        middle = _middle_rad(projection)
        x, y = place_of(projection, (middle, np.radians(degrees)))
        _write(draw, small, (x + 4 * scale, y - 7 * scale), f"{degrees}°", _SOFT, "lm")
    _write_compass(draw, projection, scale)
    if night > 0.3:
        _write_stars(draw, projection, observer, geometry, scale)
    return out


def _middle_rad(projection: Projection) -> float:
    """Return the azimuth at which the rings of elevation are labelled."""
    if isinstance(projection, Panorama):
        return projection.middle_rad
    return projection.azimuth_rad if isinstance(projection, Outlook) else math.pi


def _write_compass(draw: ImageDraw.ImageDraw, projection: Projection, scale: float) -> None:
    is_small = max(projection.size) < _FEW * scale
    for k, letters in enumerate(COMPASS):
        if is_small and len(letters) > 1:
            continue
        font = face(False, len(letters) == 1, round((13 if len(letters) == 1 else 10) * scale))
        x, y = place_of(projection, (math.radians(45.0 * k), 0.0))
        if isinstance(projection, Dome):
            middle = projection.middle
            inwards = 1.0 - 11.0 * scale / projection.radius
            x, y = (m + inwards * (one - m) for m, one in zip(middle, (x, y), strict=True))
        elif isinstance(projection, Outlook):
            half = font.length(letters)
            if not half < x < projection.size[0] - half:
                continue
            y = min(y + 13.0 * scale, projection.size[1] - 9.0 * scale)
        elif isinstance(projection, Panorama):
            y = 0.5 * (projection.horizon + projection.ground)
            half = 0.5 * font.length(letters) + 2.0
            if not half <= x <= projection.size[0] - half:  # both ends are the same direction
                x = half
        _write(draw, font, (x, y), letters, _INK if len(letters) == 1 else _SOFT, "mm")


def _write_stars(
    draw: ImageDraw.ImageDraw,
    projection: Projection,
    observer: Observer,
    geometry: SkyGeometry,
    scale: float,
) -> None:
    names, direction = named_stars()
    azimuth_rad, elevation_rad = observer.angles_to(direction @ geometry.gcrs_to_teme.T)
    x, y = projection.place(azimuth_rad, elevation_rad)
    font = face(False, False, round(10 * scale))
    taken: list[tuple[float, float, float]] = []
    side = min(projection.size) / scale
    most = len(names) if side >= _FEW else _MOST_NAMES_SMALL if side >= _FEWEST else 0
    is_seen = (x > 0.0) & (x < projection.size[0]) & (y > 0.0) & (y < projection.size[1])
    for k in np.flatnonzero(is_seen & (elevation_rad > _LEAST_STAR_RAD))[:most].tolist():
        left, middle = float(x[k]) + 5 * scale, float(y[k])
        width = font.length(names[k])
        if left + width > projection.size[0]:
            left -= width + 10 * scale
        line = 13 * scale
        if any(abs(middle - m) < line and left < b and a < left + width for m, a, b in taken):
            continue
        taken.append((middle, left, left + width))
        _write(draw, font, (left, middle), names[k], (*_SOFT[:3], 205), "lm")


def marks(
    projection: Projection,
    scale: float,
    ringed: Iterable[tuple[float, float]],
    arcs: Sequence[tuple[Floats, Floats]],
) -> Image.Image:
    """Return rings around places, in pixels, and arcs of azimuth and elevation, rad."""
    width, height = projection.size
    large = Image.new("RGBA", (width * _FINER, height * _FINER), (*_ARC[:3], 0))
    pen = ImageDraw.Draw(large)
    for azimuth_rad, elevation_rad in arcs:
        _draw_path(pen, projection, azimuth_rad, elevation_rad, _ARC, 1.6 * scale)
    radius, thick = 7.0 * scale * _FINER, max(round(1.6 * scale * _FINER), 1)
    for place in ringed:
        x, y = (_FINER * one for one in place)
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(box, outline=_SELECTED, width=thick)
    return large.reduce(_FINER)


def _draw_path(
    pen: ImageDraw.ImageDraw,
    projection: Projection,
    azimuth_rad: Floats,
    elevation_rad: Floats,
    ink: tuple[int, ...],
    width_px: float,
) -> None:
    """Draw a line through directions, not across a panorama from edge to edge."""
    x, y = projection.place(azimuth_rad, elevation_rad)
    places = np.stack([x, y], axis=1) * _FINER
    edges = np.flatnonzero(np.abs(np.diff(x)) > 0.5 * projection.size[0]) + 1
    for part in np.split(places, edges):
        if len(part) > 1:
            pen.line([*map(float, part.ravel())], ink, max(round(width_px * _FINER), 1), "curve")


def _write(
    draw: ImageDraw.ImageDraw,
    font: Face,
    place: tuple[float, float],
    text: str,
    ink: tuple[int, ...],
    anchor: str,
) -> None:
    """Write a text over a soft shade of itself, so that it is read over a bright sky too."""
    x, y = place
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        font.draw(draw, (x + dx, y + dy), text, _SHADE, anchor)
    font.draw(draw, place, text, ink, anchor)
