"""What would have to be true for computing in orbit to cost what it costs on the ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from orbitviz.analysis.cost.inputs import CostInputs
from orbitviz.analysis.cost.plants import ground_cash, orbit_capital_usd_per_kw, orbit_cash

LONGEST_LIFE_YEARS = 50.0  # as long as a design may ask for
MOST_FAILURES_PER_YEAR = 1.0
_SHORTEST_LIFE_YEARS = 0.1
_HALVINGS = 60


@dataclass(frozen=True)
class Parity:
    """For each input the value at which orbit and ground cost the same, all others as they are.

    None where no value of that input does it: a launch for nothing, a life of 50 years, no failure
    at all are not enough, or orbit is the cheaper one whatever the value.
    """

    launch_usd_per_kg: float | None
    build_usd_per_kw: float | None
    kg_per_kw: float | None
    life_years: float | None
    failures_per_year: float | None
    energy_usd_per_kwh: float | None


def excess_usd_per_kw_year(inputs: CostInputs) -> float:
    """Return how much more a kW year costs in orbit than on the ground."""
    return orbit_cash(inputs).levelised - ground_cash(inputs).levelised


def parity(inputs: CostInputs) -> Parity:
    """Return what would have to be true for parity, one input after the other."""
    capital = orbit_capital_usd_per_kw(inputs)

    def crossing(name: str, low: float, high: float) -> float | None:
        return root(lambda value: excess_usd_per_kw_year(inputs.with_value(name, value)), low, high)

    # Where the ground costs more than orbit, launches and satellites may cost at most so much
    # more than everything does: the ground's price of a kW year for its undiscounted years.
    ground = ground_cash(inputs).levelised
    most = capital + ground * inputs.life_years
    return Parity(
        launch_usd_per_kg=crossing("launch_usd_per_kg", 0.0, most / inputs.kg_per_kw),
        build_usd_per_kw=crossing("build_usd_per_kw", 0.0, most),
        kg_per_kw=crossing(
            "kg_per_kw", 0.0, most / inputs.launch_usd_per_kg if inputs.launch_usd_per_kg else 0.0
        ),
        life_years=crossing("life_years", _SHORTEST_LIFE_YEARS, LONGEST_LIFE_YEARS),
        failures_per_year=crossing("failures_per_year", 0.0, MOST_FAILURES_PER_YEAR),
        energy_usd_per_kwh=crossing("energy_usd_per_kwh", 0.0, most),
    )


def root(function: Callable[[float], float], low: float, high: float) -> float | None:
    """Return where a function that rises or falls throughout is 0, None if it is not within."""
    at_low, at_high = function(low), function(high)
    if at_low == 0.0:
        return low
    if at_high == 0.0:
        return high
    if (at_low < 0.0) == (at_high < 0.0):
        return None
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if (function(middle) < 0.0) == (at_low < 0.0):
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
