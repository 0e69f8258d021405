"""Which part of a spherical Earth sees satellites, in closed form.

The Earth is a sphere of its equatorial radius here, as in the published figures: on the ellipsoid
the edge of what is seen lies up to 0.2 degrees of latitude elsewhere.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM

_NODES = 24  # of Gauss and Legendre, between two breaks: off by less than 1e-6 of a satellite
_SHELLS_AT_ONCE = 16  # whose tables stay in the processor's cache


def central_angle_rad(
    radius_km: ArrayLike, elevation_rad: ArrayLike, earth_km: ArrayLike = EARTH_RADIUS_KM
) -> Floats:
    """Return the angle at the Earth's centre from a place to a satellite seen at an elevation.

    radius_km       of the satellite, from the Earth's centre
    elevation_rad   -pi / 2 to pi / 2; below 0 the satellite is below the horizon
    returns         as both broadcast, float64 rad: 0 at the zenith, pi at the nadir

    Wertz, Space Mission Analysis and Design, section 5.2: sin(eta) = R cos(e) / r, and the angles
    of the triangle add up to 180 degrees.
    """
    elevation = np.asarray(elevation_rad)
    ratio = np.asarray(earth_km) / np.asarray(radius_km)
    return np.asarray(np.arccos(np.minimum(ratio * np.cos(elevation), 1.0)) - elevation)


def elevation_at_rad(
    central_angle_rad: ArrayLike, radius_km: ArrayLike, earth_km: ArrayLike = EARTH_RADIUS_KM
) -> Floats:
    """Return the elevation, rad, of a satellite at an angle from a place: `central_angle_rad`."""
    angle = np.asarray(central_angle_rad)
    rise = np.cos(angle) - np.asarray(earth_km) / np.asarray(radius_km)
    return np.asarray(np.arctan2(rise, np.sin(angle)))


def mean_in_view(
    lat_rad: Floats, radius_km: Floats, inc_rad: Floats, min_elevation_rad: float
) -> Floats:
    """Return how many satellites of shells stand above an elevation in the mean, for each there is.

    lat_rad             (k,) float64  of the places
    radius_km, inc_rad  (s,) float64  of circular shells
    min_elevation_rad   0 to pi / 2
    returns             (s, k) float64  0 to 1: times the satellites of a shell, the number in view

    The mean over time and longitude. In time a satellite is evenly spread over its argument of
    latitude and, as node and Earth turn, over longitude: its share of a circle of latitude is the
    arc of it within the central angle. That is integrated over the argument of latitude, between
    the places where the arc begins, ends, or becomes the whole circle (there it grows as a root).
    """
    lat = np.asarray(lat_rad, dtype=np.float64)
    out = np.empty((len(radius_km), len(lat)))
    for first in range(0, len(radius_km), _SHELLS_AT_ONCE):
        part = slice(first, first + _SHELLS_AT_ONCE)
        reach = central_angle_rad(radius_km[part], min_elevation_rad)
        out[part] = _shares(lat, reach, np.asarray(inc_rad)[part])
    return out


def _shares(lat: Floats, reach_rad: Floats, inc_rad: Floats) -> Floats:
    """Return (s, k) shares of time; lat (k,), reach_rad (s,), inc_rad (s,)."""
    reach, sin_inc = reach_rad[:, None], np.sin(inc_rad)[:, None]
    highest = np.arcsin(sin_inc)
    breaks = np.stack(
        np.broadcast_arrays(lat - reach, lat + reach, np.pi - lat - reach, reach - lat - np.pi)
    )
    sines = np.sin(np.clip(breaks, -highest, highest)) / np.maximum(sin_inc, 1e-12)
    inner = np.sort(np.arcsin(np.clip(sines, -1.0, 1.0)), axis=0)
    end = np.full_like(inner[:1], 0.5 * np.pi)
    edges = np.concatenate((-end, inner, end))
    middle, half = 0.5 * (edges[1:] + edges[:-1]), 0.5 * (edges[1:] - edges[:-1])
    node, weight = np.polynomial.legendre.leggauss(_NODES)
    arglat = middle[..., None] + half[..., None] * np.sin(0.5 * np.pi * node)
    sin_sat = sin_inc[..., None] * np.sin(arglat)
    across = np.cos(lat)[:, None] * np.sqrt(1.0 - sin_sat**2)
    rise = np.cos(reach)[..., None] - np.sin(lat)[:, None] * sin_sat
    # At a pole every longitude is as far: 1 or 0.
    cosine = np.clip(rise / np.maximum(across, 1e-12), -1.0, 1.0)
    arc = np.arccos(cosine) / np.pi
    slope = weight * 0.5 * np.pi * np.cos(0.5 * np.pi * node)
    return np.asarray(((arc @ slope) * half).sum(axis=0) / np.pi)
