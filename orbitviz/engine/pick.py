"""Picking: the satellite nearest to a click that the Earth does not hide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.engine.positions import positions_km, shell_rows
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.line_of_sight import hidden_by_earth

Project = Callable[[Floats], tuple[Floats, Floats]]

_CHUNK = 100_000


@dataclass(frozen=True, eq=False)
class Pick:
    """A satellite, its shell, and its position r_km (3,) km TEME at the snapshot."""

    satellite: SatelliteKey
    shell: ShellKey
    r_km: Floats


def pick(
    state: State,
    snapshot: Snapshot,
    project: Project,
    eye_km: Floats,
    at_px: tuple[float, float],
    reach_px: float,
) -> Pick | None:
    """Return the visible satellite nearest to a pixel, None if none is within `reach_px`.

    project   (n, 3) km TEME -> (n, 2) pixels, (n,) km in front of the eye
    eye_km    (3,) float64 km TEME
    at_px     pixels from the top left corner
    """
    best, best_px = None, reach_px
    for source, rows, r_km in _visible(state, snapshot):
        pixels, depth = project(r_km)
        distance = np.hypot(*(pixels - np.asarray(at_px)).T)
        distance[(depth <= 0.0) | ~np.isfinite(distance)] = np.inf
        near = np.flatnonzero(distance < best_px)
        near = near[np.argsort(distance[near])]
        for k in near:
            if not hidden_by_earth(eye_km, r_km[k : k + 1])[0]:
                best_px = float(distance[k])
                satellite = SatelliteKey(source, int(rows[k]))
                best = Pick(satellite, state.shell_of(satellite), r_km[k])
                break
    return best


def _visible(
    state: State, snapshot: Snapshot
) -> Iterator[tuple[SourceId, NDArray[np.int64], Floats]]:
    """Yield source, rows and positions of everything visible, chunk by chunk."""
    keys = [ShellKey(MAIN_DESIGN, shell) for shell in np.flatnonzero(state.shown_shells).tolist()]
    keys += [ShellKey(source, 0) for source in snapshot.keyframes if state.shows(source)]
    for key in keys:
        rows = shell_rows(state, snapshot, key)
        for begin in range(0, len(rows), _CHUNK):
            chunk = rows[begin : begin + _CHUNK]
            yield key.source, chunk, positions_km(state, snapshot, key.source, chunk)
