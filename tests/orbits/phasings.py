"""Least separations of a shell for all Walker phasings at once."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.separation import _in_plane_km, _nearest_km


def phasing_separations_km(sma_km: float, inc_rad: float, raan_rad: Floats, slots: int) -> Floats:
    """Return (p,) float64 km: `shell_separation_km` with Walker phasing 0 to p - 1.

    raan_rad  (p,) float64  nodes of the planes
    slots     evenly spaced satellites of each plane
    """
    count = len(raan_rad)
    least_km = np.full(count, _in_plane_km(sma_km, slots))
    phasing = np.arange(count)[:, None]
    for k in range(count - 1):
        node = raan_rad[k + 1 :] - raan_rad[k]
        phase = TAU * phasing * np.arange(1, count - k) / (count * slots)
        nearest = _nearest_km(sma_km, inc_rad, node, phase, TAU / slots)
        least_km = np.minimum(least_km, nearest.min(axis=1))
    return least_km
