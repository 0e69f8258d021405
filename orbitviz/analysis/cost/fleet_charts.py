"""Charts of what a fleet costs over the years of its plan."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve
from orbitviz.analysis.cost.costing import PlannedCost
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import word_scale

_TICKS = 10


def paid_chart(planned: PlannedCost) -> Chart:
    """Return what is paid in each year, by what it is for, and what the ground would take."""
    cash = planned.cash
    return _chart(
        "Paid for the fleet in each year",
        planned,
        ("everything", cash.paid, "hot"),
        ("satellites without chips", cash.satellites, "charge"),
        ("chips", cash.chips, "flops"),
        ("launches", cash.launches, "sun"),
        ("the same on the ground", planned.ground_usd, "load"),
    )


def spent_chart(planned: PlannedCost) -> Chart:
    """Return what is paid from the start to the end of each year."""
    return _chart(
        "Paid for the fleet since the start",
        planned,
        ("orbit", np.cumsum(planned.cash.paid), "hot"),
        ("the same on the ground", np.cumsum(planned.ground_usd), "load"),
    )


def _chart(title: str, planned: PlannedCost, *curves: tuple[str, Floats, str]) -> Chart:
    factor, word = word_scale(max(float(usd.max()) for _, usd, _ in curves))
    year = planned.cash.years.year
    first, last = int(year[0]), int(year[-1])
    step = max(int(round_step(max(last - first, 1) / _TICKS)), 1)
    return Chart(
        title=title,
        unit=f"{word} USD".strip(),
        x=year.astype(float),
        x_name="year",
        ticks=tuple((float(one), str(one)) for one in range(first, last + 1, step)),
        curves=tuple(Curve(name, usd / factor, tone) for name, usd, tone in curves),
        assumption="Every input in the middle, not discounted, launches at the price of their "
        "year; the ground at its levelised price for what the fleet delivers.",
    )
