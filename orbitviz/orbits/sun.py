"""Where the Sun is, and what an orbit plane makes of it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.facts.constants import AU_KM, DAY_S, JD_J2000, TAU
from orbitviz.facts.resources import asset_path
from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.timescale import Instant, skyfield_time

Floats = NDArray[np.float64]

_HOUR_RAD = TAU / 24.0
_JULIAN_CENTURY_S = 36525.0 * DAY_S
_J2000 = Instant(JD_J2000, 0.0)


def sun_position_km(instant: Instant, frame: Frame) -> Floats:
    """Return (3,) float64 km: the apparent Sun seen from the Earth's centre, axes of `frame`.

    JPL's DE421 with light time and aberration, as skyfield applies them; the bending of light
    (below 0.004 arcsec at the Sun's limb seen from here) is left out.
    """
    return np.asarray(rotation(Frame.GCRS, frame, instant) @ _sun_gcrs_km(instant))


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
    280.46061837 + 36000.770053608 T degrees, T in Julian centuries of UT1 since J2000 (the
    zero point and rate of Greenwich mean sidereal time, Aoki et al. 1982), here T of UTC.
    """
    centuries = instant.seconds_since(_J2000) / _JULIAN_CENTURY_S
    return math.radians(280.46061837 + 36000.770053608 * centuries) % TAU


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
    earth, sun = _earth_and_sun()
    seen = earth.at(skyfield_time(instant)).observe(sun).apparent(deflectors=())
    position = np.asarray(seen.xyz.au * AU_KM, dtype=np.float64)
    position.setflags(write=False)
    return position


@lru_cache(maxsize=1)
def _earth_and_sun() -> tuple[Any, Any]:
    """Return skyfield's Earth and Sun, opened once."""
    from skyfield.jpllib import SpiceKernel

    kernel = SpiceKernel(str(asset_path("time/de421_excerpt.bsp")))
    return kernel["earth"], kernel["sun"]
