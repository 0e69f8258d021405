"""The years of the fleet in a shot of a tour."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table
from orbitviz.model.tour.camera_key import Ease

Year = Annotated[float, Number(1957, 2200)]


class FleetSpan(Table):
    """Which satellites are there: those of a date of the plan, or of one after the other."""

    at_year: Year | None = Field(
        None,
        description="Date of the fleet at which the shot begins, in years: 2031.5 is the middle "
        "of 2031; if omitted, all satellites are there. Before the first launch there are none; "
        "the plan ends after 20 years.",
    )
    to_year: Year | None = Field(
        None, description="Date of the fleet at which the shot ends; as it begins if omitted."
    )
    ease: Ease = Field("linear", description="How the years run from at_year to to_year.")

    @model_validator(mode="after")
    def _runs(self) -> Self:
        if self.at_year is None and self.to_year is not None:
            raise fault("is there without at_year", "with at_year", "to_year")
        if self.to_year is None and self.ease != "linear":
            raise fault(f'is "{self.ease}"', "with to_year", "ease")
        return self
