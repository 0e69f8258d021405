"""A chart as data, for the window, the report and exports; without Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.analysis.heatmap import Heatmap
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import number_text, unit_ratio
from orbitviz.base.untrusted_text import spreadsheet_cell
from orbitviz.orbits.timescale import Instant

DARK_TONES = {  # colours of curves on a dark ground, by what they mean
    "sun": "#ffc35c", "load": "#5aa7ff", "charge": "#3ddc97", "shed": "#ff7b72",
    "hot": "#ff9d5c", "cool": "#7cc7ff", "flops": "#c3a6ff", "soft": "#9ba8ba",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of a chart.

    tone   name of its colour: "sun", "load", "charge", "shed", "hot", "cool" or "flops"; or
           #rrggbb, the colour itself
    """

    name: str
    values: Floats
    tone: str


@dataclass(frozen=True)
class TimeAxis:
    """An axis of time: place 0 is `begin`, and a unit of the axis lasts unit_s seconds."""

    begin: Instant
    unit_s: float

    def instant(self, place: float) -> Instant:
        """Return the instant of a place on the axis."""
        return self.begin.plus_s(place * self.unit_s)

    def place(self, instant: Instant) -> float:
        """Return where an instant is on the axis."""
        return instant.seconds_since(self.begin) / self.unit_s


@dataclass(frozen=True)
class Level:
    """A labelled horizontal line, such as a limit."""

    name: str
    value: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Chart:
    """Curves, or bars, over one axis.

    x, x_name, x_labels   places; x_name, with its unit, names their axis and heads them in a table,
                          x_labels are their words there
    y_name                what the values are, without their unit
    ticks                 (place, text) along the axis
    bands                 (begin, end) shaded, and band_name what they are
    bars                  the curves are bars between x[k] and x[k + 1]
    steps                 names and amounts of a waterfall, the first and the last are totals; of a
                          ladder, where there is a log_floor: amounts side by side
    step_texts            the amounts of the steps in words, where number and unit will not do
    marked_step           name of the step of a ladder that is in another colour
    heatmap               cells in colours in place of curves; x and x_name are its own
    log_floor             lowest value of a logarithmic axis, which is offered if it is not 0
    assumption            what the numbers rest on, shown on hover
    """

    title: str
    unit: str
    x: Floats
    x_name: str
    curves: tuple[Curve, ...]
    x_labels: tuple[str, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    bands: tuple[tuple[float, float], ...] = ()
    band_name: str = ""
    levels: tuple[Level, ...] = ()
    bars: bool = False
    steps: tuple[tuple[str, float], ...] = ()
    step_texts: tuple[str, ...] = ()
    marked_step: str = ""
    assumption: str = ""
    y_name: str = ""
    heatmap: Heatmap | None = None
    log_floor: float = 0.0
    time_axis: TimeAxis | None = None  # instants of the places; a click goes to one

    @property
    def y_label(self) -> str:
        """Name and unit of the values, as their axis is labelled."""
        if self.heatmap is not None:
            return self.heatmap.y_name
        return ", ".join(part for part in (self.y_name, self.unit) if part)

    @property
    def is_waterfall(self) -> bool:
        """Whether the chart is a waterfall, or a ladder."""
        return bool(self.steps)

    @property
    def is_ladder(self) -> bool:
        """Whether the steps stand side by side on a logarithmic axis."""
        return bool(self.steps) and self.log_floor > 0.0

    def step_text(self, step: int, digits: int = 3) -> str:
        """Return the amount of a step in words."""
        if self.step_texts:
            return self.step_texts[step]
        return f"{number_text(self.steps[step][1], digits)} {self.unit}"


def in_unit_of(chart: Chart, other: Chart) -> Chart:
    """Return the chart in the unit of another, as it is if they differ by more than a prefix."""
    ratio = unit_ratio(chart.unit, other.unit)
    if ratio is None or chart.unit == other.unit:
        return chart
    return replace(
        chart,
        unit=other.unit,
        curves=tuple(replace(curve, values=curve.values * ratio) for curve in chart.curves),
        levels=tuple(replace(level, value=level.value * ratio) for level in chart.levels),
        steps=tuple((name, amount * ratio) for name, amount in chart.steps),
    )


def value_range(chart: Chart) -> tuple[float, float, float]:
    """Return the ends of the vertical axis and the step between its lines, all round."""
    levels = [level.value for level in chart.levels]
    values = np.concatenate([*(curve.values for curve in chart.curves), levels])
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    low = min(low, 0.0) if chart.bars else low
    step = round_step(max(high - low, 1e-9) / 4.0)
    low, high = float(np.floor(low / step) * step), float(np.ceil(high / step) * step)
    return low, high if high > low else low + step, step


def without_empty_steps(*charts: Chart) -> tuple[Chart, ...]:
    """Return waterfalls of the same steps without those that are 0 in all; other charts as is."""
    listed = [
        k
        for k in range(len(charts[0].steps))
        if k in (0, len(charts[0].steps) - 1) or any(chart.steps[k][1] for chart in charts)
    ]
    return tuple(replace(chart, steps=tuple(chart.steps[k] for k in listed)) for chart in charts)


def rows_of(chart: Chart) -> list[list[str]]:
    """Return the chart as rows of a table, the heading first."""
    if chart.heatmap is not None:
        return chart.heatmap.rows(chart.x_name)
    unit = f" ({chart.unit})" if chart.unit else ""
    if chart.is_waterfall:
        return [["step", f"amount{unit}"], *([name, f"{v:.6g}"] for name, v in chart.steps)]
    heading = [chart.x_name, *(f"{curve.name}{unit}" for curve in chart.curves)]
    count = len(chart.curves[0].values) if chart.curves else 0
    labels = chart.x_labels or tuple(f"{x:.6g}" for x in chart.x)
    return [
        heading,
        *([labels[k], *(f"{c.values[k]:.6g}" for c in chart.curves)] for k in range(count)),
    ]


def summary_of(chart: Chart) -> str:
    """Return what a chart shows in words, for those who cannot see it."""
    if chart.heatmap is not None:
        return chart.heatmap.summary
    if chart.is_waterfall:
        steps = (f"{name} {chart.step_text(k)}" for k, (name, _) in enumerate(chart.steps))
        return ", ".join(steps)
    parts = []
    for curve in chart.curves:
        known = curve.values[np.isfinite(curve.values)]
        if len(known):
            low, high = number_text(float(known.min())), number_text(float(known.max()))
            parts.append(f"{curve.name} {low} to {high} {chart.unit}")
    return f"{', '.join(parts)}, over {chart.x_name}" if parts else ""


def separated(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as delimited text; cells are quoted where necessary and never formulas."""
    out = io.StringIO()
    cells = ([spreadsheet_cell(cell) for cell in row] for row in rows)
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(cells)
    return out.getvalue()


def reading_at(chart: Chart, x: float) -> str:
    """Return the values of every curve at a place as one line of text.

    Of a heatmap, in the row with its greatest value.
    """
    if chart.heatmap is not None:
        return chart.heatmap.reading_at(x, chart.heatmap.peak[1])
    if not chart.curves or not len(chart.x):
        return ""
    last = len(chart.curves[0].values) - 1
    if chart.bars:
        place = int(np.clip(np.searchsorted(chart.x, x, side="right") - 1, 0, last))
    else:
        place = int(np.clip(np.argmin(np.abs(chart.x - x)), 0, last))
    label = chart.x_labels[place] if chart.x_labels else number_text(float(chart.x[place]), 4)
    values = "  ·  ".join(
        f"{c.name} {number_text(float(c.values[place]), 4)} {chart.unit}" for c in chart.curves
    )
    return f"{label}:   {values}"
