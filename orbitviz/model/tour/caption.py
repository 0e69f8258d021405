"""Captions of a shot of a tour."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from orbitviz.model.design.ranges import fault
from orbitviz.model.tour.camera_key import Seconds, Words
from orbitviz.model.tour.timed import Timed

MAX_CAPTION = 400  # characters of a text
Place = Literal["lower-left", "lower-right", "upper-left", "upper-right", "centre"]


class Caption(Timed):
    """Words over the picture for a part of a shot."""

    title: Words = Field("", description="Large words.")
    text: Words = Field("", description="Words below the title.")
    small: Words = Field("", description="Small print below: an assumption, a source.")
    number: Words = Field(
        "",
        description="A figure of the program, shown large: of what is shown, such as "
        '"total.satellites" or "groups.NAME.sunlit_now"; of the whole design, such as '
        '"check.min_separation_km"; of the sky of sky.site, such as "sky.brighter_than.6".',
    )
    updates_s: Seconds = Field(
        0.0,
        description="Seconds after which the number is computed anew; if 0 it is that of the "
        "beginning of the caption.",
    )
    count_up_s: Seconds = Field(
        0.0, description="Seconds in which the number rises from 0 to its value."
    )
    place: Place = Field("lower-left", description="Corner of the picture, or its centre.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        said = {"title": self.title, "text": self.text, "small": self.small}
        if not any(word.strip() for word in (*said.values(), self.number)):
            raise fault("says nothing", "a title, text, small or number")
        for key, words in said.items():
            if len(words) > MAX_CAPTION:
                raise fault(f"has {len(words):,} characters", f"at most {MAX_CAPTION}", key)
        return self
