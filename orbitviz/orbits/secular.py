"""Secular J2 motion: how node, perigee and mean anomaly drift on average.

First order in J2, mean elements (Vallado 2013, section 9.6). Models that add J2 squared and
J4 move a sun-synchronous inclination by a few thousandths of a degree.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import (
    EARTH_RADIUS_KM,
    J2_EARTH,
    MU_EARTH_KM3_S2,
    OBLIQUITY_RAD,
    SIDEREAL_YEAR_S,
    SUN_SYNCHRONOUS_RATE_RAD_S,
    TAU,
)
from orbitviz.base.errors import UserError
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sun_synchronous import highest_sun_synchronous_altitude_km
from orbitviz.orbits.timescale import Instant


class SecularRates(NamedTuple):
    """Mean drift of the angles that J2 moves; (n,) float64, rad/s."""

    raan_rad_s: Floats
    argp_rad_s: Floats
    mean_anom_rad_s: Floats  # whole rate: mean motion and J2 drift together

    @property
    def arglat_rad_s(self) -> Floats:
        """Return (n,) float64 rad/s: rate of the mean argument of latitude, argp + M."""
        return self.argp_rad_s + self.mean_anom_rad_s


def raan_drift_rad(constellation: Constellation, instant: Instant) -> Floats:
    """Return (s,) how far the nodes of each shell have drifted since the epoch, not wrapped."""
    rates = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    return rates.raan_rad_s * instant.seconds_since(constellation.epoch)


def mean_motion_rad_s(sma_km: ArrayLike) -> Floats:
    """Return the two-body mean motion, rad/s.

    sma_km  (n,) float64  semi-major axis
    """
    sma = np.asarray(sma_km, dtype=np.float64)
    return np.asarray(np.sqrt(MU_EARTH_KM3_S2 / sma) / sma)


def secular_rates(sma_km: ArrayLike, ecc: ArrayLike, inc_rad: ArrayLike) -> SecularRates:
    """Return the mean rates of node, perigee and mean anomaly under J2.

    sma_km   (n,) float64  mean semi-major axis
    ecc      (n,) float64  eccentricity
    inc_rad  (n,) float64  inclination
    """
    motion = mean_motion_rad_s(sma_km)
    drift = _drift_rad_s(sma_km, ecc)
    cos_inc = np.cos(np.asarray(inc_rad, dtype=np.float64))
    roundness = np.sqrt(1.0 - np.square(ecc))
    return SecularRates(
        raan_rad_s=np.asarray(-drift * cos_inc),
        argp_rad_s=np.asarray(0.5 * drift * (5.0 * cos_inc**2 - 1.0)),
        mean_anom_rad_s=np.asarray(motion + 0.5 * drift * roundness * (3.0 * cos_inc**2 - 1.0)),
    )


def sun_synchronous_inc_rad(sma_km: ArrayLike, ecc: ArrayLike = 0.0) -> Floats:
    """Return the inclination, rad, at which the node drifts at the rate of the mean Sun.

    sma_km, ecc  (n,) float64
    Raises UserError where no inclination does: the orbit is too high.
    """
    cos_inc = -SUN_SYNCHRONOUS_RATE_RAD_S / _drift_rad_s(sma_km, ecc)
    if np.any(cos_inc < -1.0):
        raise UserError(
            "no inclination is sun-synchronous at this altitude",
            allowed=f"up to {highest_sun_synchronous_altitude_km():,.0f} km for a circular orbit",
        )
    return np.asarray(np.arccos(cos_inc))


def ltan_drift_h_year(sma_km: ArrayLike, ecc: ArrayLike, inc_rad: ArrayLike) -> Floats:
    """Return how far the local mean time of the ascending node drifts in a sidereal year, hours.

    sma_km, ecc, inc_rad  (n,) float64; later is positive
    """
    off_rad_s = secular_rates(sma_km, ecc, inc_rad).raan_rad_s - SUN_SYNCHRONOUS_RATE_RAD_S
    return np.asarray(off_rad_s * SIDEREAL_YEAR_S / TAU * 24.0)


def east_of(inc_rad: ArrayLike) -> Floats:
    """Return 1 where an orbit runs eastwards, -1 where westwards; inc_rad of any shape."""
    return np.where(np.cos(np.asarray(inc_rad)) >= 0.0, 1.0, -1.0)


def highest_beta_rad(inc_rad: ArrayLike) -> Floats:
    """Return (n,) largest beta, rad, that a plane of inclination (n,) rad can reach."""
    inc = np.asarray(inc_rad, dtype=np.float64)
    tilt = np.minimum(inc, np.pi - inc) + OBLIQUITY_RAD
    return np.minimum(tilt, 0.5 * np.pi)


def draconic_period_s(sma_km: ArrayLike, ecc: ArrayLike, inc_rad: ArrayLike) -> Floats:
    """Return the mean time from ascending node to ascending node, s.

    sma_km, ecc, inc_rad  (n,) float64
    """
    return np.asarray(TAU / secular_rates(sma_km, ecc, inc_rad).arglat_rad_s)


def _drift_rad_s(sma_km: ArrayLike, ecc: ArrayLike) -> Floats:
    """Return 1.5 J2 (Re / p)^2 n, rad/s: the common factor of all J2 drifts."""
    semi_latus_km = np.asarray(sma_km, dtype=np.float64) * (1.0 - np.square(ecc))
    ratio = EARTH_RADIUS_KM / semi_latus_km
    return np.asarray(1.5 * J2_EARTH * ratio**2 * mean_motion_rad_s(sma_km))
