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
from orbitviz.orbits.cone_search import rows_in_cone
from orbitviz.orbits.line_of_sight import hidden_by_earth

Project = Callable[[Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, eq=False)
class Sight:
    """A cone of sight: eye_km (3,) float64 km TEME; direction (3,) float64 unit vector."""

    eye_km: Floats
    direction: Floats
    half_angle_rad: float


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
    sight: Sight,
    at_px: tuple[float, float],
    reach_px: float,
) -> Pick | None:
    """Return the visible satellite nearest to a pixel, None if none is within `reach_px`.

    project   (n, 3) km TEME -> (n, 2) pixels, (n,) km in front of the eye
    sight     all that projects to within the reach of the pixel
    at_px     pixels from the top left corner
    """
    best, best_px = None, reach_px
    for source, rows, r_km in _visible(state, snapshot, sight):
        pixels, depth = project(r_km)
        distance = np.hypot(*(pixels - np.asarray(at_px)).T)
        distance[(depth <= 0.0) | ~np.isfinite(distance)] = np.inf
        near = np.flatnonzero(distance < best_px)
        near = near[np.argsort(distance[near])]
        for k in near:
            if not hidden_by_earth(sight.eye_km, r_km[k : k + 1])[0]:
                best_px = float(distance[k])
                satellite = SatelliteKey(source, int(rows[k]))
                best = Pick(satellite, state.shell_of(satellite), r_km[k])
                break
    return best


def _visible(
    state: State, snapshot: Snapshot, sight: Sight
) -> Iterator[tuple[SourceId, NDArray[np.int64], Floats]]:
    """Yield source, rows and positions of everything visible in a cone, and some beside it."""
    constellation, hidden = state.document.constellation, state.hidden_satellites
    cone = sight.eye_km, sight.direction, sight.half_angle_rad
    rows = rows_in_cone(constellation, snapshot.instant, *cone, state.shown_shells)
    rows = rows[~hidden.include(MAIN_DESIGN, rows)]
    yield MAIN_DESIGN, rows, positions_km(state, snapshot, MAIN_DESIGN, rows)
    for source in snapshot.keyframes:
        if state.shows(source):
            rows = shell_rows(state, snapshot, ShellKey(source, 0))
            rows = rows[~hidden.include(source, rows)]
            yield source, rows, positions_km(state, snapshot, source, rows)
