"""The place on the ground that a ray meets."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE, geodetic


def ground_point(eye_itrs_km: Floats, direction_itrs: Floats) -> tuple[float, float] | None:
    """Return geodetic latitude and longitude, rad, where a ray meets the ellipsoid first.

    eye_itrs_km      (3,)  float64  km ITRS, above the ground
    direction_itrs   (3,)  float64  of any length

    None where it passes by, or leads away.
    """
    eye, ray = eye_itrs_km * TO_UNIT_SPHERE, direction_itrs * TO_UNIT_SPHERE
    a, b, c = float(ray @ ray), float(eye @ ray), float(eye @ eye) - 1.0
    under_root = b * b - a * c
    if under_root < 0.0 or b >= 0.0:
        return None
    r_km = (eye - ray * ((b + np.sqrt(under_root)) / a)) / TO_UNIT_SPHERE
    lat_rad, lon_rad, _ = geodetic(np.asarray(r_km))
    return float(lat_rad), float(lon_rad)
