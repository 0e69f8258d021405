"""Marks of the satellites that were picked: among thousands of points nobody finds one again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import body_of_satellite
from orbitviz.engine.positions import state_vector
from orbitviz.engine.ruler import Reading
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import MOST_MARKED
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import PixelBox, Place, leader, place_names
from orbitviz.scene.overlay.overlay import text_scale
from orbitviz.scene.overlay.ruler_line import RulerLine
from orbitviz.scene.overlay.strokes import Strokes
from orbitviz.scene.overlay.typesetting import text_block
from orbitviz.scene.view import View

_RADIUS, _WIDTH = 11.0, 1.8  # of a ring, logical pixels
_NAME_SIZE, _NAME_GAP, _LEADER = 12.0, 4, 1.2
_RINGS_LONG = 1.5  # a satellite that appears longer than so many rings has none
_BRACKETS, _ARM = 1.3, 0.35  # around it, if it is one of a pair: of its length; of their side
_FINER = 4  # a ring is painted so many times larger, for smooth edges
_INK, _OUTLINE = (235, 240, 247, 255), (0, 0, 0, 190)
Columns = tuple[float, float]
WHOLE: Columns = (-math.inf, math.inf)


class Marked(NamedTuple):
    """Where a satellite is marked: pixels from the top left corner.

    half      half the side of its mark
    is_body   whether it is seen as a body: in brackets, for a ring would lie on it
    """

    x: int
    y: int
    half: int
    is_body: bool = False

    @property
    def box(self) -> PixelBox:
        """Left, top, right, bottom of the mark."""
        return self.x - self.half, self.y - self.half, self.x + self.half, self.y + self.half


class Marks:
    """Draws a ring around each picked satellite that is in sight, with its name beside it.

    Names cover nothing. One for which there is no room beside its ring stands apart from it, at the
    end of a line; one for which there is none there either is left out. A line joins the two of a
    pair, which are marked near the camera too.
    """

    def __init__(self) -> None:
        self._ring, self._strokes, self._line = Block(), Strokes(), RulerLine()
        self._names: dict[SatelliteKey, Block] = {}
        self._marked: dict[SatelliteKey, Marked] = {}
        self._places: dict[SatelliteKey, Place] = {}

    def arrange(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        pair: Reading | None,
        taken: Sequence[PixelBox],
        columns: Columns,
    ) -> None:
        """Paint and place the marks of the next picture; words keep clear of boxes `taken`.

        pair      what is written on the line between two satellites, None for no line
        columns   those that are marked, from and up to
        """
        marked = marked_satellites(view, state, snapshot)
        self._marked = {key: one for key, one in marked.items() if columns[0] <= one.x < columns[1]}
        self._names = {key: self._names.get(key) or Block() for key in self._marked}
        scale = text_scale(view)
        if self._marked:
            self._ring.set("ring", partial(_ring, view.pixel_ratio))
        for key, name in self._names.items():
            name.set(satellite_name(state, key), partial(_name, scale, view.size[0]))
        filled = [*taken, *(one.box for one in self._marked.values())]
        covered = [self._half(key) for key in sorted(state.selection.satellites)[:2]]
        self._line.arrange(view, pair if self._marked else None, filled, covered)
        self._places = place_names(
            {key: (one.x, one.y) for key, one in self._marked.items()},
            {key: name.size for key, name in self._names.items()},
            {key: one.half + _NAME_GAP * scale for key, one in self._marked.items()},
            [*filled, *self._line.boxes(view), *self._line.line_boxes],
            view.size,
            {key: place.number for key, place in self._places.items()},
        )
        for key, place in self._places.items():
            self._names[key].place(round(place.box[0]), view.size[1] - round(place.box[3]))

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of marks and words, as Overlay.boxes."""
        marks = [one.box for one in self._marked.values()]
        return [*marks, *(place.box for place in self._places.values()), *self._line.boxes(view)]

    def draw(self, view: View) -> None:
        """Draw over the picture."""
        if not self._marked:
            return
        self._line.draw(view)
        scale = text_scale(view)
        brackets = [line for one in self._marked.values() if one.is_body for line in _brackets(one)]
        self._stroke(view, brackets, _WIDTH * scale)
        leaders = [
            leader((at.x, at.y), place.box, float(at.half))
            for key, place in self._places.items()
            if place.is_apart
            for at in (self._marked[key],)
        ]
        self._stroke(view, leaders, _LEADER * scale)
        blending.blend_premultiplied()
        for key, one in self._marked.items():
            if not one.is_body:
                self._ring.place(one.x - one.half, view.size[1] - one.y - one.half)
                self._ring.draw(view)
            if key in self._places:
                self._names[key].draw(view)

    def _stroke(self, view: View, lines: list[tuple[float, ...]], width: float) -> None:
        colours = np.tile(np.array(_INK) / 255.0, (len(lines), 1))
        self._strokes.draw(view, np.array(lines), width, colours)

    def _half(self, key: SatelliteKey) -> int:
        return self._marked[key].half if key in self._marked else 0


def marked_satellites(view: View, state: State, snapshot: Snapshot) -> dict[SatelliteKey, Marked]:
    """Return which picked satellites are marked, and where."""
    marked = {}
    ring = _ring_half(view.pixel_ratio)
    picked = sorted(state.selection.satellites)[:MOST_MARKED]
    for key in picked if state.view.layers.satellites else ():
        known = state_vector(state, snapshot, key)
        is_hidden = state.shell_of(key) in state.hidden or key in state.hidden_satellites
        if is_hidden or known is None:
            continue
        r_km = known[0][None]
        pixels, depth = view.project(r_km)
        if not depth[0] > 0.0 or hidden_by_earth(view.eye_km, r_km)[0]:
            continue
        span_px = _span_px(view, state, key, r_km[0])
        is_body = span_px > _RINGS_LONG * 2.0 * _RADIUS * view.pixel_ratio
        if is_body and not state.selection.is_pair:
            continue
        half = max(ring, round(0.5 * _BRACKETS * span_px)) if is_body else ring
        x, y = pixels[0].tolist()
        marked[key] = Marked(round(x), round(y), half, is_body)
    return marked


def _span_px(view: View, state: State, key: SatelliteKey, r_km: Floats) -> float:
    """Return how long a satellite appears at most."""
    span_km = KM_PER_M * body_of_satellite(state, key).span_m
    away_km = max(float(np.linalg.norm(r_km - view.eye_km)), 1e-9)
    return span_km / away_km / view.radians_per_pixel


def _brackets(one: Marked) -> list[tuple[float, ...]]:
    """Return the strokes of the four corners of a mark: x, y, x, y."""
    arm = _ARM * one.half
    corners = [(one.x + one.half * right, one.y + one.half * down, right, down)
               for right in (-1, 1) for down in (-1, 1)]  # fmt: skip
    return [
        line
        for x, y, right, down in corners
        for line in ((x, y, x - arm * right, y), (x, y, x, y - arm * down))
    ]


def _ring_half(scale: float) -> int:
    return round((_RADIUS + 2.0 * _WIDTH) * scale)


def _ring(scale: float, _content: object) -> Image.Image:
    size = 2 * _ring_half(scale)
    fine = scale * _FINER
    picture = Image.new("RGBA", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(picture)
    middle = size * _FINER / 2.0
    for ink, reach, width in ((_OUTLINE, 1.0, _WIDTH + 2.0), (_INK, 0.0, _WIDTH)):
        radius = (_RADIUS + reach) * fine
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        draw.ellipse(box, outline=ink, width=round(width * fine))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _name(scale: float, room: int, name: object) -> Image.Image:
    return text_block(str(name), _NAME_SIZE, scale, room, mono=False, bold=True)
