"""Camera poses from which a shell, or the side with the satellites, is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, KM_PER_M
from orbitviz.engine.nearby import body_of_satellite
from orbitviz.engine.positions import positions_km, shell_rows, state_vector
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.camera import (
    HOME,
    MIN_TARGET_DISTANCE_KM,
    camera_axes,
    look_at,
    reference_axes,
)
from orbitviz.model.mount import (
    Mount,
    mount_of_reference,
    mount_of_satellite,
    mount_towards,
    remounted,
)
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose, Reference, Ride
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry

_SAMPLE = 20_000
_ONE_SIDED = 0.5  # length of the mean direction: 0 for all around, 1 for one point
_ASIDE_RAD = np.radians(20.0)  # off the zenith, so that the altitude is visible
_STEEPEST_RAD = np.radians(89.9)  # or left and right would be undefined
_SPACINGS_AWAY = 4.0
_SPANS_AWAY = 1.25  # of a satellite's own length
_ASIDE_OF_SUN_RAD, _ABOVE_RAD = np.radians(50.0), np.radians(16.0)
# Closer to a shell than this satellites would leave the picture within a minute of real time.
_NEAREST_KM, _FURTHEST_KM = 600.0, 8_000.0
_PAIR_AWAY, _NEAREST_PAIR_KM = 8.0, 2.0  # of half their distance


def pose_at_shell(
    state: State, snapshot: Snapshot, key: ShellKey, camera: CameraPose
) -> CameraPose | None:
    """Return a pose close above the satellite of a shell that is nearest to the camera.

    The distance is a few gaps between neighbours, so that single satellites are seen.
    None while nothing is known of the shell's positions (a catalogue before its first SGP4).
    """
    rows = shell_rows(state, snapshot, key)
    if not len(rows):
        return None
    r_km = positions_km(state, snapshot, key.source, _sampled(rows))
    pose, mount = placed(state, snapshot, camera)
    towards = camera_axes(pose)[2] @ mount.axes
    nearest = r_km[np.argmax(r_km @ towards / np.linalg.norm(r_km, axis=1))]
    radius = float(np.linalg.norm(nearest))
    spacing = radius * float(np.sqrt(4.0 * np.pi / len(rows)))
    distance = float(np.clip(_SPACINGS_AWAY * spacing, _NEAREST_KM, _FURTHEST_KM))
    return look_at(camera, nearest, distance, snapshot.geometry)


def pose_at_pair(
    state: State, snapshot: Snapshot, rows: Sequence[int], camera: CameraPose
) -> CameraPose:
    """Return a pose from which satellites of the design that are close together are all seen."""
    r_km = positions_km(state, snapshot, MAIN_DESIGN, np.array(rows, np.int32))
    apart_km = float(np.linalg.norm(r_km - r_km.mean(axis=0), axis=1).max())
    distance_km = float(np.clip(_PAIR_AWAY * apart_km, _NEAREST_PAIR_KM, _FURTHEST_KM))
    return look_at(camera, r_km.mean(axis=0), distance_km, snapshot.geometry)


def mount_at(state: State, snapshot: Snapshot, satellite: SatelliteKey) -> Mount | None:
    """Return a satellite as a mount; None while nothing is known of its position."""
    known = state_vector(state, snapshot, satellite)
    return None if known is None else mount_of_satellite(*known)


def placed(state: State, snapshot: Snapshot, camera: CameraPose) -> tuple[CameraPose, Mount]:
    """Return a pose and what it is mounted on; of a satellite that is lost, the whole Earth."""
    if camera.follows is not None:
        mount = mount_at(state, snapshot, camera.follows)
        if mount is not None:
            return camera, _as_ridden(state, snapshot, camera, mount)
        camera = replace(HOME, reference=camera.reference)
    return camera, mount_of_reference(camera.reference, snapshot.geometry)


def _as_ridden(state: State, snapshot: Snapshot, camera: CameraPose, mount: Mount) -> Mount:
    """Return the mount of a followed satellite with the axes that the camera keeps to."""
    if camera.ride is Ride.INERTIAL:
        return Mount(mount.origin_km, reference_axes(Reference.INERTIAL, snapshot.geometry))
    if camera.ride is Ride.SUN:
        return Mount(mount.origin_km, reference_axes(Reference.SUN, snapshot.geometry))
    if camera.ride is Ride.NEIGHBOUR and camera.neighbour is not None:
        other = mount_at(state, snapshot, camera.neighbour)
        return mount_towards(mount, other.origin_km) if other is not None else mount
    return mount


def tied_as(state: State, snapshot: Snapshot, camera: CameraPose, other: CameraPose) -> CameraPose:
    """Return the pose that shows the same, tied to what another pose is tied to."""
    camera, mount = placed(state, snapshot, camera)
    _, new = placed(state, snapshot, other)
    moved = remounted(camera, mount, new)
    return replace(
        moved,
        reference=other.reference,
        follows=other.follows,
        ride=other.ride,
        neighbour=other.neighbour,
    )


def pose_at_satellite(
    state: State, snapshot: Snapshot, satellite: SatelliteKey, camera: CameraPose
) -> CameraPose | None:
    """Return a pose that rides with a satellite, its body filling the picture.

    From the sunlit side, a little above. None while nothing is known of its position.
    """
    mount = mount_at(state, snapshot, satellite)
    if mount is None:
        return None
    ahead, left, _ = mount.axes @ snapshot.geometry.sun_direction
    span_km = KM_PER_M * body_of_satellite(state, satellite).span_m
    return replace(
        camera,
        target_km=(0.0, 0.0, 0.0),
        distance_km=max(_SPANS_AWAY * span_km, MIN_TARGET_DISTANCE_KM),
        azimuth_rad=float(np.arctan2(left, ahead)) + _ASIDE_OF_SUN_RAD,
        elevation_rad=_ABOVE_RAD,
        roll_rad=0.0,
        follows=satellite,
        ride=Ride.LOCAL,
        neighbour=None,
    )


def pose_over_ground(
    camera: CameraPose, up_teme: Floats, altitude_km: float, geometry: SkyGeometry
) -> CameraPose:
    """Return the pose that looks straight down from a height over where `up_teme` (3,) points."""
    x, y, z = reference_axes(camera.reference, geometry) @ up_teme
    return replace(
        camera,
        target_km=(0.0, 0.0, 0.0),
        distance_km=EARTH_RADIUS_KM + altitude_km,
        azimuth_rad=float(np.arctan2(y, x)),
        elevation_rad=float(
            np.clip(np.arcsin(np.clip(z, -1.0, 1.0)), -_STEEPEST_RAD, _STEEPEST_RAD)
        ),
        roll_rad=0.0,
        follows=None,
    )


def pose_facing(
    constellation: Constellation, geometry: SkyGeometry, camera: CameraPose
) -> CameraPose:
    """Return the pose turned to the side of the Earth where the satellites are.

    Unchanged if they are all around, or if there are none.
    """
    count = len(constellation)
    if not count:
        return camera
    rows = _sampled(np.arange(count))
    r_km = state_vectors(constellation, geometry.instant, rows)[0]
    middle = np.mean(r_km / np.linalg.norm(r_km, axis=1, keepdims=True), axis=0)
    if np.linalg.norm(middle) < _ONE_SIDED:
        return camera
    x, y, _ = reference_axes(camera.reference, geometry) @ middle
    return replace(camera, azimuth_rad=float(np.arctan2(y, x)) + _ASIDE_RAD)


def _sampled(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return at most _SAMPLE of the rows, evenly spread."""
    if len(rows) <= _SAMPLE:
        return rows
    return rows[np.linspace(0, len(rows) - 1, _SAMPLE).astype(np.int64)]
