"""A kW of computers in orbit and on the ground: what is paid over the years, and per unit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from orbitviz.analysis.cost.discounting import CashFlow, Item, Lump, Stream, a_year, annuity_years
from orbitviz.analysis.cost.inputs import CostInputs
from orbitviz.analysis.cost.laws import HOURS_PER_YEAR

_DAYS_PER_YEAR = HOURS_PER_YEAR / 24.0
_FLOPS_PER_PFLOPS = 1e15


@dataclass(frozen=True)
class Cost:
    """What computing costs, USD.

    usd_per_kw_year     per year of a kW of computers that deliver all their FLOP/s
    usd_per_gpu_hour    per hour of a GPU of such computers
    usd_per_pflop_day   per day of 1 PFLOP/s delivered
    capital_usd_per_w   paid at the beginning per W of computers installed, chips included
    """

    usd_per_kw_year: float
    usd_per_gpu_hour: float
    usd_per_pflop_day: float
    capital_usd_per_w: float


def orbit_cash(inputs: CostInputs) -> CashFlow:
    """Return the payments for a kW of computers in orbit through the life of its satellites.

    Satellites lost are not replaced here, and what the kW delivers fades. Replacing each at once,
    for ever, has the same levelised cost: without discounting that of satellites that last, times
    laws.lifetime_penalty.
    """
    life, failing = inputs.life_years, inputs.failures_per_year
    operations = inputs.operations_per_year * inputs.build_usd_per_kw
    return CashFlow(
        rate=inputs.discount_rate,
        paid=(
            (Item.CAPITAL, Lump(0.0, orbit_capital_usd_per_kw(inputs))),
            (Item.OPERATIONS, Stream(life, operations, failing)),
        ),
        delivered=Stream(life, inputs.delivered_share, failing),
    )


def ground_cash(inputs: CostInputs) -> CashFlow:
    """Return the payments for a kW of computers on the ground through the life of the building.

    Chips are bought anew at the end of their life. Those that outlive the building are sold for
    what the rest of their life is worth.
    """
    life, building, chips = (
        inputs.ground_life_years,
        inputs.ground_usd_per_kw,
        inputs.chips_usd_per_kw,
    )
    upkeep = inputs.ground_upkeep_per_year * building + inputs.ground_staff_usd_per_kw_year
    broken = inputs.chip_failures_per_year * chips
    working = inputs.ground_utilisation
    energy = inputs.energy_usd_per_kwh * HOURS_PER_YEAR * inputs.pue * working
    return CashFlow(
        rate=inputs.discount_rate,
        paid=(
            (Item.CAPITAL, Lump(0.0, building + chips)),
            *((Item.REPLACEMENTS, lump) for lump in _chips_bought_later(inputs)),
            (Item.REPLACEMENTS, Stream(life, broken)),
            (Item.OPERATIONS, Stream(life, upkeep)),
            (Item.ENERGY, Stream(life, energy)),
        ),
        delivered=Stream(life, working),
    )


def orbit_over_ground(inputs: CostInputs) -> float:
    """Return what a kW year costs in orbit, over what it costs on the ground."""
    return orbit_cash(inputs).levelised / ground_cash(inputs).levelised


def _chips_bought_later(inputs: CostInputs) -> Iterator[Lump]:
    chips, lasting, end = inputs.chips_usd_per_kw, inputs.chips_life_years, inputs.ground_life_years
    bought = lasting
    while bought < end:
        yield Lump(bought, chips)
        bought += lasting
    if bought > end:
        rest = annuity_years(inputs.discount_rate, bought - end)
        yield Lump(end, -a_year(chips, inputs.discount_rate, lasting) * rest)


@dataclass(frozen=True)
class OrbitCapital:
    """What is paid for a kW of computers until it works in orbit, USD.

    spares, insurance   of launch, satellite and chips
    """

    launch: float
    satellite: float
    chips: float
    spares: float
    insurance: float
    development: float
    ground_segment: float


def orbit_capital(inputs: CostInputs) -> OrbitCapital:
    """Return what is paid for a kW of computers until it works in orbit, by what it is for."""
    launch = inputs.kg_per_kw * inputs.launch_usd_per_kg
    one = launch + inputs.build_usd_per_kw + inputs.chips_usd_per_kw
    return OrbitCapital(
        launch=launch,
        satellite=inputs.build_usd_per_kw,
        chips=inputs.chips_usd_per_kw,
        spares=inputs.spares * one,
        insurance=inputs.insurance * (1.0 + inputs.spares) * one,
        development=inputs.development_usd_per_kw,
        ground_segment=inputs.ground_segment_usd_per_kw,
    )


def orbit_capital_usd_per_kw(inputs: CostInputs) -> float:
    """Return what is paid for a kW of computers until it works in orbit."""
    return math.fsum(vars(orbit_capital(inputs)).values())


def orbit_cost(inputs: CostInputs) -> Cost:
    """Return what computing costs in orbit."""
    return per_unit(inputs, orbit_cash(inputs).levelised, orbit_capital_usd_per_kw(inputs) / 1e3)


def ground_cost(inputs: CostInputs) -> Cost:
    """Return what computing costs on the ground, by the same chips."""
    capital = inputs.ground_usd_per_kw + inputs.chips_usd_per_kw
    return per_unit(inputs, ground_cash(inputs).levelised, capital / 1e3)


def per_unit(inputs: CostInputs, usd_per_kw_year: float, capital_usd_per_w: float) -> Cost:
    """Return a cost in every unit; of the inputs, those count that matter to nothing else."""
    return Cost(
        usd_per_kw_year=usd_per_kw_year,
        usd_per_gpu_hour=usd_per_kw_year / gpu_hours_per_kw_year(inputs),
        usd_per_pflop_day=usd_per_kw_year / pflop_days_per_kw_year(inputs),
        capital_usd_per_w=capital_usd_per_w,
    )


def gpu_hours_per_kw_year(inputs: CostInputs) -> float:
    """Return the hours of GPUs that a kW gives in a year."""
    return HOURS_PER_YEAR / inputs.kw_per_gpu


def pflop_days_per_kw_year(inputs: CostInputs) -> float:
    """Return the days of 1 PFLOP/s that a kW gives in a year."""
    return 1e3 * inputs.flops_per_w / _FLOPS_PER_PFLOPS * _DAYS_PER_YEAR
