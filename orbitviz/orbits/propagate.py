"""Where the satellites of a constellation are: the float64 reference of the motion model.

Mean elements, two-body motion with the secular drift of J2: node, perigee and mean anomaly
turn evenly, semi-major axis, eccentricity and inclination stay. The short-period wobble of J2
(up to 7 km in low orbits) is left out: neighbours wobble alike, and a design does not fix it.
The velocity is the time derivative of the modelled position, drift included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.kepler import eccentric_anomaly_rad
from orbitviz.orbits.secular import SecularRates, secular_rates
from orbitviz.orbits.timescale import Instant

Ints = NDArray[np.int32]
Rows = slice | NDArray[np.integer]

_CHUNK = 1 << 16  # rows at a time: the work arrays stay in the processor's cache


@dataclass(frozen=True, kw_only=True, eq=False)
class PlaneTable:
    """Planes of a constellation at one instant; a satellite adds its slot in the plane.

    node         (p, 3) float64  unit vector to the ascending node, TEME
    ahead        (p, 3) float64  unit vector in the plane, 90 degrees ahead of the node, TEME
    arglat_rad   (p,)   float64  mean argument of latitude of slot 0
    argp_rad     (p,)   float64  argument of perigee
    sma_km, ecc  (p,)   float64
    rates        of (p,) float64
    """

    node: Floats
    ahead: Floats
    arglat_rad: Floats
    argp_rad: Floats
    sma_km: Floats
    ecc: Floats
    rates: SecularRates


def plane_table(constellation: Constellation, instant: Instant, planes: Rows) -> PlaneTable:
    """Return the planes of `constellation` propagated to `instant`."""
    return _table_after(constellation, instant.seconds_since(constellation.epoch), planes)


def _table_after(
    constellation: Constellation, dt_s: float | Floats, planes: slice | NDArray[np.integer]
) -> PlaneTable:
    """Return planes (p,) propagated by dt_s () or (p,) from the epoch."""
    shell = constellation.plane_shell[planes]
    every = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    rates = SecularRates(*(rate[shell] for rate in every))
    raan = constellation.plane_raan_rad[planes] + rates.raan_rad_s * dt_s
    inc = constellation.inc_rad[shell]
    zero = np.zeros_like(raan)
    cos_raan, sin_raan, cos_inc = np.cos(raan), np.sin(raan), np.cos(inc)
    turned = np.remainder(rates.arglat_rad_s * dt_s, TAU)
    return PlaneTable(
        node=np.column_stack((cos_raan, sin_raan, zero)),
        ahead=np.column_stack((-sin_raan * cos_inc, cos_raan * cos_inc, np.sin(inc))),
        arglat_rad=constellation.plane_phase_rad[planes] + turned,
        argp_rad=constellation.argp_rad[shell] + rates.argp_rad_s * dt_s,
        sma_km=constellation.sma_km[shell],
        ecc=constellation.ecc[shell],
        rates=rates,
    )


def state_vectors(
    constellation: Constellation, instant: Instant, rows: Rows = slice(None)
) -> tuple[Floats, Floats]:
    """Return positions and velocities of the chosen satellites at `instant`.

    rows     slice or (n,) int  satellites, default all
    returns  r_km (n, 3) float64 TEME, v_km_s (n, 3) float64 TEME: dr/dt of the motion model
    """
    r_km, v_km_s = (np.empty((_count(constellation, rows), 3)) for _ in range(2))
    for part, table, plane, arglat in _pieces(constellation, instant, rows):
        _place(table, plane, arglat, r_km[part], v_km_s[part])
    return r_km, v_km_s


def position_vectors(
    constellation: Constellation, instant: Instant, rows: Rows = slice(None)
) -> Floats:
    """Return the r_km (n, 3) of state_vectors alone, in half the time."""
    r_km = np.empty((_count(constellation, rows), 3))
    for part, table, plane, arglat in _pieces(constellation, instant, rows):
        if np.any(table.ecc[plane]):
            x, y, _, _ = _elliptic(table, plane, arglat)
        else:
            x, y = _on_circle(table, plane, arglat)
        _turn(table, plane, x, y, r_km[part])
    return r_km


def _count(constellation: Constellation, rows: Rows) -> int:
    return len(range(len(constellation))[rows]) if isinstance(rows, slice) else len(rows)


def _pieces(
    constellation: Constellation, instant: Instant, rows: Rows
) -> Iterator[tuple[slice, PlaneTable, Ints, Floats]]:
    """Yield a few rows at a time: which, their planes, the plane of each, its argument of latitude.

    Arguments of latitude are mean ones, rad.
    """
    plane, slot = constellation.plane_index[rows], constellation.slot_index[rows]
    for first in range(0, len(plane), _CHUNK):
        part = slice(first, first + _CHUNK)
        ours = plane[part]
        planes: Rows
        # Neighbouring satellites share planes; satellites far apart may have one each.
        low, high = int(ours.min()), int(ours.max())
        if high - low < 2 * len(ours):
            planes, place = slice(low, high + 1), ours - low
        else:
            planes = np.unique(ours)
            place = np.searchsorted(planes, ours).astype(np.int32)
        turns = slot[part] / constellation.plane_slots[ours]
        table = plane_table(constellation, instant, planes)
        yield part, table, place, table.arglat_rad[place] + TAU * turns


def states_at_times(
    constellation: Constellation, rows: NDArray[np.integer], since_epoch_s: Floats
) -> tuple[Floats, Floats]:
    """Return positions and velocities of satellites, each at a time of its own.

    rows            (m,) int      satellites, in any order, any number of times
    since_epoch_s   (m,) float64  from the epoch of the constellation
    returns         r_km (m, 3) float64 TEME, v_km_s (m, 3) float64 TEME, as state_vectors
    """
    r_km, v_km_s = np.empty((len(rows), 3)), np.empty((len(rows), 3))
    for first in range(0, len(rows), _CHUNK):
        part = slice(first, first + _CHUNK)
        planes = constellation.plane_index[rows[part]]
        table = _table_after(constellation, since_epoch_s[part], planes)
        turns = constellation.slot_index[rows[part]] / constellation.plane_slots[planes]
        arglat = table.arglat_rad + TAU * turns
        _place(table, np.arange(len(planes)), arglat, r_km[part], v_km_s[part])
    return r_km, v_km_s


def place_in_planes(
    table: PlaneTable, plane: NDArray[np.integer], slot_turns: Floats
) -> tuple[Floats, Floats]:
    """Return positions and velocities (n, 3) float64, km and km/s TEME, of places in planes.

    plane        (n,) int      rows of the table
    slot_turns   (n,) float64  share of a turn from slot 0, in mean argument of latitude
    """
    r_km, v_km_s = np.empty((len(plane), 3)), np.empty((len(plane), 3))
    _place(table, plane, table.arglat_rad[plane] + TAU * slot_turns, r_km, v_km_s)
    return r_km, v_km_s


def _place(
    table: PlaneTable, plane: NDArray[np.integer], arglat_rad: Floats, r_km: Floats, v_km_s: Floats
) -> None:
    """Write positions and velocities of satellites, given plane and mean argument of latitude."""
    if np.any(table.ecc[plane]):
        x, y, vx, vy = _elliptic(table, plane, arglat_rad)
    else:
        x, y = _on_circle(table, plane, arglat_rad)
        rate = table.rates.arglat_rad_s[plane]
        vx, vy = -rate * y, rate * x
    _turn(table, plane, x, y, r_km)
    _turn(table, plane, vx, vy, v_km_s)
    raan_rate = table.rates.raan_rad_s[plane]
    v_km_s[:, 0] -= raan_rate * r_km[:, 1]
    v_km_s[:, 1] += raan_rate * r_km[:, 0]


def _turn(table: PlaneTable, plane: NDArray[np.integer], x: Floats, y: Floats, out: Floats) -> None:
    """Write vectors (n, 3) TEME of their parts on the axes (node, ahead)."""
    for axis in range(3):  # six times as fast as whole vectors
        along_node, along_ahead = table.node[:, axis][plane], table.ahead[:, axis][plane]
        along_node *= x
        along_ahead *= y
        along_node += along_ahead
        out[:, axis] = along_node


def _on_circle(
    table: PlaneTable, plane: NDArray[np.integer], arglat_rad: Floats
) -> tuple[Floats, Floats]:
    """Return x, y on the axes (node, ahead) of satellites on circles, km."""
    sma = table.sma_km[plane]
    return sma * np.cos(arglat_rad), sma * np.sin(arglat_rad)


def _elliptic(
    table: PlaneTable, plane: NDArray[np.integer], arglat_rad: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return x, y, vx, vy on the axes (node, ahead) of satellites on ellipses; km and km/s."""
    sma, ecc, argp = table.sma_km[plane], table.ecc[plane], table.argp_rad[plane]
    anomaly = eccentric_anomaly_rad(arglat_rad - argp, ecc)
    cos_e, sin_e = np.cos(anomaly), np.sin(anomaly)
    minor = sma * np.sqrt(1.0 - ecc**2)
    anomaly_rate = table.rates.mean_anom_rad_s[plane] / (1.0 - ecc * cos_e)
    # On the axes (perigee, 90 degrees ahead of it), then turned by the argument of perigee.
    px, py = sma * (cos_e - ecc), minor * sin_e
    pvx, pvy = -sma * sin_e * anomaly_rate, minor * cos_e * anomaly_rate
    cos_p, sin_p = np.cos(argp), np.sin(argp)
    x, y = cos_p * px - sin_p * py, sin_p * px + cos_p * py
    argp_rate = table.rates.argp_rad_s[plane]
    vx = cos_p * pvx - sin_p * pvy - argp_rate * y
    vy = sin_p * pvx + cos_p * pvy + argp_rate * x
    return x, y, vx, vy
