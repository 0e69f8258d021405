"""How densely satellites fly, as one sees it: on the sphere, and in their own thin sheets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation


def density_per_km2(count: float, radius_km: float) -> float:
    """Return satellites per km2 when `count` fly evenly over a sphere of `radius_km`."""
    return count / (4.0 * np.pi * radius_km**2)


def mean_density_per_km2(constellation: Constellation, shown: NDArray[np.bool_]) -> float:
    """Return the satellites of the shells shown (s,) per km2 of the sphere they fly on."""
    sizes = np.diff(constellation.shell_first) * shown
    if sizes.sum() == 0:
        return 0.0
    radius_km = float(np.average(constellation.sma_km, weights=sizes))
    return density_per_km2(float(sizes.sum()), radius_km)


def closeness(constellation: Constellation, shown: NDArray[np.bool_]) -> Floats32:
    """Return (s,) float32 0..1: the spacing in a shell's own sheet over the mean spacing.

    1 for a shell that is not denser than all shown ones together.
    """
    mean = mean_density_per_km2(constellation, shown)
    own = _sheet_density_per_km2(constellation, shown)[constellation.shell_group]
    shares = np.divide(mean, own, out=np.ones(len(own)), where=own > mean)
    return np.sqrt(shares).astype(np.float32)


def _sheet_density_per_km2(constellation: Constellation, shown: NDArray[np.bool_]) -> Floats:
    """Return (g,) float64: satellites of each group per km2 of the sheet they fly on.

    That is the zone of the sphere that their inclination reaches; or, where that is less, one ring
    around the Earth for each plane, as wide as the altitudes of the group reach. So the thousands
    of planes of a belt weave a zone, while the planes of a dawn-dusk group, which share their
    nodes, are two flat rings.
    """
    groups = int(constellation.shell_group.max(initial=-1)) + 1
    out = np.zeros(groups)
    sizes = np.diff(constellation.shell_first)
    planes = np.bincount(constellation.plane_shell, minlength=constellation.shell_count)
    for group in range(groups):
        of_group = shown & (constellation.shell_group == group) & (sizes > 0)
        if not of_group.any():
            continue
        count, sma_km = sizes[of_group].sum(), constellation.sma_km[of_group]
        radius_km, rings = float(sma_km.mean()), float(planes[of_group].mean())
        around_km = TAU * radius_km
        # A single ring is as wide as its satellites are apart.
        width_km = max(float(np.ptp(sma_km)), around_km * rings * of_group.sum() / count)
        ring_km2 = around_km * width_km
        reach = float(np.sin(constellation.inc_rad[of_group]).mean())
        zone_km2 = 2.0 * around_km * radius_km * reach
        out[group] = count / min(max(zone_km2, ring_km2), rings * ring_km2)
    return out
