"""Means of the selected satellites along one orbit at their present beta."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.census import Census
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.subsystems.grid import Grid
from orbitviz.subsystems.map_lookup import spread_over_nodes
from orbitviz.subsystems.quantity import Quantity

PHASES_RAD = np.linspace(-0.5 * TAU, 0.5 * TAU, 181)  # from orbit noon; midnight at both ends


def along_one_orbit(census: Census, quantities: tuple[Quantity, ...]) -> dict[Quantity, Floats]:
    """Return quantity -> (181,) mean over the selected satellites at each phase of PHASES_RAD."""
    total = {quantity: np.zeros(len(PHASES_RAD)) for quantity in quantities}
    count = 0.0
    for part, ours, where in zip(census.fleet.parts, census.planes, census.corners, strict=True):
        nodes = spread_over_nodes(where, census.satellites[ours], part.operating.settled.size)
        used = np.flatnonzero(nodes > 1e-9)
        every_low, every_up = _stations(part.operating.grid)
        low, up = every_low[used], every_up[used]
        count += float(nodes[used].sum())
        stations = part.operating.grid.fineness.stations
        begin = used[:, None] * stations
        here, there = begin + low, begin + (low + 1) % stations
        late = nodes[used, None] * up
        early = nodes[used, None] - late
        for quantity, sums in total.items():
            table = part.operating.values[quantity].ravel()
            sums += np.einsum("ij,ij->j", early, table.take(here))
            sums += np.einsum("ij,ij->j", late, table.take(there))
    return {quantity: sums / max(count, 1e-9) for quantity, sums in total.items()}


_known: WeakKeyDictionary[Grid, tuple[NDArray[np.int32], Floats]] = WeakKeyDictionary()


def _stations(grid: Grid) -> tuple[NDArray[np.int32], Floats]:
    """Return integer and fractional station at PHASES_RAD of each node, (a * rows, 181) each."""
    known = _known.get(grid)
    if known is not None:
        return known
    count = grid.fineness.stations
    stations = np.arange(count + 1, dtype=np.float64)
    place = np.stack(
        [
            np.interp(np.mod(PHASES_RAD - row[0], TAU), np.append(row - row[0], TAU), stations)
            for row in grid.environment.phase_rad
        ]
    )
    low = np.minimum(place.astype(np.int32), count - 1)
    _known[grid] = low, place - low
    return _known[grid]
