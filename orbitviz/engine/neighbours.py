"""The satellites nearest to a satellite, of everything that is open, hidden shells included."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.one_satellite.identity import identity_of
from orbitviz.analysis.one_satellite.neighbour import Neighbour
from orbitviz.base.arrays import Floats
from orbitviz.engine.keyframes import SPAN_S, Keyframes
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from orbitviz.orbits.within_reach import rows_within, shells_within

Rows = NDArray[np.int64]

_FASTEST_KM_S = 12.0  # of what orbits the Earth
_LEAST_KM = 1e-9
_ROUND_OFF_KM = 0.01  # of the distances of keyframes as float32


def neighbours_of(
    state: State,
    snapshot: Snapshot,
    satellite: SatelliteKey,
    r_km: Floats,
    v_km_s: Floats,
    count: int,
) -> tuple[Neighbour, ...]:
    """Return the satellites nearest to one at the instant of a snapshot, the nearest first.

    r_km, v_km_s   (3,) float64, of the satellite, TEME
    count          so many of them, fewer if there are not as many

    Those of the design by the J2 motion, exactly; those of catalogues between keyframes, within a
    few metres. A catalogue whose keyframes are of another time, or not there yet, has none.
    """
    found = [
        (float(away_km), SatelliteKey(source, int(row)), r - r_km, v - v_km_s)
        for source, rows, their_r_km, their_v_km_s in _candidates(state, snapshot, r_km, count + 1)
        for row, r, v, away_km in zip(
            rows.tolist(),
            their_r_km,
            their_v_km_s,
            np.linalg.norm(their_r_km - r_km, axis=1),
            strict=True,
        )
    ]
    found = [one for one in found if one[1] != satellite]
    found.sort(key=lambda one: one[:2])
    own_shell = state.shell_of(satellite)
    return tuple(
        _neighbour(state, key, own_shell, away_km, float(apart_km @ apart_km_s))
        for away_km, key, apart_km, apart_km_s in found[:count]
    )


def _neighbour(
    state: State, key: SatelliteKey, own_shell: ShellKey, away_km: float, product: float
) -> Neighbour:
    """Return a neighbour; product of the position and velocity from one to the other, km2/s."""
    who = identity_of(state, key)
    return Neighbour(
        key=key,
        name=who.name,
        group=who.group,
        shell=who.shell,
        is_of_same_shell=key.source.is_design and state.shell_of(key) == own_shell,
        distance_km=away_km,
        range_rate_km_s=product / max(away_km, _LEAST_KM),
    )


def _candidates(
    state: State, snapshot: Snapshot, eye_km: Floats, count: int
) -> Iterator[tuple[SourceId, Rows, Floats, Floats]]:
    """Yield of each source rows (n,) and states (n, 3) with its `count` nearest among them."""
    constellation = state.document.constellation
    if len(constellation):
        rows = nearest_rows(constellation, snapshot.instant, eye_km, count)
        yield MAIN_DESIGN, rows, *state_vectors(constellation, snapshot.instant, rows)
    for source, frames in snapshot.keyframes.items():
        if frames is None or not frames.covers(snapshot.instant):
            continue
        rows = _nearest_of_keyframes(frames, snapshot.instant, eye_km, count)
        yield (
            source,
            rows,
            frames.positions_km(snapshot.instant, rows),
            frames.velocities_km_s(snapshot.instant, rows),
        )


def nearest_rows(
    constellation: Constellation, instant: Instant, eye_km: Floats, count: int
) -> Rows:
    """Return the rows of the `count` satellites nearest to an eye (3,) km TEME, the nearest first.

    The reach grows until so many are found within it.
    """
    radius_km = float(np.linalg.norm(eye_km))
    low_km = constellation.sma_km * (1.0 - constellation.ecc)
    high_km = constellation.sma_km * (1.0 + constellation.ecc)
    gap_km = float(np.maximum(np.maximum(low_km - radius_km, radius_km - high_km), 0.0).min())
    farthest_km = radius_km + float(high_km.max())
    # As if all of them were spread over the sphere of the highest.
    more_km = 2.0 * float(high_km.max() * np.sqrt(count / len(constellation)))
    while True:
        reach_km = gap_km + more_km
        shells = shells_within(constellation, eye_km, reach_km)
        rows = rows_within(constellation, instant, eye_km, reach_km, shells)
        r_km, _ = state_vectors(constellation, instant, rows)
        away_km = np.linalg.norm(r_km - eye_km, axis=1)
        order = np.argsort(away_km, kind="stable")[:count]
        is_enough = len(order) == count and away_km[order[-1]] <= reach_km
        if is_enough or reach_km > farthest_km:
            return np.asarray(rows[order], np.int64)
        more_km *= 2.0


def _nearest_of_keyframes(frames: Keyframes, instant: Instant, eye_km: Floats, count: int) -> Rows:
    """Return the rows of the `count` nearest objects, by their positions between two keyframes.

    Only those are interpolated that were near enough at the first one.
    """
    away = frames.r0_km - eye_km.astype(np.float32)
    away_km = np.sqrt(np.einsum("ij,ij->i", away, away))
    alive = np.flatnonzero(frames.alive)
    if len(alive) > count:
        reached_km = _FASTEST_KM_S * frames.fraction(instant) * SPAN_S + _ROUND_OFF_KM
        limit_km = np.partition(away_km[alive], count - 1)[count - 1] + 2.0 * reached_km
        alive = alive[away_km[alive] <= limit_km]
    now_km = np.linalg.norm(frames.positions_km(instant, alive) - eye_km, axis=1)
    return np.asarray(alive[np.argsort(now_km, kind="stable")[:count]], np.int64)
