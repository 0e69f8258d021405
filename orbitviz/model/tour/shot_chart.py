"""A chart in a shot of a tour."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from orbitviz.model.design.ranges import Number
from orbitviz.model.tour.caption import Place
from orbitviz.model.tour.timed import Timed


class ShotChart(Timed):
    """A chart of the program over the picture, with a mark at the time that is shown."""

    kind: Literal["sunlit-year", "losses", "night", "night-brightness"] = Field(
        description="Share of each group in sunlight through the year ahead; where the FLOP/s go; "
        "satellites over sky.site through the night, above min_elevation_deg; those brighter than "
        "magnitude 6, beside the stars.",
    )
    place: Place = Field("upper-right", description="Corner of the picture, or its centre.")
    width: Annotated[float, Number(0.3, 1)] = Field(
        0.62, description="Width, share of the shorter side of the picture."
    )
