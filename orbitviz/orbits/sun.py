"""Position of the Sun, beta angle of orbit planes, and local time of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM, DAY_S, JD_J2000, TAU
from orbitviz.orbits.ephemeris import apparent
from orbitviz.orbits.frames import Frame, gcrs_to_teme, rotation
from orbitviz.orbits.timescale import Instant, skyfield_time, skyfield_times

_HOUR_RAD = TAU / 24.0
_JULIAN_CENTURY_S = 36525.0 * DAY_S
_J2000 = Instant(JD_J2000, 0.0)


def sun_position_km(instant: Instant, frame: Frame) -> Floats:
    """Return (3,) float64 km: the apparent Sun seen from the Earth's centre, axes of `frame`.

    JPL's DE421 with light time and aberration, as skyfield applies them; the bending of light by
    the planets is left out (below 1e-6 arcsec).
    """
    return np.asarray(rotation(Frame.GCRS, frame, instant) @ _sun_gcrs_km(instant))


def sun_directions(instants: Sequence[Instant]) -> Floats:
    """Return (n, 3) float64 unit vectors to the apparent Sun, TEME; see sun_position_km.

    Vectorised: a thousand instants take about as long as a hundred calls for one.
    """
    in_gcrs = apparent("sun", skyfield_times(instants)).xyz.au.T
    directions = np.einsum("nij,nj->ni", gcrs_to_teme(instants), in_gcrs)
    return np.asarray(directions / np.linalg.norm(directions, axis=1, keepdims=True))


def beta_rad(inc_rad: Any, raan_rad: Any, sun_direction: Floats) -> Any:
    """Return the angle from orbit planes to the Sun, positive on the side of their momentum.

    inc_rad, raan_rad  () or (n,)  float64  rad, in the axes of `sun_direction`
    sun_direction      (3,)        float64  unit vector to the Sun
    returns            () or (n,)  float64  rad, -pi/2 to pi/2

    sin(beta) = s . h with the plane's normal h (Vallado 2013, section 5.3).
    """
    sin_inc = np.sin(inc_rad)
    x, y, z = sun_direction
    sin_beta = sin_inc * (np.sin(raan_rad) * x - np.cos(raan_rad) * y) + np.cos(inc_rad) * z
    return np.arcsin(np.clip(sin_beta, -1.0, 1.0))


def mean_sun_ra_rad(instant: Instant) -> float:
    """Return the right ascension of the mean Sun, rad, 0 to 2 pi, from the mean equinox of date.

    The mean Sun runs along the equator with the Sun's mean longitude,
    18 h 41 min 50.54841 s + 8640184.812866 s T, T in Julian centuries of UT1 since J2000, of which
    sidereal time is made (Aoki et al. 1982). UTC stands for UT1, and the term in T squared
    (0.0001 deg in 2053) is left out.
    """
    centuries = instant.seconds_since(_J2000) / _JULIAN_CENTURY_S
    seconds = 18 * 3600 + 41 * 60 + 50.54841 + 8640184.812866 * centuries
    return seconds / DAY_S * TAU % TAU


def raan_from_ltan_rad(ltan_h: float, instant: Instant) -> float:
    """Return the right ascension, rad, 0 to 2 pi, of a node crossed at local mean time `ltan_h`.

    The node stands 15 degrees an hour east of the midnight meridian, so 12 h is the mean Sun's.
    """
    return (mean_sun_ra_rad(instant) + (ltan_h - 12.0) * _HOUR_RAD) % TAU


def ltan_h(raan_rad: float, instant: Instant) -> float:
    """Return the local mean time, hours, 0 to 24, at which a node at `raan_rad` is crossed."""
    return ((raan_rad - mean_sun_ra_rad(instant)) / _HOUR_RAD + 12.0) % 24.0


@lru_cache(maxsize=16)
def _sun_gcrs_km(instant: Instant) -> Floats:
    """Return (3,) float64 km: the apparent Sun from the Earth's centre, GCRS."""
    position = np.asarray(apparent("sun", skyfield_time(instant)).xyz.au * AU_KM)
    position.setflags(write=False)
    return position
