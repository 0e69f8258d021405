"""The place on the ground that a ray meets."""

from __future__ import annotations

from orbitviz.base.arrays import Floats
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.line_of_sight import ground_km


def ground_point(eye_itrs_km: Floats, direction_itrs: Floats) -> tuple[float, float] | None:
    """Return geodetic latitude and longitude, rad, where a ray meets the ellipsoid first.

    eye_itrs_km      (3,)  float64  km ITRS, above the ground
    direction_itrs   (3,)  float64  of any length

    None where it passes by, or leads away.
    """
    r_km = ground_km(eye_itrs_km, direction_itrs)
    if r_km is None:
        return None
    lat_rad, lon_rad, _ = geodetic(r_km)
    return float(lat_rad), float(lon_rad)
