"""What is seen in a shot of a tour."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.base.near_words import did_you_mean
from orbitviz.model.design.ranges import Number, fault, shown
from orbitviz.model.design.tables import Table
from orbitviz.model.tour.camera_key import Words
from orbitviz.model.view import LAYER_NAMES, LEAST_SCALE, MOST_SCALE
from orbitviz.subsystems.quantities.registry import COLOUR_KEYS


def _one_of(names: tuple[str, ...], kind: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if value not in names:
            hint = did_you_mean(value, names) if isinstance(value, str) else ""
            raise fault(
                f"is {shown(value)}, which is no {kind}{hint}", None if hint else ", ".join(names)
            )
        return value

    return BeforeValidator(check)


LayerName = Annotated[str, _one_of(LAYER_NAMES, "layer"), Field(json_schema_extra={
    "enum": list(LAYER_NAMES)})]  # fmt: skip
ColourKey = Annotated[str, _one_of(COLOUR_KEYS, "quantity"), Field(json_schema_extra={
    "enum": list(COLOUR_KEYS)})]  # fmt: skip


class ShotView(Table):
    """What is visible, and in which colours; what is omitted is as in the tour's own [view]."""

    show: tuple[LayerName, ...] | None = Field(None, description="Layers to show.")
    hide: tuple[LayerName, ...] | None = Field(None, description="Layers to hide.")
    groups: tuple[Words, ...] | None = Field(
        None, description="Groups that are shown, by name; all if omitted."
    )
    select: tuple[Words, ...] | None = Field(None, description="Groups that are selected.")
    colour: ColourKey | None = Field(None, description="Quantity shown by colour.")
    colour_range: tuple[float, float] | None = Field(
        None, description="Ends of the legend in its unit; if omitted, chosen."
    )
    look: Literal["density", "dots", "magnitude"] | None = Field(
        None, description="What brightness says."
    )
    exposure_stops: (
        Annotated[float, Number(math.log2(LEAST_SCALE), math.log2(MOST_SCALE), "stops")] | None
    ) = Field(None, description="Stops by which satellites are exposed more.")
    aside: Annotated[float, Number(-0.4, 0.4)] | None = Field(
        None,
        description="How far right of the middle stands what the camera looks at, share of the "
        "width: so captions at the left have room. Where the shot before had another value, it "
        "gets there smoothly.",
    )
    wipe: Annotated[float, Number(0, 1)] | None = Field(
        None,
        description="With a second design: share of the width left of the line between both; side "
        "by side if omitted.",
    )

    @model_validator(mode="after")
    def _has_a_range(self) -> Self:
        if self.colour_range is not None:
            low, high = self.colour_range
            if not -math.inf < low < high < math.inf:
                raise fault(f"is {low:g} to {high:g}", "two rising numbers", "colour_range")
        return self

    def over(self, defaults: ShotView) -> ShotView:
        """Return these values, and those of `defaults` where one is omitted."""
        own = {key: value for key in type(self).model_fields
               if (value := getattr(self, key)) is not None}  # fmt: skip
        if "colour" in own and own["colour"] != defaults.colour:
            own.setdefault("colour_range", None)  # that of the other quantity means nothing here
        return defaults.model_copy(update=own)
