"""The satellites of a constellation within a reach of a place, found by planes and slots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.plane_slots import Rows, rows_in_arcs
from orbitviz.orbits.propagate import PlaneTable, plane_table
from orbitviz.orbits.timescale import Instant

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
    near, angle = planes[close], angle[close]
    middle = np.arctan2(table.ahead[close] @ eye_km, table.node[close] @ eye_km)
    argp, ecc = table.argp_rad[close], table.ecc[close]
    # A slot more on each side: where the cosine is flat, an angle has lost half of its digits.
    more = TAU / constellation.plane_slots[near]
    low = _mean_arglat_rad(middle - angle, argp, ecc) - more
    high = _mean_arglat_rad(middle + angle, argp, ecc) + more
    return rows_in_arcs(constellation, near, table.arglat_rad[close], low, high)


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


def _mean_arglat_rad(arglat_rad: Floats, argp_rad: Floats, ecc: Floats) -> Floats:
    """Return mean arguments of latitude of true ones, on the same turn (Kepler's equation)."""
    true = arglat_rad - argp_rad
    turns = np.floor((true + np.pi) / TAU) * TAU
    half = 0.5 * (true - turns)
    anomaly = 2.0 * np.arctan2(np.sqrt(1.0 - ecc) * np.sin(half), np.sqrt(1.0 + ecc) * np.cos(half))
    return np.asarray(argp_rad + turns + anomaly - ecc * np.sin(anomaly))
