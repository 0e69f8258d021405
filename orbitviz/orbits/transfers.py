"""Changes of speed that take a satellite from a circular orbit elsewhere, by short burns.

Larson & Wertz, SMAD, section 6.3: vis-viva at both ends of the ellipse between two orbits. Engines
of low thrust need more: to the escape 1 / (sqrt(2) - 1) times as much.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, MU_EARTH_KM3_S2


def lowering_km_s(altitude_km: ArrayLike, perigee_km: float) -> Floats:
    """Return km/s, of any shape, of the burn that lowers the perigee of a circular orbit."""
    high = _radius_km(altitude_km)
    low = np.minimum(_radius_km(perigee_km), high)
    return np.asarray(_circular_km_s(high) * (1.0 - np.sqrt(2.0 * low / (low + high))))


def transfer_km_s(altitude_km: ArrayLike, other_km: ArrayLike) -> Floats:
    """Return km/s, of any shape, of the two burns from a circular orbit to a higher one."""
    low = _radius_km(altitude_km)
    high = np.maximum(_radius_km(other_km), low)
    first = _circular_km_s(low) * (np.sqrt(2.0 * high / (low + high)) - 1.0)
    second = _circular_km_s(high) * (1.0 - np.sqrt(2.0 * low / (low + high)))
    return np.asarray(first + second)


def escape_km_s(altitude_km: ArrayLike) -> Floats:
    """Return km/s, of any shape, of the burn by which a circular orbit leaves the Earth."""
    return np.asarray(_circular_km_s(_radius_km(altitude_km)) * (np.sqrt(2.0) - 1.0))


def _radius_km(altitude_km: ArrayLike) -> Floats:
    return EARTH_RADIUS_KM + np.asarray(altitude_km, np.float64)


def _circular_km_s(radius_km: Floats) -> Floats:
    return np.asarray(np.sqrt(MU_EARTH_KM3_S2 / radius_km))
