"""Rows and positions of the satellites of a shell or a catalogue at a snapshot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.propagate import position_vectors, state_vectors

Rows = NDArray[np.int64]


def shell_rows(state: State, snapshot: Snapshot, key: ShellKey) -> Rows:
    """Return the rows (n,) of a shell's satellites in its source, rising.

    Of a catalogue those of the objects that SGP4 can propagate; none before its first keyframes.
    """
    if key.source.is_design:
        first = state.document.constellation.shell_first
        return np.arange(int(first[key.shell]), int(first[key.shell + 1]))
    frames = snapshot.keyframes[key.source]
    return np.flatnonzero(frames.alive) if frames is not None else np.zeros(0, np.int64)


def positions_km(state: State, snapshot: Snapshot, source: SourceId, rows: Rows) -> Floats:
    """Return the positions of satellites `rows` (n,) of a source.

    returns  (n, 3) float64  km TEME
    """
    if not len(rows):
        return np.zeros((0, 3))
    if source.is_design:
        first, last = int(rows[0]), int(rows[-1])
        # Neighbouring rows need no copy of the constellation's columns.
        chosen = slice(first, last + 1) if last - first + 1 == len(rows) else rows
        return position_vectors(state.document.constellation, snapshot.instant, chosen)
    frames = snapshot.keyframes[source]
    if frames is None:
        raise ValueError(f"there are no positions for {source}")
    return frames.positions_km(snapshot.instant, rows)


def state_vector(
    state: State, snapshot: Snapshot, satellite: SatelliteKey
) -> tuple[Floats, Floats] | None:
    """Return r_km and v_km_s, (3,) float64 TEME, of one satellite.

    None while nothing is known of it: its design or catalogue is closed or has become smaller, SGP4
    gives it no position, or the first keyframes of its catalogue are not there yet.
    """
    source, row = satellite
    rows = np.array([row])
    if not state.has(satellite):
        return None
    if source.is_design:
        constellation = state.designs[source].constellation
        r_km, v_km_s = state_vectors(constellation, snapshot.instant, rows)
    else:
        frames = snapshot.keyframes.get(source)
        if frames is None or not frames.alive[row]:
            return None
        r_km = frames.positions_km(snapshot.instant, rows)
        v_km_s = frames.velocities_km_s(snapshot.instant, rows)
    return r_km[0], v_km_s[0]
