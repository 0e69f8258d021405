"""What launches may cost for parity, by how long satellites last and how many are lost."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.cost.costing import Costing
from orbitviz.analysis.cost.inputs import CostInputs
from orbitviz.analysis.cost.literature import ends_published
from orbitviz.analysis.cost.of_design import ranges_of
from orbitviz.analysis.cost.parity import excess_usd_per_kw_year
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import number_text

_LIVES = 27  # places of the axis of years
_SHORTEST, _LONGEST = 1.0, 20.0  # years
_TONES = ("charge", "load", "hot")


def break_even_usd_per_kg(inputs: CostInputs) -> float:
    """Return the launch price at which orbit costs what the ground does, USD/kg.

    Below 0 where launches for nothing are not enough. The cost of a kW year rises by the same
    amount with each USD/kg.
    """
    free = excess_usd_per_kw_year(inputs.with_value("launch_usd_per_kg", 0.0))
    a_dollar = excess_usd_per_kw_year(inputs.with_value("launch_usd_per_kg", 1.0)) - free
    return -free / a_dollar


def break_even_chart(found: Costing) -> Chart:
    """Return the launch price of parity by life in orbit, a curve for each rate of losses."""
    ranges = ranges_of(found.inputs)
    middle, losses = ranges.middle, ranges.by_name["failures_per_year"]
    last = max(_LONGEST, round_step(1.5 * middle.life_years))
    lives = np.linspace(_SHORTEST, last, _LIVES)
    least, most = ends_published("failures_per_year")
    ends = (losses.low, losses.high) if losses.is_wide else (least, most)
    rates = sorted({*ends, losses.mid})
    step = round_step(last / 5.0)
    return Chart(
        title="What launches may cost for parity",
        unit="USD/kg",
        x=lives,
        x_name="life in orbit, years",
        ticks=tuple((place, number_text(place)) for place in np.arange(step, last + 1e-9, step)),
        y_name="launch price",
        curves=tuple(
            Curve(f"{number_text(100.0 * rate)} % lost a year", _prices(middle, lives, rate), tone)
            for rate, tone in zip(rates, _TONES, strict=False)
        ),
        levels=(Level("as it is", middle.launch_usd_per_kg),),
        assumption="Every other input in the middle of its range. No curve where launches for "
        "nothing are not enough.",
    )


def _prices(inputs: CostInputs, lives: Floats, failures_per_year: float) -> Floats:
    """Return (n,) USD/kg, NaN where no price is low enough."""
    failing = inputs.with_value("failures_per_year", failures_per_year)
    prices = np.array(
        [break_even_usd_per_kg(failing.with_value("life_years", float(life))) for life in lives]
    )
    return np.where(prices >= 0.0, prices, np.nan)
