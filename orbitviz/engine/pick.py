"""Which satellite a click means: the nearest on the picture that the Earth does not hide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.constants import EARTH_POLAR_RADIUS_KM, EARTH_RADIUS_KM
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import ShellKey, State
from orbitviz.orbits.propagate import state_vectors

Floats = NDArray[np.float64]
Project = Callable[[Floats], tuple[Floats, Floats]]

_CHUNK = 100_000
_TO_UNIT_SPHERE = 1.0 / np.array([EARTH_RADIUS_KM, EARTH_RADIUS_KM, EARTH_POLAR_RADIUS_KM])


@dataclass(frozen=True)
class Pick:
    """A satellite: its shell, its row in the design or catalogue, its place now (3,) km TEME."""

    key: ShellKey
    row: int
    r_km: Floats


def pick(
    state: State,
    snapshot: Snapshot,
    project: Project,
    eye_km: Floats,
    at_px: tuple[float, float],
    reach_px: float,
) -> Pick | None:
    """Return the visible satellite nearest to a place of the picture, None if none is near.

    project   (n, 3) km TEME -> (n, 2) pixels, (n,) km in front of the eye
    eye_km    (3,) float64 km TEME
    at_px     pixels from the top left corner
    """
    best, best_px = None, reach_px
    for source, rows, r_km in _positions(state, snapshot):
        pixels, depth = project(r_km)
        distance = np.hypot(*(pixels - np.asarray(at_px)).T)
        distance[(depth <= 0.0) | ~np.isfinite(distance)] = np.inf
        near = np.flatnonzero(distance < best_px)
        near = near[np.argsort(distance[near])]
        for k in near:
            if not hidden_by_earth(eye_km, r_km[k : k + 1])[0]:
                best_px = float(distance[k])
                best = Pick(_key(state, source, int(rows[k])), int(rows[k]), r_km[k])
                break
    return best


def hidden_by_earth(eye_km: Floats, r_km: Floats) -> NDArray[np.bool_]:
    """Return (n,) bool: the Earth (WGS 84 ellipsoid) stands between the eye and r_km (n, 3)."""
    eye, to = eye_km * _TO_UNIT_SPHERE, (r_km - eye_km) * _TO_UNIT_SPHERE
    a, b, c = np.einsum("ij,ij->i", to, to), to @ eye, eye @ eye - 1.0
    disc = b * b - a * c
    with np.errstate(invalid="ignore"):
        first = (-b - np.sqrt(disc)) / a
    return np.asarray((disc > 0.0) & (first > 0.0) & (first < 1.0))


def _positions(state: State, snapshot: Snapshot) -> Iterator[tuple[int, NDArray[np.int64], Floats]]:
    """Yield source, rows and positions of everything visible, piece by piece."""
    constellation = state.document.constellation
    first = constellation.shell_first
    for shell in range(constellation.shell_count):
        if ShellKey(0, shell) in state.hidden:
            continue
        for begin in range(int(first[shell]), int(first[shell + 1]), _CHUNK):
            rows = np.arange(begin, min(begin + _CHUNK, int(first[shell + 1])))
            r_km, _ = state_vectors(
                constellation, snapshot.instant, slice(int(rows[0]), int(rows[-1]) + 1)
            )
            yield 0, rows, r_km
    for source, frames in enumerate(snapshot.keyframes, 1):
        if frames is None or ShellKey(source, 0) in state.hidden:
            continue
        alive = np.flatnonzero(frames.alive)
        for begin in range(0, len(alive), _CHUNK):
            rows = alive[begin : begin + _CHUNK]
            yield source, rows, frames.positions_km(snapshot.instant, rows)


def _key(state: State, source: int, row: int) -> ShellKey:
    if source:
        return ShellKey(source, 0)
    first = state.document.constellation.shell_first
    return ShellKey(0, int(np.searchsorted(first, row, side="right")) - 1)
