"""A set of satellites as a design file writes it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.model.design.groups import Colour, Name
from orbitviz.model.design.ranges import fault, text
from orbitviz.model.design.tables import Table


class NamedSet(Table):
    """Satellites with a common name and colour: those of a predicate, or these."""

    name: Name = Field(description="Name of the set; no two sets have the same.")
    colour: Colour | None = Field(
        None, description="Colour of its satellites, #rrggbb (sRGB); if omitted, chosen."
    )
    where: Annotated[str, BeforeValidator(text)] = Field(
        "",
        description='Predicate of its satellites, such as "altitude > 900 and sunlit"; they change '
        "with time.",
    )
    satellites: tuple[Annotated[str, BeforeValidator(text)], ...] = Field(
        (),
        description='Its satellites, where `where` is omitted: shells, such as "550 km", planes '
        '"550 km p003-007", slots "550 km p003 s0001-0040,0062", numbers or names of objects.',
    )

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if self.where.strip() and self.satellites:
            raise fault("is there beside where", "one of both", "satellites")
        return self
