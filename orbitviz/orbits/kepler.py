"""Kepler's equation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.facts.constants import TAU

Floats = NDArray[np.float64]

_ENOUGH_STEPS = 50  # Newton from Danby's start needs at most 8 for ecc <= 0.99
_SETTLED_RAD = 1e-14


def eccentric_anomaly_rad(mean_anom_rad: Floats, ecc: Floats) -> Floats:
    """Solve M = E - ecc sin E for E by Newton's method.

    mean_anom_rad  (n,) float64  any size; reduced to one turn about zero first
    ecc            (n,) float64  0 <= ecc < 1
    returns        (n,) float64  E in about -pi..pi, to 1e-14 rad

    Starting point: Danby (1988), Fundamentals of Celestial Mechanics, section 6.6.
    """
    mean = np.remainder(mean_anom_rad + 0.5 * TAU, TAU) - 0.5 * TAU
    anomaly = mean + 0.85 * ecc * np.sign(mean)
    for _ in range(_ENOUGH_STEPS):
        step = (anomaly - ecc * np.sin(anomaly) - mean) / (1.0 - ecc * np.cos(anomaly))
        anomaly -= step
        if step.size == 0 or np.max(np.abs(step)) < _SETTLED_RAD:
            break
    return np.asarray(anomaly)
