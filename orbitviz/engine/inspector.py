"""The record of one satellite with its neighbours."""

from __future__ import annotations

from dataclasses import replace

from orbitviz.analysis.one_satellite.record import OneSatellite, record_of
from orbitviz.engine.neighbours import neighbours_of
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.frames import Frame

NEIGHBOURS = 8


def inspected(
    state: State, snapshot: Snapshot, satellite: SatelliteKey, neighbours: int = NEIGHBOURS
) -> OneSatellite:
    """Return everything about a satellite at the instant of a snapshot.

    Without operating maps in the snapshot, quantities are empty. Raises UserError where an object
    of a catalogue has no position.
    """
    record = record_of(state, snapshot.geometry, snapshot.fleet, satellite)
    r_km, v_km_s = record.place.states[Frame.TEME]
    near = neighbours_of(state, snapshot, satellite, r_km, v_km_s, neighbours)
    return replace(record, neighbours=near)
