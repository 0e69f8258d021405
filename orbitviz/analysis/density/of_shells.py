"""How crowded it is at the altitude of each shell of a design."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from orbitviz.analysis.density.spatial import shell_volume_km3
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.orbits.constellation import Constellation

_HALF_KM = 5.0  # above and below a shell: the height of the cells of the density panel

_known: WeakKeyDictionary[Constellation, Floats] = WeakKeyDictionary()


def shell_densities_per_km3(constellation: Constellation) -> Floats:
    """Return (s,) satellites per km3 within 5 km of the mean altitude of each shell.

    Mean over latitudes and longitudes; each satellite counts at its mean altitude. The last
    result for each constellation is kept.
    """
    found = _known.get(constellation)
    if found is None:
        altitude_km = constellation.sma_km - EARTH_RADIUS_KM
        order = np.argsort(altitude_km, kind="stable")
        ordered = altitude_km[order]
        sizes = np.diff(constellation.shell_first)[order]
        below = np.concatenate([[0.0], np.cumsum(sizes, dtype=np.float64)])
        first = np.searchsorted(ordered, altitude_km - _HALF_KM, side="left")
        end = np.searchsorted(ordered, altitude_km + _HALF_KM, side="right")
        volume_km3 = shell_volume_km3(altitude_km - _HALF_KM, altitude_km + _HALF_KM)
        found = _known[constellation] = (below[end] - below[first]) / volume_km3
    return found
