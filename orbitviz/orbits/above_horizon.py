"""Which satellites of a constellation can stand above a horizon, found by plane, not one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.propagate import PlaneTable, plane_table
from orbitviz.orbits.timescale import Instant

_ROUND_OFF_RAD = 1e-9  # 7 mm on a low orbit: rather one satellite too many

Rows = NDArray[np.int64]


def rows_above(constellation: Constellation, instant: Instant, observer: Observer) -> Rows:
    """Return (k,) rows, ascending, of the satellites that may stand above an observer's horizon.

    observer   in TEME at `instant`

    On a circle of radius a the height over the plane of the horizon is a rho cos(u - u0) with the
    argument of latitude u, so what stands above is an arc of each plane. It is exact for circles;
    of an ellipse that can rise with its apogee all satellites are taken.
    """
    table = plane_table(constellation, instant, slice(None))
    up = observer.axes[2]
    to_node, to_ahead = table.node @ up, table.ahead @ up
    highest_km = np.hypot(to_node, to_ahead) * table.sma_km * (1.0 + table.ecc)
    planes = np.flatnonzero(highest_km > float(observer.r_km @ up))
    half_rad = np.arccos(float(observer.r_km @ up) / highest_km[planes]) + _ROUND_OFF_RAD
    half_rad[table.ecc[planes] > 0.0] = np.pi
    middle_rad = np.arctan2(to_ahead[planes], to_node[planes])
    return _rows_of_arcs(constellation, table, planes, middle_rad, half_rad)


def _rows_of_arcs(
    constellation: Constellation,
    table: PlaneTable,
    planes: NDArray[np.integer],
    middle_rad: Floats,
    half_rad: Floats,
) -> Rows:
    """Return the rows in arcs of planes, from middle - half to middle + half from the node."""
    slots = constellation.plane_slots[planes].astype(np.int64)
    middle = (middle_rad - table.arglat_rad[planes]) / TAU * slots
    half = half_rad / TAU * slots
    first = np.ceil(middle - half).astype(np.int64)
    count = np.clip(np.floor(middle + half).astype(np.int64) - first + 1, 0, slots)
    first %= slots
    end = first + count
    # Beyond the last slot an arc goes on at slot 0.
    low = np.concatenate([first, np.zeros_like(first)])
    high = np.concatenate([np.minimum(end, slots), np.maximum(end - slots, 0)])
    return _rows_of_slots(constellation, np.concatenate([planes, planes]), low, high)


def _rows_of_slots(
    constellation: Constellation, plane: NDArray[np.integer], low: Rows, high: Rows
) -> Rows:
    """Return the rows of planes (q,) whose slots are low <= slot < high, (q,) each; ascending."""
    if not len(plane):
        return np.zeros(0, np.int64)
    width = int(constellation.plane_slots.max()) + 1
    # Satellites stand plane after plane, and in a plane slot after slot.
    place = constellation.plane_index.astype(np.int64) * width + constellation.slot_index
    begin = np.searchsorted(place, plane * width + low)
    end = np.searchsorted(place, plane * width + high)
    order = np.argsort(begin, kind="stable")
    begin, lengths = begin[order], (end - begin)[order]
    ahead = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(int(lengths.sum())) + np.repeat(begin - ahead, lengths))
