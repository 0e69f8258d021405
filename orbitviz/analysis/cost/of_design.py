"""From the economics of a design, and what its fleet delivers, to the inputs of cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from orbitviz.analysis.cost.inputs import NAMES, CostRanges, Range
from orbitviz.analysis.cost.launch_prices import LaunchPrices, LearnedPrice, PriceTable
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, GROUND, SCENARIOS, Published
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_sources import LIFE, MASS

LEAST_LIFE_YEARS = 3.0  # of refresh in orbit, 3 to 5 years: Turyshev, arXiv:2608.27499
DESIGN = "the design"
OF_FLEET = "what the fleet of this design delivers, ages spread over its life"

# Input -> key of [economics], where they are not the same.
_KEYS = {
    "ground_usd_per_kw": "ground.capital_usd_per_kw",
    "ground_life_years": "ground.life_years",
    "ground_upkeep_per_year": "ground.upkeep_per_year",
    "ground_utilisation": "ground.utilisation",
    "chips_life_years": "ground.chips_life_years",
    "chip_failures_per_year": "ground.chip_failures_per_year",
    "energy_usd_per_kwh": "ground.energy_usd_per_kwh",
    "pue": "ground.pue",
}
_LEARNING = ("launch_learning", "launched_t", "launch_t_per_year")


def key_of(name: str) -> str:
    """Return the key of [economics] that an input has, with "ground." before those of there."""
    return _KEYS.get(name, name)


@dataclass(frozen=True)
class FleetFacts:
    """What a fleet is and delivers.

    kg_per_kw        mass over the rated power of the computers
    life_years       design life
    delivered_share  FLOP/s delivered of those installed, ages spread over the life
    flops_per_w      FLOP/s installed per W of rated power
    """

    kg_per_kw: float
    life_years: float
    delivered_share: float
    flops_per_w: float


@dataclass(frozen=True)
class SourcedInput:
    """An input with its key in the file, its range, and where that comes from.

    is_own   the design states it
    """

    name: str
    key: str
    range: Range
    source: str
    is_own: bool


def sourced_inputs(economics: Economics, fleet: FleetFacts) -> tuple[SourcedInput, ...]:
    """Return every input of the cost of a fleet, in the order of NAMES."""
    of_fleet = {
        "delivered_share": _input("delivered_share", fleet.delivered_share, OF_FLEET),
        "flops_per_w": _input("flops_per_w", fleet.flops_per_w, DESIGN),
        "kg_per_kw": _input("kg_per_kw", fleet.kg_per_kw, MASS),
        "life_years": _input(
            "life_years",
            (min(LEAST_LIFE_YEARS, fleet.life_years), fleet.life_years, fleet.life_years),
            LIFE,
        ),
    }
    return tuple(_stated(economics, name) or of_fleet[name] for name in NAMES)


def ranges_of(inputs: tuple[SourcedInput, ...]) -> CostRanges:
    """Return the ranges of inputs."""
    return CostRanges({one.name: one.range for one in inputs})


def launch_prices_of(economics: Economics, year: float, usd_per_kg: float) -> LaunchPrices:
    """Return the price of launches over the years.

    year, usd_per_kg   where learning begins
    """
    rule = _launch_rule(economics)
    if "launch_prices" in rule:
        return PriceTable(rule["launch_prices"])
    return LearnedPrice(
        first_year=year,
        first_usd_per_kg=usd_per_kg,
        first_t=_published(economics, "launched_t")[0],
        t_per_year=_published(economics, "launch_t_per_year")[0],
        share=rule["launch_learning"],
    )


def _launch_rule(economics: Economics) -> dict[str, Any]:
    """Return a table of prices or a rate of learning, by key: that of the design goes first."""
    scenario = SCENARIOS[economics.scenario].values
    stated = economics.stated
    for values in (
        stated,
        {key: value for key, (value, _) in scenario.items()},
        {key: value for key, (value, _) in SCENARIOS[DEFAULT_SCENARIO].values.items()},
    ):
        for key in ("launch_prices", "launch_learning"):
            if key in values:
                return {key: values[key]}
    raise AssertionError("the default scenario has prices of launches")


def _stated(economics: Economics, name: str) -> SourcedInput | None:
    """Return an input that the design, its scenario or the literature states; None if none does."""
    key = key_of(name)
    if key in economics.stated:
        return _input(name, economics.stated[key], DESIGN, is_own=True)
    found = _published(economics, key)
    return _input(name, *found) if found else None


def _published(economics: Economics, key: str) -> Any:
    """Return value and source of a key of the design, its scenario, or the literature."""
    if key in economics.stated:
        return economics.stated[key], DESIGN
    for scenario in (SCENARIOS[economics.scenario], SCENARIOS[DEFAULT_SCENARIO]):
        values: dict[str, Published] = scenario.values | {
            f"{GROUND}.{name}": published for name, published in scenario.ground.items()
        }
        if key in values:
            return values[key]
    return None


def _input(name: str, value: Any, source: str, is_own: bool = False) -> SourcedInput:
    return SourcedInput(name, key_of(name), Range.of(value), source, is_own)
