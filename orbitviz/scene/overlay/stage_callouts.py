"""Words of a tour that point at something: a ring, a line, and the words at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.base.arrays import Floats
from orbitviz.engine.on_stage import Anchor, EdgeAnchor, PointAnchor, ShownCallout
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import Locate, PixelBox, leader, overlap
from orbitviz.scene.overlay.faces import face
from orbitviz.scene.overlay.soft_ground import LOGICAL_SIDE, margin_px, words_of_tour
from orbitviz.scene.overlay.stage_layout import MARGIN
from orbitviz.scene.overlay.strokes import Strokes
from orbitviz.scene.overlay.typesetting import LEAST_LETTERS, letters_px
from orbitviz.scene.view import View

# Shares of the picture's shorter side.
_TEXT, _SMALL = 0.030, LEAST_LETTERS
_RING, _LINE, _AWAY = 0.009, 0.0028, 0.085
_RING_SIDES = 24
_LINE_ON_WHITE = 0.2  # level of lines on a white background, 0..1


class StageCallouts:
    """Draws callouts; a GL context must be current."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._strokes = Strokes()
        self._level = 1.0  # of lines
        self._drawn: list[tuple[Block, list[tuple[float, ...]], float]] = []

    def arrange(
        self,
        callouts: Sequence[ShownCallout],
        view: View,
        locate: Locate,
        taken: Sequence[PixelBox],
        *,
        on_white: bool,
    ) -> None:
        """Paint and place the callouts of the next picture, their words clear of boxes `taken`."""
        self._level = _LINE_ON_WHITE if on_white else 1.0
        while len(self._blocks) < len(callouts):
            self._blocks.append(Block())
        self._drawn = []
        side = min(view.size)
        filled = list(taken)
        for block, callout in zip(self._blocks, callouts, strict=False):
            at = locate(place_of(callout.anchor, view))
            if at is None or not _is_inside(at, view.size):
                continue
            request = (callout.text, callout.small, side, on_white)
            block.set_image(request, partial(painted_callout, *request))
            ring = _RING * side
            near = (at[0] - 2 * ring, at[1] - 2 * ring, at[0] + 2 * ring, at[1] + 2 * ring)
            box = word_box(at, block.size, view.size, [*filled, near])
            if box is None or any(overlap(near, other) > 0.0 for other in taken):
                continue
            filled += [box, near]
            block.opacity = callout.opacity
            block.place(round(box[0]), view.size[1] - round(box[3]))
            lines = [*_ring(at, ring), leader(at, box, ring)]
            self._drawn.append((block, lines, callout.opacity))

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of the words, pixels from the top left corner."""
        return [block.box(view) for block, _, _ in self._drawn]

    def draw(self, view: View) -> None:
        """Draw over the picture."""
        for block, lines, opacity in self._drawn:
            colours = np.tile((*(3 * (self._level,)), opacity), (len(lines), 1))
            self._strokes.draw(view, np.array(lines), _LINE * min(view.size), colours)
            block.draw(view)


def place_of(anchor: Anchor, view: View) -> Floats:
    """Return where a callout leads, (3,) km TEME: of a belt and a ring, where it stands out."""
    if isinstance(anchor, PointAnchor):
        return np.array(anchor.r_km)
    if isinstance(anchor, EdgeAnchor):
        across = view.right[:2] / max(float(np.hypot(*view.right[:2])), 1e-9)
        # Of both edges that which the camera is nearer to.
        z_km = anchor.z_km if view.eye_km[2] >= 0.0 else -anchor.z_km
        return np.array([*(anchor.radius_km * across), z_km])
    node, ahead = np.array(anchor.node), np.array(anchor.ahead)
    high = node * (node @ view.up) + ahead * (ahead @ view.up)
    return anchor.radius_km * high / max(float(np.linalg.norm(high)), 1e-9)


def word_box(
    at: tuple[float, float],
    size: tuple[int, int],
    picture: tuple[int, int],
    taken: Sequence[PixelBox],
) -> PixelBox | None:
    """Return where words stand: away from the middle of the picture, clear of boxes `taken`.

    It moves as smoothly as the place that they point at, or along what is in its way. None where
    there is no room.
    """
    (width, height), side = picture, min(picture)
    out = np.array([at[0] - 0.5 * width, at[1] - 0.5 * height])
    out /= max(float(np.linalg.norm(out)), 0.15 * side)
    wide, tall = size
    away = _AWAY * side
    left = at[0] + away * out[0] - wide * (0.5 - 0.5 * out[0])
    top = at[1] + away * out[1] - tall * (0.5 - 0.5 * out[1])
    if out[0] ** 2 + out[1] ** 2 < 0.5:  # near the middle: above the place
        top = min(top, at[1] - 0.6 * away - tall)
    margin = 0.5 * MARGIN * side
    most = max(width - margin - wide, margin), max(height - margin - tall, margin)
    left, top = min(max(left, margin), most[0]), min(max(top, margin), most[1])
    columns = [left, *(x for one in taken for x in (one[0] - wide, one[2]))]
    rows = [top, *(y for one in taken for y in (one[1] - tall, one[3]))]
    places = [(x, y) for x in columns for y in rows if 0 <= x <= most[0] and 0 <= y <= most[1]]
    for x, y in sorted(places, key=lambda one: abs(one[0] - left) + abs(one[1] - top)):
        box = (x, y, x + wide, y + tall)
        if not any(overlap(box, other) > 0.0 for other in taken):
            return box
    return None


def painted_callout(text: str, small: str, side: int, on_white: bool = False) -> Image.Image:
    """Return the words of a callout on a soft ground.

    side       shorter side of the picture, pixels
    on_white   dark words, for a white background
    """
    scale = side / LOGICAL_SIDE
    pad = margin_px(scale)
    parts = [(text, face(False, True, letters_px(_TEXT, side)))]
    if small:
        parts.append((small, face(False, False, letters_px(_SMALL, side))))
    width = max(int(font.length(words)) + 1 for words, font in parts) + 2 * pad
    height = sum(font.ascent + font.descent for _, font in parts) + 2 * pad
    picture, y = None, pad
    for (words, font), strong in zip(parts, (True, False), strict=False):
        ink = Image.new("L", (width, height))
        font.draw(ImageDraw.Draw(ink), (pad, y), words, (255,))
        y += font.ascent + font.descent
        part = words_of_tour(ink, scale, strong=strong, on_white=on_white)
        picture = part if picture is None else Image.alpha_composite(picture, part)
    assert picture is not None
    return picture


def _ring(at: tuple[float, float], radius: float) -> list[tuple[float, ...]]:
    turns = [2.0 * math.pi * k / _RING_SIDES for k in range(_RING_SIDES + 1)]
    ends = [(at[0] + radius * math.cos(t), at[1] + radius * math.sin(t)) for t in turns]
    return [(*one, *other) for one, other in pairwise(ends)]


def _is_inside(at: tuple[float, float], picture: tuple[int, int]) -> bool:
    return 0.0 <= at[0] < picture[0] and 0.0 <= at[1] < picture[1]
