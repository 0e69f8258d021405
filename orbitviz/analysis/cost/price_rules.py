"""Which rule of a design or of its scenario the prices of launches follow over the years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orbitviz.analysis.cost.launch_prices import (
    FixedPrice,
    LaunchedMass,
    LaunchPrices,
    LearnedPrice,
    PriceTable,
    SteadyMass,
)
from orbitviz.base.errors import UserError
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.economics import Economics

_TABLE, _LEARNING, _FIXED = "launch_prices", "launch_learning", "launch_usd_per_kg"
_RATE = "launch_t_per_year"


def launch_prices_of(
    economics: Economics, year: float, usd_per_kg: float, planned: LaunchedMass | None = None
) -> LaunchPrices:
    """Return how the price of launches is to fall: by the forecast of the literature if no other.

    year, usd_per_kg   where learning begins
    planned            mass that the plan of the design launches

    Raises UserError where prices are learned and nothing says how much is launched.
    """
    for values in _sources(economics):
        for rule in (_TABLE, _LEARNING):
            if rule in values:
                return _prices(economics, rule, values[rule], year, usd_per_kg, planned)
    raise AssertionError("the default scenario has prices of launches")


def needs_plan(economics: Economics) -> bool:
    """Return whether prices are learned, and nothing but a plan says how much is launched."""
    rules = (values.keys() & {_TABLE, _LEARNING} for values in _sources(economics))
    first = next(filter(None, rules), set())
    return _TABLE not in first and _LEARNING in first and _RATE not in _known(economics)


def paid_prices_of(
    economics: Economics, year: float, usd_per_kg: float, planned: LaunchedMass | None = None
) -> LaunchPrices:
    """Return what launches cost over the years: the same, unless a price is stated without a rule.

    Raises UserError as launch_prices_of.
    """
    for values in _sources(economics):
        for rule in (_TABLE, _LEARNING):
            if rule in values:
                return _prices(economics, rule, values[rule], year, usd_per_kg, planned)
        if _FIXED in values:
            return FixedPrice(year, usd_per_kg)
    raise AssertionError("the default scenario has prices of launches")


def _prices(
    economics: Economics,
    rule: str,
    value: Any,
    year: float,
    usd_per_kg: float,
    planned: LaunchedMass | None,
) -> LaunchPrices:
    if rule == _TABLE:
        return PriceTable(value)
    known = _known(economics)
    if _RATE in known:
        planned = SteadyMass(year, known[_RATE])
    if planned is None:
        raise UserError(
            f"launch_learning needs {_RATE}, or a plan of the design",
            place="economics.launch_learning",
        )
    return LearnedPrice(
        first_year=year,
        first_usd_per_kg=usd_per_kg,
        first_t=known["launched_t"],
        launched=planned,
        share=value,
    )


def _sources(economics: Economics) -> tuple[Mapping[str, Any], ...]:
    """Return key -> value of the design, of its scenario and of the literature."""
    return (economics.stated, *(_values(name) for name in (economics.scenario, DEFAULT_SCENARIO)))


def _known(economics: Economics) -> dict[str, Any]:
    """Return key -> value of the design and of its scenario."""
    return _values(economics.scenario) | dict(economics.stated)


def _values(scenario: str) -> dict[str, Any]:
    return {key: value for key, (value, _) in SCENARIOS[scenario].values.items()}
