"""Texts and legend on the picture, in the same fonts live and headless."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PIL import Image

from orbitviz.engine.ruler import Reading
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import Locate, PixelBox
from orbitviz.scene.overlay.typesetting import (
    LEAST_LETTERS,
    SMALLEST_TEXT,
    Legend,
    legend_panel,
    text_block,
)
from orbitviz.scene.view import View

if TYPE_CHECKING:
    from orbitviz.engine.on_stage import OnStage

_MARGIN = 14  # logical pixels; texts have a shadow around them
# Shorter side of the pictures in which texts have their size, logical pixels: in smaller ones they
# shrink, but stay legible, and in larger ones they grow, for the audience sees the same picture.
_SIZES_PX = (620.0, 900.0)
_SMALLEST = 0.85
_EARTH_AT_HOME = 0.74  # its radius, halves of the shorter side: the legend leaves it free


@dataclass(frozen=True)
class OverlayContent:
    """The texts and legend of a picture; empty ones are left out. All but two stand in the corners.

    other_title  of a design that is compared, at the right
    note         stands below the title
    ruler        what the ruler reads, beside its line
    pair         how far apart two satellites are, on the line that joins their marks
    on_white     whether the background is white
    stage        what a tour lays over the picture
    locate       where places in space are in it, None where the camera sees them
    """

    title: str = ""
    time_text: str = ""
    status_caption: str = ""
    legend: Legend = field(default_factory=Legend)
    note: str = ""
    other_title: str = ""
    ruler: Reading | None = None
    pair: Reading | None = None
    on_white: bool = False
    stage: OnStage | None = None
    locate: Locate | None = field(default=None, compare=False)


def text_scale(view: View) -> float:
    """Return pixels per logical pixel of the texts: see _SIZES_PX, and on a stage LEAST_LETTERS."""
    if view.for_stage:
        return LEAST_LETTERS * min(view.size) / SMALLEST_TEXT
    small, large = _SIZES_PX
    side_px = min(view.size) / view.pixel_ratio
    growth = max(min(side_px / small, 1.0), _SMALLEST) if side_px < large else side_px / large
    return view.pixel_ratio * growth


class Overlay:
    """Blocks of text in the corners; a block is painted again only when it changes."""

    def __init__(self) -> None:
        self._blocks = tuple(Block() for _ in range(6))

    def arrange(self, content: OverlayContent, view: View) -> None:
        """Paint and place the blocks of the next picture."""
        width, height = view.size
        scale = text_scale(view)
        margin = round(_MARGIN * scale)
        room = width - 2 * margin
        title, time, caption, legend, note, other = self._blocks
        text = partial(_text, scale=scale, room=room, on_white=content.on_white)
        title.set(content.title, partial(text, size=15.0, mono=False, bold=True))
        other.set(content.other_title, partial(text, size=15.0, mono=False, bold=True))
        time.set(content.time_text, partial(text, size=13.5, mono=True, bold=True))
        caption.set(
            content.status_caption, partial(text, size=SMALLEST_TEXT, mono=False, bold=False)
        )
        note.set(content.note, partial(text, size=SMALLEST_TEXT, mono=False, bold=False))
        # A narrow picture has the time under the title.
        side_by_side = title.size[0] + time.size[0] + 3 * margin < width
        top = height - margin - (0 if side_by_side else title.size[1])
        left = width - margin - time.size[0] if side_by_side else margin
        over = margin + caption.size[1] + margin // 2 if content.status_caption else margin
        under = height - margin - title.size[1] if side_by_side else top - time.size[1]
        below = min(under - max(note.size[1], other.size[1]), top - time.size[1]) - margin // 2
        free = (room, below - over)
        shown = content.legend if content.legend.title else None
        legend.set(shown, partial(fitting_legend, scale, free, corner_reach(view, margin, over)))
        title.place(margin, height - margin - title.size[1])
        time.place(left, top - time.size[1])
        other.place(width - margin - other.size[0], under - other.size[1])
        note.place(margin, under - note.size[1])
        caption.place(margin, margin)
        legend.place(width - margin - legend.size[0], over)

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of the blocks, pixels from the top left corner."""
        return [block.box(view) for block in self._blocks if block.size[0]]

    def free_corner(self, view: View) -> PixelBox:
        """Return what is free over the status caption: left of the legend, under title and time."""
        title, time, caption, legend, note, other = self._blocks
        margin = round(_MARGIN * text_scale(view))
        width, height = view.size
        right = legend.box(view)[0] if legend.size[0] else width
        bottom = caption.box(view)[1] if caption.size[0] else height - margin
        tops = [block.box(view)[3] for block in (title, time, note, other) if block.size[0]]
        return float(margin), float(max(tops, default=margin)), float(right - margin), float(bottom)

    def draw(self, view: View) -> None:
        """Draw the blocks over the picture."""
        blending.blend_premultiplied()
        for block in self._blocks:
            block.draw(view)


def _text(
    text: object,
    *,
    size: float,
    scale: float,
    room: int,
    mono: bool,
    bold: bool,
    on_white: bool,
) -> Image.Image:
    return text_block(str(text), size, scale, room, mono=mono, bold=bold, on_white=on_white)


def corner_reach(view: View, right: int, bottom: int) -> tuple[float, float, float]:
    """Return how far the middle of the picture lies from a corner at the right, and what is free.

    right, bottom   margins of the corner, pixels
    returns         pixels to the left and up, and the radius around it to be left free
    """
    width, height = view.size
    return width / 2 - right, height / 2 - bottom, _EARTH_AT_HOME * min(width, height) / 2


def fitting_legend(
    scale: float, room: tuple[int, int], reach: tuple[float, float, float], legend: object
) -> Image.Image | None:
    """Return the legend, in brief where it would cover the Earth as it is seen at first."""
    assert isinstance(legend, Legend)
    panel = legend_panel(legend, scale, room)
    left, up, radius = reach
    if panel is None or math.hypot(left - panel.width, up - panel.height) > radius:
        return panel
    return legend_panel(legend, scale, room, brief=True)
