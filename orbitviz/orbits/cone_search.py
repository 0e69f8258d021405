"""The satellites of a constellation within a cone of sight, without computing all of them.

Every plane is cut into arcs; an arc whose bounding sphere lies outside the cone is dropped, one
whose sphere lies inside it is taken whole, the others are cut again, down to a few satellites each.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, numbers_between
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import PlaneTable, place_in_planes, plane_table
from orbitviz.orbits.timescale import Instant

Rows = NDArray[np.int64]

_FIRST_CUT, _CUT = 8, 4  # arcs of a plane at first, and of each that is cut again
_FEW = 6  # rows of an arc that is not cut


class _Arcs(NamedTuple):
    """Rows first:end of one plane each, (a,) int64; plane counts rows of the plane table."""

    plane: Rows
    first: Rows
    end: Rows


def rows_in_cone(
    constellation: Constellation,
    instant: Instant,
    apex_km: Floats,
    axis: Floats,
    half_angle_rad: float,
    shells: NDArray[np.bool_],
) -> Rows:
    """Return the rows (n,) int64, rising, of all satellites in a cone, and a few beside it.

    apex_km          (3,) float64  km TEME
    axis             (3,) float64  unit vector, TEME
    half_angle_rad   below a right angle
    shells           (s,) bool     those that are searched
    """
    planes = np.flatnonzero(shells[constellation.plane_shell])
    table = plane_table(constellation, instant, planes)
    slots = constellation.plane_slots[planes]
    arcs = _Arcs(
        np.arange(len(planes)),
        constellation.plane_first[planes].astype(np.int64),
        constellation.plane_first[planes + 1].astype(np.int64),
    )
    arcs = _cut(arcs, _FIRST_CUT)
    found = []
    while len(arcs.plane):
        cone = apex_km, axis, half_angle_rad
        touches, is_inside = _tested(constellation, table, slots, arcs, *cone)
        is_whole = touches & (is_inside | (arcs.end - arcs.first <= _FEW))
        found.append(_Arcs(*(part[is_whole] for part in arcs)))
        arcs = _cut(_Arcs(*(part[touches & ~is_whole] for part in arcs)), _CUT)
    return _rows(found) if found else np.zeros(0, np.int64)


def _tested(
    constellation: Constellation,
    table: PlaneTable,
    slots: NDArray[np.int32],
    arcs: _Arcs,
    apex_km: Floats,
    axis: Floats,
    half_angle_rad: float,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which arcs have a bounding sphere that touches the cone, and that lies inside it."""
    low, high = (constellation.slot_index[rows] for rows in (arcs.first, arcs.end - 1))
    middle, half = 0.5 * (low + high), 0.5 * (high - low)
    r_km, _ = place_in_planes(table, arcs.plane, middle / slots[arcs.plane])
    # No orbit moves more than a / (1 - e) for each radian of mean anomaly.
    fastest_km = table.sma_km[arcs.plane] / (1.0 - table.ecc[arcs.plane])
    radius_km = fastest_km * (TAU * half / slots[arcs.plane]) + 1e-6
    away = r_km - apex_km
    distance_km = np.linalg.norm(away, axis=1)
    angle_rad = np.arctan2(np.linalg.norm(np.cross(away, axis), axis=1), away @ axis)
    reach_rad = np.arcsin(np.minimum(radius_km / np.maximum(distance_km, 1e-9), 1.0))
    holds_apex = distance_km <= radius_km
    touches = holds_apex | (angle_rad - reach_rad <= half_angle_rad)
    return touches, ~holds_apex & (angle_rad + reach_rad <= half_angle_rad)


def _cut(arcs: _Arcs, pieces: int) -> _Arcs:
    """Return every arc cut into pieces, those without a row left out."""
    length = (arcs.end - arcs.first)[:, None]
    steps = np.arange(pieces + 1)
    edges = arcs.first[:, None] + length * steps // pieces
    first, end = edges[:, :-1].ravel(), edges[:, 1:].ravel()
    holds = end > first
    return _Arcs(np.repeat(arcs.plane, pieces)[holds], first[holds], end[holds])


def _rows(found: list[_Arcs]) -> Rows:
    """Return all rows of arcs, rising."""
    first = np.concatenate([arcs.first for arcs in found])
    order = np.argsort(first)
    return numbers_between(first[order], np.concatenate([arcs.end for arcs in found])[order])
