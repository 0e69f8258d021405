"""The part of the ground from which a satellite stands above an elevation: its edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE, geodetic
from orbitviz.orbits.searching import zeros_between

POINTS = 181
_SETTLED_RAD = 1e-12  # a hundredth of a millimetre on the ground


def footprint(
    r_itrs_km: Floats, min_elevation_rad: float = 0.0, points: int = POINTS
) -> tuple[Floats, Floats]:
    """Return the edge of the ground that sees a satellite at least so high.

    r_itrs_km           (3,) float64  km, ITRS, above the ground
    min_elevation_rad   0 (the horizon) to pi / 2, above the plane normal to the ellipsoid's normal
    returns             two arrays (points,) float64: latitude rad, longitude rad (east positive,
                        -pi to pi) on WGS 84, by azimuth from north over east; the last point is
                        the first

    On the ellipsoid scaled to a unit sphere the edge lies on great circles from the point below the
    satellite, and along each the elevation falls.
    """
    below = r_itrs_km * TO_UNIT_SPHERE
    radius = float(np.linalg.norm(below))
    below /= radius
    north, east = _level_axes(below)
    azimuth = np.linspace(0.0, TAU, points)[:, None]
    ahead = np.cos(azimuth) * north + np.sin(azimuth) * east

    def on_sphere(which: NDArray[np.intp] | slice, angle: Floats) -> Floats:
        return np.asarray(np.cos(angle)[:, None] * below + np.sin(angle)[:, None] * ahead[which])

    def surplus(which: NDArray[np.intp], angle: Floats) -> Floats:
        sines = _sin_elevation(r_itrs_km, on_sphere(which, angle))
        return np.asarray(sines - np.sin(min_elevation_rad))

    angle = np.full(points, np.arccos(1.0 / radius))  # of the horizon: planes stay planes
    if min_elevation_rad > 0.0:
        angle = zeros_between(surplus, np.zeros(points), angle, _SETTLED_RAD)
    lat_rad, lon_rad, _ = geodetic(on_sphere(slice(None), angle) / TO_UNIT_SPHERE)
    lat_rad[-1], lon_rad[-1] = lat_rad[0], lon_rad[0]
    return lat_rad, lon_rad


def _level_axes(up: Floats) -> tuple[Floats, Floats]:
    """Return unit vectors to north and east of a direction (3,); at a pole any two."""
    east = np.cross([0.0, 0.0, 1.0], up)
    length = float(np.linalg.norm(east))
    east = east / length if length > 1e-9 else np.array([0.0, 1.0, 0.0])
    return np.cross(up, east), east


def _sin_elevation(r_itrs_km: Floats, on_sphere: Floats) -> Floats:
    """Return (n,) sines of elevation of a satellite (3,) over places (n, 3) on the unit sphere."""
    away = r_itrs_km - on_sphere / TO_UNIT_SPHERE
    up = on_sphere * TO_UNIT_SPHERE
    lengths = np.sqrt(np.einsum("ij,ij->i", away, away) * np.einsum("ij,ij->i", up, up))
    return np.asarray(np.einsum("ij,ij->i", away, up) / lengths)
