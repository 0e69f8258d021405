"""Kepler's equation."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

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


def mean_anomaly_rad(true_anom_rad: float, ecc: float) -> float:
    """Return the mean anomaly, rad in -pi..pi, of a true anomaly; 0 <= ecc < 1.

    tan(E / 2) = sqrt((1 - ecc) / (1 + ecc)) tan(nu / 2), and Kepler's equation.
    """
    half = 0.5 * true_anom_rad
    anomaly = 2.0 * math.atan2(
        math.sqrt(1.0 - ecc) * math.sin(half), math.sqrt(1.0 + ecc) * math.cos(half)
    )
    return math.remainder(anomaly - ecc * math.sin(anomaly), TAU)
