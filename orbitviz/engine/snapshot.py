"""The state of the simulation at one instant: read-only, passed to the scene and the panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from orbitviz.analysis.coverage.cover_grid import CoverGrid
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.constants import DAY_S
from orbitviz.engine.fleet_seen import seen_at
from orbitviz.engine.keyframes import Keyframes
from orbitviz.engine.survey import Ages, Survey
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.source import ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.sgp4.catalogue import Failure
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.fleet_at_date import FleetAtDate
    from orbitviz.analysis.routes.route import NoRoute, Route

# Simulated time: ages are told in days, and at full speed a survey is a day old when it arrives.
_SURVEY_HOLDS_S = 3.0 * DAY_S


@dataclass(frozen=True, kw_only=True, eq=False)
class Snapshot:
    """One instant, ready for the picture and the panels.

    keyframes   of each catalogue, None until its first ones are computed
    drawn       satellites that are not hidden and whose motion is known
    modelled    satellites of the design and objects of the catalogues
    fleet       operating maps of the design, None until they are solved for the first time
    sets        the sets of satellites as they are now
    other       the same instant of the design that is compared with this one, None without one
    cover       satellites in view of the Earth, None where that layer is hidden or not counted yet
    fleet_at_date   the fleet at the date of the state, as found last; None without one, or yet
    route       between the sites of the state, as found last; None if none is asked for, or yet
    """

    instant: Instant
    geometry: SkyGeometry
    survey: Survey
    keyframes: Mapping[SourceId, Keyframes | None]
    drawn: int
    modelled: int
    fleet: Fleet | None = None
    sets: tuple[SatelliteSet, ...] = ()
    other: Snapshot | None = None
    cover: CoverGrid | None = None
    route: Route | NoRoute | None = None
    fleet_at_date: FleetAtDate | None = None

    def seen(self, state: State) -> State:
        """Return a state as it is seen now: without the satellites that are not there yet."""
        return seen_at(state, self.fleet_at_date)

    @property
    def shown_sets(self) -> tuple[SatelliteSet, ...]:
        """The sets that have colours of their own, those of satellites that do not work last."""
        fleet = self.fleet_at_date
        return self.sets if fleet is None else (*self.sets, *fleet.sets)

    @property
    def sunlit(self) -> Mapping[ShellKey, float]:
        """Share of each shell in sunlight; none until those at about this time are known."""
        return self.survey_of_this_time.sunlit

    @property
    def failed(self) -> Mapping[SourceId, Sequence[Failure]]:
        """Objects whose SGP4 failed, by source; none until those of about this time are known."""
        return self.survey_of_this_time.failed

    @property
    def ages(self) -> Mapping[SourceId, Ages]:
        """How old the elements are, by source; none until that at about this time is known."""
        return self.survey_of_this_time.ages

    @property
    def stale(self) -> Mapping[SourceId, int]:
        """Number of objects with old elements, by source."""
        return {source: ages.stale for source, ages in self.ages.items()}

    @property
    def survey_of_this_time(self) -> Survey:
        """The survey, without figures if it is that of before a jump in time."""
        is_other = abs(self.instant.seconds_since(self.survey.instant)) > _SURVEY_HOLDS_S
        return Survey(self.instant) if is_other else self.survey

    def survey_of(self, members: Members) -> Survey:
        """Return the survey of some satellites alone, of all where there are none.

        It is without figures until those of these satellites at about this time are known.
        """
        whole = self.survey_of_this_time
        if not members:
            return whole
        part = whole.selected
        return Survey(self.instant) if part is None or part.members != members else part


def counts(state: State, keyframes: Mapping[SourceId, Keyframes | None]) -> tuple[int, int]:
    """Return the satellites drawn and modelled."""
    drawn = int(state.shown_counts.sum())
    modelled = len(state.document.constellation)
    for source, catalogue in state.catalogues.items():
        modelled += len(catalogue)
        frames = keyframes[source]
        if frames is not None and state.shows(source):
            hidden = state.hidden_satellites.rows(source)
            drawn += int(np.count_nonzero(frames.alive) - np.count_nonzero(frames.alive[hidden]))
    return drawn, modelled
