"""Everything about one satellite of a design, or object of a catalogue, at one instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.one_satellite.curves import Curves, next_orbits
from orbitviz.analysis.one_satellite.elements import (
    Elements,
    elements_of_design,
    elements_of_object,
)
from orbitviz.analysis.one_satellite.identity import Identity, identity_of
from orbitviz.analysis.one_satellite.neighbour import Neighbour
from orbitviz.analysis.one_satellite.place import Place, place_of
from orbitviz.analysis.one_satellite.shadow import NextEclipse, next_eclipse_of
from orbitviz.analysis.one_satellite.sun_view import SunView, sun_view_of
from orbitviz.analysis.satellite_motion import motion_of
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.motion import Motion
from orbitviz.orbits.osculating import osculating_orbits
from orbitviz.orbits.propagate import plane_table
from orbitviz.orbits.sgp4.batch import REASONS
from orbitviz.orbits.sgp4.one_object import OneObject
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantities.work import LIMIT
from orbitviz.subsystems.quantity import Quantity


@dataclass(frozen=True, kw_only=True, eq=False)
class OneSatellite:
    """The record of one satellite.

    quantities   those with a table in the operating map, SI, of LIMIT the number of a category;
                 empty for an object of a catalogue, and while there is no map; no LIMIT without
                 computers
    curves       its present orbit and the next two, None where quantities are empty
    neighbours   the nearest satellites, the nearest first; found by engine.neighbours
    """

    key: SatelliteKey
    instant: Instant
    identity: Identity
    elements: Elements
    place: Place
    sun: SunView
    eclipse: NextEclipse
    quantities: Mapping[Quantity, float] = field(default_factory=lambda: MappingProxyType({}))
    curves: Curves | None = None
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def neighbours_in_shell(self) -> int | None:
        """How many of the neighbours fly in its own shell; None for an object of a catalogue."""
        if self.identity.is_object:
            return None
        return sum(one.is_of_same_shell for one in self.neighbours)


def record_of(
    state: State,
    geometry: SkyGeometry,
    fleet: Fleet | None,
    key: SatelliteKey,
    *,
    eclipse: NextEclipse | None = None,
    curves: Curves | None = None,
) -> OneSatellite:
    """Return the record of a satellite at the instant of `geometry`, without its neighbours.

    eclipse, curves   of an earlier record, if they still hold; None: they are computed

    Raises UserError where SGP4 gives no position of an object at that instant.
    """
    if key.source.is_design:
        return _record_of_design(state, geometry, fleet, key, eclipse, curves)
    return _record_of_object(state, geometry, key, eclipse)


def _record_of_design(
    state: State,
    geometry: SkyGeometry,
    fleet: Fleet | None,
    key: SatelliteKey,
    eclipse: NextEclipse | None,
    curves: Curves | None,
) -> OneSatellite:
    constellation, instant = state.designs[key.source].constellation, geometry.instant
    motion = motion_of(state, key, instant)
    table = plane_table(constellation, instant, constellation.plane_index[[key.row]])
    normal = np.cross(table.node[0], table.ahead[0])
    place, sun, eclipse = _in_motion(motion, geometry, normal, eclipse)
    quantities: dict[Quantity, float] = {}
    if fleet is not None:
        rows = SatelliteRows(fleet, geometry, np.array([key.row]))
        quantities = {quantity: float(rows.values(quantity)[0]) for quantity in TABLES}
        shell = constellation.plane_shell[constellation.plane_index[key.row]]
        if fleet.parts[fleet.part_of[shell]].design.compute.rated_kw == 0.0:
            del quantities[LIMIT]  # there are no computers to limit
        curves = curves or next_orbits(fleet, geometry, key.row)
    return OneSatellite(
        key=key,
        instant=instant,
        identity=identity_of(state, key),
        elements=elements_of_design(constellation, key.row, instant),
        place=place,
        sun=sun,
        eclipse=eclipse,
        quantities=MappingProxyType(quantities),
        curves=curves,
    )


def _record_of_object(
    state: State, geometry: SkyGeometry, key: SatelliteKey, eclipse: NextEclipse | None
) -> OneSatellite:
    catalogue, instant = state.catalogues[key.source], geometry.instant
    one = OneObject(catalogue.elements, key.row)
    r_km, v_km_s, error = one.states(instant, np.zeros(1))
    if error[0]:
        raise UserError(
            f'"{satellite_name(state, key)}" ({catalogue.object_id[key.row]}) has no position at '
            f"{instant.isoformat()}: {REASONS[int(error[0])]}",
            allowed=f"times near the epoch of its elements, "
            f"{catalogue.elements.epoch(key.row).isoformat()}",
        )
    motion = motion_of(state, key, instant)
    normal = osculating_orbits(r_km, v_km_s).normal[0]
    place, sun, eclipse = _in_motion(motion, geometry, normal, eclipse)
    return OneSatellite(
        key=key,
        instant=instant,
        identity=identity_of(state, key),
        elements=elements_of_object(catalogue, key.row),
        place=place,
        sun=sun,
        eclipse=eclipse,
    )


def _in_motion(
    motion: Motion, geometry: SkyGeometry, normal: Floats, eclipse: NextEclipse | None
) -> tuple[Place, SunView, NextEclipse]:
    """Return what follows from a motion alone; normal (3,) of the orbit, TEME."""
    r_km, v_km_s = (state[0] for state in motion(np.zeros(1)))
    return (
        place_of(r_km, v_km_s, geometry),
        sun_view_of(r_km, normal, geometry),
        eclipse or next_eclipse_of(motion, geometry.instant),
    )
