"""The satellites of a constellation within a reach of a place, found by planes and slots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import PlaneTable, plane_table
from orbitviz.orbits.timescale import Instant

Rows = NDArray[np.int64]

_ROUND_OFF_RAD = 1e-8  # 0.1 m


def shells_within(
    constellation: Constellation, eye_km: Floats, reach_km: float
) -> NDArray[np.bool_]:
    """Return (s,) bool: the shells between whose perigee and apogee, or almost, an eye is.

    eye_km      (3,) float64 km TEME, not at the Earth's centre
    reach_km    how far outside a shell still counts
    """
    radius = float(np.linalg.norm(eye_km))
    sma, ecc = constellation.sma_km, constellation.ecc
    return np.asarray(
        (radius >= sma * (1.0 - ecc) - reach_km) & (radius <= sma * (1.0 + ecc) + reach_km)
    )


def rows_within(
    constellation: Constellation,
    instant: Instant,
    eye_km: Floats,
    reach_km: float,
    shells: NDArray[np.bool_],
) -> Rows:
    """Return the rows (n,) of all satellites of some shells (s,) within a reach, and a few more.

    eye_km   (3,) float64 km TEME, not at the Earth's centre

    A satellite within the reach stands, seen from the Earth's centre, within an angle of the eye,
    and so does its plane; in the plane that is an arc, whose slots are counted.
    """
    planes = np.flatnonzero(shells[constellation.plane_shell])
    table = plane_table(constellation, instant, planes)
    radius_km = float(np.linalg.norm(eye_km))
    angle = _angles_rad(table, radius_km, reach_km)
    height_km = np.cross(table.node, table.ahead) @ eye_km
    close = np.abs(height_km) <= radius_km * np.sin(np.minimum(angle, 0.25 * TAU)) + 1e-6
    chosen: list[Rows] = []
    for k in np.flatnonzero(close).tolist():
        rows = _slots_within(constellation, int(planes[k]), table, k, eye_km, float(angle[k]))
        chosen.append(rows)
    return np.concatenate(chosen) if chosen else np.zeros(0, np.int64)


def _angles_rad(table: PlaneTable, radius_km: float, reach_km: float) -> Floats:
    """Return (p,) angles at the Earth's centre from an eye to what is within its reach.

    By the law of cosines, at that radius of the orbit where it is largest: where the line of sight
    is a tangent. Half a turn where it may be more than a quarter.
    """
    tangent_km = np.sqrt(max(radius_km**2 - reach_km**2, 0.0))
    low_km, high_km = table.sma_km * (1.0 - table.ecc), table.sma_km * (1.0 + table.ecc)
    r_km = np.clip(tangent_km, low_km, high_km)
    cos_angle = (radius_km**2 + r_km**2 - reach_km**2) / (2.0 * radius_km * r_km)
    angle = np.arccos(np.clip(cos_angle, -1.0, 1.0)) + _ROUND_OFF_RAD
    return np.where(angle < 0.25 * TAU, angle, 0.5 * TAU)


def _slots_within(
    constellation: Constellation,
    plane: int,
    table: PlaneTable,
    k: int,
    eye_km: Floats,
    angle_rad: float,
) -> Rows:
    """Return the rows of a plane, row k of a table, on the arc of an angle about the eye."""
    first, end = (int(row) for row in constellation.plane_first[plane : plane + 2])
    if first == end:
        return np.zeros(0, np.int64)
    middle = float(np.arctan2(eye_km @ table.ahead[k], eye_km @ table.node[k]))
    ecc, argp = float(table.ecc[k]), float(table.argp_rad[k])
    ends = [_mean_arglat_rad(middle + side * angle_rad, argp, ecc) for side in (-1.0, 1.0)]
    slots = int(constellation.plane_slots[plane])
    step = TAU / slots
    low = int(np.floor((ends[0] - float(table.arglat_rad[k])) / step))
    high = int(np.ceil((ends[1] - float(table.arglat_rad[k])) / step))
    if high - low + 1 >= slots:
        return np.arange(first, end)
    wanted = np.unique(np.arange(low, high + 1) % slots)
    held = constellation.slot_index[first:end]
    at = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
    return np.asarray(first + at[held[at] == wanted], np.int64)


def _mean_arglat_rad(arglat_rad: float, argp_rad: float, ecc: float) -> float:
    """Return the mean argument of latitude of a true one, on the same turn (Kepler's equation)."""
    if ecc == 0.0:
        return arglat_rad
    true = arglat_rad - argp_rad
    turns = np.floor((true + np.pi) / TAU) * TAU
    half = 0.5 * (true - turns)
    anomaly = 2.0 * np.arctan2(np.sqrt(1.0 - ecc) * np.sin(half), np.sqrt(1.0 + ecc) * np.cos(half))
    return float(argp_rad + turns + anomaly - ecc * np.sin(anomaly))
