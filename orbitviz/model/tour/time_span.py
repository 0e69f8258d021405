"""Simulated time of a shot of a tour."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.base.constants import MAX_PLAYBACK_RATE
from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table
from orbitviz.model.design.utc import utc_datetime
from orbitviz.model.tour.camera_key import Ease

Moment = Annotated[datetime, BeforeValidator(utc_datetime)]


class TimeSpan(Table):
    """How simulated time runs through a shot: from `at` on at a rate, or until `to`."""

    at: Moment | None = Field(
        None,
        description="Instant (UTC) at which the shot begins; if omitted, that at which the shot "
        "before ended, in the first one the epoch of the design.",
    )
    to: Moment | None = Field(None, description="Instant (UTC) at which the shot ends.")
    rate: Annotated[float, Number(-MAX_PLAYBACK_RATE, MAX_PLAYBACK_RATE)] | None = Field(
        None, description="Simulated seconds per second where `to` is omitted; 1 if omitted."
    )
    ease: Ease = Field("linear", description="How time runs from `at` to `to`.")

    @model_validator(mode="after")
    def _ends_once(self) -> Self:
        if self.to is not None and self.rate is not None:
            raise fault("is there beside to", "one of both", "rate")
        if self.to is None and self.ease != "linear":
            raise fault(f'is "{self.ease}"', 'with to; "linear" with a rate', "ease")
        return self
