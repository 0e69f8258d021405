"""The state of the simulation at one instant: read-only, passed to the scene and the panels."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.sunlit import sunlit_by_shell
from orbitviz.base.constants import DAY_S, STALE_ELEMENTS_DAYS
from orbitviz.base.progress import run_to_end
from orbitviz.engine.keyframes import Keyframes
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.sgp4.catalogue import Catalogue, Failure, Failures
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant

# Simulated time: ages are told in days, and at full speed a survey is a day old when it arrives.
_SURVEY_HOLDS_S = 3.0 * DAY_S


@dataclass(frozen=True)
class Ages:
    """How far the epochs of a catalogue's elements lie from an instant, before or after.

    stale         number of objects farther away than STALE_ELEMENTS_DAYS
    usual_days    median
    oldest_days   maximum
    """

    stale: int
    usual_days: float
    oldest_days: float


@dataclass(frozen=True, eq=False)
class Survey:
    """Figures that take longer than a frame; computed on the worker a few times a second.

    sunlit    share 0..1 of each shell's satellites in sunlight, the penumbra by its light
    failed    source -> objects whose SGP4 failed
    ages      source -> how old the elements are
    """

    instant: Instant
    sunlit: Mapping[ShellKey, float] = field(default_factory=lambda: MappingProxyType({}))
    failed: Mapping[SourceId, Sequence[Failure]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    ages: Mapping[SourceId, Ages] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True, eq=False)
class Snapshot:
    """One instant, ready for the picture and the panels.

    keyframes   of each catalogue, None until its first ones are computed
    drawn       satellites that are not hidden and whose motion is known
    modelled    satellites of the design and objects of the catalogues
    fleet       operating maps of the design, None until they are solved for the first time
    sets        the sets of satellites as they are now
    """

    instant: Instant
    geometry: SkyGeometry
    survey: Survey
    keyframes: Mapping[SourceId, Keyframes | None]
    drawn: int
    modelled: int
    fleet: Fleet | None = None
    sets: tuple[SatelliteSet, ...] = ()

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


def survey(state: State, instant: Instant, geometry: SkyGeometry) -> Survey:
    """Return the slow figures of everything open."""
    return run_to_end(survey_in_steps(state, instant, geometry))


def survey_in_steps(
    state: State, instant: Instant, geometry: SkyGeometry
) -> Generator[None, None, Survey]:
    """Do the same as a generator, in steps of about a millisecond."""
    constellation = state.document.constellation
    shares = sunlit_by_shell(constellation, instant, geometry.sun_teme_km)
    lit = {ShellKey(MAIN_DESIGN, shell): float(share) for shell, share in enumerate(shares)}
    failed, ages = {}, {}
    for source, catalogue in state.catalogues.items():
        error = np.empty(len(catalogue), np.uint8)
        light = 0.0
        for block in catalogue.batch.blocks_at((instant,)):
            error[block.rows] = block.error[:, 0]
            light += float(np.nansum(sunlit(block.r_km[:, 0], geometry.sun_teme_km)))
            yield
        failed[source] = Failures.of(catalogue, error)
        flying = len(catalogue) - len(failed[source])
        lit[ShellKey(source, 0)] = light / flying if flying else float("nan")
        ages[source] = _ages(catalogue, instant)
        yield
    return Survey(instant, MappingProxyType(lit), MappingProxyType(failed), MappingProxyType(ages))


def _ages(catalogue: Catalogue, instant: Instant) -> Ages:
    days = np.abs(catalogue.age_days(instant))
    stale = int(np.count_nonzero(days > STALE_ELEMENTS_DAYS))
    return Ages(stale, float(np.median(days)), float(np.max(days)))


def counts(state: State, keyframes: Mapping[SourceId, Keyframes | None]) -> tuple[int, int]:
    """Return the satellites drawn and modelled."""
    constellation = state.document.constellation
    drawn = int(state.shown_counts.sum())
    modelled = len(constellation)
    for source, catalogue in state.catalogues.items():
        modelled += len(catalogue)
        frames = keyframes[source]
        if frames is not None and state.shows(source):
            hidden = state.hidden_satellites.rows(source)
            drawn += int(np.count_nonzero(frames.alive) - np.count_nonzero(frames.alive[hidden]))
    return drawn, modelled
