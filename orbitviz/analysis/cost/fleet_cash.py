"""What a fleet costs over the years of its plan, and what it delivers for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.cost.discounting import annuity_years
from orbitviz.analysis.cost.fleet_years import FleetYears
from orbitviz.analysis.cost.inputs import CostInputs
from orbitviz.analysis.cost.launch_prices import LaunchPrices
from orbitviz.base.arrays import Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class FleetCash:
    """Payments of k calendar years, USD, and what is delivered; (k,) each.

    years         the plan
    rate          discount rate a year
    usd_per_kg    price of launches in the middle of the year
    satellites, chips, launches, insurance   for what is launched in the year
    development   paid with the first launch, for the whole design
    ground_segment   paid as the fleet grows
    operations    of the satellites that work
    delivered_kw_years   kW years of computers that deliver all their FLOP/s
    value_left    what the satellites in orbit are worth at the end, by the work left to them
    """

    years: FleetYears
    rate: float
    usd_per_kg: Floats
    satellites: Floats
    chips: Floats
    launches: Floats
    insurance: Floats
    development: Floats
    ground_segment: Floats
    operations: Floats
    delivered_kw_years: Floats
    value_left: float

    @property
    def items(self) -> dict[str, Floats]:
        """What the payments are for -> (k,) USD."""
        return {name: getattr(self, name) for name in ITEMS}

    @property
    def paid(self) -> Floats:
        """(k,) Everything that is paid in a year, USD."""
        return np.asarray(np.sum(list(self.items.values()), axis=0))

    @property
    def levelised(self) -> float:
        """USD per kW year: the price at which sales would just pay for everything.

        Infinite where nothing is delivered.
        """
        delivered = self.worth_now(self.delivered_kw_years)
        last = math.pow(1.0 + self.rate, -float(self.years.edges_years[-1]))
        net = self.worth_now(self.paid) - self.value_left * last
        return net / delivered if delivered > 0.0 else math.inf

    def worth_now(self, in_year: Floats) -> float:
        """Return what flows evenly through each year, discounted to the start, USD."""
        edges = self.years.edges_years.tolist()
        until = np.array([annuity_years(self.rate, edge) for edge in edges])
        return float(np.sum(in_year * np.diff(until) / np.diff(self.years.edges_years)))


ITEMS = (
    "satellites", "chips", "launches", "insurance", "development", "ground_segment", "operations",
)  # fmt: skip


def prices_through(years: FleetYears, prices: LaunchPrices) -> Floats:
    """Return (k,) the prices of launches in the middle of the years, USD/kg."""
    middle = years.year + 0.5
    middle[0] = years.year[0] + 1.0 - 0.5 * years.edges_years[1]  # the plan may begin within it
    return np.array([prices.at(year) for year in middle.tolist()])


def fleet_cash(inputs: CostInputs, years: FleetYears, usd_per_kg: Floats) -> FleetCash:
    """Return what the plan of a fleet costs.

    Spares, life and failures are those of the plan, not of the inputs; launches cost usd_per_kg,
    (k,), in its years.
    """
    kw = years.launched_kw
    launch = inputs.kg_per_kw * usd_per_kg
    satellite = inputs.build_usd_per_kw + inputs.chips_usd_per_kw
    most = np.maximum.accumulate(years.working_kw)
    first = (kw > 0.0) & (np.cumsum(kw) == kw)  # launches
    operations = inputs.operations_per_year * inputs.build_usd_per_kw
    return FleetCash(
        years=years,
        rate=inputs.discount_rate,
        usd_per_kg=usd_per_kg,
        satellites=kw * inputs.build_usd_per_kw,
        chips=kw * inputs.chips_usd_per_kw,
        launches=kw * launch,
        insurance=kw * inputs.insurance * (launch + satellite),
        development=first * inputs.development_usd_per_kw * years.slots_kw,
        ground_segment=inputs.ground_segment_usd_per_kw * np.diff(most, prepend=0.0),
        operations=operations * years.working_kw_years,
        delivered_kw_years=inputs.delivered_share * years.working_kw_years,
        value_left=_value_left(inputs, years, float(launch[-1]) + satellite),
    )


def _value_left(inputs: CostInputs, years: FleetYears, usd_per_kw: float) -> float:
    """Return what satellites are worth at the end: their price, by the work left to them."""
    losing = math.log1p(inputs.discount_rate) + years.failures_per_year
    rest, life = years.left_years, years.left_life_years
    share = np.expm1(-losing * rest) / np.expm1(-losing * life) if losing else rest / life
    return float(years.left_kw @ share) * usd_per_kw * (1.0 + inputs.insurance)
