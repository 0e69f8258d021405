"""Names painted by Pillow: spaced, slanted, with a soft dark ground that keeps them readable."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

from orbitviz.scene.labels.styles import Label, Style
from orbitviz.scene.overlay.faces import Face, face
from orbitviz.scene.overlay.soft_ground import margin_px, on_soft_ground

_SHEAR = 0.19  # of slanted letters
_LEADING = 1.12  # from line to line, in heights of letters with their tails
DOT = "•"  # the text of a label that is a dot


def text_size(label: Label, scale: float) -> tuple[float, float]:
    """Return width and height of a label's text in whole pixels, without its shadow."""
    font, lines = _font(label.style, scale), _lines(label)
    wide = max(_width(line, font, label.style.spacing * scale) for line in lines)
    high = _line_px(font, len(lines))
    if label.style.slanted:
        wide += _SHEAR * font.ascent
    return float(math.ceil(wide)), float(high)


def painted(label: Label, scale: float) -> Image.Image:
    """Return the label on a transparent ground, margin_px wider on each side than its text."""
    if label.text == DOT:
        ink = _dot(label.style.dot * scale, margin_px(scale))
    else:
        ink = _letters(label, scale)
    return on_soft_ground(ink, label.style.ink, scale)


def _letters(label: Label, scale: float) -> Image.Image:
    """Return the opacity of the letters."""
    style, margin = label.style, margin_px(scale)
    font, lines = _font(style, scale), _lines(label)
    width, height = (int(side) for side in text_size(label, scale))
    ink = Image.new("L", (width + 2 * margin, height + 2 * margin))
    draw = ImageDraw.Draw(ink)
    room = width - (_SHEAR * font.ascent if style.slanted else 0.0)
    for number, line in enumerate(lines):
        x = margin + 0.5 * (room - _width(line, font, style.spacing * scale))
        y = margin + _line_px(font, number)
        if style.slanted:
            x += _SHEAR * (y - margin)  # all lines are slanted about the foot of the first
        if not style.spacing:
            font.draw(draw, (x, y), line, (255,))
            continue
        for letter in line:
            font.draw(draw, (x, y), letter, (255,))
            x += _length(letter, font) + style.spacing * scale
    if style.slanted:
        foot = margin + font.ascent
        ink = ink.transform(
            ink.size, Image.Transform.AFFINE, (1.0, _SHEAR, -_SHEAR * foot, 0.0, 1.0, 0.0),
            Image.Resampling.BICUBIC,
        )  # fmt: skip
    return ink


def _dot(radius_px: float, margin: int) -> Image.Image:
    """Return the opacity of a dot, painted larger for a smooth edge."""
    side, finer = 2 * math.ceil(radius_px) + 2 * margin, 8
    big = Image.new("L", (side * finer, side * finer))
    low, high = (0.5 * side - radius_px) * finer, (0.5 * side + radius_px) * finer
    ImageDraw.Draw(big).ellipse((low, low, high, high), fill=255)
    return big.resize((side, side), Image.Resampling.BOX)


def _font(style: Style, scale: float) -> Face:
    return face(False, style.bold, max(round(style.size * scale), 1))


def _lines(label: Label) -> list[str]:
    text = label.text.upper() if label.style.capitals else label.text
    return text.split("\n")


def _line_px(font: Face, lines: int) -> int:
    return round(lines * _LEADING * (font.ascent + 0.6 * font.descent))


def _width(line: str, font: Face, spacing: float) -> float:
    if not spacing:
        return _length(line, font)
    return sum(_length(letter, font) + spacing for letter in line) - spacing


@lru_cache(maxsize=2048)
def _length(text: str, font: Face) -> float:
    """Return the width of a text: to measure it takes as long as to draw it."""
    return font.length(text)
