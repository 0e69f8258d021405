"""Where the bars of a waterfall or a ladder are, a row each, and their numbers; without Qt."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orbitviz.analysis.chart import Chart
from orbitviz.base.units import number_text

_LABEL_ROOM = 0.3  # of a waterfall, for the number of a bar
_LADDER_ROOM = 0.6  # of the bars of a ladder, right of the longest one


class StepRow(NamedTuple):
    """The bar of a step, in places on the axis.

    tone   name of its colour
    text   its number, "" for none
    """

    begin: float
    end: float
    tone: str
    text: str


def step_rows(chart: Chart) -> list[StepRow]:
    """Return the bars of a chart with steps."""
    return _ladder(chart) if chart.is_ladder else _waterfall(chart)


def step_range(chart: Chart) -> tuple[float, float]:
    """Return the ends of the axis along the bars."""
    if chart.is_ladder:
        rows = _ladder(chart)
        begin, end = rows[0].begin, max(row.end for row in rows)
        return begin, end + _LADDER_ROOM * (end - begin)
    return 0.0, max(chart.steps[0][1], 1e-9) * 1.02


def label_place(chart: Chart, begin: float, end: float) -> tuple[float, float]:
    """Return where the number of a bar stands, and which end of it, 0 left and 1 right, is there.

    To the right of the bar; where there is no room, to its left; where there is none either, the
    bar fills the chart, and it stands on the bar.
    """
    if chart.is_ladder:
        return end, 0.0
    whole = chart.steps[0][1]
    left, right = sorted((min(begin, whole), min(end, whole)))
    if right <= (1.0 - _LABEL_ROOM) * whole:
        return right, 0.0
    return (left if left > _LABEL_ROOM * whole else right), 1.0


def _ladder(chart: Chart) -> list[StepRow]:
    floor = float(np.log10(chart.log_floor))
    return [
        StepRow(
            floor,
            float(np.log10(max(amount, chart.log_floor))),
            "hot" if name == chart.marked_step else "load",
            chart.step_text(k),
        )
        for k, (name, amount) in enumerate(chart.steps)
    ]


def _waterfall(chart: Chart) -> list[StepRow]:
    amounts = np.array([amount for _, amount in chart.steps])
    # A loss hangs from what was left before it.
    left = amounts[0] + np.concatenate([[0.0], np.cumsum(amounts[1:])])
    inner = zip(left[1:-1], left[1:-1] - amounts[1:-1], amounts[1:-1], strict=True)
    return [
        StepRow(0.0, float(amounts[0]), "flops", number_text(float(amounts[0]))),
        *(
            StepRow(float(begin), float(end), "shed", number_text(float(amount)) if amount else "")
            for begin, end, amount in inner
        ),
        StepRow(0.0, float(amounts[-1]), "flops", number_text(float(amounts[-1]))),
    ]
