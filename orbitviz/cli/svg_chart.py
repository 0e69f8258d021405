"""Two small charts as SVG text: lines over a year, bars of a waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.rounding import round_step

Floats = NDArray[np.float64]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 280, 52, 190, 14, 30
_ROW, _LABEL = 26, 110


def line_chart(
    lines: Sequence[tuple[str, str, Floats]], ticks: Sequence[tuple[float, str]], unit: str
) -> str:
    """Return lines (name, colour, (n,) values) named at their right ends; ticks 0..1 across."""
    values = np.concatenate([line for _, _, line in lines])
    low, high = float(values.min()), float(values.max())
    step = round_step(max(high - low, 1e-9) / 4.0)
    low, high = np.floor(low / step) * step, np.ceil(high / step) * step
    across, up = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def y_of(value: float) -> float:
        return float(_TOP + up * (1.0 - (value - low) / max(high - low, 1e-9)))

    right = _LEFT + across
    parts = []
    for level in np.arange(low, high + 0.5 * step, step):
        y = y_of(level)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(_LEFT - 6, y + 4, f"{level:g}{unit}", "end"))
    for place, word in ticks:
        parts.append(_text(_LEFT + across * place, _HEIGHT - 8, word, "middle"))
    named_at = _spread([y_of(line[-1]) for *_, line in lines])
    for (name, colour, line), y in zip(lines, named_at, strict=True):
        xs = _LEFT + across * np.linspace(0.0, 1.0, len(line))
        points = " ".join(f"{x:.1f},{y_of(v):.1f}" for x, v in zip(xs, line, strict=True))
        stroke = f'fill="none" stroke="{colour}" stroke-width="2"'
        parts.append(f'<polyline {stroke} points="{points}"/>')
        parts.append(
            f'<rect x="{right + 8}" y="{y - 5:.1f}" width="9" height="9" fill="{colour}"/>'
        )
        parts.append(_text(right + 22, y + 4, name, "start"))
    return _svg(_WIDTH, _HEIGHT, parts)


def waterfall(steps: Sequence[tuple[str, float]], unit: str) -> str:
    """Return a waterfall: the first and last step are totals, those between are taken away."""
    height = _ROW * len(steps) + 8
    most = max(steps[0][1], 1e-9)
    scale = (_WIDTH - _LABEL - 120) / most
    parts, left = [], steps[0][1]
    for k, (name, amount) in enumerate(steps):
        total = k in (0, len(steps) - 1)
        begin, end = (0.0, amount) if total else (left + amount, left)
        left = left if total else left + amount
        y = 4 + _ROW * k
        kind = "total" if total else "loss"
        wide = max(scale * (end - begin), 0.0)
        parts.append(_text(_LABEL - 8, y + 17, name, "end"))
        parts.append(
            f'<rect class="{kind}" x="{_LABEL + scale * begin:.1f}" y="{y + 3}" '
            f'width="{wide:.1f}" height="{_ROW - 6}" rx="2"/>'
        )
        parts.append(
            _text(_LABEL + scale * end + 6, y + 17, f"{amount + 0.0:,.3g} {unit}", "start")
        )
    return _svg(_WIDTH, height, parts)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _spread(places: list[float]) -> list[float]:
    """Return places moved apart by at least a line of text, in their order."""
    order = np.argsort(places)
    out = list(places)
    last = -np.inf
    for k in order:
        out[k] = max(out[k], last + 15.0)
        last = out[k]
    over = max(last - (_HEIGHT - _BOTTOM), 0.0)
    return [place - over for place in out]


def _svg(width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" xmlns="http://www.w3.org/2000/svg">'
        + "".join(parts)
        + "</svg>"
    )
