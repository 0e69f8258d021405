"""From the economics of a design, and what its fleet delivers, to the inputs of cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from orbitviz.analysis.cost.fleet_facts import FleetFacts
from orbitviz.analysis.cost.inputs import NAMES, CostRanges, Range
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_parts import GROUND_PARTS, SatelliteParts
from orbitviz.model.design.economics_scenario import BUILD, GROUND, Published
from orbitviz.model.design.economics_sources import LIFE, MASS, SPARES

MOST_SPARES = 0.2  # SemiAnalysis 2026
LEAST_LIFE_YEARS = 3.0  # of refresh in orbit, 3 to 5 years: Turyshev, arXiv:2608.27499
DESIGN = "the design"
OF_FLEET = "what the fleet of this design delivers, ages spread over its life"

# Input -> key of [economics], where they are not the same.
_KEYS = {
    "ground_usd_per_kw": "ground.capital_usd_per_kw",
    "ground_life_years": "ground.life_years",
    "ground_upkeep_per_year": "ground.upkeep_per_year",
    "ground_staff_usd_per_kw_year": "ground.staff_usd_per_kw_year",
    "ground_utilisation": "ground.utilisation",
    "chips_life_years": "ground.chips_life_years",
    "chip_failures_per_year": "ground.chip_failures_per_year",
    "energy_usd_per_kwh": "ground.energy_usd_per_kwh",
    "pue": "ground.pue",
}
_FIXED = f"{BUILD}.fixed_usd"
_PARTS = {
    "build_usd_per_kw": tuple(f"{BUILD}.{key}" for key in SatelliteParts.model_fields),
    "ground_usd_per_kw": tuple(f"{GROUND}.{key}" for key in GROUND_PARTS),
}
SUM_OF_PARTS = "the sum of its parts"
OF_TABLES = {
    "life_years": "years in [life] of the design",
    "failures_per_year": "failures_per_year in [reliability] of the design",
    "spares": "spares in [deployment] of the design",
}


def key_of(name: str) -> str:
    """Return the key of [economics] that an input has, with "ground." before those of there."""
    return _KEYS.get(name, name)


@dataclass(frozen=True)
class SourcedInput:
    """An input with its key in the file, its range, and where that comes from.

    is_own   the design states it, or some of its parts
    parts    of a sum, USD/kW
    """

    name: str
    key: str
    range: Range
    source: str
    is_own: bool
    parts: tuple[SourcedInput, ...] = ()


def sourced_inputs(economics: Economics, fleet: FleetFacts) -> tuple[SourcedInput, ...]:
    """Return every input of the cost of a fleet, in the order of NAMES."""
    return tuple(
        _of_parts(economics, name, fleet)
        or _stated(economics, name, fleet)
        or _of_design(name, fleet)
        or _of_literature(name)
        for name in NAMES
    )


def ranges_of(inputs: tuple[SourcedInput, ...]) -> CostRanges:
    """Return the ranges of inputs."""
    return CostRanges({one.name: one.range for one in inputs})


def _of_parts(economics: Economics, name: str, fleet: FleetFacts) -> SourcedInput | None:
    """Return the sum of the parts of an input, None where a total goes before them."""
    total, keys = key_of(name), _PARTS.get(name, ())
    own, scenario = economics.stated, _of_scenario(economics)
    if not any(key in own for key in keys) and (
        total in own or total in scenario or not any(key in scenario for key in keys)
    ):
        return None
    parts = tuple(_part(economics, key, fleet) for key in keys)
    low, mid, high = (
        sum(getattr(part.range, end) for part in parts) for end in ("low", "mid", "high")
    )
    is_own = any(part.is_own for part in parts)
    return SourcedInput(name, total, Range(low, mid, high), SUM_OF_PARTS, is_own, parts)


def _part(economics: Economics, key: str, fleet: FleetFacts) -> SourcedInput:
    """Return a part of a satellite or of a building, USD/kW."""
    found = _published(economics, key) or _literature(key)
    part = _input(key, *found, is_own=key in economics.stated)
    if key != _FIXED:
        return part
    ends = part.range
    kw = fleet.kw_per_satellite
    return replace(part, range=Range(ends.low / kw, ends.mid / kw, ends.high / kw))


def _stated(economics: Economics, name: str, fleet: FleetFacts) -> SourcedInput | None:
    """Return an input that the design or its scenario states; None if neither does."""
    key = key_of(name)
    if key not in economics.stated and name in fleet.stated:
        return _input(name, getattr(fleet, name), OF_TABLES[name], is_own=True)
    found = _published(economics, key)
    return _input(name, *found, is_own=key in economics.stated) if found else None


def _of_design(name: str, fleet: FleetFacts) -> SourcedInput | None:
    """Return an input that the tables of the design or its satellites say; None if none does."""
    match name:
        case "delivered_share":
            return _input(name, fleet.delivered_share, OF_FLEET)
        case "flops_per_w":
            return _input(name, fleet.flops_per_w, DESIGN)
        case "kg_per_kw":
            return _input(name, fleet.kg_per_kw, MASS)
    if name == "life_years":
        life = fleet.life_years
        return _input(name, (min(LEAST_LIFE_YEARS, life), life, life), LIFE)
    if name == "spares":
        return _input(name, (0.0, 0.0, MOST_SPARES), SPARES)
    return None


def _of_literature(name: str) -> SourcedInput:
    return _input(name, *_literature(key_of(name)))


def _literature(key: str) -> Published:
    return SCENARIOS[DEFAULT_SCENARIO].by_key[key]


def _published(economics: Economics, key: str) -> Published | None:
    """Return value and source of a key of the design or of its scenario, if it has a name."""
    if key in economics.stated:
        return economics.stated[key], DESIGN
    return _of_scenario(economics).get(key)


def _of_scenario(economics: Economics) -> Mapping[str, Published]:
    """Return what the scenario of a design says, if it has a name of its own."""
    named = economics.scenario != DEFAULT_SCENARIO
    return SCENARIOS[economics.scenario].by_key if named else {}


def _input(name: str, value: Any, source: str, is_own: bool = False) -> SourcedInput:
    return SourcedInput(name, key_of(name), Range.of(value), source, is_own)
