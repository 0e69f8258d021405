"""Upper altitude of sun-synchronous orbits; without numpy, for the checks of a design file."""

from __future__ import annotations

import math

from orbitviz.base.constants import (
    EARTH_RADIUS_KM,
    J2_EARTH,
    MU_EARTH_KM3_S2,
    SUN_SYNCHRONOUS_RATE_RAD_S,
)


def highest_sun_synchronous_altitude_km(ecc: float = 0.0) -> float:
    """Return the mean altitude, km, at which the inclination reaches 180 degrees."""
    strength = 1.5 * J2_EARTH * math.sqrt(MU_EARTH_KM3_S2) * EARTH_RADIUS_KM**2
    needed = SUN_SYNCHRONOUS_RATE_RAD_S * (1.0 - ecc**2) ** 2
    return float((strength / needed) ** (2.0 / 7.0) - EARTH_RADIUS_KM)
