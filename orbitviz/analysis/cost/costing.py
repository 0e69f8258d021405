"""What the fleet of a design costs: bands, parity, the year of it, and what moves it most."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields

from orbitviz.analysis.census import Census
from orbitviz.analysis.cost.bands import Band, Swing, band, tornado
from orbitviz.analysis.cost.discounting import CashFlow, Item
from orbitviz.analysis.cost.inputs import CostInputs, CostRanges
from orbitviz.analysis.cost.launch_prices import crossing_year
from orbitviz.analysis.cost.of_design import (
    FleetFacts,
    SourcedInput,
    launch_prices_of,
    ranges_of,
    sourced_inputs,
)
from orbitviz.analysis.cost.parity import Parity, parity
from orbitviz.analysis.cost.plants import Cost, ground_cash, ground_cost, orbit_cash, orbit_cost
from orbitviz.analysis.figures import figures
from orbitviz.analysis.life import life_of
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.builtin_economics import SCENARIOS
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.economics import Economics
from orbitviz.model.state import Document
from orbitviz.subsystems.quantities.work import COMPUTE

NOT_COUNTED = (
    "Not counted: revenue, taxes, insurance, the network to the ground, decommissioning. A kW is "
    "one of computers that deliver all their FLOP/s; capital is per W installed, chips included. "
    "Low and high have every input at its better, or worse, end at once."
)


@dataclass(frozen=True, kw_only=True)
class Costing:
    """What computing costs in orbit and on the ground.

    scenario         its name; its title, and what its authors leave out
    power_w          rated power of the computers of the fleet
    orbit, ground    fields of Cost -> band
    ratio            orbit over ground, of a kW year
    crossing_year    first year in which launches are cheap enough, None if they never are
    swings           of the ratio, the input that moves it most first
    orbit_cash, ground_cash   of a kW of computers, every input in the middle
    """

    design: str
    scenario: str
    title: str
    missing: str
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

    def fleet_usd(self, cash: CashFlow) -> list[dict[Item, float]]:
        """Return what is paid in each year for computers of the fleet's power: item -> USD."""
        kw = self.power_w / 1e3
        return [
            {item: kw * usd for item, usd in cash.in_year(year).items()}
            for year in range(math.ceil(cash.delivered.end))
        ]


@dataclass(frozen=True)
class PricedFleet:
    """What is priced, whatever its economics are.

    power_w   rated power of the computers of the fleet
    """

    facts: FleetFacts
    satellites: int
    power_w: float


def costing_of(
    document: Document, census: Census, economics: Economics, check: Check = no_check
) -> Costing:
    """Return what the satellites of a census cost.

    economics   that of the design, or another scenario in its place
    check       called now and then

    Raises UserError where they deliver no computing, or where the ground is for nothing.
    """
    return cost_of(document.design, priced_fleet(document, census, check), economics)


def cost_of(design: Design, priced: PricedFleet, economics: Economics) -> Costing:
    """Return what a fleet of a design costs, fast enough for a slider.

    economics   that of the design, or another scenario in its place

    Raises UserError where the ground is for nothing.
    """
    inputs = sourced_inputs(economics, priced.facts)
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
    year = begin.year + (begin.timetuple().tm_yday - 1) / 365.25
    prices = launch_prices_of(economics, year, middle.launch_usd_per_kg)
    scenario = SCENARIOS[economics.scenario]
    return Costing(
        design=design.name,
        scenario=economics.scenario,
        title=scenario.title,
        missing=scenario.missing,
        satellites=priced.satellites,
        power_w=priced.power_w,
        fleet=priced.facts,
        orbit=_bands(ranges, orbit_cost),
        ground=ground,
        ratio=band(ranges, _ratio),
        crossing_year=crossing_year(prices, found.launch_usd_per_kg),
        parity=found,
        swings=tornado(ranges, _ratio),
        inputs=inputs,
        orbit_cash=orbit_cash(middle),
        ground_cash=ground_cash(middle),
    )


def _ratio(inputs: CostInputs) -> float:
    return orbit_cash(inputs).levelised / ground_cash(inputs).levelised


def _bands(ranges: CostRanges, cost: Callable[[CostInputs], Cost]) -> dict[str, Band]:
    def of(name: str) -> Callable[[CostInputs], float]:
        return lambda inputs: float(getattr(cost(inputs), name))

    return {field.name: band(ranges, of(field.name)) for field in fields(Cost)}


def priced_fleet(document: Document, census: Census, check: Check = no_check) -> PricedFleet:
    """Return what the satellites of a census are and deliver; check is called now and then.

    Raises UserError where they deliver no computing.
    """
    now = figures(census)
    hardware = now.hardware
    if hardware.average_w <= 0.0:
        raise UserError(
            "the satellites carry no computers: there is nothing to price",
            allowed="a design whose compute.rated_kw is above 0",
        )
    delivered = life_of(document, census, check).steady.total(COMPUTE)
    if delivered <= 0.0:
        raise UserError("the satellites deliver no computing: there is nothing to price")
    life = 0.0
    for part, ours in zip(census.fleet.parts, census.planes, strict=True):
        kw = float(census.satellites[ours].sum()) * part.design.compute.rated_kw
        life += part.design.life_years * 1e3 * kw / hardware.average_w
    facts = FleetFacts(
        kg_per_kw=1e3 * hardware.mass_kg / hardware.average_w,
        life_years=life,
        delivered_share=delivered / hardware.installed_flops,
        flops_per_w=hardware.installed_flops / hardware.average_w,
    )
    return PricedFleet(facts, now.satellites, hardware.average_w)
