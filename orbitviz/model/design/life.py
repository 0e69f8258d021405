"""How the satellites of a design fail, are replaced, retire and leave their orbits.

Every key has a default with its source, or "assumed" where nothing has been published.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from orbitviz.base.constants import MAX_ALTITUDE_KM
from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table

BATCH: Literal["batch"] = "batch"
MAX_LIFE_YEARS = 50.0
PRACTICES = "U.S. Government Orbital Debris Mitigation Standard Practices, November 2019"


class Reliability(Table):
    """Failures, and when what has failed or retired is replaced."""

    early_failures: Annotated[float, Number(0, 1)] = Field(
        0.008,
        title="Early failures",
        description="Share of the satellites in orbit that fail before they work. Default: "
        "4 of 473 Starlinks of launches 9 to 16 (8 January 2021; secondary).",
    )
    failures_per_year: Annotated[float, Number(0, 1, "a year")] = Field(
        0.01,
        title="Failures a year",
        description="Rate of failures, a year: 63 % have failed after 1 / failures_per_year. "
        "Default: assumed; about 1 % of the Starlinks have failed in orbit (secondary).",
    )
    weibull_shape: Annotated[float, Number(0.1, 10)] = Field(
        1.0,
        title="Shape of failures",
        description="Shape of the Weibull distribution of failures: 1 for a constant rate, less "
        "for one that falls with age, more for one that rises. Default: assumed.",
    )
    degraded_below: Annotated[float, Number(0, 1)] = Field(
        0.8,
        title="Degraded below",
        description="Share of its array, or of its chips, below which a satellite that works "
        "counts as degraded. Default: assumed.",
    )
    repair: Literal["none", "replace", "batch"] = Field(
        BATCH,
        title="Replacement",
        description="none: nothing is replaced; replace: at once, if need be by a launch that is "
        "not full; batch: once as many of a group wait as `batch` says. Satellites that retire "
        "are replaced ahead of time; slots that were never filled do not wait. Default: assumed.",
    )
    batch: Annotated[int, Number(1, 1_000_000, whole=True)] | None = Field(
        None,
        title="Batch",
        description="Satellites of a group that wait for one another with batch; a full launch, "
        "or 5 % of the group if that is less, if omitted.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.batch is not None and self.repair != BATCH:
            raise fault(f'is not used by repair "{self.repair}"', 'repair = "batch"', "batch")
        return self


class Life(Table):
    """The end of satellites."""

    years: Annotated[float, Number(0.1, MAX_LIFE_YEARS, "years")] | None = Field(
        None,
        title="Life",
        description="Years of work after which a satellite retires; if omitted, the life_years of "
        "each satellite.",
    )
    deorbit_below_km: Annotated[float, Number(0, MAX_ALTITUDE_KM, "km")] = Field(
        600.0,
        title="Down below",
        description="Mean altitude of a group, km, up to which its retired satellites re-enter; "
        "those above go to a graveyard orbit. Default: letter to the FCC, 29 May 2026 (secondary).",
    )
    escape_above_km: Annotated[float, Number(0, MAX_ALTITUDE_KM, "km")] | None = Field(
        None,
        title="Escape above",
        description="Mean altitude of a group, km, above which its retired satellites leave the "
        "Earth; none if omitted.",
    )
    disposal_days: Annotated[int, Number(0, 3_000, "days", whole=True)] = Field(
        182,
        title="Disposal takes",
        description="Days from retirement to re-entry, graveyard or escape. Default: about six "
        "months, Starlinks lowered in February 2024 (spacewatch.global; secondary).",
    )
    disposal_success: Annotated[float, Number(0, 1)] = Field(
        0.99,
        title="Success of disposal",
        description=f"Share of the retired that can be disposed of; the others are dead. Default: "
        f"goal for large constellations ({PRACTICES}).",
    )
    delta_v_m_s: Annotated[float, Number(0, 20_000, "m/s")] | None = Field(
        None,
        title="Reserve",
        description="Change of speed that is kept for the disposal, m/s. By short burns it takes a "
        "perigee of 50 km, a graveyard at 2,500 km or an escape; the retired of a group for which "
        "it does not suffice are dead. Enough for all if omitted; 50 m/s are filed.",
    )
    solar_activity: Literal["low", "mean", "high", "cycle"] = Field(
        "mean",
        title="Solar activity",
        description="Activity of the Sun, by which drag brings the dead down: F10.7 of 70, 107 or "
        "150, or the mean cycle month by month. Default: the mean of the mean cycle (NASA's "
        "Marshall Space Flight Center).",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.escape_above_km is not None and self.escape_above_km < self.deorbit_below_km:
            raise fault(
                f"is {self.escape_above_km:g} km, and deorbit_below_km "
                f"{self.deorbit_below_km:g} km",
                "at least deorbit_below_km",
                "escape_above_km",
            )
        return self
