"""Orbit over ground by two inputs as SVG: cells in colours, the line of parity, where we are."""

from __future__ import annotations

from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

import numpy as np

from orbitviz.analysis.cost.ratio_map import MapAxis, RatioMap
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import number_text

_WIDTH, _HEIGHT = 860, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 170, 28, 48
_LINE = 22  # of the key
_FINER = 5  # times as many cells as places, in both directions
# Steps of the ratio: to which end each goes, tone and how much of it; below 1 orbit is cheaper.
_STEPS = (
    (0.5, "--charge", 0.8), (0.8, "--charge", 0.5), (1.0, "--charge", 0.25),
    (1.25, "--hot", 0.15), (2.0, "--hot", 0.35), (4.0, "--hot", 0.55), (8.0, "--hot", 0.75),
    (np.inf, "--hot", 0.95),
)  # fmt: skip


def svg_ratio_map(found: RatioMap, x_name: str, y_name: str) -> str:
    """Return the map as an <svg> element; tones are the CSS variables of the page."""
    title = f"Orbit over ground by {x_name} and {y_name}"
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
            "role": "img",
            "aria-label": title,
            "xmlns": "http://www.w3.org/2000/svg",
        },
    )
    _cells(root, found)
    for begin, end in found.parity:
        (x0, y0), (x1, y1) = _place(found, *begin), _place(found, *end)
        _element(root, "line", x1=x0, y1=y0, x2=x1, y2=y1, style="stroke:var(--ink);stroke-width:2")
    _axes(root, found, x_name, y_name)
    _now(root, found)
    _key(root)
    return ET.tostring(root, encoding="unicode")


def _cells(root: ET.Element, found: RatioMap) -> None:
    """Draw runs of the same step in rows, finer than the places, between which the ratio is even.

    Edges are those of whole pixels: cells that are not opaque would show where they overlap.
    """
    cells = ET.SubElement(root, "g", {"shape-rendering": "crispEdges"})
    ratio = np.exp(_finer(_finer(np.log(np.maximum(found.ratio, 1e-9))).T).T)
    steps = np.searchsorted([end for end, *_ in _STEPS], ratio, side="right")
    up, across = (np.linspace(0.0, 1.0, count + 1) for count in ratio.shape)
    for row, of_row in enumerate(np.minimum(steps, len(_STEPS) - 1)):
        top, bottom = round(_y(up[row + 1])), round(_y(up[row]))
        begin = 0
        for step, run in groupby(of_row.tolist()):
            end = begin + len(list(run))
            left, right = round(_x(across[begin])), round(_x(across[end]))
            _rectangle(cells, left, top, right - left, bottom - top, step)
            begin = end


def _finer(values: Floats) -> Floats:
    """Return (b, _FINER a) what lies between the columns, in the middle of finer ones."""
    count = values.shape[1]
    at = (np.arange(_FINER * count) + 0.5) / (_FINER * count) * (count - 1)
    return np.array([np.interp(at, np.arange(count), row) for row in values])


def _axes(root: ET.Element, found: RatioMap, x_name: str, y_name: str) -> None:
    for value, share in _ticks(found.x):
        _text(root, _x(share), _HEIGHT - _BOTTOM + 17, number_text(value), "middle")
    for value, share in _ticks(found.y):
        _text(root, _LEFT - 8, _y(share) + 4, number_text(value), "end")
    _text(root, 0, 14, y_name, "start")
    _text(root, _x(0.5), _HEIGHT - 8, x_name, "middle")


def _ticks(axis: MapAxis) -> list[tuple[float, float]]:
    """Return round values with their shares of the axis."""
    low, high = float(axis.places[0]), float(axis.places[-1])
    if axis.is_log:
        decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
        every = [digit * 10.0**decade for decade in decades for digit in (1.0, 2.0, 5.0)]
    else:
        step = round_step((high - low) / 5.0)
        every = (np.arange(np.ceil(low / step), np.floor(high / step) + 1.0) * step).tolist()
    values = np.array([value for value in every if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)])
    return list(zip(values.tolist(), axis.share(values).tolist(), strict=True))


def _now(root: ET.Element, found: RatioMap) -> None:
    x, y = _place(found, found.x.now, found.y.now)
    style = "fill:var(--page);stroke:var(--ink);stroke-width:2"
    _element(root, "circle", cx=x, cy=y, r=5, style=style)


def _key(root: ET.Element) -> None:
    left, y = _WIDTH - _RIGHT + 20, _TOP + 4.0
    _text(root, left, y + 8, "orbit over ground", "start")
    ends = [0.0, *(end for end, *_ in _STEPS)]
    for step, (low, high) in reversed(list(enumerate(pairwise(ends)))):
        y += _LINE
        _rectangle(root, left, y, 16, 14, step)
        words = f"above {low:g}" if np.isinf(high) else f"{low:g} to {high:g}"
        _text(root, left + 24, y + 11, words if low else f"below {high:g}", "start")
    y += 1.6 * _LINE
    style = "stroke:var(--ink);stroke-width:2"
    _element(root, "line", x1=left, y1=y + 7, x2=left + 16, y2=y + 7, style=style)
    _text(root, left + 24, y + 11, "parity", "start")
    y += _LINE
    style = "fill:var(--page);stroke:var(--ink);stroke-width:2"
    _element(root, "circle", cx=left + 8, cy=y + 7, r=5, style=style)
    _text(root, left + 24, y + 11, "as it is", "start")


def _place(found: RatioMap, x: float, y: float) -> tuple[float, float]:
    across, up = (
        float(axis.share(np.array(value))) for axis, value in ((found.x, x), (found.y, y))
    )
    return _x(across), _y(up)


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _rectangle(
    root: ET.Element, x: float, y: float, width: float, height: float, step: int
) -> None:
    _, tone, much = _STEPS[step]
    style = f"fill:var({tone});fill-opacity:{much:g}"
    _element(root, "rect", x=x, y=y, width=width, height=height, style=style)


def _text(root: ET.Element, x: float, y: float, words: str, anchor: str) -> None:
    _element(root, "text", x=x, y=y, **{"text-anchor": anchor}).text = words


def _element(root: ET.Element, tag: str, **values: float | str) -> ET.Element:
    written = {
        key: value if isinstance(value, str) else f"{value:.1f}" for key, value in values.items()
    }
    return ET.SubElement(root, tag, written)
