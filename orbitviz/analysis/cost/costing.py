"""What the fleet of a design costs: bands, parity, the year of it, and what moves it most."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from orbitviz.analysis.census import Census
from orbitviz.analysis.cost.bands import Band, Swing, band, tornado
from orbitviz.analysis.cost.discounting import CashFlow, Item
from orbitviz.analysis.cost.fleet_cash import FleetCash, fleet_cash, prices_through
from orbitviz.analysis.cost.fleet_facts import DeliveringFleet, FleetFacts, delivering_fleet
from orbitviz.analysis.cost.fleet_years import FleetYears
from orbitviz.analysis.cost.inputs import CostInputs, CostRanges
from orbitviz.analysis.cost.launch_prices import crossing_year
from orbitviz.analysis.cost.of_design import SourcedInput, ranges_of, sourced_inputs
from orbitviz.analysis.cost.parity import Parity, parity
from orbitviz.analysis.cost.plants import (
    Cost,
    OrbitCapital,
    gpu_hours_per_kw_year,
    ground_cash,
    ground_cost,
    orbit_capital,
    orbit_cash,
    orbit_cost,
    orbit_over_ground,
    per_unit,
    pflop_days_per_kw_year,
)
from orbitviz.analysis.cost.price_rules import launch_prices_of, paid_prices_of
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.builtin_economics import SCENARIOS
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.economics import Economics
from orbitviz.model.state import Document

NOT_COUNTED = (
    "Not counted: revenue, taxes, decommissioning. A kW is "
    "one of computers that deliver all their FLOP/s; capital is per W installed, chips included. "
    "Low and high have every input at its better, or worse, end at once."
)


@dataclass(frozen=True, eq=False)
class PlannedCost:
    """What a fleet costs over the years of its plan.

    cash              every input in the middle
    usd_per_kw_year   levelised over the plan, what is left at its end taken off
    ground_usd        (k,) what the ground takes for what is delivered in each year
    pflop_days, gpu_hours   (k,) what is delivered in each year
    """

    cash: FleetCash
    usd_per_kw_year: Band
    ground_usd: Floats
    pflop_days: Floats
    gpu_hours: Floats


@dataclass(frozen=True, kw_only=True)
class Costing:
    """What computing costs in orbit and on the ground.

    scenario         its name; its title, and what its authors leave out
    solved           keys in use that were solved for its published result
    power_w          rated power of the computers of the fleet
    orbit, ground    fields of Cost -> band
    ratio            orbit over ground, of a kW year
    crossing_year    first year in which launches are cheap enough, None if they never are
    swings           of the ratio, the input that moves it most first
    orbit_cash, ground_cash   of a kW of computers, every input in the middle
    capital          of a kW in orbit, by what it is for, every input in the middle
    by_plan          what the fleet costs as it is built up, None without a plan
    """

    design: str
    scenario: str
    title: str
    missing: str
    solved: tuple[str, ...]
    satellites: int
    power_w: float
    fleet: FleetFacts
    orbit: dict[str, Band]
    ground: dict[str, Band]
    ratio: Band
    crossing_year: float | None
    parity: Parity
    swings: tuple[Swing, ...]
    inputs: tuple[SourcedInput, ...]
    orbit_cash: CashFlow
    ground_cash: CashFlow
    capital: OrbitCapital
    by_plan: PlannedCost | None = None

    def fleet_usd(self, cash: CashFlow) -> list[dict[Item, float]]:
        """Return what is paid in each year for computers of the fleet's power: item -> USD."""
        kw = self.power_w / 1e3
        return [
            {item: kw * usd for item, usd in cash.in_year(year).items()}
            for year in range(math.ceil(cash.delivered.end))
        ]


def costing_of(
    document: Document,
    census: Census,
    economics: Economics,
    check: Check = no_check,
    plan: FleetYears | None = None,
) -> Costing:
    """Return what the satellites of a census cost.

    economics   that of the design, or another scenario in its place
    check       called now and then
    plan        the years of the fleet

    Raises UserError where they deliver no computing, where the ground is for nothing, or where
    launch prices are learned and neither the economics nor a plan say how much is launched.
    """
    return cost_of(document.design, delivering_fleet(document, census, check), economics, plan)


def cost_of(
    design: Design,
    delivering: DeliveringFleet,
    economics: Economics,
    plan: FleetYears | None = None,
) -> Costing:
    """Return what a fleet of a design costs, fast enough for a slider; see costing_of."""
    fleet, now = delivering.facts_by(design), delivering.now
    inputs = sourced_inputs(economics, fleet)
    ranges = ranges_of(inputs)
    ground = _bands(ranges, ground_cost)
    if ground["usd_per_kw_year"].low <= 0.0:
        raise UserError(
            "nothing on the ground costs anything: there is nothing to compare with",
            place="economics.ground",
        )
    middle = ranges.middle
    found = parity(middle)
    begin = design.epoch
    year = begin.year + (begin.timetuple().tm_yday - 1) / YEAR_DAYS
    mass = plan.mass if plan is not None else None
    prices = launch_prices_of(economics, year, middle.launch_usd_per_kg, mass)
    scenario = SCENARIOS[economics.scenario]
    return Costing(
        design=design.name,
        scenario=economics.scenario,
        title=scenario.title,
        missing=scenario.missing,
        solved=tuple(key for key in scenario.solved if key not in economics.stated),
        satellites=now.satellites,
        power_w=now.hardware.average_w,
        fleet=fleet,
        orbit=_bands(ranges, orbit_cost),
        ground=ground,
        ratio=band(ranges, orbit_over_ground),
        crossing_year=crossing_year(prices, found.launch_usd_per_kg),
        parity=found,
        swings=tornado(ranges, orbit_over_ground),
        inputs=inputs,
        orbit_cash=orbit_cash(middle),
        ground_cash=ground_cash(middle),
        capital=orbit_capital(middle),
        by_plan=_by_plan(economics, ranges, year, plan) if plan is not None else None,
    )


def _by_plan(
    economics: Economics, ranges: CostRanges, year: float, plan: FleetYears
) -> PlannedCost:
    middle = ranges.middle
    launch = middle.launch_usd_per_kg
    usd_per_kg = prices_through(plan, paid_prices_of(economics, year, launch, plan.mass))

    def levelised(inputs: CostInputs) -> float:
        # Prices of all years rise and fall with that of the inputs.
        factor = inputs.launch_usd_per_kg / launch if launch else 1.0
        return fleet_cash(inputs, plan, factor * usd_per_kg).levelised

    cash = fleet_cash(middle, plan, usd_per_kg)
    return PlannedCost(
        cash=cash,
        usd_per_kw_year=band(ranges, levelised),
        ground_usd=cash.delivered_kw_years * ground_cash(middle).levelised,
        pflop_days=cash.delivered_kw_years * pflop_days_per_kw_year(middle),
        gpu_hours=cash.delivered_kw_years * gpu_hours_per_kw_year(middle),
    )


def _bands(ranges: CostRanges, cost: Callable[[CostInputs], Cost]) -> dict[str, Band]:
    """Return the band of each unit: those of a kW year and of the capital are looked for."""
    year = band(ranges, lambda inputs: cost(inputs).usd_per_kw_year)
    capital = band(ranges, lambda inputs: cost(inputs).capital_usd_per_w)
    gpu, flops = ranges.by_name["kw_per_gpu"], ranges.by_name["flops_per_w"]
    units = (
        per_unit(replace(ranges.middle, kw_per_gpu=kw, flops_per_w=per_w), *amounts)
        for kw, per_w, amounts in (
            (gpu.low, flops.high, (year.low, capital.low)),
            (gpu.mid, flops.mid, (year.mid, capital.mid)),
            (gpu.high, flops.low, (year.high, capital.high)),
        )
    )
    low, mid, high = map(asdict, units)
    return {name: Band(low[name], mid[name], high[name]) for name in low}
