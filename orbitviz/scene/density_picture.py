"""Densities as a picture, drawn without OpenGL: altitude by latitude, and the mean beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cmap
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from orbitviz.analysis.density.compared import SourceDensity
from orbitviz.analysis.density.spatial import Cells
from orbitviz.base.rounding import round_step
from orbitviz.base.units import number_text
from orbitviz.scene.overlay.faces import face

WIDTH_PX = 1400
_PAGE, _PLOT, _GRID = (9, 12, 19), (18, 23, 33), (52, 62, 80)
_INK, _SOFT, _CURVE = (226, 233, 243, 255), (150, 163, 181, 255), (255, 195, 92)
_LEFT, _IMAGE, _GAP, _STRIP = 120, 880, 50, 300  # pixels from left to right
_RIGHT = _LEFT + _IMAGE + _GAP + _STRIP
_TOP, _HEIGHT, _BETWEEN, _BOTTOM = 60, 400, 120, 50  # and downwards
_MAP = cmap.Colormap("cividis")
_DECADES = 5
_MILLION_KM3 = 1e6

Box = tuple[int, int, int, int]  # left, top, right, bottom


def draw_densities(cells: Cells, sources: Sequence[SourceDensity], time: str) -> NDArray[np.uint8]:
    """Return (h, 1400, 3) uint8 sRGB: a row for each source, with colours of one scale."""
    height = _TOP + len(sources) * (_HEIGHT + _BETWEEN) + _BOTTOM
    page = Image.new("RGB", (WIDTH_PX, height), _PAGE)
    draw = ImageDraw.Draw(page)
    high = _MILLION_KM3 * max(float(one.density.per_km3.max()) for one in sources)
    low = high / 10.0**_DECADES
    for k, one in enumerate(sources):
        top = _TOP + k * (_HEIGHT + _BETWEEN)
        words = f"{one.satellites:,} satellites, {time}"
        small = face(False, False, 18)
        small.draw(draw, (_RIGHT, top - 34), words, _SOFT, "ra")
        _draw_name(draw, top - 40, one.name, _RIGHT - _LEFT - small.length(words) - _GAP)
        image = (_LEFT, top, _LEFT + _IMAGE, top + _HEIGHT)
        strip = (image[2] + _GAP, top, image[2] + _GAP + _STRIP, top + _HEIGHT)
        _draw_cells(page, image, one, low, high)
        _draw_curve(draw, strip, one, low, high)
        _draw_axes(draw, image, strip, cells, low, high)
    _draw_key(draw, height - _BOTTOM, low, high)
    return np.asarray(page)


def _draw_cells(page: Image.Image, box: Box, one: SourceDensity, low: float, high: float) -> None:
    values = _MILLION_KM3 * one.density.per_km3[::-1]  # the highest altitude above
    shares = np.log(np.maximum(values, low) / low) / math.log(high / low)
    colours = np.asarray(_MAP(shares) * 255.0, np.uint8)[..., :3]
    colours[values <= 0.0] = _PLOT
    size = (box[2] - box[0], box[3] - box[1])
    page.paste(Image.fromarray(colours).resize(size, Image.Resampling.NEAREST), box[:2])


def _draw_curve(
    draw: ImageDraw.ImageDraw, box: Box, one: SourceDensity, low: float, high: float
) -> None:
    """Draw the mean over the latitudes to the right, altitudes as beside it."""
    draw.rectangle(box, _PLOT)
    values = np.maximum(_MILLION_KM3 * one.density.by_altitude_km3, low)
    share = np.log(values / low) / math.log(high / low)
    x = box[0] + np.clip(share, 0.0, 1.0) * (box[2] - box[0])
    y = np.linspace(box[3], box[1], len(values) + 1)
    places = np.stack([np.repeat(x, 2), np.repeat(y, 2)[1:-1]], axis=1)
    draw.line([tuple(place) for place in places.tolist()], _CURVE, 2)


def _draw_axes(
    draw: ImageDraw.ImageDraw, image: Box, strip: Box, cells: Cells, low: float, high: float
) -> None:
    small = face(False, False, 17)
    first, last = float(cells.altitude_km[0]), float(cells.altitude_km[-1])
    step = round_step((last - first) / 6.0)
    for km in np.arange(math.ceil(first / step) * step, last + 1e-9, step):
        y = image[3] - (km - first) / (last - first) * _HEIGHT
        small.draw(draw, (image[0] - 12, y), f"{km:,.0f} km", _SOFT, "rm")
        draw.line((strip[0], y, strip[2], y), _GRID)
    for lat_deg in range(-90, 91, 30):
        x = image[0] + (lat_deg + 90) / 180 * _IMAGE
        pole = "" if lat_deg == 0 else " N" if lat_deg > 0 else " S"
        small.draw(draw, (x, image[3] + 20), f"{abs(lat_deg)}°{pole}", _SOFT, "mm")
    for decade in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1):
        x = strip[0] + math.log(10.0**decade / low) / math.log(high / low) * _STRIP
        draw.line((x, strip[1], x, strip[3]), _GRID)
        small.draw(draw, (x, strip[3] + 20), number_text(10.0**decade), _SOFT, "mm")
    small.draw(draw, (strip[0], strip[3] + 38), "per million km³, mean over latitudes", _SOFT)


def _draw_key(draw: ImageDraw.ImageDraw, top: int, low: float, high: float) -> None:
    text = face(False, False, 18)
    for step in range(300):
        colour = tuple(int(255 * part) for part in _MAP(step / 299).rgba[:3])
        draw.line((_LEFT + 90 + step, top, _LEFT + 90 + step, top + 22), colour)
    text.draw(draw, (_LEFT + 80, top + 11), number_text(low, 2), _SOFT, "rm")
    words = f"{number_text(high, 2)} satellites per million km³"
    text.draw(draw, (_LEFT + 400, top + 11), words, _SOFT, "lm")


def _draw_name(draw: ImageDraw.ImageDraw, top: float, name: str, room: float) -> None:
    """Write a name, without its end where there is no room for it."""
    bold, shown = face(False, True, 26), name
    while len(shown) > 1 and bold.length(shown) > room:
        shown = f"{shown[:-2].rstrip()}…"
    bold.draw(draw, (_LEFT, top), shown, _INK)
