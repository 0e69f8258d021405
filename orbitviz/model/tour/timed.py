"""What is laid over the picture for a part of a shot."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table
from orbitviz.model.tour.camera_key import MAX_SHOT_S, Seconds


class Timed(Table):
    """When something is seen, and how it comes and goes."""

    begin_s: Seconds = Field(0.0, description="Seconds from the beginning of the shot.")
    end_s: Annotated[float, Number(0, MAX_SHOT_S, "s")] | None = Field(
        None, description="When it is gone again; the end of the shot if omitted."
    )
    fade_s: Annotated[float, Number(0, 10, "s")] = Field(
        0.6, description="Seconds in which it appears and disappears."
    )

    @model_validator(mode="after")
    def _ends_later(self) -> Self:
        if self.end_s is not None and self.end_s <= self.begin_s:
            raise fault(f"is {self.end_s:g} s", f"later than begin_s, {self.begin_s:g} s", "end_s")
        return self
