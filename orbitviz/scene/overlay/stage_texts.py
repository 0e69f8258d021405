"""Captions of a tour: large words that can be read from the last row."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from PIL import Image, ImageDraw

from orbitviz.base.errors import UserError
from orbitviz.engine.on_stage import OnStage, ShownCaption
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import PixelBox
from orbitviz.scene.overlay.faces import Face, face
from orbitviz.scene.overlay.fade import Fade
from orbitviz.scene.overlay.soft_ground import margin_px, on_soft_ground
from orbitviz.scene.view import View

# Shares of the picture's shorter side: sizes of letters, margins, and the widest line.
_SIZES = {"title": 0.062, "number": 0.115, "text": 0.036, "small": 0.0225}
_BOLD = ("title", "number")
_MARGIN, _BELOW, _ABOVE = 0.045, 0.15, 0.14
_WIDEST = 0.94  # of the width of the picture, less the margins; of a wide one, less:
_WIDE = 1.05  # of the shorter side
_GAP = 0.4  # of the size of a line, before the next part
_INK, _SOFT = (255, 255, 255), (214, 222, 233)
_MOST_LINES = 4  # of one part
_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}  # share of the free width left of a line


class StageTexts:
    """The captions of one moment as textures; each is painted again only when it changes."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._fade, self._darkness = Fade(), 0.0

    def arrange(self, stage: OnStage, view: View) -> None:
        """Paint and place the captions of the next picture."""
        captions = stage.captions
        while len(self._blocks) < len(captions):
            self._blocks.append(Block())
        side = min(view.size)
        margin = round(_MARGIN * side)
        room = round(min(_WIDEST * view.size[0] - 2 * margin, _WIDE * side))
        stacked: dict[str, int] = {}
        for block, caption in zip(self._blocks, captions, strict=False):
            words = replace(caption, opacity=1.0)
            block.set_image((words, side, room), partial(painted, words, side, room))
            block.opacity = caption.opacity
            block.place(*_corner(caption.place, block.size, view, margin, stacked))
        for block in self._blocks[len(captions) :]:
            block.clear()
        self._darkness = stage.darkness

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of the captions, pixels from the top left corner."""
        return [block.box(view) for block in self._blocks if block.size[0]]

    def draw(self, view: View) -> None:
        """Draw the captions over the picture, which is faded to black below them."""
        self._fade.draw(self._darkness)
        blending.blend_premultiplied()
        for block in self._blocks:
            block.draw(view)


def _corner(
    place: str, size: tuple[int, int], view: View, margin: int, stacked: dict[str, int]
) -> tuple[int, int]:
    """Return left and bottom of a caption, over or under those of its place."""
    width, height = view.size
    side = min(view.size)
    before = stacked.get(place, 0)
    stacked[place] = before + size[1]
    if place == "centre":
        return (width - size[0]) // 2, (height - size[1]) // 2 - before
    left = margin if place.endswith("left") else width - margin - size[0]
    if place.startswith("lower"):
        return left, round(_BELOW * side) + before
    return left, height - round(_ABOVE * side) - before - size[1]


def painted(caption: ShownCaption, side: int, room: int) -> Image.Image:
    """Return the words of a caption on a soft dark ground.

    side   shorter side of the picture, pixels
    room   width of the longest line, pixels
    """
    lines = _lines(caption, side, room)
    scale = side / 620.0
    pad = margin_px(scale)
    pieces = [_piece(text, font, is_bold, scale) for text, font, is_bold, _ in lines]
    width = max(piece.width for piece in pieces)
    height = round(sum(font.ascent + font.descent + gap for _, font, _, gap in lines)) + 2 * pad
    picture = Image.new("RGBA", (width, height))
    placed = []
    y = 0.0
    for piece, (_, font, is_bold, gap) in zip(pieces, lines, strict=True):
        y += gap
        left = round(_BEFORE[caption.place.rpartition("-")[2]] * (width - piece.width))
        placed.append((is_bold, piece, (left, round(y))))
        y += font.ascent + font.descent
    for _, piece, place in sorted(placed, key=lambda one: one[0]):  # the ground of bold ones above
        picture.alpha_composite(piece, place)
    return picture


# A number that counts up is painted for every frame, and nothing else of its caption.
@lru_cache(maxsize=64)
def _piece(text: str, font: Face, is_bold: bool, scale: float) -> Image.Image:
    """Return a line of a caption on its ground."""
    pad = margin_px(scale)
    size = int(font.length(text)) + 1 + 2 * pad, font.ascent + font.descent + 2 * pad
    ink = Image.new("L", size)
    font.draw(ImageDraw.Draw(ink), (pad, pad), text, (255,))
    return on_soft_ground(ink, _INK if is_bold else _SOFT, scale)


def _lines(caption: ShownCaption, side: int, room: int) -> list[tuple[str, Face, bool, float]]:
    """Return each line with its font, whether it is bold, and the gap above it, pixels."""
    found: list[tuple[str, Face, bool, float]] = []
    for part, share in _SIZES.items():
        text = getattr(caption, part)
        if not text:
            continue
        is_bold = part in _BOLD
        font = face(False, is_bold, max(round(share * side), 9))
        lines = wrapped(text, font, room)
        if len(lines) > _MOST_LINES:
            raise UserError(
                f'the {part} "{text[:40]}…" takes {len(lines)} lines in this picture',
                allowed=f"at most {_MOST_LINES}: shorter words",
            )
        for number, line in enumerate(lines):
            gap = 0.0 if number or not found else _GAP * share * side
            found.append((line, font, is_bold, gap))
    return found


def wrapped(text: str, font: Face, room: float) -> list[str]:
    """Return a text as lines no longer than `room` pixels, broken between words and at newlines."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and font.length(longer) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
