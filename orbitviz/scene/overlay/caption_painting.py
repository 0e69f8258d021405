"""Captions of a tour painted by Pillow: large words that can be read from the last row."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw

from orbitviz.base.errors import UserError
from orbitviz.engine.on_stage import ShownCaption
from orbitviz.scene.overlay.faces import Face, face
from orbitviz.scene.overlay.soft_ground import LOGICAL_SIDE, margin_px, words_of_tour
from orbitviz.scene.overlay.typesetting import LEAST_LETTERS, letters_px

# Sizes of letters, shares of the picture's shorter side.
SIZES = {"title": 0.062, "number": 0.115, "text": 0.036, "small": LEAST_LETTERS}
_BOLD = ("title", "number")
_GAP = 0.4  # of the size of a line, before the next part
MOST_LINES = 4  # of one part
_SHRUNK = 0.85  # where there would be more, letters become smaller by this factor
_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}  # share of the free width left of a line
_EVENER = [0.02 * step for step in range(49, 24, -1)]  # of the room, as long as lines are as many

Line = tuple[str, Face, bool, float]


def painted_caption(
    caption: ShownCaption, side: int, room: int, *, on_white: bool = False
) -> Image.Image:
    """Return the words of a caption on a soft ground.

    side       shorter side of the picture, pixels
    room       width of the longest line, pixels
    on_white   dark words, for a white background

    What takes more than MOST_LINES lines is set smaller, as far as it stays legible.
    """
    lines = _lines(caption, side, room)
    scale = side / LOGICAL_SIDE
    pad = margin_px(scale)
    pieces = [_piece(text, font, is_bold, scale, on_white) for text, font, is_bold, _ in lines]
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
def _piece(text: str, font: Face, is_bold: bool, scale: float, on_white: bool) -> Image.Image:
    """Return a line of a caption on its ground."""
    pad = margin_px(scale)
    size = int(font.length(text)) + 1 + 2 * pad, font.ascent + font.descent + 2 * pad
    ink = Image.new("L", size)
    font.draw(ImageDraw.Draw(ink), (pad, pad), text, (255,))
    return words_of_tour(ink, scale, strong=is_bold, on_white=on_white)


def check_caption(caption: ShownCaption, side: int, room: int) -> int:
    """Return the height of a caption, pixels. Raises UserError if a part takes too many lines."""
    height = 0.0
    for part, share in SIZES.items():
        text = getattr(caption, part)
        font = face(False, part in _BOLD, letters_px(share, side))
        lines = wrapped(text, font, room) if text else ()
        if len(lines) > MOST_LINES or any(font.length(line) > room for line in lines):
            how = f"takes {len(lines)} lines" if len(lines) > MOST_LINES else "is too wide"
            raise UserError(
                f'the {part} "{_short(text)}" {how} in this picture',
                allowed=f"at most {MOST_LINES} lines: shorter words",
            )
        height += len(lines) * (font.ascent + font.descent) + (_GAP * share * side if lines else 0)
    return round(height)


def _lines(caption: ShownCaption, side: int, room: int) -> list[Line]:
    """Return each line with its font, whether it is bold, and the gap above it, pixels."""
    found: list[Line] = []
    for part, share in SIZES.items():
        text = getattr(caption, part)
        if not text:
            continue
        is_bold, smaller = part in _BOLD, 1.0
        while True:
            size = letters_px(max(share * smaller, LEAST_LETTERS), side)
            font = face(False, is_bold, size)
            lines = wrapped(text, font, room)
            is_wide = any(font.length(line) > room for line in lines)
            if share * smaller <= LEAST_LETTERS or (len(lines) <= MOST_LINES and not is_wide):
                break
            smaller *= _SHRUNK
        for number, line in enumerate(lines):
            gap = 0.0 if number or not found else _GAP * size
            found.append((line, font, is_bold, gap))
    return found


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


@lru_cache(maxsize=256)
def wrapped(text: str, font: Face, room: float) -> tuple[str, ...]:
    """Return a text as lines no longer than `room` pixels, broken between words and at newlines.

    Lines are about equally long: no word stands alone in the last one.
    """
    length = lru_cache(maxsize=None)(font.length)  # of the same words again and again
    lines = broken(text, length, room)
    for share in _EVENER:
        narrower = broken(text, length, share * room)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return tuple(lines)


def broken(text: str, length: Callable[[str], float], room: float) -> list[str]:
    """Return a text as lines no longer than `room`, but for words that are; see `wrapped`."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and length(longer) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
