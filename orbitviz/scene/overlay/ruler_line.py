"""The line of the ruler and of a pair of satellites, with what it reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.arrays import Floats
from orbitviz.engine.ruler import Reading
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import PixelBox, beside, least_covering
from orbitviz.scene.overlay.overlay import text_scale
from orbitviz.scene.overlay.strokes import Strokes
from orbitviz.scene.overlay.typesetting import text_panel
from orbitviz.scene.view import View

_CLEAR, _BLOCKED = (0.80, 1.0, 0.95), (1.0, 0.62, 0.84)  # sRGB
_HIDDEN_STRENGTH = 0.8
# Logical pixels.
_WIDTH, _DASH, _TICK = 2.2, 7.0, 7.0
_AWAY = 12.0
_PIECES = 160  # of the line, each hidden by the Earth or not
_LIFT = 1.0 + 1e-6  # ends on the ground would be hidden by it, by round-off
_NEAREST = 1e-4  # depth of what is drawn, times that of the farther end
_LINE_BOXES = 24


class RulerLine:
    """Draws the line between the ends of a reading; a GL context must be current.

    Dashed where the Earth hides it from the camera; of another colour where the Earth stands
    between the ends.
    """

    def __init__(self) -> None:
        self._strokes, self._text = Strokes(), Block()
        self._line: Floats = np.zeros((0, 4))
        self._colours: Floats = np.zeros((0, 4))
        self._has_text = False
        self.line_boxes: list[PixelBox] = []  # along the line, as Overlay.boxes

    def arrange(
        self,
        view: View,
        reading: Reading | None,
        taken: Sequence[PixelBox],
        marked: Sequence[float] | None = None,
    ) -> None:
        """Place line and text of the next picture; the text keeps clear of boxes `taken`.

        marked   pixels at both ends that marks cover; None where ticks are the marks
        """
        points = None if reading is None else line_points(view, *reading.r_km)
        self._line, self._has_text, self.line_boxes = np.zeros((0, 4)), False, []
        if reading is None or points is None:
            return
        pixels, hidden = points
        scale = text_scale(view)
        between = slice(None) if marked is None else _between(pixels, marked)
        self._line, strength = _dashed(pixels[between], hidden[between], _DASH * scale)
        if marked is None:
            ticks = _ticks(pixels, _TICK * scale)
            self._line = np.concatenate([self._line, ticks])
            strength = np.concatenate([strength, np.ones(len(ticks))])
        colour = _BLOCKED if reading.has_sight and reading.between.is_blocked else _CLEAR
        self._colours = np.column_stack([np.tile(colour, (len(strength), 1)), strength])
        self._place_text(view, "\n".join(reading.lines), pixels, taken, scale)

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of the text, as Overlay.boxes."""
        return [self._text.box(view)] if self._has_text else []

    def draw(self, view: View) -> None:
        """Draw over the picture."""
        self._strokes.draw(view, self._line, _WIDTH * text_scale(view), self._colours)
        if self._has_text:
            blending.blend_premultiplied()
            self._text.draw(view)

    def _place_text(
        self, view: View, text: str, pixels: Floats, taken: Sequence[PixelBox], scale: float
    ) -> None:
        width, height = view.size
        is_inside = (
            (pixels[:, 0] >= 0) & (pixels[:, 0] <= width)
            & (pixels[:, 1] >= 0) & (pixels[:, 1] <= height)
        )  # fmt: skip
        inside = pixels[is_inside]
        if not len(inside):
            return
        self._text.set(text, partial(_text, scale, width))
        self._has_text = True
        half = 0.5 * _AWAY * scale
        along = inside[:: max(1, len(inside) // _LINE_BOXES)]
        self.line_boxes = [(x - half, y - half, x + half, y + half) for x, y in along.tolist()]
        places = [inside[k].tolist() for k in (len(inside) // 2, 0, -1)]
        boxes = [box for x, y in places for box in beside((x, y), self._text.size, 2.0 * half)]
        left, _, _, bottom = least_covering(boxes, [*taken, *self.line_boxes], view.size)
        self._text.place(round(left), height - round(bottom))


def line_points(
    view: View, one_km: Floats, other_km: Floats
) -> tuple[Floats, NDArray[np.bool_]] | None:
    """Return points along a line in space, evenly spread over what the picture shows of it.

    one_km, other_km   (3,) float64  km TEME
    returns            (n, 2) float64  pixels from the top left corner, and (n,) bool, whether the
                       Earth hides the line there; None where no part of it is in the picture
    """
    depth = (np.stack([one_km, other_km]) - view.eye_km) @ view.forward
    nearest = _NEAREST * depth.max()
    if nearest <= 0.0:
        return None
    # What is behind the eye, or so near that the picture would grow without limit, is cut off.
    low, high = _cut(depth, nearest)
    ends_km = np.stack([one_km + share * (other_km - one_km) for share in (low, high)])
    ends, depths = view.project(ends_km)
    inside = _inside(ends, view.size)
    if inside is None:
        return None
    seen = np.linspace(*inside, _PIECES + 1)
    # Even steps on the picture are even in 1 / depth.
    share = seen * depths[0] / (depths[1] + seen * (depths[0] - depths[1]))
    r_km = ends_km[0] + share[:, None] * (ends_km[1] - ends_km[0])
    return view.project(r_km)[0], hidden_by_earth(view.eye_km, r_km * _LIFT)


def _inside(ends: Floats, size: tuple[int, int]) -> tuple[float, float] | None:
    """Return the shares of a line (2, 2) between which it is in the picture or a little beside it.

    None where it is not (Liang and Barsky 1984).
    """
    low, high = 0.0, 1.0
    beside = 0.05 * max(size)
    for axis in (0, 1):
        start = float(ends[0, axis])
        way = float(ends[1, axis]) - start or 1e-9
        limits = sorted((limit - start) / way for limit in (-beside, size[axis] + beside))
        low, high = max(low, limits[0]), min(high, limits[1])
    return (low, high) if low < high else None


def _cut(depth: Floats, nearest: float) -> tuple[float, float]:
    """Return the shares of a line from which and up to which it is at least so deep."""
    one, other = (float(value) for value in depth)
    if one < nearest:
        return (nearest - one) / (other - one), 1.0
    if other < nearest:
        return 0.0, (one - nearest) / (one - other)
    return 0.0, 1.0


def _between(pixels: Floats, marked: Sequence[float]) -> NDArray[np.bool_]:
    """Return which points (n, 2) of a line lie so far from its ends (2,) or farther."""
    away = np.linalg.norm(pixels[:, None] - pixels[[0, -1]], axis=2)
    return np.asarray((away >= marked).all(axis=1))


def _dashed(pixels: Floats, hidden: NDArray[np.bool_], dash: float) -> tuple[Floats, Floats]:
    """Return strokes (n, 4) and how strong each is; dashes, in pixels, where it is hidden."""
    strokes: list[tuple[float, ...]] = []
    strength: list[float] = []
    if len(pixels) < 2:
        return np.zeros((0, 4)), np.zeros(0)
    away = np.linalg.norm(pixels - pixels[0], axis=1)
    breaks = np.flatnonzero(hidden[1:] != hidden[:-1]) + 1
    edges = [0, *breaks.tolist(), len(pixels) - 1]
    way = (pixels[-1] - pixels[0]) / max(float(away[-1]), 1e-9)

    def add(start: float, end: float, strong: float) -> None:
        strokes.append((*(pixels[0] + start * way), *(pixels[0] + end * way)))
        strength.append(strong)

    for first, last in pairwise(edges):
        start, end = float(away[first]), float(away[last])
        if not hidden[first]:
            add(start, end, 1.0)
            continue
        for at in np.arange(start, end, 2.0 * dash).tolist():
            add(at, min(at + dash, end), _HIDDEN_STRENGTH)
    return np.array(strokes).reshape(-1, 4), np.array(strength)


def _ticks(pixels: Floats, reach: float) -> Floats:
    """Return a stroke across each end of the line."""
    along = pixels[-1] - pixels[0]
    length = float(np.linalg.norm(along))
    side = np.array([-along[1], along[0]]) / length if length > 0.0 else np.array([1.0, 0.0])
    ends = pixels[[0, -1]]
    return np.concatenate([ends - reach * side, ends + reach * side], axis=1)


def _text(scale: float, room: int, text: object) -> Image.Image:
    return text_panel(str(text).split("\n"), scale, room)
