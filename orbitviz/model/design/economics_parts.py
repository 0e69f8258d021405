"""Parts of [economics]: what a satellite is made of, and the building on the ground."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from orbitviz.model.design.estimate import Estimate, OneOrThree, Share, UsdPerKw, Years
from orbitviz.model.design.ranges import fault
from orbitviz.model.design.tables import Table

GROUND_PARTS = ("building_usd_per_kw", "supply_usd_per_kw", "cooling_usd_per_kw")
_MAX_USD = 1e12


def check_parts(table: Table, total: str, parts: Iterable[str]) -> None:
    """Raise the fault of a table that has both a total and parts of it."""
    both = [part for part in parts if getattr(table, part) is not None]
    if both and getattr(table, total) is not None:
        raise fault(f"is there beside {both[0]}", "the parts or their total", total)


class SatelliteParts(Table):
    """What the parts of a satellite cost without its chips, in place of their total."""

    array_usd_per_kw: UsdPerKw | None = Field(
        None, title="Array", description="Solar array, with battery and conditioning."
    )
    radiator_usd_per_kw: UsdPerKw | None = Field(
        None, title="Radiator", description="Radiator with its loops."
    )
    bus_usd_per_kw: UsdPerKw | None = Field(
        None, title="Bus", description="Structure, attitude, propulsion, avionics."
    )
    links_usd_per_kw: UsdPerKw | None = Field(
        None, title="Links", description="Laser and radio terminals."
    )
    fixed_usd: Annotated[OneOrThree, Estimate(0, _MAX_USD, "USD")] | None = Field(
        None, title="Fixed", description="What each satellite costs whatever its power, USD."
    )


class GroundEconomics(Table):
    """A building on the ground with the same computers."""

    capital_usd_per_kw: UsdPerKw | None = Field(
        None,
        title="Building",
        description="Building with cooling and supply, per kW of computers, without chips.",
    )
    building_usd_per_kw: UsdPerKw | None = Field(
        None,
        title="Walls and fittings",
        description="In place of capital_usd_per_kw, by part: site, building and its fittings.",
    )
    supply_usd_per_kw: UsdPerKw | None = Field(
        None, title="Supply", description="In place of capital_usd_per_kw: supply of power."
    )
    cooling_usd_per_kw: UsdPerKw | None = Field(
        None, title="Cooling", description="In place of capital_usd_per_kw: cooling."
    )
    life_years: Years | None = Field(
        None, title="Life of the building", description="Years until the building is built anew."
    )
    upkeep_per_year: Share | None = Field(
        None,
        title="Upkeep",
        description="Share of the building's price that upkeep takes a year.",
    )
    staff_usd_per_kw_year: UsdPerKw | None = Field(
        None, title="Staff", description="Staff a year, per kW of computers."
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

    @model_validator(mode="after")
    def _fits(self) -> Self:
        check_parts(self, "capital_usd_per_kw", GROUND_PARTS)
        return self
