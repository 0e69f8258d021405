"""Quantities of single satellites of a design at one instant."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.plane_geometry import PlaneSun, planes_under_sun, satellite_arglat_rad
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.sun import mean_sun_ra_rad
from orbitviz.subsystems.map_lookup import along_orbit, corners, nearest_along_orbit
from orbitviz.subsystems.quantity import Lookup, Quantity
from orbitviz.subsystems.stations import shadow, station_of


class SatelliteRows:
    """Satellites `rows` (n,) of a fleet under the sky of one instant; a quantity.SatelliteBatch."""

    def __init__(self, fleet: Fleet, geometry: SkyGeometry, rows: NDArray[np.integer[Any]]) -> None:
        self._fleet, self._geometry = fleet, geometry
        self._rows = np.asarray(rows, np.int32)
        constellation = fleet.constellation
        plane = constellation.plane_index[self._rows]
        self._shell = constellation.plane_shell[plane]
        self._their_planes, self._plane = np.unique(plane, return_inverse=True)

    def values(self, quantity: Quantity) -> NDArray[Any]:
        """Return (n,) values of a quantity, SI."""
        return quantity.at(self)

    @property
    def altitude_km(self) -> Floats:
        """Mean semi-major axis less the equatorial radius of the Earth."""
        return self._fleet.constellation.sma_km[self._shell] - EARTH_RADIUS_KM

    @property
    def group(self) -> NDArray[np.int32]:
        """Group of the design."""
        return self._fleet.constellation.shell_group[self._shell]

    @cached_property
    def sunlit(self) -> Floats:
        """Share of the Sun's disc in view, from the true position."""
        r_km, _ = state_vectors(self._fleet.constellation, self._geometry.instant, self._rows)
        return sunlit(r_km, self._geometry.sun_teme_km)

    @property
    def beta_rad(self) -> Floats:
        """Angle from orbit plane to Sun."""
        return self._planes.beta_rad[self._plane]

    @property
    def raan_rad(self) -> Floats:
        """Right ascension of the ascending node, TEME of date."""
        return self._planes.raan_rad[self._plane]

    @property
    def mean_sun_ra_rad(self) -> float:
        """Right ascension of the mean Sun."""
        return mean_sun_ra_rad(self._geometry.instant)

    def looked_up(self, quantity: Quantity) -> Floats:
        """Return (n,) SI values from the operating maps, looked up as the shader does it."""
        out = np.zeros(len(self._rows))
        part_of = self._fleet.part_of[self._shell]
        for index in np.unique(part_of).tolist():
            ours = np.flatnonzero(part_of == index)
            operating = self._fleet.parts[index].operating
            table = operating.values[quantity]
            where = corners(operating.grid, self._sma_km[ours], self.beta_rad[ours])
            station = self._station[ours]
            if quantity.lookup is Lookup.CATEGORY:
                out[ours] = nearest_along_orbit(table, where, station)
            else:
                out[ours] = along_orbit(table, where, station)
        return out

    @cached_property
    def _planes(self) -> PlaneSun:
        geometry = self._geometry
        return planes_under_sun(
            self._fleet.constellation,
            geometry.instant,
            geometry.sun_direction,
            self._their_planes,
        )

    @cached_property
    def _sma_km(self) -> Floats:
        return self._fleet.constellation.sma_km[self._shell]

    @cached_property
    def _station(self) -> Floats:
        arglat_rad = satellite_arglat_rad(
            self._fleet.constellation, self._geometry.instant, self._rows
        )
        phase_rad = arglat_rad - self._planes.noon_rad[self._plane]
        arcs = shadow(self._sma_km, self.beta_rad, self._fleet.sun_km)
        return station_of(arcs, phase_rad, self._fleet.fineness)
