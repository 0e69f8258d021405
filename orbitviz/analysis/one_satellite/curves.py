"""The quantities of one satellite along its present orbit and the next ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.plane_geometry import planes_under_sun, satellite_arglat_rad
from orbitviz.orbits.secular import secular_rates
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.sun_path import sun_path_km
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.map_lookup import at_corners, corners
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantity import Lookup, Quantity
from orbitviz.subsystems.stations import phases_rad, shadow

ORBITS = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Curves:
    """Orbits of a satellite, each from where it leaves the shadow, or from orbit midnight.

    at          the instant that they were computed for, in the first of the orbits
    seconds     (o, stations) float64, after `at`; the first orbit began before it
    phase_rad   (o, stations) float64, from orbit noon
    beta_rad    (o,) float64, at `at` and one or more orbits later; each orbit has its own
    values      quantity -> (o, stations), SI; of LIMIT numbers of its categories
    """

    at: Instant
    seconds: Floats
    phase_rad: Floats
    beta_rad: Floats
    values: Mapping[Quantity, NDArray[Any]]


class _Passing(NamedTuple):
    """A satellite at a time: beta of its plane, and its phase from orbit noon; rad."""

    at_s: float
    beta_rad: float
    phase_rad: float


def next_orbits(fleet: Fleet, geometry: SkyGeometry, row: int) -> Curves:
    """Return the curves of a satellite of a fleet, by the stations of its operating map.

    Phase by the mean argument of latitude, as the map has it: eccentric orbits are taken as
    circular at their semi-major axis.
    """
    constellation = fleet.constellation
    shell = int(constellation.plane_shell[constellation.plane_index[row]])
    rates = secular_rates(
        constellation.sma_km[shell], constellation.ecc[shell], constellation.inc_rad[shell]
    )
    period_s = TAU / float(rates.arglat_rad_s)
    passings = [_passing(fleet, geometry, row, k * period_s) for k in range(ORBITS)]
    # Orbit noon moves: a turn from noon to noon is not one from node to node.
    turned = np.unwrap([one.phase_rad for one in passings])
    rate_rad_s = (TAU * (ORBITS - 1) + turned[-1] - turned[0]) / passings[-1].at_s
    part = fleet.parts[fleet.part_of[shell]]
    beta = np.array([one.beta_rad for one in passings])
    sma_km = np.full(ORBITS, constellation.sma_km[shell])
    phases = phases_rad(shadow(sma_km, beta, fleet.sun_km), fleet.fineness)
    first = np.floor((turned[0] - phases[0, 0]) / TAU) * TAU
    at_s = np.array([one.at_s for one in passings])
    seconds = at_s[:, None] + (phases + first - turned[:, None]) / rate_rad_s
    where = corners(part.operating.grid, sma_km, beta)
    nearest = where.node[np.argmax(where.weight, axis=0), np.arange(ORBITS)]
    values: dict[Quantity, NDArray[Any]] = {}
    for quantity in TABLES:
        table = part.operating.values[quantity]
        if quantity.lookup is Lookup.CATEGORY:
            values[quantity] = table.reshape(-1, table.shape[-1])[nearest]
        else:
            values[quantity] = at_corners(table, where)
    # An orbit in a shorter shadow begins a little before the one before it ends.
    rising = np.maximum.accumulate(seconds.ravel()).reshape(seconds.shape)
    return Curves(
        at=geometry.instant,
        seconds=rising,
        phase_rad=phases,
        beta_rad=beta,
        values=MappingProxyType(values),
    )


def _passing(fleet: Fleet, geometry: SkyGeometry, row: int, after_s: float) -> _Passing:
    constellation, rows = fleet.constellation, np.array([row], np.int32)
    instant = geometry.instant.plus_s(after_s)
    (sun_km,) = sun_path_km(geometry.instant, np.array([after_s]))
    direction = sun_km / np.linalg.norm(sun_km)
    planes = planes_under_sun(constellation, instant, direction, constellation.plane_index[rows])
    arglat = satellite_arglat_rad(constellation, instant, rows)
    return _Passing(after_s, float(planes.beta_rad[0]), float((arglat - planes.noon_rad)[0]))
