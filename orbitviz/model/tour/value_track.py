"""A value of the design that moves through a shot of a tour."""

from __future__ import annotations

import math
from typing import Annotated, Self

from pydantic import Field, model_validator

from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table
from orbitviz.model.tour.camera_key import MAX_SHOT_S, Ease, Words


class ValueTrack(Table):
    """One number of a satellite design or of a group, from key to key."""

    satellite: Words | None = Field(None, description='Satellite design, such as "ai1".')
    group: Words | None = Field(None, description="Group, by name.")
    key: Words = Field(description='Key of the number, such as "radiator.area_m2".')
    at_s: Annotated[tuple[float, ...], Number(0, MAX_SHOT_S, "s", many=True)] = Field(
        description="Seconds from the beginning of the shot, each later than the one before."
    )
    values: tuple[float, ...] = Field(description="The number at each of these times.")
    ease: Ease = Field("smooth", description="How it moves from key to key.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.satellite is None) == (self.group is None):
            raise fault("is of neither or both", "one of satellite and group")
        if len(self.at_s) != len(self.values):
            raise fault(f"are {len(self.values)}", f"as many as at_s, {len(self.at_s)}", "values")
        if wrong := [one for one in self.values if not math.isfinite(one)]:
            raise fault(f"has {wrong[0]}", "finite numbers", "values")
        for before, after in zip(self.at_s, self.at_s[1:], strict=False):
            if after <= before:
                raise fault(f"has {after:g} s after {before:g} s", "rising times", "at_s")
        return self
