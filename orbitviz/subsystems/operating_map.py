"""The operating map: power, heat and compute of one satellite design on any of its orbits.

One table per quantity, altitude x beta x phase, of the limit cycles at the grid of
orbitviz.subsystems.stations. A satellite's state is looked up by its altitude, beta and phase;
totals are sums of its rows, weighted by the satellites near each.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.constants import AU_KM, TAU
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.environment import Environment, orbit_environment
from orbitviz.subsystems.limit_cycle import OperatingStates, limit_cycle, orbits_of
from orbitviz.subsystems.operation import Forcing, flows, forcing
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantities.work import LIMIT
from orbitviz.subsystems.quantity import OperatingPoint, Quantity
from orbitviz.subsystems.refinement import refined
from orbitviz.subsystems.satellite import Satellite
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


class OrbitStatistic(Enum):
    """What is taken of a quantity over one orbit."""

    MEAN = auto()
    MINIMUM = auto()
    MAXIMUM = auto()


@dataclass(frozen=True, kw_only=True, eq=False)
class OperatingMap:
    """Tables of one satellite design, read-only; float64 but for the values.

    values   quantity -> (a, rows, stations) float32 SI, for each of TABLES, or some of them
    mean, minimum, maximum   quantity -> (a, rows) SI: over the orbit
    bound    (a, rows, len(Binding)) share of the orbit for which each limit binds
    share    (a, rows, stations) share of the orbit's time
    settled  (a, rows) bool
    """

    satellite: Satellite
    grid: Grid
    values: Mapping[Quantity, Floats32]
    mean: Mapping[Quantity, Floats]
    minimum: Mapping[Quantity, Floats]
    maximum: Mapping[Quantity, Floats]
    bound: Floats
    share: Floats
    settled: NDArray[np.bool_]

    def over_orbit(self, statistic: OrbitStatistic, quantity: Quantity) -> Floats:
        """Return (a, rows) SI: the mean, least or greatest value of a quantity over each orbit."""
        match statistic:
            case OrbitStatistic.MEAN:
                return self.mean[quantity]
            case OrbitStatistic.MINIMUM:
                return self.minimum[quantity]
            case OrbitStatistic.MAXIMUM:
                return self.maximum[quantity]

    def states(self, altitude: int) -> OperatingStates:
        """Return the states (rows, stations) at one altitude, to the precision of float32."""
        soc, radiator_k = (self.values[q][altitude].astype(np.float64) for q in (CHARGE, RADIATOR))
        return OperatingStates(soc, radiator_k)


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


# A full grid of the million takes 32 MB, and every distance of the Sun has its own.
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


def solve_map(satellite: Satellite, grid: Grid, start: OperatingMap | None = None) -> OperatingMap:
    """Return the operating map of a satellite; start from the map of one little different."""
    # That of another distance of the Sun will do: its rows and stations stand for the same places.
    before = start if start is not None and start.grid.shape == grid.shape else None
    # Altitude by altitude: all together would be the largest allocation of the program.
    values = {q: np.empty(grid.shape, np.float32) for q in TABLES}
    settled, sums = [], []
    for k in range(len(grid.sma_km)):
        point, repeats = solved_at(
            satellite, grid, orbits_at(grid, k), before.states(k) if before else None
        )
        tables, its_sums = _at_one_altitude(point)
        for quantity, table in tables.items():
            values[quantity][k] = table
        settled.append(repeats)
        sums.append(its_sums)
    for whole in values.values():
        whole.setflags(write=False)
    return OperatingMap(
        satellite=satellite,
        grid=grid,
        values=values,
        mean=_stacked([one.mean for one in sums]),
        minimum=_stacked([one.minimum for one in sums]),
        maximum=_stacked([one.maximum for one in sums]),
        bound=np.stack([one.bound for one in sums]),
        share=grid.share.reshape(grid.shape),
        settled=np.stack(settled),
    )


def solved_at(
    satellite: Satellite, grid: Grid, orbits: Rows, start: OperatingStates | None = None
) -> tuple[OperatingPoint, NDArray[np.bool_]]:
    """Return what a satellite does on some orbits of a grid, and whether each (l,) repeats.

    start   states to begin from
    """
    given, step_s = _forcing(satellite, grid, orbits), grid.step_s[orbits]
    cycle = limit_cycle(satellite, given, step_s, start)
    # Drafts show by and large what follows; at their stations most orbits would be solved again.
    is_full = grid.fineness is Fineness.FULL
    states = refined(satellite, given, step_s, cycle) if is_full else cycle
    return _point(satellite, grid, orbits, given, states), cycle.settled


def point_at(
    satellite: Satellite, grid: Grid, orbits: Rows, states: OperatingStates
) -> OperatingPoint:
    """Return what a satellite does on some orbits of a grid in given states (l, stations)."""
    return _point(satellite, grid, orbits, _forcing(satellite, grid, orbits), states)


def orbits_at(grid: Grid, altitude: int) -> slice:
    """Return the orbits of one altitude of a grid."""
    return slice(altitude * grid.rows, (altitude + 1) * grid.rows)


def _forcing(satellite: Satellite, grid: Grid, orbits: Rows) -> Forcing:
    return forcing(satellite, orbits_of(grid.environment, orbits), grid.share[orbits])


def _point(
    satellite: Satellite, grid: Grid, orbits: Rows, given: Forcing, states: OperatingStates
) -> OperatingPoint:
    return OperatingPoint(
        satellite,
        grid.environment.light[orbits],
        given,
        flows(satellite, given, states.soc, states.radiator_k),
        states.soc,
        states.radiator_k,
        grid.share[orbits],
        grid.step_s[orbits],
    )


def _stacked(by_altitude: Sequence[Mapping[Quantity, Floats]]) -> dict[Quantity, Floats]:
    """Return quantity -> (a, rows) from quantity -> (rows,) at each altitude."""
    return {q: np.stack([one[q] for one in by_altitude]) for q in TABLES}


class _Sums(NamedTuple):
    """The tables of an OperatingMap over whole orbits, (rows, ...) at one altitude."""

    mean: dict[Quantity, Floats]
    minimum: dict[Quantity, Floats]
    maximum: dict[Quantity, Floats]
    bound: Floats


def _at_one_altitude(point: OperatingPoint) -> tuple[dict[Quantity, Floats], _Sums]:
    """Return the tables (rows, stations) of one altitude, and its sums over the orbit."""
    tables = {q: q.table(point) for q in TABLES if q.table is not None}
    mean = {q: np.sum(point.share * table, axis=1) for q, table in tables.items()}
    mean |= {q: q.orbit_mean(point) for q in TABLES if q.orbit_mean is not None}
    bound = np.stack([point.share * (tables[LIMIT] == limit) for limit in Binding])
    return tables, _Sums(
        mean,
        {q: table.min(axis=1) for q, table in tables.items()},
        {q: table.max(axis=1) for q, table in tables.items()},
        np.sum(bound, axis=2).T,
    )
