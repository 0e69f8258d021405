"""Words of a shot of a tour that point at something."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from orbitviz.model.design.ranges import fault
from orbitviz.model.tour.camera_key import Words
from orbitviz.model.tour.timed import Timed

_MOST = 80  # letters of a text


class Callout(Timed):
    """Words beside a line that leads to a satellite, a shell or a place."""

    text: Words = Field(description="The words.")
    small: Words = Field("", description="Small print below.")
    satellite: Words | None = Field(
        None, description='Satellite that it points at, such as "550 km p001 s0001".'
    )
    shell: Words | None = Field(None, description="Shell or group that it points at.")
    site: Words | None = Field(
        None, description="City, observatory or latitude,longitude that it points at."
    )

    @model_validator(mode="after")
    def _points_at_something(self) -> Self:
        named = [key for key in ("satellite", "shell", "site") if getattr(self, key) is not None]
        if len(named) != 1:
            wrong = f"points at {' and '.join(named)}" if named else "points at nothing"
            raise fault(wrong, "one of satellite, shell, site")
        for key, words in {"text": self.text, "small": self.small}.items():
            if len(words) > _MOST:
                raise fault(f"has {len(words)} characters", f"at most {_MOST}", key)
        if not self.text.strip():
            raise fault("is empty", "some words", "text")
        return self
