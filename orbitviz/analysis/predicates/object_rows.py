"""Objects of a catalogue at one instant, as far as they have the quantities of satellites."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import Any, NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.sun import mean_sun_ra_rad
from orbitviz.subsystems.quantity import Quantity


class ObjectRows:
    """Objects (n,) of a catalogue by the states that SGP4 gives; a quantity.SatelliteBatch.

    r_km, v_km_s   (n, 3) TEME; orbits are those that the objects move on at the instant
    """

    def __init__(
        self, geometry: SkyGeometry, rows: NDArray[np.int64], r_km: Floats, v_km_s: Floats
    ) -> None:
        self.geometry, self.rows, self.r_km, self._v_km_s = geometry, rows, r_km, v_km_s

    def __len__(self) -> int:
        return len(self.rows)

    def taken(self, which: NDArray[np.integer[Any]]) -> Self:
        """Return some of these objects, with what has been computed of them."""
        some = copy(self)
        for name in ("rows", "r_km", "_v_km_s", "sunlit", "_pole"):
            if name in vars(self):
                vars(some)[name] = vars(self)[name][which]
        return some

    @property
    def block(self) -> NDArray[np.int32]:
        """A catalogue is one block."""
        return np.zeros(len(self), np.int32)

    @property
    def altitude_km(self) -> Floats:
        """Distance from the Earth's centre less the equatorial radius, as that of a circle."""
        return np.asarray(np.sqrt(np.einsum("ij,ij->i", self.r_km, self.r_km)) - EARTH_RADIUS_KM)

    @property
    def shell_density_per_km3(self) -> NoReturn:
        """Catalogues have no shells."""
        raise LookupError("objects of catalogues fly in no shell")

    @property
    def group(self) -> NDArray[np.int32]:
        """The catalogue is the only group."""
        return np.zeros(len(self), np.int32)

    @cached_property
    def sunlit(self) -> Floats:
        """Share of the Sun's disc in view."""
        return sunlit(self.r_km, self.geometry.sun_teme_km)

    @property
    def beta_rad(self) -> Floats:
        """Angle from orbit plane to Sun."""
        return np.asarray(np.arcsin(self._pole @ self.geometry.sun_direction))

    @property
    def raan_rad(self) -> Floats:
        """Right ascension of the ascending node, TEME of date."""
        return np.asarray(np.arctan2(self._pole[:, 0], -self._pole[:, 1]))

    @property
    def mean_sun_ra_rad(self) -> float:
        """Right ascension of the mean Sun."""
        return mean_sun_ra_rad(self.geometry.instant)

    @property
    def shell(self) -> NoReturn:
        """Catalogues have no shells."""
        raise LookupError("objects of catalogues fly in no shell")

    plane_number = slot_number = shell

    def looked_up(self, quantity: Quantity) -> NoReturn:
        """Refuse: catalogues say nothing of power, heat and compute."""
        raise LookupError(f"objects of catalogues have no {quantity.key}")

    @cached_property
    def _pole(self) -> Floats:
        """Unit vectors along the angular momentum, (n, 3)."""
        pole = np.cross(self.r_km, self._v_km_s)
        return np.asarray(pole / np.linalg.norm(pole, axis=1)[:, None])
