"""Whether states by SGP4 still belong to their mean elements.

SGP4 takes drag as a power series in the time from the epoch. Far from the epoch the series
diverges, and SGP4 returns positions as far out as 1e18 km without an error code.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sgp4.api import Satrec

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_POLAR_RADIUS_KM
from orbitviz.orbits.sgp4.wgs72 import EARTH_RADIUS_WGS72_KM, J2_WGS72, MU_WGS72_KM3_S2

# By this share the osculating semi-major axis a may differ from the mean one. The second term of
# the series overtakes the first when a has changed by half its height above the 78 km from which
# SGP4 counts the air: by 5 % at 800 km, by less below. Of 410,000 states within three days of the
# epochs in public catalogues, re-entries included, all but three lie within it.
SMA_OFF = 0.05
# J2 makes the energy oscillate by up to mu J2 Re^2 / r^3: a by this at r = a, more at a perigee.
_J2_SHARE = 2.0 * J2_WGS72
# By these the osculating eccentricity may differ from the mean one: near the Earth by drag; in
# deep space by Sun and Moon, which SGP4 extrapolates linearly (0.18 in 3.5 years for object 20413
# of the verification set).
NEAR_ECC, DEEP_ECC = 0.05, 0.2
# J2 moves the perigee of a low orbit by 10 km; Sun and Moon move the one of a far orbit by a share
# of its semi-major axis (object 23333 of the verification set: 0.018).
_NEAR_PERIGEE_KM, _DEEP_PERIGEE = 20.0, 0.03


class OrbitBounds:
    """What the osculating orbits of k objects must be like."""

    def __init__(self, satellites: Sequence[Satrec], is_deep: NDArray[np.bool_]) -> None:
        sma_km = EARTH_RADIUS_WGS72_KM * np.array([one.a for one in satellites])
        self._sma_km = sma_km[:, None]
        self._ecc = np.array([one.ecco for one in satellites])[:, None]
        self._ecc_off = np.where(is_deep, DEEP_ECC, NEAR_ECC)[:, None]
        perigee_off_km = np.where(is_deep, _DEEP_PERIGEE * sma_km, _NEAR_PERIGEE_KM)[:, None]
        perigee_km = self._sma_km * (1.0 - self._ecc)
        self._lowest_km = np.minimum(perigee_km, EARTH_POLAR_RADIUS_KM) - perigee_off_km

    def holds(self, r_km: Floats, v_km_s: Floats) -> NDArray[np.bool_]:
        """Return whether states agree with the mean elements; not finite ones do not.

        r_km, v_km_s  (k, m, 3) float64, inertial; returns (k, m) bool

        The osculating orbit by the energy and angular momentum of the two-body problem
        (Vallado 2013, algorithm 9): its perigee must not lie below the ground, nor its semi-major
        axis or its eccentricity differ from the mean ones by more than the bounds above.
        """
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            r2 = np.einsum("kmi,kmi->km", r_km, r_km)
            v2 = np.einsum("kmi,kmi->km", v_km_s, v_km_s)
            rv = np.einsum("kmi,kmi->km", r_km, v_km_s)
            r = np.sqrt(r2)
            inverse_sma = 2.0 / r - v2 / MU_WGS72_KM3_S2
            p_km = (r2 * v2 - rv * rv) / MU_WGS72_KM3_S2
            ecc = np.sqrt(np.maximum(1.0 - p_km * inverse_sma, 0.0))
            a_share = inverse_sma * self._sma_km  # mean over osculating semi-major axis
            by_j2 = _J2_SHARE * self._sma_km / r
            return np.asarray(
                (a_share > 1.0 / (1.0 + SMA_OFF) - by_j2)
                & (a_share < 1.0 / (1.0 - SMA_OFF) + by_j2)
                & (np.abs(ecc - self._ecc) < self._ecc_off)
                & (p_km > self._lowest_km * (1.0 + ecc))
            )
