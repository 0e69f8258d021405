"""The motion of one satellite of a state, whether of a design or of a catalogue."""

from __future__ import annotations

from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.motion import Motion, motion_of_object, motion_of_satellite
from orbitviz.orbits.sgp4.one_object import OneObject
from orbitviz.orbits.timescale import Instant


def motion_of(state: State, satellite: SatelliteKey, begin: Instant) -> Motion:
    """Return the motion of a satellite from an instant on."""
    source, row = satellite
    if source.is_design:
        return motion_of_satellite(state.designs[source].constellation, row, begin)
    return motion_of_object(OneObject(state.catalogues[source].elements, row), begin)


def moved_by(state: State, satellite: SatelliteKey) -> object:
    """Return what decides the motion: while it is the same object, the motion is the same."""
    source = satellite.source
    return state.designs[source].constellation if source.is_design else state.catalogues[source]
