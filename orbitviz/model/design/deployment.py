"""How the satellites of a design get to their orbits: launches and what follows them.

Every key has a default with its source, or "assumed" where nothing has been published.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.model.design.by_year import ByYear, YearNumber
from orbitviz.model.design.ranges import Number, fault, text
from orbitviz.model.design.tables import Table
from orbitviz.model.design.utc import utc_datetime

EVENLY = "evenly"
MAX_LAUNCHES = 100_000.0  # a year
# The most that has been flown: launches of SpaceX in 2025, and Starship on 28 September 2026, both
# known through other texts.
FLOWN_LAUNCHES, FLOWN_PAYLOAD_T = 165.0, 44.0


class Deployment(Table):
    """Launches over the years, and the way from launch to station."""

    start: Annotated[datetime, BeforeValidator(utc_datetime)] | None = Field(
        None,
        title="First launch",
        description="Instant (UTC) from which satellites are launched; the epoch if omitted.",
    )
    payload_t: Annotated[float, Number(0.001, 100_000, "t")] = Field(
        200.0,
        title="Payload",
        description="Payload of a launch, t. Default: Starship as announced on 2 February 2026; "
        f"the most it has carried is about {FLOWN_PAYLOAD_T:g} t (28 September 2026; secondary).",
    )
    satellites_per_launch: Annotated[int, Number(1, 1_000_000, whole=True)] | None = Field(
        None,
        title="Satellites per launch",
        description="Most satellites of a launch, where volume allows fewer than the payload by "
        "mass; by mass alone if omitted.",
    )
    launches_per_year: Annotated[ByYear, YearNumber(Number(0, MAX_LAUNCHES, "launches a year"))] = (
        Field(
            FLOWN_LAUNCHES,
            title="Launches a year",
            description="Launches a year: a number for the year of the first launch, or a list of "
            "[year, number] by calendar year; years not listed grow from the one before, none come "
            "before the first. Default: SpaceX's of 2025, the most yet flown (secondary).",
        )
    )
    growth_per_year: Annotated[float, Number(0, 10)] = Field(
        0.46,
        title="Growth",
        description="Share by which launches grow each year that is not listed. Default: SpaceX "
        f"from 25 launches in 2020 to {FLOWN_LAUNCHES:.0f} in 2025 (secondary), 46 % a year.",
    )
    most_launches_per_year: Annotated[float, Number(0, MAX_LAUNCHES, "launches a year")] = Field(
        8766.0,
        title="Most launches a year",
        description="Number beyond which launches do not grow. Default: one an hour (SpaceX, "
        "2 February 2026; secondary).",
    )
    launch_success: Annotated[float, Number(0.01, 1)] = Field(
        0.99,
        title="Success of launches",
        description="Share of the launches that do not lose their satellites. Default: assumed.",
    )
    order: tuple[Annotated[str, BeforeValidator(text)], ...] = Field(
        (),
        title="Order of groups",
        description="Names of groups in the order in which they are filled; those not named come "
        "after them as the file has them.",
    )
    filling: Literal["by-plane", "evenly"] = Field(
        "by-plane",
        title="Filling",
        description="Order within a group: by-plane fills one plane after the other, evenly all "
        "of them at once. Default: assumed.",
    )
    raising_days: Annotated[int, Number(0, 3_000, "days", whole=True)] = Field(
        47,
        title="Raising",
        description="Days from launch to the operational orbit. Default: the first of the "
        "Starlinks of 11 November 2019 at 550 km; those of other planes drift for months.",
    )
    drift_days: Annotated[int, Number(0, 3_000, "days", whole=True)] = Field(
        0,
        title="Drift",
        description="Days after raising in which satellites drift to their plane, as its node "
        "moves by the oblateness of the Earth. Default: assumed, each launch goes to its plane.",
    )
    checkout_days: Annotated[int, Number(0, 3_000, "days", whole=True)] = Field(
        14,
        title="Checkout",
        description="Days of tests there before the satellite works. Default: assumed.",
    )
    spares: Annotated[float, Number(0, 1)] = Field(
        0.0,
        title="Spares in orbit",
        description="Satellites kept in orbit for each group beyond its slots, as a share of "
        "these; one takes the place of a satellite that fails. Default: none are filed.",
    )

    @property
    def transit_days(self) -> int:
        """Days from launch to work."""
        return self.raising_days + self.drift_days + self.checkout_days

    @model_validator(mode="after")
    def _fits(self) -> Self:
        rate = self.launches_per_year
        most = max(count for _, count in rate) if isinstance(rate, tuple) else rate
        for key, value in (
            ("launches_per_year", most),
            ("most_launches_per_year", self.most_launches_per_year),
        ):
            if value == 0:
                raise fault("is 0, so that nothing is ever launched", "more than 0", key)
        return self
