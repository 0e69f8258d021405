"""Quantities of single satellites of a design at one instant."""

from __future__ import annotations

import math
from copy import copy
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.density.of_shells import shell_densities_per_km3
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.plane_geometry import PlaneSun, arglat_drift_rad, planes_under_sun
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.sun import mean_sun_ra_rad
from orbitviz.subsystems.map_lookup import Corners, along_orbits, corners, nearest_along_orbits
from orbitviz.subsystems.quantity import Lookup, Quantity
from orbitviz.subsystems.stations import Shadow, shadow, station_of, wrapped_rad

Ints = NDArray[np.int32]
# Of weights that add up to 1.
_ROUND_OFF = 1e-6
_NEAR_EDGE_RAD = 1e-6  # of the shadow on a circular orbit: a few metres


class OrbitRows:
    """Satellites `rows` (n,) of a constellation under the sky of one instant, without maps.

    What satellites of a plane share is computed once for each plane.
    """

    # Attributes (n, ...) of the satellites, which `taken` cuts.
    _by_row: ClassVar[tuple[str, ...]] = ("rows", "_place", "_phase_rad", "r_km", "sunlit")

    def __init__(
        self,
        constellation: Constellation,
        geometry: SkyGeometry,
        rows: NDArray[np.integer[Any]],
    ) -> None:
        self.constellation, self.geometry = constellation, geometry
        self.rows: Ints = np.asarray(rows, np.int32)
        self._planes, self._place = _distinct(constellation.plane_index[self.rows])
        self._shells = constellation.plane_shell[self._planes]

    def __len__(self) -> int:
        return len(self.rows)

    def taken(self, which: NDArray[np.integer[Any]]) -> Self:
        """Return some of these satellites, with what has been computed of them."""
        some = copy(self)
        for name in self._by_row:
            if name in vars(self):
                vars(some)[name] = vars(self)[name][which]
        return some

    def values(self, quantity: Quantity) -> NDArray[Any]:
        """Return (n,) values of a quantity, SI."""
        return quantity.at(self)

    @property
    def altitude_km(self) -> Floats:
        """Mean semi-major axis less the equatorial radius of the Earth."""
        return (self._sma_km - EARTH_RADIUS_KM)[self._place]

    @property
    def shell_density_per_km3(self) -> Floats:
        """Satellites of the design per km3 at the altitude of the shell."""
        return shell_densities_per_km3(self.constellation)[self._shells][self._place]

    @property
    def group(self) -> Ints:
        """Group of the design."""
        return self.constellation.shell_group[self._shells][self._place]

    @property
    def shell(self) -> Ints:
        """Shell of the constellation."""
        return self._shells[self._place]

    @property
    def plane(self) -> Ints:
        """Plane of the constellation."""
        return self._planes[self._place]

    block = plane  # of the planes, each may be decided as a whole

    @property
    def plane_number(self) -> Ints:
        """Plane of the shell, counted from 1."""
        first = np.searchsorted(self.constellation.plane_shell, self._shells)
        return (self._planes - first.astype(np.int32) + 1)[self._place]

    @property
    def slot_number(self) -> Ints:
        """Slot of the plane, counted from 1."""
        return np.asarray(self.constellation.slot_index[self.rows] + 1)

    @cached_property
    def r_km(self) -> Floats:
        """True positions, (n, 3) TEME."""
        return position_vectors(self.constellation, self.geometry.instant, self.rows)

    @cached_property
    def sunlit(self) -> Floats:
        """Share of the Sun's disc in view, from the true position."""
        if np.any(self.constellation.ecc[self._shells]):
            return sunlit(self.r_km, self.geometry.sun_teme_km)
        # On a circle the arcs of the shadow say it, but for those that are on an edge of it.
        sun_km = float(np.linalg.norm(self.geometry.sun_teme_km))
        arcs = shadow(self._sma_km, self._suns.beta_rad, sun_km)
        away_rad = math.pi - np.abs(self._phase_rad)
        light = np.ones(len(self))
        light[away_rad < (arcs.umbra_rad - _NEAR_EDGE_RAD)[self._place]] = 0.0
        on_edge = (away_rad <= (arcs.penumbra_rad + _NEAR_EDGE_RAD)[self._place]) & (light > 0.0)
        (rest,) = np.nonzero(on_edge)
        light[rest] = sunlit(self.taken(rest).r_km, self.geometry.sun_teme_km)
        return light

    @property
    def beta_rad(self) -> Floats:
        """Angle from orbit plane to Sun."""
        return self._suns.beta_rad[self._place]

    @property
    def raan_rad(self) -> Floats:
        """Right ascension of the ascending node, TEME of date."""
        return self._suns.raan_rad[self._place]

    @property
    def mean_sun_ra_rad(self) -> float:
        """Right ascension of the mean Sun."""
        return mean_sun_ra_rad(self.geometry.instant)

    def looked_up(self, quantity: Quantity) -> Floats:
        """Refuse: these satellites have no operating maps."""
        raise LookupError(f"{quantity.key} needs operating maps")

    @cached_property
    def _phase_rad(self) -> Floats:
        """Mean arguments of latitude from orbit noon, within half a turn of it."""
        constellation = self.constellation
        moved = arglat_drift_rad(constellation, self.geometry.instant)[self._shells]
        first = constellation.plane_phase_rad[self._planes] + moved - self._suns.noon_rad
        step = TAU / constellation.plane_slots[self._planes]
        slot = constellation.slot_index[self.rows]
        return wrapped_rad(first[self._place] + step[self._place] * slot)

    @cached_property
    def _suns(self) -> PlaneSun:
        geometry = self.geometry
        return planes_under_sun(
            self.constellation, geometry.instant, geometry.sun_direction, self._planes
        )

    @cached_property
    def _sma_km(self) -> Floats:
        return self.constellation.sma_km[self._shells]


class SatelliteRows(OrbitRows):
    """Satellites `rows` (n,) of a fleet under the sky of one instant; a quantity.SatelliteBatch."""

    _by_row = (*OrbitRows._by_row, "_station")

    def __init__(self, fleet: Fleet, geometry: SkyGeometry, rows: NDArray[np.integer[Any]]) -> None:
        super().__init__(fleet.constellation, geometry, rows)
        self._fleet = fleet
        self._corners_of: dict[int, Corners] = {}  # by part, of every plane

    def looked_up(self, quantity: Quantity) -> Floats:
        """Return (n,) SI values from the operating maps, looked up as the shader does it."""
        out = np.zeros(len(self))
        part_of = self._fleet.part_of[self._shells]
        parts = np.unique(part_of).tolist()
        for index in parts:
            ours = (
                np.flatnonzero((part_of == index)[self._place]) if len(parts) > 1 else slice(None)
            )
            table = self._fleet.parts[index].operating.values[quantity]
            look_up = nearest_along_orbits if quantity.lookup is Lookup.CATEGORY else along_orbits
            where = self._corners(index)
            out[ours] = look_up(table, where, self._place[ours], self._station[ours])
        return out

    def extremes(self, quantity: Quantity) -> tuple[Floats, Floats]:
        """Return two (n,) SI: on its orbit, `looked_up` is never below the one or above the other.

        They may lie some way beyond what the orbit reaches.
        """
        least, greatest = np.empty(len(self._planes)), np.empty(len(self._planes))
        part_of = self._fleet.part_of[self._shells]
        for index in np.unique(part_of).tolist():
            ours = np.flatnonzero(part_of == index)
            table = self._fleet.parts[index].operating.values[quantity]
            node, weight = (of_all[:, ours] for of_all in self._corners(index))
            low, high = (
                extreme(axis=-1).reshape(-1)[node].astype(np.float64)
                for extreme in (table.min, table.max)
            )
            least[ours] = np.where(weight > 0.0, low, np.inf).min(axis=0)
            greatest[ours] = np.where(weight > 0.0, high, -np.inf).max(axis=0)
        off = _ROUND_OFF * np.maximum(np.abs(least), np.abs(greatest))
        return (least - off)[self._place], (greatest + off)[self._place]

    def _corners(self, part: int) -> Corners:
        """Return where the planes stand in the map of a part; not for planes of other parts."""
        if part not in self._corners_of:
            grid = self._fleet.parts[part].operating.grid
            self._corners_of[part] = corners(grid, self._sma_km, self._suns.beta_rad)
        return self._corners_of[part]

    @cached_property
    def _station(self) -> Floats:
        arcs = shadow(self._sma_km, self._suns.beta_rad, self._fleet.sun_km)
        of_each = Shadow(arcs.umbra_rad[self._place], arcs.penumbra_rad[self._place])
        return station_of(of_each, self._phase_rad, self._fleet.fineness)


def _distinct(index: Ints) -> tuple[Ints, Ints]:
    """Return the distinct values of (n,), rising, and the place of each among them, (n,)."""
    steps = np.diff(index)
    if np.any(steps < 0):
        values, place = np.unique(index, return_inverse=True)
        return values, place.astype(np.int32)
    begins = np.flatnonzero(np.concatenate([[len(index) > 0], steps > 0]))
    lengths = np.diff(np.append(begins, len(index)))
    return index[begins], np.repeat(np.arange(len(begins), dtype=np.int32), lengths)
