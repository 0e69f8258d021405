"""Camera poses about a satellite that the camera follows, and the satellites beside it."""

from __future__ import annotations

import math
from dataclasses import replace

from orbitviz.engine.neighbours import neighbours_of
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import mount_at, tied_as
from orbitviz.model.camera import MAX_ELEVATION_RAD
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose, Ride

# Sun and neighbours are points: beside the satellite, not behind its body.
_ASIDE_RAD, _ABOVE_RAD = math.radians(13.0), math.radians(9.0)


def riding(state: State, snapshot: Snapshot, camera: CameraPose, ride: Ride) -> CameraPose:
    """Return the pose that shows the same, level, and keeps to the axes of a ride from now on."""
    tied = tied_as(state, snapshot, camera, replace(camera, ride=ride, neighbour=None))
    elevation = max(-MAX_ELEVATION_RAD, min(MAX_ELEVATION_RAD, tied.elevation_rad))
    return replace(tied, elevation_rad=elevation, roll_rad=0.0)


def before_earth(camera: CameraPose) -> CameraPose:
    """Return the pose that has the Earth behind the followed satellite, its flight upwards."""
    return _turned(camera, Ride.LOCAL, math.pi, MAX_ELEVATION_RAD)


def before_sun(camera: CameraPose) -> CameraPose:
    """Return the pose that has the Sun behind the followed satellite, a little aside."""
    return _turned(camera, Ride.SUN, math.pi + _ASIDE_RAD, _ABOVE_RAD)


def before_neighbour(camera: CameraPose, neighbour: SatelliteKey) -> CameraPose:
    """Return the pose that has another satellite behind the followed one, a little aside."""
    turned = _turned(camera, Ride.NEIGHBOUR, math.pi + _ASIDE_RAD, _ABOVE_RAD)
    return replace(turned, neighbour=neighbour)


def _turned(camera: CameraPose, ride: Ride, azimuth_rad: float, elevation_rad: float) -> CameraPose:
    return replace(
        camera,
        target_km=(0.0, 0.0, 0.0),
        azimuth_rad=azimuth_rad,
        elevation_rad=elevation_rad,
        roll_rad=0.0,
        ride=ride,
        neighbour=None,
    )


def nearest_neighbour(
    state: State, snapshot: Snapshot, satellite: SatelliteKey
) -> tuple[SatelliteKey, float] | None:
    """Return the satellite nearest to another one, and how far away it is, km."""
    mount = mount_at(state, snapshot, satellite)
    if mount is None:
        return None
    found = neighbours_of(state, snapshot, satellite, mount.origin_km, mount.axes[0], 1)
    return (found[0].key, found[0].distance_km) if found else None


def in_plane(state: State, satellite: SatelliteKey, steps: int) -> SatelliteKey | None:
    """Return the satellite so many filled slots ahead in the plane, below 0 behind.

    None where there is no other one: an object of a catalogue has no plane.
    """
    if not satellite.source.is_design:
        return None
    constellation = state.designs[satellite.source].constellation
    plane = constellation.plane_index[satellite.row]
    first, end = (int(row) for row in constellation.plane_first[plane : plane + 2])
    if end - first < 2:
        return None
    return SatelliteKey(satellite.source, first + (satellite.row - first + steps) % (end - first))
