"""What computing costs, as a design file states it: [economics].

Every key may be left out: the scenario that the table names has a value with its source.
orbitviz.analysis.cost.of_design makes inputs of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.economics_parts import GroundEconomics, SatelliteParts
from orbitviz.model.design.economics_scenario import BUILD, GROUND
from orbitviz.model.design.estimate import Estimate, OneOrThree, Share, UsdPerKw
from orbitviz.model.design.ranges import Number, fault, shown, text
from orbitviz.model.design.tables import Table

FIRST_YEAR, LAST_YEAR = 1957, 2300  # of a table of prices
_MAX_USD_PER_KG = 1e7


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
        None,
        title="Launched a year",
        description="Mass launched a year, with launch_learning; if omitted, where the scenario "
        "has none, what the plan of the design launches.",
    )
    kg_per_kw: Annotated[OneOrThree, Estimate(0.001, 1e6, "kg/kW")] | None = Field(
        None,
        title="Specific mass",
        description="Mass of a satellite per kW of its computers; if omitted, where the scenario "
        "has none, that of the satellites of the design.",
    )
    build_usd_per_kw: UsdPerKw | None = Field(
        None, title="Satellite", description="Price of the satellite without its chips."
    )
    build: SatelliteParts = Field(
        default_factory=SatelliteParts,
        title="Parts of the satellite",
        description="Its price by part, in place of build_usd_per_kw.",
    )
    chips_usd_per_kw: UsdPerKw | None = Field(
        None, title="Chips", description="Price of the computers, in orbit and on the ground."
    )
    development_usd_per_kw: UsdPerKw | None = Field(
        None, title="Development", description="What is paid once, shared by the whole fleet."
    )
    ground_segment_usd_per_kw: UsdPerKw | None = Field(
        None,
        title="Ground segment",
        description="Stations on the ground and their network, paid once, per kW of the fleet.",
    )
    spares: Annotated[OneOrThree, Estimate(0, 1)] | None = Field(
        None,
        title="Spares",
        description="Satellites bought and launched beyond those that work, as a share of these; "
        "if omitted, where the scenario has none, spares of [deployment].",
    )
    insurance: Annotated[OneOrThree, Estimate(0, 1)] | None = Field(
        None,
        title="Insurance",
        description="Share of the value launched, satellites and launches, that insurance takes "
        "beyond what it pays back.",
    )
    operations_per_year: Share | None = Field(
        None,
        title="Operations",
        description="Share of the satellite's price that operations take a year.",
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
        if self.build_usd_per_kw is not None and self.build.model_fields_set:
            part = min(self.build.model_fields_set)
            raise fault(f"is there beside build.{part}", "the parts or their total",
                        "build_usd_per_kw")  # fmt: skip
        if self.launch_prices is not None and self.launch_learning is not None:
            raise fault("is there beside launch_prices", "one of both", "launch_learning")
        missing = self._missing_with(self.scenario)
        if missing is not None:
            raise fault("is missing, and the scenario has none", "a mass in t", missing)
        return self

    def _missing_with(self, scenario: str) -> str | None:
        """Return the key that learning needs and neither the file nor a scenario has."""
        needed = ("launched_t",) if self.launch_learning is not None else ()
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
        """The values that the file gives: key, "build.key" and "ground.key" of these -> value."""
        tables = {"": self, f"{BUILD}.": self.build, f"{GROUND}.": self.ground}
        values = {
            f"{prefix}{key}": getattr(table, key)
            for prefix, table in tables.items()
            for key in type(table).model_fields
        }
        others = ("scenario", BUILD, GROUND)
        return {
            key: value for key, value in values.items() if value is not None and key not in others
        }
