"""The grid of operating maps: orbits by altitude and beta, stations along each."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM, TAU
from orbitviz.subsystems.environment import Environment, orbit_environment
from orbitviz.subsystems.stations import Fineness, phases_rad, row_beta_rad, row_of, shadow

# Altitudes of a map stand at most so far apart, as a share of the semi-major axis (60 km in a low
# orbit): states change by less than 0.1 K and 0.001 of the charge between the straight line through
# two and the truth (tests/subsystems). Farther where there would be too many of them.
_ALTITUDE_STEP = 60.0 / 7000.0
_MOST_ALTITUDES = 32
Rows = slice | NDArray[np.intp]  # orbits of a grid, altitude by altitude


@dataclass(frozen=True, eq=False, kw_only=True)
class Grid:
    """Where maps are solved; the same for every satellite design. Known by its identity.

    sma_km    (a,) rising
    rows      rows in beta, from 0 to the highest beta that is needed
    environment   of shape (a * rows, stations)
    step_s    (a * rows, stations) s to the next station
    share     (a * rows, stations) share of the orbit's time at each station (trapezoids)
    """

    sma_km: Floats
    sun_km: float
    fineness: Fineness
    rows: int
    environment: Environment
    step_s: Floats
    share: Floats

    @property
    def shape(self) -> tuple[int, int, int]:
        """Altitudes, rows, stations."""
        return len(self.sma_km), self.rows, self.fineness.stations


def grid_of(
    sma_km: tuple[float, ...],
    sun_km: float,
    east: float,
    fineness: Fineness = Fineness.FULL,
    highest_beta_rad: float = 0.25 * TAU,
) -> Grid:
    """Return the grid for semi-major axes (rising), a distance of the Sun and a sense of flight.

    The same object for the same arguments as long as somebody uses it; drafts, which sliders ask
    for again and again, a little longer.
    """
    about = (sma_km, sun_km, east, fineness, highest_beta_rad)
    grid = _used.get(about)
    if grid is None:
        grid = _used[about] = _made_grid(*about)
        if fineness is Fineness.DRAFT:
            _last.append(grid)
    return grid


# A full grid of the million takes 40 MB, and every distance of the Sun has its own.
_used: WeakValueDictionary[tuple[object, ...], Grid] = WeakValueDictionary()
_last: deque[Grid] = deque(maxlen=4)


def _made_grid(
    sma_km: tuple[float, ...],
    sun_km: float,
    east: float,
    fineness: Fineness,
    highest_beta_rad: float,
) -> Grid:
    sma = np.array(sma_km)
    # The Sun's distance moves a row by less than one: the shape is that of any distance.
    last = row_of(sma, np.full_like(sma, highest_beta_rad), AU_KM, fineness).max()
    rows = min(math.ceil(last) + 2, fineness.rows)
    return grid_at(sma, row_beta_rad(sma, sun_km, fineness)[:, :rows], sun_km, east, fineness)


def grid_at(
    sma_km: Floats, beta_rad: Floats, sun_km: float, east: float, fineness: Fineness
) -> Grid:
    """Return the grid whose rows are at beta_rad (a, rows), for sma_km (a,)."""
    rows = beta_rad.shape[1]
    beta = beta_rad.ravel()
    every = np.repeat(sma_km, rows)
    phases = phases_rad(shadow(every, beta, sun_km), fineness)
    environment = orbit_environment(every, beta, phases, sun_km, east)
    gap = np.concatenate([phases[:, 1:], phases[:, :1] + TAU], axis=1) - phases
    share = 0.5 * (gap + np.roll(gap, 1, axis=1)) / TAU
    return Grid(
        sma_km=sma_km,
        sun_km=sun_km,
        fineness=fineness,
        rows=rows,
        environment=environment,
        step_s=gap / environment.rate_rad_s,
        share=share,
    )


def altitudes_of(sma_km: Floats) -> tuple[float, ...]:
    """Return the semi-major axes to solve for orbits between the given ones, few and rising."""
    known = np.unique(sma_km)
    step = _ALTITUDE_STEP
    while len(nodes := _altitudes(known, step)) > _MOST_ALTITUDES:
        step *= 1.5
    return tuple(nodes)


def _altitudes(known: Floats, step: float) -> list[float]:
    nodes: list[float] = []
    breaks = np.flatnonzero(np.diff(np.log(known)) > step)
    begins = [0, *(breaks + 1)]
    ends = [*breaks, len(known) - 1]
    for begin, end in zip(begins, ends, strict=True):
        low, high = float(known[begin]), float(known[end])
        count = max(math.ceil(math.log(high / low) / step), 1) + 1 if high > low else 1
        nodes += np.linspace(low, high, count).tolist()
    return nodes


def orbits_at(grid: Grid, altitude: int) -> slice:
    """Return the orbits of one altitude of a grid."""
    return slice(altitude * grid.rows, (altitude + 1) * grid.rows)
