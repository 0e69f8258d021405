"""Lookup in operating maps: the nodes around an orbit, and values between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.subsystems.grid import Grid
from orbitviz.subsystems.stations import row_of

# From so many satellites a station of their orbit on, the whole orbit is interpolated sooner.
_FEW_OF_STATIONS = 0.2


class Corners(NamedTuple):
    """The four nodes of the map around each orbit, and their weights; arrays (4, n)."""

    node: NDArray[np.int32]  # altitude * rows + row
    weight: Floats


def corners(grid: Grid, sma_km: Floats, beta_rad: Floats) -> Corners:
    """Return where orbits (n,) stand in the map, for straight lines in altitude and row."""
    altitude = np.interp(sma_km, grid.sma_km, np.arange(len(grid.sma_km), dtype=np.float64))
    row = row_of(sma_km, beta_rad, grid.sun_km, grid.fineness)
    low_a = np.minimum(altitude.astype(np.int32), max(len(grid.sma_km) - 2, 0))
    low_r = np.minimum(row.astype(np.int32), grid.rows - 2)
    up_a = altitude - low_a
    up_r = row - low_r
    high_a = np.minimum(low_a + 1, len(grid.sma_km) - 1)
    node = np.stack(
        [a * grid.rows + r for a in (low_a, high_a) for r in (low_r, low_r + 1)]
    ).astype(np.int32)
    weight = np.stack([a * r for a in (1.0 - up_a, up_a) for r in (1.0 - up_r, up_r)])
    return Corners(node, weight)


def at_corners(table: Floats | Floats32, where: Corners) -> Floats:
    """Return (n, ...) of a table (a, rows, ...) at orbits; straight lines between its nodes."""
    flat = table.reshape(-1, *table.shape[2:])
    extra = (1,) * (flat.ndim - 1)
    return np.asarray(
        sum(
            weight.reshape(-1, *extra) * flat[node]
            for node, weight in zip(where.node, where.weight, strict=True)
        )
    )


def spread_over_nodes(
    where: Corners, number: Floats, count: int, offset: NDArray[np.int64] | int = 0
) -> Floats:
    """Return (count,) float64: so many satellites (n,) of each orbit, shared out to its four nodes.

    offset  (n,) or ()  added to the nodes of an orbit
    """
    total = np.zeros(count)
    for node, weight in zip(where.node, where.weight, strict=True):
        total += np.bincount(offset + node, weight * number, count)
    return total


def along_orbit(table: Floats32, where: Corners, station: Floats) -> Floats:
    """Return (n,) of a table (a, rows, stations) at orbits and stations (n,) 0..stations."""
    stations = table.shape[-1]
    flat = table.reshape(-1, stations)
    low = np.minimum(station.astype(np.int32), stations - 1)
    up = station - low
    high = (low + 1) % stations
    out = np.zeros(len(station))
    for node, weight in zip(where.node, where.weight, strict=True):
        out += weight * ((1.0 - up) * flat[node, low] + up * flat[node, high])
    return out


def along_orbits(
    table: Floats32, where: Corners, orbit: NDArray[np.int32], station: Floats
) -> Floats:
    """Return (n,) of a table (a, rows, stations) for many satellites on few orbits `where` (q,).

    orbit, station   (n,)  which of the orbits, and 0..stations

    The same as along_orbit, orbits being interpolated first, as a whole.
    """
    stations = table.shape[-1]
    if len(orbit) < _FEW_OF_STATIONS * stations * where.node.shape[1]:
        return along_orbit(table, Corners(where.node[:, orbit], where.weight[:, orbit]), station)
    whole = at_corners(table, where)
    closed = np.concatenate([whole, whole[:, :1]], axis=1).reshape(-1)
    low = np.minimum(station.astype(np.int32), stations - 1)
    first = low + orbit * np.int64(stations + 1)
    below = closed[first]
    return np.asarray(below + (station - low) * (closed[first + 1] - below))


class Entries(NamedTuple):
    """Entries of a table (a, rows, stations), and weights: sums over satellites are theirs.

    place   (m,), of which one may be there several times; or all those in a span
    """

    place: NDArray[np.int64] | slice
    weight: Floats

    def sum(self, table: Floats32) -> float:
        """Return the weighted sum of a table (a, rows, stations)."""
        # Not by @: its threads wait for one another longer than this takes.
        return float(np.einsum("i,i->", table.reshape(-1)[self.place], self.weight))

    def spread(self, shape: tuple[int, ...]) -> Floats:
        """Return the weights as a table (a, rows, stations)."""
        table = np.zeros(shape)
        flat = table.reshape(-1)
        if isinstance(self.place, slice):
            flat[self.place] = self.weight
        else:
            np.add.at(flat, self.place, self.weight)
        return table


def entries_along_orbits(
    where: Corners,
    orbit: NDArray[np.int32],
    station: Floats,
    stations: int,
    number: Floats | None = None,
) -> Entries:
    """Return the entries whose weighted sum is that of along_orbits over satellites (n,).

    orbit, station   (n,)  as for along_orbits
    stations         of the table
    number           (n,)  how many each counts for; one if omitted
    """
    if not len(orbit):
        return Entries(slice(0, 0), np.zeros(0))
    low = np.minimum(station.astype(np.int64), stations - 1)
    up = station - low
    high = np.where(low + 1 < stations, low + 1, 0)
    below, above = (1.0 - up, up) if number is None else ((1.0 - up) * number, up * number)
    pairs = (
        (node[orbit] * np.int64(stations) + at, weight[orbit] * share)
        for node, weight in zip(where.node, where.weight, strict=True)
        for at, share in ((low, below), (high, above))
    )
    begin = int(where.node.min()) * stations
    size = (int(where.node.max()) + 1) * stations - begin
    if 2 * len(where.node) * len(orbit) < size:
        index, weights = (np.concatenate(column) for column in zip(*pairs, strict=True))
        return Entries(index, weights)
    total = np.zeros(size)
    for index, weights in pairs:
        total += np.bincount(index - begin, weights, size)
    return Entries(slice(begin, begin + size), total)


def nearest_along_orbits(
    table: Floats32, where: Corners, orbit: NDArray[np.int32], station: Floats
) -> Floats32:
    """Return (n,) of a table (a, rows, stations) at the nearest node and station, for categories.

    orbit, station   (n,)  as for along_orbits
    """
    stations = table.shape[-1]
    nearest_node = np.take_along_axis(where.node, np.argmax(where.weight, axis=0)[None], axis=0)[0]
    nearest = np.rint(station).astype(np.int32)
    nearest[nearest == stations] = 0
    return np.asarray(table.reshape(-1)[nearest_node[orbit] * np.int64(stations) + nearest])
