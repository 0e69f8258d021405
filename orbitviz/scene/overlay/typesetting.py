"""Texts and legends painted by Pillow, without GL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from PIL import Image, ImageDraw

from orbitviz.engine.status_caption import SEPARATOR
from orbitviz.scene.overlay.faces import Face, face
from orbitviz.scene.overlay.soft_ground import margin_px, on_soft_ground

Colour = tuple[float, ...]

_INK = (235, 240, 247, 255)
_SOFT = (205, 214, 226, 255)
_PANEL = (8, 12, 20, 205)
_EDGE = (120, 145, 180, 70)

SMALLEST_TEXT = 11.5  # logical pixels: no text of a picture is smaller
# On a stage no letters are smaller than this share of the picture's shorter side: from the last
# row, six heights of the picture away, capitals of 0.73 of that are seen under 9 arcminutes.
LEAST_LETTERS = 0.0225
_LEAST_PX = 9
# Sizes in logical pixels.
_PADDING = 12
_ROW = 20
_SWATCH = 10
_BAR = (220, 10)
_DOT = 3.0  # radius of the dots of a scale
_STEPS_ROWS = 2.8  # heights of a row: title, dots, their texts
_GAP = 8  # between scales


class LegendRow(NamedTuple):
    """What a colour (sRGB 0..1) stands for; `detail` is left out where there is little room."""

    colour: Colour
    text: str
    detail: str = ""


class LegendBar(NamedTuple):
    """A scale of its own: sRGB 0..1 colours of a colour map, and the texts at its ends."""

    title: str
    colours: tuple[Colour, ...]
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class Legend:
    """What the colours of a picture mean.

    bar    sRGB 0..1 colours of a colour map, with the texts at its ends
    dots   a scale of brightness: sRGB 0..1 colours with their texts, under `dots_title`
    ground the scale of what the colour of the ground says, None where it says nothing
    """

    title: str = ""
    rows: tuple[LegendRow, ...] = ()
    bar: tuple[Colour, ...] = ()
    bar_low: str = ""
    bar_high: str = ""
    dots_title: str = ""
    dots: tuple[tuple[Colour, str], ...] = ()
    ground: LegendBar | None = None


def letters_px(share: float, side: int) -> int:
    """Return the height of letters on a stage, pixels, as a share of a picture's shorter side."""
    return max(round(share * side), _LEAST_PX)


def text_block(
    text: str,
    size: float,
    scale: float,
    room: int,
    *,
    mono: bool,
    bold: bool,
    on_white: bool = False,
) -> Image.Image:
    """Return text on a soft dark ground, or dark text on a soft white one.

    Text wider than `room` pixels is broken at SEPARATOR, and a part that is itself too wide is
    cut.

    size    logical pixels
    scale   pixels per logical pixel
    """
    font = face(mono, bold, round(size * scale))
    pad = margin_px(scale)
    lines = _wrapped(text, font, room - 2 * pad)
    line_px = font.ascent + font.descent
    width = max(int(font.length(line)) + 1 for line in lines)
    ink = Image.new("L", (width + 2 * pad, line_px * len(lines) + 2 * pad))
    draw = ImageDraw.Draw(ink)
    for number, line in enumerate(lines):
        font.draw(draw, (pad, pad + number * line_px), line, (255,))
    if on_white:
        return on_soft_ground(ink, _PANEL[:3], scale, (255, 255, 255))
    return on_soft_ground(ink, _INK[:3] if bold else _SOFT[:3], scale)


def _wrapped(text: str, font: Face, room: int) -> list[str]:
    """Return the text as lines that fit."""
    lines: list[str] = []
    for part in text.split(SEPARATOR):
        longer = SEPARATOR.join([lines[-1], part]) if lines else part
        if lines and font.length(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(_cut(part, font, room))
    return lines


def text_panel(lines: Sequence[str], scale: float, room: int) -> Image.Image:
    """Return lines of text on a panel as that of the legend, the first one bold.

    scale   pixels per logical pixel
    room    width in pixels; longer lines are cut
    """
    pad, row = round(0.6 * _PADDING * scale), round(0.85 * _ROW * scale)
    faces = [face(False, number == 0, round(12.5 * scale)) for number in range(len(lines))]
    shown = [_cut(line, font, room - 2 * pad) for line, font in zip(lines, faces, strict=True)]
    wide = max(font.length(line) for line, font in zip(shown, faces, strict=True))
    size = (int(wide) + 1 + 2 * pad, row * len(lines) + 2 * pad)
    picture = Image.new("RGBA", size)
    draw = ImageDraw.Draw(picture)
    _draw_panel(draw, size, scale)
    for number, (line, font) in enumerate(zip(shown, faces, strict=True)):
        middle = pad + (number + 0.5) * row
        font.draw(draw, (pad, middle), line, _SOFT if number else _INK, "lm")
    return picture


def _draw_panel(draw: ImageDraw.ImageDraw, size: tuple[int, int], scale: float) -> None:
    box = (0, 0, size[0] - 1, size[1] - 1)
    draw.rounded_rectangle(box, round(6 * scale), _PANEL, _EDGE, max(1, round(scale)))


def legend_panel(
    legend: Legend, scale: float, room: tuple[int, int], *, brief: bool = False
) -> Image.Image | None:
    """Return the legend on its panel, None where there is no room for it.

    Of rows that do not fit the last ones are left out, and told; the dots go before them.

    room    width and height in pixels
    brief   without the details of the rows
    """

    def px(logical: float) -> int:
        return round(logical * scale)

    head, text = face(False, True, px(12.5)), face(False, False, px(12.5))
    limit = room[0] - px(2 * _PADDING + _SWATCH + 8)
    tall = px(_ROW) + px(1.6 * _PADDING) + (px(_BAR[1] + _ROW + 6) if legend.bar else 0)
    if legend.dots:
        tall += px(_STEPS_ROWS * _ROW)
    if legend.ground is not None:
        tall += px(2 * _ROW + _BAR[1] + _GAP + 6)
    fitting = (room[1] - tall) // px(_ROW)
    if legend.dots and fitting < len(legend.rows):
        return legend_panel(replace(legend, dots=()), scale, room, brief=brief)
    if fitting < min(len(legend.rows), 2):
        return None
    rows: list[tuple[Colour, str]] = [
        (row.colour, _cut(row.text if brief or not row.detail else _both(row), text, limit))
        for row in legend.rows
    ]
    if len(rows) > fitting:
        left_out = len(rows) - fitting + 1
        rows = [*rows[: fitting - 1], ((), f"and {left_out} more")]
    wide = [text.length(label) + px(_SWATCH + 8) for _, label in rows]
    has_scale = legend.bar or legend.dots or legend.ground is not None
    wide += [head.length(legend.title), px(_BAR[0]) if has_scale else 0]
    wide += [head.length(legend.ground.title)] if legend.ground is not None else []
    size = (int(max(wide)) + px(2 * _PADDING), tall + px(_ROW) * len(rows))
    picture = Image.new("RGBA", size)
    draw = ImageDraw.Draw(picture)
    _draw_panel(draw, size, scale)
    x, y = px(_PADDING), px(0.8 * _PADDING)
    head.draw(draw, (x, y + px(_ROW) / 2), legend.title, _INK, "lm")
    for colour, label in rows:
        y += px(_ROW)
        middle = y + px(_ROW) / 2
        half = px(_SWATCH) / 2
        if colour:
            fill = tuple(round(255 * c) for c in colour)
            draw.rounded_rectangle((x, middle - half, x + 2 * half, middle + half), px(3), fill)
        text.draw(draw, (x + px(_SWATCH + 8), middle), label, _SOFT, "lm")
    if legend.bar:
        y += px(_ROW + 3)
        _draw_scale(
            picture, LegendBar("", legend.bar, legend.bar_low, legend.bar_high), (x, y), scale
        )
        y += px(_BAR[1] + 4)
    if legend.dots:
        y += px(1.6 * _ROW)
        head.draw(draw, (x, y), legend.dots_title, _INK, "lm")
        _draw_dots(picture, legend.dots, (x, y + px(_ROW), px(_BAR[0])), text, scale)
    if legend.ground is not None:
        y = size[1] - px(0.8 * _PADDING + 2 * _ROW + _BAR[1] + 6)
        head.draw(draw, (x, y + px(_ROW) / 2), legend.ground.title, _INK, "lm")
        _draw_scale(picture, legend.ground, (x, y + px(_ROW + 3)), scale)
    return picture


def _both(row: LegendRow) -> str:
    return f"{row.text}  {row.detail}"


def _draw_scale(picture: Image.Image, bar: LegendBar, place: tuple[int, int], scale: float) -> None:
    """Draw the colours of a scale and the texts below its ends; place: left, top."""
    (x, y), text = place, face(False, False, round(12.5 * scale))
    width, height = (round(side * scale) for side in _BAR)
    _draw_bar(picture, bar.colours, (x, y, width, height))
    draw = ImageDraw.Draw(picture)
    y += round((_BAR[1] + _ROW / 2 + 2) * scale)
    text.draw(draw, (x, y), bar.low, _SOFT, "lm")
    text.draw(draw, (x + width, y), bar.high, _SOFT, "rm")


def _draw_bar(
    picture: Image.Image, colours: tuple[Colour, ...], place: tuple[int, int, int, int]
) -> None:
    x, y, width, height = place
    strip = Image.new("RGBA", (len(colours), 1))
    strip.putdata([(*(round(255 * c) for c in colour), 255) for colour in colours])
    picture.paste(strip.resize((width, height), Image.Resampling.BILINEAR), (x, y))


def _draw_dots(
    picture: Image.Image,
    dots: tuple[tuple[Colour, str], ...],
    place: tuple[int, int, int],
    text: Face,
    scale: float,
) -> None:
    """Draw dots side by side with their texts below; place: left, middle of the dots, width."""
    draw = ImageDraw.Draw(picture)
    x, y, width = place
    finer, radius = 4, _DOT * scale
    side = 2 * round(radius) + 2
    for k, (colour, label) in enumerate(dots):
        middle = x + round(width * (k + 0.5) / len(dots))
        disc = Image.new("L", (side * finer, side * finer))
        low, high = (0.5 * side - radius) * finer, (0.5 * side + radius) * finer
        ImageDraw.Draw(disc).ellipse((low, low, high, high), fill=255)
        fill = tuple(round(255 * c) for c in colour)
        corner = (middle - side // 2, y - side // 2)
        picture.paste(fill, corner, disc.resize((side, side), Image.Resampling.BOX))
        text.draw(draw, (middle, y + round(0.8 * _ROW * scale)), label, _SOFT, "mm")


def _cut(text: str, font: Face, room: int) -> str:
    """Return the text, or what fits of it without its middle: names differ at their ends."""
    if font.length(text) <= room:
        return text
    for kept in range(len(text) - 1, 0, -1):
        if font.length(shorter := _shortened(text, kept)) <= room:
            return shorter
    return "…"


def _shortened(text: str, kept: int) -> str:
    end = kept // 2
    return f"{text[: kept - end].rstrip()}…{text[len(text) - end :].lstrip()}"
