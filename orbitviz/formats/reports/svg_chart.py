"""A chart as SVG: for pages, in the colours of their style sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import numpy as np

from orbitviz.analysis.chart import Chart, value_range, without_empty_steps
from orbitviz.base.arrays import Floats
from orbitviz.base.units import number_text

_WIDTH, _HEIGHT = 860, 300
_LEFT, _TOP, _BOTTOM = 52, 30, 46
_RIGHT, _NAMES = 16, 190  # without and with the names of curves
_LINE = 15.0  # of text
_LETTER = 6.6  # of a number, its width
_ROW, _LABELS, _AMOUNTS = 26, 110, 120  # of a waterfall
_WORDS = 160  # beside the longest bar of a ladder
_DECADES = 6  # between as many lines at most, on a logarithmic axis


def svg_chart(chart: Chart) -> str:
    """Return the chart as an <svg> element, without its title.

    Named tones become the CSS variables --sun, --load ...; the classes are grid, band, level,
    total and loss.
    """
    if chart.is_ladder:
        root = _ladder(chart)
    else:
        root = _waterfall(chart) if chart.is_waterfall else _axes(chart)
    return ET.tostring(root, encoding="unicode")


@dataclass(frozen=True, kw_only=True)
class _PlotArea:
    """From values to pixels: left to right and first to last, low and high upwards.

    log_floor   lowest value of a logarithmic axis, whose low and high are powers; 0 for another
    """

    left: float
    right: float
    first: float
    last: float
    low: float
    high: float
    log_floor: float

    def x(self, place: float) -> float:
        share = (place - self.first) / max(self.last - self.first, 1e-9)
        return self.left + (self.right - self.left) * share

    def y(self, value: float) -> float:
        if self.log_floor:
            value = math.log10(max(value, self.log_floor))
        share = (value - self.low) / max(self.high - self.low, 1e-9)
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1.0 - share)


def _axes(chart: Chart) -> ET.Element:
    low, high, lines = _value_axis(chart)
    words = [number_text(float(value), 6) for value in lines]
    left = max(float(_LEFT), _LETTER * max(map(len, words)) + 8.0)
    right = _WIDTH - (_NAMES if len(chart.curves) > 1 else _RIGHT)
    plane = _PlotArea(
        left=left,
        right=right,
        first=float(chart.x[0]),
        last=float(chart.x[-1]),
        low=low,
        high=high,
        log_floor=chart.log_floor,
    )
    root = _svg(chart, _HEIGHT)
    for begin, end in chart.bands:
        start, stop = (plane.x(min(max(place, plane.first), plane.last)) for place in (begin, end))
        _rectangle(root, start, _TOP, stop - start, _HEIGHT - _TOP - _BOTTOM, {"class": "band"})
    _text(root, 0, 14, chart.y_label, "start")
    _text(root, (plane.left + plane.right) / 2.0, _HEIGHT - 6, chart.x_name, "middle")
    for value, word in zip(lines, words, strict=True):
        _across(root, plane, value, "grid")
        _text(root, left - 6, plane.y(value) + 4, word, "end")
    for place, word in chart.ticks:
        _text(root, plane.x(place), _HEIGHT - 26, word, "middle")
    _curves(root, plane, chart)
    for level in chart.levels:
        _across(root, plane, level.value, "level")
        _text(root, left + 4, plane.y(level.value) - 4, level.name, "start")
    return root


def _value_axis(chart: Chart) -> tuple[float, float, Floats]:
    """Return the ends of the vertical axis, as powers if it is logarithmic, and its lines."""
    if not chart.log_floor:
        low, high, step = value_range(chart)
        return low, high, np.arange(low, high + 0.5 * step, step)
    values = [*(curve.values.max() for curve in chart.curves), *(one.value for one in chart.levels)]
    low = math.log10(chart.log_floor)
    high = max(math.ceil(math.log10(max(*values, chart.log_floor))), low + 1.0)
    every = math.ceil((high - low) / _DECADES)
    return low, high, 10.0 ** np.arange(low, high + 0.5, every)


def _curves(root: ET.Element, plane: _PlotArea, chart: Chart) -> None:
    for curve in chart.curves:
        colour = _colour(curve.tone)
        if chart.bars:
            edges = [plane.x(place) for place in chart.x]
            for left, right, value in zip(edges, edges[1:], curve.values, strict=False):
                top = plane.y(value)
                size = (right - left, plane.y(plane.low) - top)
                _rectangle(root, left, top, *size, {"style": f"fill:{colour}"})
        else:
            points = " ".join(
                f"{plane.x(x):.1f},{plane.y(value):.1f}"
                for x, value in zip(chart.x, curve.values, strict=True)
                if np.isfinite(value)
            )
            style = f"fill:none;stroke:{colour};stroke-width:2"
            ET.SubElement(root, "polyline", {"style": style, "points": points})
    if len(chart.curves) > 1:
        drawn = [curve for curve in chart.curves if np.isfinite(curve.values).any()]
        last = [curve.values[np.isfinite(curve.values)][-1] for curve in drawn]
        for curve, y in zip(drawn, _spread([plane.y(value) for value in last]), strict=True):
            _rectangle(root, plane.right + 8, y - 5, 9, 9, {"style": f"fill:{_colour(curve.tone)}"})
            _text(root, plane.right + 22, y + 4, curve.name, "start")


def _ladder(chart: Chart) -> ET.Element:
    root = _svg(chart, _ROW * len(chart.steps) + 8)
    floor = math.log10(chart.log_floor)
    most = max(math.log10(amount / chart.log_floor) for _, amount in chart.steps)
    scale = (_WIDTH - _LABELS - _WORDS) / max(most, 1e-9)
    for k, (name, amount) in enumerate(chart.steps):
        y = 4.0 + _ROW * k
        kind = {"class": "loss" if name == chart.marked_step else "total", "rx": "2"}
        width = scale * max(math.log10(amount) - floor, 0.0)
        _text(root, _LABELS - 8, y + 17, name, "end")
        _rectangle(root, _LABELS, y + 3, width, _ROW - 6, kind)
        _text(root, _LABELS + width + 6, y + 17, chart.step_text(k), "start")
    return root


def _waterfall(chart: Chart) -> ET.Element:
    (chart,) = without_empty_steps(chart)
    root = _svg(chart, _ROW * len(chart.steps) + 8)
    left = chart.steps[0][1]
    scale = (_WIDTH - _LABELS - _AMOUNTS) / max(left, 1e-9)
    for k, (name, amount) in enumerate(chart.steps):
        is_total = k in (0, len(chart.steps) - 1)
        begin, end = (0.0, amount) if is_total else (left + amount, left)
        left = left if is_total else left + amount
        y = 4.0 + _ROW * k
        kind = {"class": "total" if is_total else "loss", "rx": "2"}
        width = max(scale * (end - begin), 0.0)
        _text(root, _LABELS - 8, y + 17, name, "end")
        _rectangle(root, _LABELS + scale * begin, y + 3, width, _ROW - 6, kind)
        _text(root, _LABELS + scale * end + 6, y + 17, chart.step_text(k), "start")
    return root


def _spread(places: list[float]) -> list[float]:
    """Return places moved apart by at least a line of text, in their order."""
    spread = list(places)
    last = -np.inf
    for k in np.argsort(places):
        last = spread[k] = max(spread[k], last + _LINE)
    over = max(last - (_HEIGHT - _BOTTOM), 0.0)
    return [place - over for place in spread]


def _colour(tone: str) -> str:
    return tone if tone.startswith("#") else f"var(--{tone})"


def _svg(chart: Chart, height: int) -> ET.Element:
    return ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH} {height}",
            "role": "img",
            "aria-label": chart.title,
            "xmlns": "http://www.w3.org/2000/svg",
        },
    )


def _across(root: ET.Element, plane: _PlotArea, value: float, kind: str) -> None:
    y = f"{plane.y(value):.1f}"
    ends = {"x1": f"{plane.left:.1f}", "x2": f"{plane.right:.1f}", "y1": y, "y2": y}
    ET.SubElement(root, "line", {"class": kind, **ends})


def _rectangle(
    root: ET.Element, x: float, y: float, width: float, height: float, more: dict[str, str]
) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    ET.SubElement(root, "rect", {**place, **more})


def _text(root: ET.Element, x: float, y: float, words: str, anchor: str) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    ET.SubElement(root, "text", place).text = words
