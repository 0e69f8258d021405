"""A chart painted by Pillow in letters for a stage, on a panel as that of the legend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.analysis.chart import DARK_TONES, Chart, value_range, without_empty_steps
from orbitviz.base.colours import rgb_of_hex
from orbitviz.base.units import number_text
from orbitviz.scene.overlay.caption_painting import wrapped
from orbitviz.scene.overlay.faces import Face, face
from orbitviz.scene.overlay.typesetting import LEAST_LETTERS, letters_px

_INK, _SOFT = (255, 255, 255, 255), (200, 210, 224, 255)
_PANEL, _EDGE = (8, 12, 20, 215), (120, 145, 180, 80)
_GRID, _BAND, _LOSS = (150, 170, 200, 60), (120, 140, 190, 45), (255, 123, 114, 255)
# Shares of the picture's shorter side.
_TITLE, _PAD = 0.030, 0.022
_THICK = 0.0042
_TALL = 0.56  # of the width, of the plot
_FINER = 2  # lines are painted so much larger, for smooth edges
_MOST_NAMED = 4  # curves; of more the colours are those of the legend


@dataclass(frozen=True, eq=False)
class PaintedChart:
    """A chart with where a time is on it.

    area          left, top, right, bottom of the plot, pixels of the image
    first, last   places on the axis at its left and right edge
    """

    image: Image.Image
    area: tuple[float, float, float, float]
    first: float
    last: float

    def x(self, place: float) -> float:
        """Return where a place on the axis is, pixels of the image."""
        left, _, right, _ = self.area
        return left + (right - left) * (place - self.first) / max(self.last - self.first, 1e-9)


def painted_chart(chart: Chart, side: int, width: int) -> PaintedChart:
    """Return a chart.

    side    shorter side of the picture, pixels
    width   of the chart, pixels
    """
    return _steps(chart, side, width) if chart.is_waterfall else _curves(chart, side, width)


class _Page:
    """The panel with its title; what is drawn on `fine` has smooth edges."""

    def __init__(self, chart: Chart, side: int, width: int) -> None:
        self.pad, self.width = round(_PAD * side), width
        self.head = face(False, True, letters_px(_TITLE, side))
        self.text = face(False, False, letters_px(LEAST_LETTERS, side))
        self.row = self.text.ascent + self.text.descent
        self.titles = wrapped(chart.title, self.head, width - 2 * self.pad)
        self.top = self.pad + len(self.titles) * (self.head.ascent + self.head.descent)

    def open(self, height: int, side: int) -> None:
        """Begin the picture once its height is known."""
        self.image = Image.new("RGBA", (self.width, height))
        self.pen = ImageDraw.Draw(self.image)
        box = (0, 0, self.width - 1, height - 1)
        self.pen.rounded_rectangle(box, round(0.012 * side), _PANEL, _EDGE, max(1, side // 700))
        for k, line in enumerate(self.titles):
            y = self.pad + k * (self.head.ascent + self.head.descent)
            self.head.draw(self.pen, (self.pad, y), line, _INK)
        self.fine = Image.new("RGBA", (self.width * _FINER, height * _FINER))
        self.fine_pen = ImageDraw.Draw(self.fine)

    def close(self) -> Image.Image:
        """Return the picture with what was drawn on `fine`."""
        self.image.alpha_composite(self.fine.reduce(_FINER))
        return self.image


def _curves(chart: Chart, side: int, width: int) -> PaintedChart:
    page = _Page(chart, side, width)
    low, high, step = value_range(chart)
    values = np.arange(low, high + 0.5 * step, step)
    words = [number_text(float(value), 6) for value in values]
    left = page.pad + max(page.text.length(word) for word in words) + page.pad / 2
    right = width - page.pad
    named = chart.curves if 1 < len(chart.curves) <= _MOST_NAMED else ()
    rows = _name_rows([curve.name for curve in named], page.text, width - 2 * page.pad, page.row)
    top = page.top + page.row * (1.4 + len(rows)) + page.pad / 2
    bottom = top + _TALL * (right - left)
    page.open(round(bottom + 1.5 * page.row + page.pad / 2), side)
    page.text.draw(page.pen, (page.pad, page.top), chart.y_label, _SOFT)
    at = iter(named)
    for k, row in enumerate(rows):
        y = page.top + page.row * (1.5 + k)
        for x, name in row:
            tone = _rgb(next(at).tone)
            half = 0.28 * page.row
            box = (page.pad + x, y - half, page.pad + x + 2 * half, y + half)
            page.pen.rounded_rectangle(box, half / 2, tone)
            page.text.draw(page.pen, (page.pad + x + 3 * half, y), name, _SOFT, "lm")
    first, last = float(chart.x[0]), float(chart.x[-1])
    area = (left, top, right, bottom)
    painted = PaintedChart(page.image, area, first, last)

    def y_of(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / max(high - low, 1e-9)

    for begin, end in chart.bands:
        x0, x1 = (painted.x(min(max(one, first), last)) for one in (begin, end))
        page.fine_pen.rectangle([one * _FINER for one in (x0, top, x1, bottom)], _BAND)
    thin = max(1, side // 700) * _FINER
    for value, word in zip(values.tolist(), words, strict=True):
        across = (left, y_of(value), right, y_of(value))
        page.fine_pen.line([one * _FINER for one in across], _GRID, thin)
        page.text.draw(page.pen, (left - page.pad / 2, y_of(value)), word, _SOFT, "rm")
    _write_ticks(page, chart, painted)
    for curve in chart.curves:
        known = np.isfinite(curve.values)
        points = [
            (painted.x(x) * _FINER, y_of(value) * _FINER)
            for x, value in zip(chart.x[known].tolist(), curve.values[known].tolist(), strict=True)
        ]
        thick = max(round(_THICK * side * _FINER), 2)
        page.fine_pen.line(points, _rgb(curve.tone), thick, "curve")
    return PaintedChart(page.close(), area, first, last)


def _write_ticks(page: _Page, chart: Chart, painted: PaintedChart) -> None:
    """Write the words below the axis, as many as there is room for."""
    left, _, right, bottom = painted.area
    free = left - page.pad
    widest = max((page.text.length(word) for _, word in chart.ticks), default=0.0)
    spacing = (right - left) / max(len(chart.ticks), 1)
    every = max(1, -(-round(1.4 * widest) // max(round(spacing), 1)))
    for place, word in chart.ticks[::every]:
        x, half = painted.x(place), 0.5 * page.text.length(word)
        if x - half < free or x + half > page.width - page.pad / 2:
            continue
        page.text.draw(page.pen, (x - half, bottom + page.row / 3), word, _SOFT)
        page.pen.line((x, bottom, x, bottom + page.row / 5), _SOFT, 1)
        free = x + half + page.pad / 2


def _steps(chart: Chart, side: int, width: int) -> PaintedChart:
    """Return a waterfall: what there is, what each step takes, and what is left."""
    (chart,) = without_empty_steps(chart)
    page = _Page(chart, side, width)
    amounts = [f"{number_text(amount)} {chart.unit}" for _, amount in chart.steps]
    names = max(page.text.length(name) for name, _ in chart.steps) + page.pad / 2
    beside = max(page.text.length(text) for text in amounts) + page.pad / 2
    is_narrow = names + beside > 0.62 * (width - 2 * page.pad)
    left = float(page.pad if is_narrow else page.pad + names)
    right = width - page.pad - beside
    tall = page.row * (2.3 if is_narrow else 1.5)
    top = page.top + page.pad / 2
    bottom = top + tall * len(chart.steps)
    page.open(round(bottom + page.pad), side)
    scale = (right - left) / max(chart.steps[0][1], 1e-9)
    now = 0.0
    for k, ((name, amount), text) in enumerate(zip(chart.steps, amounts, strict=True)):
        is_total = k in (0, len(chart.steps) - 1)
        begin, end = (0.0, amount) if is_total else (now + amount, now)
        now = amount if is_total else now + amount
        y = top + tall * (k + 0.5)
        if is_narrow:
            page.text.draw(page.pen, (page.pad, y - page.row * 1.1), name, _SOFT)
            y += page.row * 0.45
        else:
            page.text.draw(page.pen, (left - page.pad / 2, y), name, _SOFT, "rm")
        ends = (left + scale * min(begin, end), left + scale * max(begin, end))
        bar = (ends[0], y - 0.42 * page.row, max(ends[1], ends[0] + 2), y + 0.42 * page.row)
        ink = _rgb("flops") if is_total else _LOSS
        page.fine_pen.rounded_rectangle([one * _FINER for one in bar], 2 * _FINER, ink)
        page.text.draw(page.pen, (ends[1] + page.pad / 3, y), text, _INK, "lm")
    return PaintedChart(page.close(), (left, top, right, bottom), 0.0, 1.0)


def _name_rows(
    names: list[str], font: Face, room: float, row: int
) -> list[list[tuple[float, str]]]:
    """Return names in rows, each with where it begins, pixels."""
    rows: list[list[tuple[float, str]]] = []
    x = room + 1.0
    for name in names:
        wide = font.length(name) + 1.8 * row
        if x + wide > room or not rows:
            rows.append([])
            x = 0.0
        rows[-1].append((x, name))
        x += wide
    return rows


def _rgb(tone: str) -> tuple[int, int, int, int]:
    red, green, blue = rgb_of_hex(tone if tone.startswith("#") else DARK_TONES[tone])
    return red, green, blue, 255
