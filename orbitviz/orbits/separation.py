"""Least separation of satellites on circular orbits of one radius and one inclination.

Two such orbits cross twice, and their satellites come closest where both are equally far from a
crossing. With D the difference of the nodes, f the difference of the arguments of latitude and i
the inclination

    sin(g / 2) = sin(i) sin(D / 2)                      g    angle between the planes
    lag = f + 2 atan2(cos(i) sin(D / 2), cos(D / 2))    lag  how much later at the crossing
    least separation = 2 a cos(g / 2) |sin(lag / 2)|

which is the maximum over an orbit of cos(angle) = A + B cos(2 u + c) (Avendano et al. 2020,
arXiv:2003.11970), written so that nothing cancels. J2 moves all satellites of a shell alike, so
that the result holds at all times.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.patterns import Planes


def pair_separation_km(
    sma_km: ArrayLike, inc_rad: ArrayLike, node_rad: ArrayLike, phase_rad: ArrayLike
) -> Floats:
    """Return the least distance, km, that two satellites ever have; arguments broadcast.

    sma_km, inc_rad  radius and inclination of both orbits
    node_rad         right ascension of the second node minus that of the first
    phase_rad        argument of latitude of the second satellite minus that of the first
    """
    lag = np.asarray(phase_rad) + _crossing_rad(inc_rad, node_rad)
    return 2.0 * np.asarray(sma_km) * _cos_half_tilt(inc_rad, node_rad) * np.abs(np.sin(0.5 * lag))


def shell_separation_km(sma_km: float, inc_rad: float, planes: Planes) -> float:
    """Return the least distance, km, between any two satellites of a shell over an orbit.

    All slots count as filled. Infinite for a single satellite.
    """
    least_km = _in_plane_km(sma_km, int(np.max(planes.slots)))
    for k in range(len(planes.slots) - 1):
        node = planes.raan_rad[k + 1 :] - planes.raan_rad[k]
        phase = planes.phase_rad[k + 1 :] - planes.phase_rad[k]
        # Slots of n and m places are apart by every multiple of a turn / lcm(n, m).
        pitch = TAU / np.lcm(planes.slots[k + 1 :].astype(np.int64), int(planes.slots[k]))
        nearest = _nearest_km(sma_km, inc_rad, node, phase, pitch)
        least_km = min(least_km, float(nearest.min()))
    return least_km


def _nearest_km(
    sma_km: float, inc_rad: float, node_rad: Floats, phase_rad: Floats, pitch_rad: float | Floats
) -> Floats:
    """Return `pair_separation_km` of the slots closest at the crossing, `pitch_rad` apart."""
    lag = phase_rad + _crossing_rad(inc_rad, node_rad)
    off = np.rint(lag / pitch_rad) * pitch_rad
    return pair_separation_km(sma_km, inc_rad, node_rad, phase_rad - off)


def _crossing_rad(inc_rad: ArrayLike, node_rad: ArrayLike) -> Floats:
    """Return how much further from its node the first orbit meets the second, rad."""
    half = 0.5 * np.asarray(node_rad)
    return np.asarray(2.0 * np.arctan2(np.cos(inc_rad) * np.sin(half), np.cos(half)))


def _cos_half_tilt(inc_rad: ArrayLike, node_rad: ArrayLike) -> Floats:
    """Return the cosine of half the angle between two planes."""
    half = 0.5 * np.asarray(node_rad)
    return np.asarray(np.hypot(np.cos(half), np.cos(inc_rad) * np.sin(half)))


def _in_plane_km(sma_km: float, slots: int) -> float:
    """Return the distance of neighbours in one plane; infinite if there are none."""
    return 2.0 * sma_km * float(np.sin(np.pi / slots)) if slots > 1 else float("inf")
