"""The operating map: power, heat and compute of one satellite design on any of its orbits.

One table per quantity, altitude x beta x phase, of the limit cycles at the grid of
orbitviz.subsystems.grid. A satellite's state is looked up by its altitude, beta and phase;
totals are sums of its rows, weighted by the satellites near each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.progress import Check, no_check
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.grid import Grid, Rows, orbits_at
from orbitviz.subsystems.limit_cycle import limit_cycle
from orbitviz.subsystems.operation import Forcing, flows, forcing
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantities.work import LIMIT
from orbitviz.subsystems.quantity import OperatingPoint, Quantity
from orbitviz.subsystems.refinement import refined
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.states import OperatingStates, orbits_of
from orbitviz.subsystems.stations import Fineness


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


def solve_map(
    satellite: Satellite,
    grid: Grid,
    start: OperatingMap | None = None,
    check: Check = no_check,
) -> OperatingMap:
    """Return the operating map of a satellite; start from the map of one little different.

    check   called before each altitude
    """
    # That of another distance of the Sun will do: its rows and stations stand for the same places.
    before = start if start is not None and start.grid.shape == grid.shape else None
    # Altitude by altitude: all together would be the largest allocation of the program.
    values = {q: np.empty(grid.shape, np.float32) for q in TABLES}
    settled, sums = [], []
    for k in range(len(grid.sma_km)):
        check()
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
