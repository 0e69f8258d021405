"""The way down of circular orbits through air whose density depends on the altitude alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, JULIAN_YEAR_S, KM_PER_M, MU_EARTH_KM3_S2
from orbitviz.orbits.atmosphere import density_table

_ROUND_OFF = 1.0 + 1e-9  # so that the highest altitude is found from its own drag time


class Descent(NamedTuple):
    """How much drag brings an orbit how far down.

    A satellite of drag area Cd A / m sinks as far in a time as another in half of it with twice the
    area: their drag time, s m2/kg, is the same. Arrays (n,) float64 by altitude:

    altitude_km     ascending, the first is that of re-entry
    slowness        drag time per km
    drag_time       left until re-entry
    growth_per_km   of the slowness from each altitude to the next, as a logarithm, (n - 1,)
    """

    altitude_km: Floats
    slowness: Floats
    drag_time: Floats
    growth_per_km: Floats

    def drag_time_at(self, altitude_km: Floats) -> Floats:
        """Return (k,) s m2/kg left until re-entry at altitudes (k,) of the table."""
        cell = self._cell(self.altitude_km, altitude_km)
        growth = self.growth_per_km[cell]
        up = np.expm1(growth * (altitude_km - self.altitude_km[cell])) / growth
        return np.asarray(self.drag_time[cell] + self.slowness[cell] * up)

    def altitude_at_km(self, drag_time: Floats) -> Floats:
        """Return the altitudes (k,) km at which so much drag time is left, inf above the table."""
        cell = self._cell(self.drag_time, drag_time)
        growth = self.growth_per_km[cell]
        up = np.log1p(growth * (drag_time - self.drag_time[cell]) / self.slowness[cell]) / growth
        above = drag_time > self.drag_time[-1] * _ROUND_OFF
        return np.where(above, np.inf, self.altitude_km[cell] + up)

    def years_down(self, altitude_km: Floats, drag_area: Floats, start_year: Floats) -> Floats:
        """Return the years until re-entry, (k,); altitudes (k,) of the table, areas (k,) m2/kg."""
        return self.drag_time_at(altitude_km) / (drag_area * JULIAN_YEAR_S)

    def altitude_after_km(
        self, altitude_km: Floats, drag_area: Floats, start_year: Floats, years: Floats
    ) -> Floats:
        """Return altitudes (k,) after years (k,), nan after re-entry; as years_down."""
        left = self.drag_time_at(altitude_km) - drag_area * years * JULIAN_YEAR_S
        return np.where(left > 0.0, self.altitude_at_km(np.maximum(left, 0.0)), np.nan)

    def highest_km(self, drag_area: Floats, start_year: Floats, years: Floats) -> Floats:
        """Return the altitudes (k,) from which re-entry takes so many years (k,)."""
        return self.altitude_at_km(drag_area * years * JULIAN_YEAR_S)

    @staticmethod
    def _cell(ascending: Floats, value: Floats) -> NDArray[np.intp]:
        found = np.searchsorted(ascending, value, "right") - 1
        return np.minimum(found, len(ascending) - 2)


def descent(log_density: Floats) -> Descent:
    """Return the way down through air of a density.

    log_density  (n,)  float64  logarithm of kg/m3 at the altitudes of density_table
    The integral over the altitude is that of an exponential between neighbouring altitudes.
    """
    altitude_km = density_table().altitude_km
    speed_km2_s = np.sqrt(MU_EARTH_KM3_S2 * (EARTH_RADIUS_KM + altitude_km))
    slowness = KM_PER_M / (np.exp(log_density) * speed_km2_s)
    growth = np.diff(np.log(slowness)) / np.diff(altitude_km)
    steps = np.diff(slowness) / growth
    return Descent(altitude_km, slowness, np.concatenate([[0.0], np.cumsum(steps)]), growth)
