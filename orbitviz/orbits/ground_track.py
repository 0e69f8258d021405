"""The path of the point below a satellite over the turning Earth."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.motion import Motion
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import Instant

_LEAST_SPAN_S = 1.0


def ground_track(motion: Motion, begin: Instant, seconds: Floats) -> tuple[Floats, Floats]:
    """Return geodetic latitude and longitude of the sub-satellite points at many times.

    motion    of the satellite, from `begin` on
    seconds   (m,) float64, rising, after `begin`, below 0 before it; within the ephemeris
    returns   two arrays (m,) float64: latitude rad, longitude rad (east positive, -pi to pi), on
              the WGS 84 ellipsoid; nan where the motion gives no position
    """
    lat_rad, lon_rad, _ = geodetic(itrs_path_km(motion, begin, seconds))
    return lat_rad, lon_rad


def itrs_path_km(motion: Motion, begin: Instant, seconds: Floats) -> Floats:
    """Return (m, 3) float64 km ITRS: the positions themselves, arguments as in ground_track."""
    seconds = np.asarray(seconds, np.float64)
    first_s, last_s = float(seconds[0]), float(seconds[-1])
    span = SkySpan.over(begin.plus_s(first_s), max(last_s - first_s, _LEAST_SPAN_S))
    return span.to_itrs(motion(seconds)[0], seconds - first_s)
