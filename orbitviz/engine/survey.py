"""Figures that take longer than a frame: sunlight, failures and ages of everything open."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.sunlit import sunlit_by_shell, sunlit_one_by_one
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import STALE_ELEMENTS_DAYS
from orbitviz.base.progress import run_to_end
from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.selecting import members_of
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.sgp4.catalogue import Catalogue, Failure, Failures
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant

_UNKNOWN: Mapping[Any, Any] = MappingProxyType({})


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
    members   the single satellites that the figures are of; none: they are of all
    selected  the survey of the selected single satellites alone, None where there are none
    hidden    the single satellites that were hidden
    shown     `sunlit` of what is not hidden, where single satellites of a shell are
    """

    instant: Instant
    sunlit: Mapping[ShellKey, float] = field(default_factory=lambda: _UNKNOWN)
    failed: Mapping[SourceId, Sequence[Failure]] = field(default_factory=lambda: _UNKNOWN)
    ages: Mapping[SourceId, Ages] = field(default_factory=lambda: _UNKNOWN)
    members: Members = NO_MEMBERS
    selected: Survey | None = None
    hidden: Members = NO_MEMBERS
    shown: Mapping[ShellKey, float] = field(default_factory=lambda: _UNKNOWN)

    def is_about(self, state: State) -> bool:
        """Whether single satellites are selected and hidden in a state as they were."""
        selected = self.selected.members if self.selected else NO_MEMBERS
        return selected == state.selection.members and self.hidden == state.hidden_satellites


@dataclass(frozen=True, eq=False)
class _Objects:
    """The objects of a catalogue: share of the Sun that each sees, NaN without a position."""

    light: Floats
    error: NDArray[np.uint8]


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
    objects: dict[SourceId, _Objects] = {}
    failed, ages = {}, {}
    for source, catalogue in state.catalogues.items():
        objects[source] = every = yield from _objects(catalogue, instant, geometry)
        failed[source] = Failures.of(catalogue, every.error)
        lit[ShellKey(source, 0)] = _mean(every.light)
        ages[source] = _ages(np.abs(catalogue.age_days(instant)))
        yield
    members, hidden = state.selection.members, state.hidden_satellites
    selected = None
    if members:
        selected = yield from _survey_of(members, state, geometry, objects)
    shown: Mapping[ShellKey, float] = _UNKNOWN
    if hidden:
        left = members_of(state, state.shells_of(hidden) - state.hidden) - hidden
        yield
        shown = yield from _sunlit(left, state, geometry, objects)
    return Survey(
        instant,
        MappingProxyType(lit),
        MappingProxyType(failed),
        MappingProxyType(ages),
        selected=selected,
        hidden=hidden,
        shown=shown,
    )


def _objects(
    catalogue: Catalogue, instant: Instant, geometry: SkyGeometry
) -> Generator[None, None, _Objects]:
    light, error = np.empty(len(catalogue)), np.empty(len(catalogue), np.uint8)
    for block in catalogue.batch.blocks_at((instant,)):
        error[block.rows] = block.error[:, 0]
        light[block.rows] = sunlit(block.r_km[:, 0], geometry.sun_teme_km)
        yield
    light[error > 0] = np.nan
    return _Objects(light, error)


def _survey_of(
    members: Members, state: State, geometry: SkyGeometry, objects: Mapping[SourceId, _Objects]
) -> Generator[None, None, Survey]:
    """Return the survey of some satellites alone."""
    lit = yield from _sunlit(members, state, geometry, objects)
    failed, ages = {}, {}
    for source, every in objects.items():
        rows, catalogue = members.rows(source), state.catalogues[source]
        if len(rows):
            bad = rows[every.error[rows] > 0]
            failed[source] = Failures(catalogue, bad.astype(np.int64), every.error[bad])
            ages[source] = _ages(np.abs(catalogue.age_days(geometry.instant)[rows]))
            yield
    return Survey(
        geometry.instant, lit, MappingProxyType(failed), MappingProxyType(ages), members=members
    )


def _sunlit(
    members: Members, state: State, geometry: SkyGeometry, objects: Mapping[SourceId, _Objects]
) -> Generator[None, None, Mapping[ShellKey, float]]:
    """Return the share of some satellites in sunlight, by shell."""
    rows, constellation = members.rows(MAIN_DESIGN), state.document.constellation
    shares = yield from sunlit_one_by_one(constellation, geometry, rows)
    lit = {
        ShellKey(MAIN_DESIGN, shell): float(shares[shell])
        for shell in np.flatnonzero(np.isfinite(shares)).tolist()
    }
    for source, every in objects.items():
        if len(members.rows(source)):
            lit[ShellKey(source, 0)] = _mean(every.light[members.rows(source)])
    return MappingProxyType(lit)


def _mean(light: Floats) -> float:
    """Return the mean of what is known, NaN if nothing is."""
    known = light[np.isfinite(light)]
    return float(known.mean()) if len(known) else float("nan")


def _ages(days: Floats) -> Ages:
    stale = int(np.count_nonzero(days > STALE_ELEMENTS_DAYS))
    return Ages(stale, float(np.median(days)), float(np.max(days)))
