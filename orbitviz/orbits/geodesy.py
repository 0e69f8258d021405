"""Latitude, longitude and altitude on the WGS 84 ellipsoid."""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_FLATTENING, EARTH_POLAR_RADIUS_KM, EARTH_RADIUS_KM

# Scales axes whose z is the pole: the ellipsoid becomes a unit sphere, lines stay straight.
TO_UNIT_SPHERE = 1.0 / np.array([EARTH_RADIUS_KM, EARTH_RADIUS_KM, EARTH_POLAR_RADIUS_KM])
_E2 = EARTH_FLATTENING * (2.0 - EARTH_FLATTENING)  # first eccentricity, squared
_EP2 = _E2 / (1.0 - _E2)  # second eccentricity, squared
# From 10 km below the ground to 500 000 km the first step errs by 0.4 m at most, the second by
# less than a micrometre.
_STEPS = 2


def geodetic(r_itrs_km: Floats) -> tuple[Floats, Floats, Floats]:
    """Return geodetic latitude, longitude and altitude of positions.

    r_itrs_km  (n, 3) or (3,)  float64  km, ITRS, not at the Earth's centre
    returns    three arrays (n,) or (), float64: latitude rad, longitude rad (east positive,
               -pi to pi), altitude km above the ellipsoid

    Bowring's iteration on the parametric latitude (Bowring 1976), a fixed number of steps; products
    and roots in place of powers and hypot, which take three times as long.
    """
    r = np.asarray(r_itrs_km, dtype=np.float64)
    x, y, z = r[..., 0], r[..., 1], r[..., 2]
    axis_km = np.sqrt(x * x + y * y)
    sin_u, cos_u = _unit(z * EARTH_RADIUS_KM, axis_km * EARTH_POLAR_RADIUS_KM)
    for _ in range(_STEPS):
        sin_lat, cos_lat = _unit(
            z + _EP2 * EARTH_POLAR_RADIUS_KM * (sin_u * sin_u * sin_u),
            axis_km - _E2 * EARTH_RADIUS_KM * (cos_u * cos_u * cos_u),
        )
        sin_u, cos_u = _unit(sin_lat * (1.0 - EARTH_FLATTENING), cos_lat)
    # Along the normal, so that an error of the latitude enters only as its square.
    foot_km = EARTH_RADIUS_KM * np.sqrt(1.0 - _E2 * sin_lat * sin_lat)
    alt_km = axis_km * cos_lat + z * sin_lat - foot_km
    return np.arctan2(sin_lat, cos_lat), np.arctan2(y, x), np.asarray(alt_km)


def itrs_position_km(lat_rad: Any, lon_rad: Any, alt_km: Any) -> Floats:
    """Return positions of geodetic coordinates.

    lat_rad, lon_rad, alt_km  (n,) or (), float64: rad, rad east, km above the ellipsoid
    returns                   (n, 3) or (3,)  float64  km, ITRS
    """
    sin_lat, cos_lat = np.sin(lat_rad), np.cos(lat_rad)
    normal_km = EARTH_RADIUS_KM / np.sqrt(1.0 - _E2 * sin_lat * sin_lat)
    axis_km = (normal_km + alt_km) * cos_lat
    z = (normal_km * (1.0 - _E2) + alt_km) * sin_lat
    parts = np.broadcast_arrays(axis_km * np.cos(lon_rad), axis_km * np.sin(lon_rad), z)
    return np.stack(parts, axis=-1).astype(np.float64)


def ground_speed_km_s(lat_rad: Any, lon_rad: Any, alt_km: Any, v_itrs_km_s: Floats) -> Floats:
    """Return how fast the point below a moving one moves over the ellipsoid.

    lat_rad, lon_rad, alt_km  (n,) or (), float64: rad, rad east, km above the ellipsoid
    v_itrs_km_s               (n, 3) or (3,)  float64  km/s, velocity in the turning axes of ITRS
    returns                   (n,) or () float64  km/s

    The level parts of the velocity, less by R / (R + altitude) with the radii of curvature R of the
    meridian and of the prime vertical (Torge & Mueller 2012, section 4.1).
    """
    sin_lat, cos_lat = np.sin(lat_rad), np.cos(lat_rad)
    sin_lon, cos_lon = np.sin(lon_rad), np.cos(lon_rad)
    x, y, z = v_itrs_km_s[..., 0], v_itrs_km_s[..., 1], v_itrs_km_s[..., 2]
    east = cos_lon * y - sin_lon * x
    north = cos_lat * z - sin_lat * (cos_lon * x + sin_lon * y)
    root = np.sqrt(1.0 - _E2 * sin_lat * sin_lat)
    prime_km = EARTH_RADIUS_KM / root
    meridian_km = prime_km * (1.0 - _E2) / (root * root)
    level = north * meridian_km / (meridian_km + alt_km), east * prime_km / (prime_km + alt_km)
    return np.asarray(np.hypot(*level))


def ground_distance_km(
    lat_rad: float, lon_rad: float, to_lat_rad: float, to_lon_rad: float
) -> float:
    """Return the length, km, of the shortest way over the ellipsoid between two places.

    lat_rad, to_lat_rad   geodetic latitudes; lon_rad, to_lon_rad longitudes, east

    Lambert's formula to the first order of the flattening: within 15 m up to 10,000 km and 220 m up
    to 18,000 km (against Vincenty's), and within 0.4 % between places opposite to one another.
    """
    from_u, to_u = (np.arctan((1.0 - EARTH_FLATTENING) * np.tan(lat)) for lat in
                    (lat_rad, to_lat_rad))  # fmt: skip
    p, q = 0.5 * (from_u + to_u), 0.5 * (to_u - from_u)
    half_lon = np.sin(0.5 * (to_lon_rad - lon_rad))
    sin_half2 = min(float(np.sin(q) ** 2 + np.cos(from_u) * np.cos(to_u) * half_lon**2), 1.0)
    angle = 2.0 * float(np.arcsin(np.sqrt(sin_half2)))
    tiny = 1e-12
    x = (angle - np.sin(angle)) * (np.sin(p) * np.cos(q)) ** 2 / max(1.0 - sin_half2, tiny)
    y = (angle + np.sin(angle)) * (np.cos(p) * np.sin(q)) ** 2 / max(sin_half2, tiny)
    return float(EARTH_RADIUS_KM * (angle - 0.5 * EARTH_FLATTENING * (x + y)))


def zenith(lat_rad: Any, lon_rad: Any) -> Floats:
    """Return unit normals of the ellipsoid, or of a sphere by its latitude, (n, 3) or (3,) ITRS.

    lat_rad, lon_rad  (n,) or (), float64: rad, rad east
    """
    cos_lat = np.cos(lat_rad)
    parts = (cos_lat * np.cos(lon_rad), cos_lat * np.sin(lon_rad), np.sin(lat_rad))
    return np.stack(np.broadcast_arrays(*parts), axis=-1)


def _unit(rise: Floats, run: Floats) -> tuple[Floats, Floats]:
    """Return sine and cosine of the angle with this rise and run."""
    length = np.sqrt(rise * rise + run * run)
    return np.asarray(rise / length), np.asarray(run / length)
