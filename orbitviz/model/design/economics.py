"""What computing costs, as a design file states it: [economics].

Every key may be left out: the scenario that the table names has a value with its source.
orbitviz.analysis.cost.of_design makes inputs of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import core_schema

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.ranges import Number, fault, shown, text
from orbitviz.model.design.tables import Table

FIRST_YEAR, LAST_YEAR = 1957, 2300  # of a table of prices
_MAX_USD_PER_KG = 1e7
_MAX_USD_PER_KW = 1e8
_MAX_LIFE_YEARS = 50.0


@dataclass(frozen=True)
class Estimate(Number):
    """Annotation of a field: a number within a range, or low, middle and high of it."""

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return f"{super().allowed}, or three of them: low, middle, high"

    def check(self, value: Any) -> Any:
        """Return `value`, three as a tuple; raise the fault if it is not allowed."""
        if not isinstance(value, list | tuple):
            return self._check_one(value)
        if len(value) != 3:
            raise fault(f"is a list of {len(value)}", self.allowed)
        low, mid, high = (self._check_one(one) for one in value)
        if not low <= mid <= high:
            raise fault("does not rise from low to high", self.allowed)
        return low, mid, high

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        number = super().__get_pydantic_json_schema__(schema, handler)
        three = {"type": "array", "prefixItems": [number] * 3, "minItems": 3, "maxItems": 3}
        return {"anyOf": [number, three]}


OneOrThree = float | tuple[float, float, float]
Share = Annotated[OneOrThree, Estimate(0, 1, "a year")]
UsdPerKw = Annotated[OneOrThree, Estimate(0, _MAX_USD_PER_KW, "USD/kW")]
Years = Annotated[OneOrThree, Estimate(0.1, _MAX_LIFE_YEARS, "years")]


def _scenario(value: Any) -> Any:
    if text(value) not in SCENARIOS:
        known = ", ".join(f'"{name}"' for name in SCENARIOS)
        wrong = f'is "{value}", which is not a built-in scenario{did_you_mean(value, SCENARIOS)}'
        raise fault(wrong, known)
    return value


_PRICE = Number(0, _MAX_USD_PER_KG, "USD/kg")
_YEAR = Number(FIRST_YEAR, LAST_YEAR)


def _prices(value: Any) -> Any:
    """Return a table of years and prices as tuples; raise the fault if it is not one."""
    allowed = "years and USD/kg such as [[2027, 1429], [2032, 170]], years rising"
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not value:
        raise fault(f"is {'an empty list' if value in ([], ()) else shown(value)}", allowed)
    rows: list[tuple[float, float]] = []
    for row in value:
        if not isinstance(row, list | tuple) or len(row) != 2:
            raise fault(f"has {shown(row)} in it", allowed)
        rows.append((_YEAR.check(row[0]), _PRICE.check(row[1])))
    if any(late[0] <= early[0] for early, late in pairwise(rows)):
        raise fault("has years that do not rise", allowed)
    return tuple(rows)


class GroundEconomics(Table):
    """A building on the ground with the same computers."""

    capital_usd_per_kw: UsdPerKw | None = Field(
        None,
        title="Building",
        description="Building with cooling and supply, per kW of computers, without chips.",
    )
    life_years: Years | None = Field(
        None, title="Life of the building", description="Years until the building is built anew."
    )
    upkeep_per_year: Share | None = Field(
        None,
        title="Upkeep and staff",
        description="Share of the building's price that upkeep and staff take a year.",
    )
    utilisation: Annotated[OneOrThree, Estimate(0.01, 1)] | None = Field(
        None, title="Utilisation", description="Share of the time that the computers work."
    )
    chips_life_years: Years | None = Field(
        None, title="Life of chips", description="Years until chips are bought anew."
    )
    chip_failures_per_year: Share | None = Field(
        None, title="Chips replaced", description="Share of the chips that is replaced a year."
    )
    energy_usd_per_kwh: Annotated[OneOrThree, Estimate(0, 100, "USD/kWh")] | None = Field(
        None, title="Energy", description="Price of energy."
    )
    pue: Annotated[OneOrThree, Estimate(1, 10)] | None = Field(
        None,
        title="PUE",
        description="Power usage effectiveness: power of the building over that of its computers.",
    )


class Economics(Table):
    """What computing costs: prices in USD, per kW of the rated power of the computers."""

    scenario: Annotated[str, BeforeValidator(_scenario)] = Field(
        DEFAULT_SCENARIO,
        title="Scenario",
        description="Built-in scenario that supplies every omitted value: " + ", ".join(SCENARIOS),
    )
    discount_rate: Annotated[OneOrThree, Estimate(0, 1, "a year")] | None = Field(
        None, title="Discount rate", description="What money later is worth less, a year."
    )
    launch_usd_per_kg: Annotated[OneOrThree, Estimate(0, _MAX_USD_PER_KG, "USD/kg")] | None = Field(
        None, title="Launch price", description="Price of a launch to the orbit."
    )
    launch_prices: Annotated[tuple[tuple[float, float], ...], BeforeValidator(_prices)] | None = (
        Field(
            None,
            title="Launch prices",
            description="Price of a launch over the years: [year, USD/kg] each, from which the "
            "year of parity follows.",
        )
    )
    launch_learning: Annotated[float, Number(0, 1, high_open=True)] | None = Field(
        None,
        title="Learning",
        description="In place of launch_prices: share of launch_usd_per_kg that each doubling of "
        "the mass launched takes off, from the year of the epoch.",
    )
    launched_t: Annotated[float, Number(0.001, 1e9, "t")] | None = Field(
        None, title="Mass launched", description="Mass launched before, with launch_learning."
    )
    launch_t_per_year: Annotated[float, Number(0, 1e9, "t a year")] | None = Field(
        None, title="Launched a year", description="Mass launched a year, with launch_learning."
    )
    kg_per_kw: Annotated[OneOrThree, Estimate(0.001, 1e6, "kg/kW")] | None = Field(
        None,
        title="Specific mass",
        description="Mass of a satellite per kW of its computers; if omitted, where the scenario "
        "has none, that of the satellites of the design.",
    )
    life_years: Years | None = Field(
        None,
        title="Life in orbit",
        description="Years that a satellite is used; if omitted, where the scenario has none, the "
        "design life of the satellites, and 3 years at the low end.",
    )
    build_usd_per_kw: UsdPerKw | None = Field(
        None, title="Satellite", description="Price of the satellite without its chips."
    )
    chips_usd_per_kw: UsdPerKw | None = Field(
        None, title="Chips", description="Price of the computers, in orbit and on the ground."
    )
    development_usd_per_kw: UsdPerKw | None = Field(
        None, title="Development", description="What is paid once, shared by the whole fleet."
    )
    operations_per_year: Share | None = Field(
        None,
        title="Operations",
        description="Share of the satellite's price that operations take a year.",
    )
    failures_per_year: Share | None = Field(
        None,
        title="Losses",
        description="Share of the satellites that is lost a year; each is replaced at once.",
    )
    kw_per_gpu: Annotated[OneOrThree, Estimate(1e-6, 1e3, "kW")] | None = Field(
        None, title="Power of a GPU", description="Power of the computers per GPU."
    )
    ground: GroundEconomics = Field(
        default_factory=GroundEconomics,
        title="Ground",
        description="What the same computers cost on the ground.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.launch_prices is not None and self.launch_learning is not None:
            raise fault("is there beside launch_prices", "one of both", "launch_learning")
        missing = self._missing_with(self.scenario)
        if missing is not None:
            raise fault("is missing, and the scenario has none", "a mass in t", missing)
        return self

    def _missing_with(self, scenario: str) -> str | None:
        """Return the key that learning needs and neither the file nor a scenario has."""
        needed = ("launched_t", "launch_t_per_year") if self.launch_learning is not None else ()
        known = self.stated.keys() | SCENARIOS[scenario].values.keys()
        return next((key for key in needed if key not in known), None)

    def with_scenario(self, name: str) -> Economics:
        """Return what is stated here, with another scenario for the rest.

        Raises UserError if there is none of that name, or if it lacks what is needed.
        """
        if name not in SCENARIOS:
            raise UserError(
                f'"{name}" is not a built-in scenario{did_you_mean(name, SCENARIOS)}',
                allowed=", ".join(SCENARIOS),
            )
        missing = self._missing_with(name)
        if missing is not None:
            raise UserError(f'{missing} is missing in [economics], and "{name}" has none')
        return self.model_copy(update={"scenario": name})

    @property
    def stated(self) -> Mapping[str, OneOrThree]:
        """The values that the file gives: key, "ground.key" of the ground -> value."""
        own = {key: getattr(self, key) for key in type(self).model_fields if key != "ground"}
        ground = {
            f"ground.{key}": getattr(self.ground, key) for key in type(self.ground).model_fields
        }
        return {
            key: value
            for key, value in (own | ground).items()
            if value is not None and key != "scenario"
        }
