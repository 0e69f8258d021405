"""Charts of what a fleet costs."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.cost.costing import Costing
from orbitviz.analysis.cost.discounting import CashFlow
from orbitviz.analysis.cost.inputs import CostInputs, CostRanges
from orbitviz.analysis.cost.of_design import ranges_of
from orbitviz.analysis.cost.plants import ground_cash, orbit_cash
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import number_text

_PRICES = 61  # places of the axis of launch prices
_LEAST_USD_PER_KG = 1_000.0  # at which that axis may end
_TIMES, _INSTANT = 241, 1e-6  # places of the axis of years; a payment is made at once


def ratio_chart(found: Costing) -> Chart:
    """Return orbit over ground, for a kW year, by the price of launches."""
    ranges = ranges_of(found.inputs)
    launch = ranges.by_name["launch_usd_per_kg"]
    dear, cheap = _with_build(ranges, "high"), _with_build(ranges, "low")
    prices = np.linspace(0.0, max(launch.high, 2.0 * launch.mid, _LEAST_USD_PER_KG), _PRICES)
    return Chart(
        title="Orbit over ground, by the price of launches",
        unit="",
        x=prices,
        x_name="launches, USD/kg",
        ticks=_ticks(float(prices[-1])),
        y_name="orbit over ground",
        curves=(
            Curve("all else in the middle", _ratios(ranges.middle, prices), "load"),
            Curve("satellites at their dearest", _ratios(dear, prices), "hot"),
            Curve("satellites at their cheapest", _ratios(cheap, prices), "charge"),
        ),
        levels=(Level("parity", 1.0),),
        assumption="Every other input in the middle of its range.",
    )


def cash_chart(found: Costing) -> Chart:
    """Return what is paid for a kW of computers from the start to a time, in orbit and below."""
    life, years = found.orbit_cash.delivered.end, found.ground_cash.delivered.end
    at = np.linspace(0.0, years, _TIMES, endpoint=False)  # then all is bought again
    return Chart(
        title="Paid for a kW of computers since the start",
        unit="thousand USD",
        x=at,
        x_name="years",
        ticks=_ticks(float(at[-1])),
        curves=(
            Curve(f"orbit, launched every {life:.3g} yr", _paid(found.orbit_cash, at), "hot"),
            Curve("ground", _paid(found.ground_cash, at), "load"),
        ),
        assumption="Every input in the middle, not discounted; satellites that are lost are "
        "replaced with the others.",
    )


def _ratios(inputs: CostInputs, usd_per_kg: Floats) -> Floats:
    ground = ground_cash(inputs).levelised
    return np.array(
        [
            orbit_cash(inputs.with_value("launch_usd_per_kg", float(price))).levelised / ground
            for price in usd_per_kg
        ]
    )


def _with_build(ranges: CostRanges, end: str) -> CostInputs:
    price = float(getattr(ranges.by_name["build_usd_per_kw"], end))
    return ranges.middle.with_value("build_usd_per_kw", price)


def _paid(cash: CashFlow, years: Floats) -> Floats:
    """Return (n,) thousand USD paid by some times; what has come to its end is bought again."""
    life = cash.delivered.end
    whole = _paid_by(cash, life)
    lives = np.floor(years / life + _INSTANT)
    return np.array(
        [
            (count * whole + _paid_by(cash, max(time - count * life, 0.0) + _INSTANT)) / 1e3
            for count, time in zip(lives, years, strict=True)
        ]
    )


def _paid_by(cash: CashFlow, years: float) -> float:
    return sum(payment.within(0.0, years) for _, payment in cash.paid)


def _ticks(end: float) -> tuple[tuple[float, str], ...]:
    step = round_step(end / 6.0)
    return tuple((place, number_text(place)) for place in np.arange(0.0, end * (1.0 + 1e-9), step))
