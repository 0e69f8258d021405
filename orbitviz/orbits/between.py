"""Distance, angle and line of sight between two points."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import SPEED_OF_LIGHT_KM_S
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE

# Of a squared distance in units of the Earth's radius: 3 mm, which round-off stays below.
_ROUND_OFF = 1e-9


class Between(NamedTuple):
    """What lies between two points.

    angle_rad    seen from the Earth's centre; NaN if one of them is there
    is_blocked   whether the WGS 84 ellipsoid stands between them
    light_s      time that light takes in a vacuum
    """

    distance_km: float
    angle_rad: float
    is_blocked: bool
    light_s: float


def between(one_km: Floats, other_km: Floats) -> Between:
    """Return what lies between two points (3,) float64 km, axes whose z is the pole.

    The ellipsoid blocks what comes nearer to its centre, where it is scaled to a unit sphere, than
    its surface and than both ends: a place on the ground does not block its own view, nor does one
    below the ellipsoid, such as the Dead Sea. Without air, which bends light at the horizon.
    """
    distance_km = float(np.linalg.norm(other_km - one_km))
    cross, dot = float(np.linalg.norm(np.cross(one_km, other_km))), float(one_km @ other_km)
    at_centre = min(np.linalg.norm(one_km), np.linalg.norm(other_km)) == 0.0
    return Between(
        distance_km,
        math.nan if at_centre else math.atan2(cross, dot),
        _is_blocked(one_km * TO_UNIT_SPHERE, other_km * TO_UNIT_SPHERE),
        distance_km / SPEED_OF_LIGHT_KM_S,
    )


def _is_blocked(one: Floats, other: Floats) -> bool:
    """Return whether the unit sphere stands between two points (3,)."""
    way = other - one
    length2 = float(way @ way)
    share = min(max(-float(one @ way) / length2, 0.0), 1.0) if length2 > 0.0 else 0.0
    nearest = one + share * way
    limit = min(1.0, float(one @ one), float(other @ other))
    return float(nearest @ nearest) < limit - _ROUND_OFF
