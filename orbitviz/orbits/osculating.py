"""The two-body orbits that belong to positions and velocities."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import MU_EARTH_KM3_S2


class OsculatingOrbit(NamedTuple):
    """Orbits at n states; (n,) float64, nan where the state is.

    normal            (n, 3)  unit vector along the angular momentum, in the axes of the states
    sma_km, ecc
    mean_anom_rad     -pi to pi
    """

    normal: Floats
    sma_km: Floats
    ecc: Floats
    mean_anom_rad: Floats

    @property
    def mean_motion_rad_s(self) -> Floats:
        """Two-body mean motion, (n,)."""
        return np.asarray(np.sqrt(MU_EARTH_KM3_S2 / self.sma_km) / self.sma_km)

    @property
    def perigee_km(self) -> Floats:
        """Radius of the perigee, (n,)."""
        return np.asarray(self.sma_km * (1.0 - self.ecc))


def osculating_orbits(r_km: Floats, v_km_s: Floats) -> OsculatingOrbit:
    """Return the orbits at positions r and velocities v, both (n, 3), of bound motion.

    Vallado 2013, algorithm 9; e cos E and e sin E from r and r . v, so that circles need no care.
    """
    momentum = np.cross(r_km, v_km_s)
    r = np.linalg.norm(r_km, axis=1)
    sma = 1.0 / (2.0 / r - np.einsum("ij,ij->i", v_km_s, v_km_s) / MU_EARTH_KM3_S2)
    e_cos = 1.0 - r / sma
    e_sin = np.einsum("ij,ij->i", r_km, v_km_s) / np.sqrt(MU_EARTH_KM3_S2 * sma)
    anomaly = np.arctan2(e_sin, e_cos)
    return OsculatingOrbit(
        momentum / np.linalg.norm(momentum, axis=1, keepdims=True),
        sma,
        np.hypot(e_cos, e_sin),
        anomaly - e_sin,
    )
