"""The satellites nearest to the camera: the few that are seen as bodies, not as points.

Nothing is computed unless the camera is about as near to a shell as a satellite must be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.bodies.body import Body, body_of, unknown_body
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, KM_PER_M
from orbitviz.engine.keyframes import SPAN_S, Keyframes
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Document, State
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.within_reach import rows_within, shells_within

Rows = NDArray[np.int64]

MOST = 48  # bodies in one picture
_FASTEST_KM_S = 12.0  # of what orbits the Earth
_EYE_STEP_KM = 200.0  # within it, the candidates of a catalogue are not searched for again
_MEAN_TO_TRUE_KM = 50.0  # by which the altitude of mean elements may be off


@dataclass(frozen=True, eq=False)
class NearSatellite:
    """A satellite near the camera: r_km, v_km_s (3,) float64 TEME, and how far away it is."""

    key: SatelliteKey
    body: Body
    r_km: Floats
    v_km_s: Floats
    distance_km: float

    @property
    def apparent_rad(self) -> float:
        """Angle under which its longest extent is seen."""
        return KM_PER_M * self.body.span_m / max(self.distance_km, 1e-9)


@dataclass(frozen=True)
class Nearby:
    """The satellites that appear largest, in that order.

    from_rad        none that appears as large is left out
    narrowest_km    longest extent of the smallest satellite of the design
    """

    satellites: tuple[NearSatellite, ...] = ()
    from_rad: float = 0.0
    narrowest_km: float = 0.0

    def onset_km(self, *, of_design: bool) -> float:
        """Return the distance from which on even the smallest satellite would be a body.

        0 if none is there.
        """
        if all(one.key.source.is_design != of_design for one in self.satellites):
            return 0.0
        span_km = self.narrowest_km if of_design else KM_PER_M * unknown_body().span_m
        return span_km / self.from_rad


NONE = Nearby()


@dataclass(frozen=True)
class _Kinds:
    """The bodies of the satellites of each group of a design."""

    of_group: tuple[Body, ...]

    @property
    def spans_km(self) -> list[float]:
        """Longest extent of each."""
        return [KM_PER_M * body.span_m for body in self.of_group]


def body_of_satellite(state: State, key: SatelliteKey) -> Body:
    """Return the body of a satellite, one like any other for an object of a catalogue."""
    if not key.source.is_design:
        return unknown_body()
    constellation = state.document.constellation
    shell = constellation.plane_shell[constellation.plane_index[key.row]]
    return _kinds(state.document).of_group[int(constellation.shell_group[shell])]


def nearby(state: State, snapshot: Snapshot, eye_km: Floats, least_rad: float) -> Nearby:
    """Return the satellites that appear at least as large as an angle to an eye (3,) km TEME."""
    found = [*_of_design(state, snapshot, eye_km, least_rad)]
    found += _of_catalogues(state, snapshot, eye_km, least_rad)
    if not found:
        return NONE
    found = [one for one in found if one.apparent_rad >= least_rad]
    found.sort(key=lambda one: -one.apparent_rad)
    from_rad = found[MOST].apparent_rad if len(found) > MOST else least_rad
    narrowest_km = min(_kinds(state.document).spans_km, default=0.0)
    return Nearby(tuple(found[:MOST]), from_rad, narrowest_km)


_known: WeakKeyDictionary[Document, _Kinds] = WeakKeyDictionary()


def _kinds(document: Document) -> _Kinds:
    """Return the bodies of a design, built once for each of its values."""
    kinds = _known.get(document)
    if kinds is None:
        design, by_name = document.design, {}
        names = [design.satellite_name(group) for group in range(len(design.groups))]
        for group, name in enumerate(names):
            if name not in by_name:
                by_name[name] = body_of(design.satellite_of(group))
        kinds = _known[document] = _Kinds(tuple(by_name[name] for name in names))
    return kinds


def _of_design(
    state: State, snapshot: Snapshot, eye_km: Floats, least_rad: float
) -> Iterator[NearSatellite]:
    constellation = state.document.constellation
    if not len(constellation):
        return
    kinds = _kinds(state.document)
    widest_km = max(kinds.spans_km) / least_rad
    shells = shells_within(constellation, eye_km, widest_km) & state.shown_shells
    if not shells.any():
        return
    rows = rows_within(constellation, snapshot.instant, eye_km, widest_km, shells)
    rows = rows[~state.hidden_satellites.include(MAIN_DESIGN, rows)]
    if not len(rows):
        return
    r_km, v_km_s = state_vectors(constellation, snapshot.instant, rows)
    group = constellation.shell_group[constellation.plane_shell[constellation.plane_index[rows]]]
    away_km = np.linalg.norm(r_km - eye_km, axis=1)
    for k in np.flatnonzero(away_km <= widest_km).tolist():
        key = SatelliteKey(MAIN_DESIGN, int(rows[k]))
        yield NearSatellite(
            key, kinds.of_group[int(group[k])], r_km[k], v_km_s[k], float(away_km[k])
        )


def _of_catalogues(
    state: State, snapshot: Snapshot, eye_km: Floats, least_rad: float
) -> Iterator[NearSatellite]:
    body = unknown_body()
    reach_km = KM_PER_M * body.span_m / least_rad
    for source, frames in snapshot.keyframes.items():
        if frames is None or not state.shows(source):
            continue
        altitude_km = float(np.linalg.norm(eye_km)) - EARTH_RADIUS_KM
        lowest_km, highest_km = frames.catalogue.extent.altitude_km
        margin_km = reach_km + _MEAN_TO_TRUE_KM
        if not lowest_km - margin_km <= altitude_km <= highest_km + margin_km:
            continue
        rows = _candidates(frames, eye_km, reach_km)
        rows = rows[~state.hidden_satellites.include(source, rows)]
        r_km = frames.positions_km(snapshot.instant, rows)
        away_km = np.linalg.norm(r_km - eye_km, axis=1)
        for k in np.flatnonzero(away_km <= reach_km).tolist():
            v_km_s = frames.v0_km_s[rows[k]].astype(np.float64)
            key = SatelliteKey(source, int(rows[k]))
            yield NearSatellite(key, body, r_km[k], v_km_s, float(away_km[k]))


# Keyframes -> the eye they were searched from, how far, and the rows that come within that.
_searched: WeakKeyDictionary[Keyframes, tuple[Floats, float, Rows]] = WeakKeyDictionary()


def _candidates(frames: Keyframes, eye_km: Floats, reach_km: float) -> Rows:
    """Return the rows that may come within a reach of the eye between the keyframes."""
    known = _searched.get(frames)
    needed_km = reach_km + _FASTEST_KM_S * SPAN_S
    if known is None or needed_km + np.linalg.norm(known[0] - eye_km) > known[1]:
        limit_km = needed_km + _EYE_STEP_KM
        away = frames.r0_km - eye_km.astype(np.float32)
        is_close = np.einsum("ij,ij->i", away, away) <= limit_km**2
        known = _searched[frames] = eye_km, limit_km, np.flatnonzero(is_close & frames.alive)
    return known[2]
