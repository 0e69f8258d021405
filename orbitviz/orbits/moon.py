"""Position and orientation of the Moon."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM, DAY_S, JD_J2000
from orbitviz.orbits.ephemeris import apparent
from orbitviz.orbits.timescale import Instant, skyfield_time

_J2000 = Instant(JD_J2000, 0.0)
_MARKS_A_DAY = 144
# Angles E1 to E13 of the IAU's model of the Moon's rotation (Archinal et al. 2011, table 2):
# degrees at J2000, degrees per day.
_ANGLES_DEG = np.array([
    (125.045, -0.0529921), (250.089, -0.1059842), (260.008, 13.0120009), (176.625, 13.3407154),
    (357.529, 0.9856003), (311.589, 26.4057084), (134.963, 13.0649930), (276.617, 0.3287146),
    (34.226, 1.7484877), (15.134, -0.1589763), (119.743, 0.0036096), (239.961, 0.1643573),
    (25.053, 12.9590088),
])  # fmt: skip
# Degrees of right ascension and declination of the pole, and of the prime meridian, by the sine,
# cosine and sine of these angles.
_POLE_RA = np.array([-3.8787, -0.1204, 0.0700, -0.0172, 0, 0.0072, 0, 0, 0, -0.0052, 0, 0, 0.0043])
_POLE_DEC = np.array([
    1.5419, 0.0239, -0.0278, 0.0068, 0, -0.0029, 0.0009, 0, 0, 0.0008, 0, 0, -0.0009
])  # fmt: skip
_MERIDIAN = np.array([
    3.5610, 0.1208, -0.0642, 0.0158, 0.0252, -0.0066, -0.0047, -0.0046, 0.0028, 0.0052, 0.0040,
    0.0019, -0.0044,
])  # fmt: skip


def moon_gcrs_km(instant: Instant) -> Floats:
    """Return (3,) float64 km: the apparent Moon seen from the Earth's centre, GCRS.

    Linear between the positions of every ten minutes, so that few frames wait for the ephemeris:
    the path bends by less than 0.2 km in between.
    """
    marks = instant.jd_frac * _MARKS_A_DAY
    before = math.floor(marks)
    start, end = (
        _ephemeris_km(Instant(instant.jd_whole, mark / _MARKS_A_DAY))
        for mark in (before, before + 1)
    )
    return np.asarray(start + (marks - before) * (end - start))


def moon_axes(instant: Instant) -> Floats:
    """Return (3, 3) float64: rows are the Moon's axes in GCRS, librations included.

    x to its prime meridian, about to the Earth, z to its north pole: the IAU's model of 2009
    (Archinal et al. 2011, Celest. Mech. Dyn. Astr. 109, 101), good to 0.03 degrees.
    """
    days = instant.seconds_since(_J2000) / DAY_S
    angle = np.radians(_ANGLES_DEG[:, 0] + _ANGLES_DEG[:, 1] * days)
    centuries = days / 36525.0
    ra = math.radians(269.9949 + 0.0031 * centuries + float(_POLE_RA @ np.sin(angle)))
    dec = math.radians(66.5392 + 0.0130 * centuries + float(_POLE_DEC @ np.cos(angle)))
    turn = math.radians(
        38.3213 + 13.17635815 * days - 1.4e-12 * days * days + float(_MERIDIAN @ np.sin(angle))
    )
    # The node of the Moon's equator on that of the Earth, and what lies 90 degrees ahead of it.
    node = np.array([-math.sin(ra), math.cos(ra), 0.0])
    pole = np.array([math.cos(dec) * math.cos(ra), math.cos(dec) * math.sin(ra), math.sin(dec)])
    ahead = np.cross(pole, node)
    x = math.cos(turn) * node + math.sin(turn) * ahead
    return np.stack([x, np.cross(pole, x), pole])


@lru_cache(maxsize=16)
def _ephemeris_km(instant: Instant) -> Floats:
    position = np.asarray(apparent("moon", skyfield_time(instant)).xyz.au * AU_KM)
    position.setflags(write=False)
    return position
