"""Camera poses from which a shell, or the side with the satellites, is seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from orbitviz.engine.positions import positions_km, shell_rows
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.camera import camera_axes, look_at, reference_axes
from orbitviz.model.source import SatelliteKey, ShellKey
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry

_SAMPLE = 20_000
_ONE_SIDED = 0.5  # length of the mean direction: 0 for all around, 1 for one point
_ASIDE_RAD = np.radians(20.0)  # off the zenith, so that the altitude is visible
_SPACINGS_AWAY = 4.0
# Closer than this satellites would leave the picture within a minute of real time.
_NEAREST_KM, _FURTHEST_KM = 600.0, 8_000.0


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
    towards = camera_axes(camera)[2] @ reference_axes(camera.reference, snapshot.geometry)
    nearest = r_km[np.argmax(r_km @ towards / np.linalg.norm(r_km, axis=1))]
    radius = float(np.linalg.norm(nearest))
    spacing = radius * float(np.sqrt(4.0 * np.pi / len(rows)))
    distance = float(np.clip(_SPACINGS_AWAY * spacing, _NEAREST_KM, _FURTHEST_KM))
    return look_at(camera, nearest, distance, snapshot.geometry)


def pose_at_satellite(
    state: State, snapshot: Snapshot, satellite: SatelliteKey, camera: CameraPose
) -> CameraPose | None:
    """Return a pose close above one satellite; None while nothing is known of its position."""
    if not satellite.source.is_design and snapshot.keyframes.get(satellite.source) is None:
        return None
    r_km = positions_km(state, snapshot, satellite.source, np.array([satellite.row]))[0]
    if not np.isfinite(r_km).all():
        return None
    return look_at(camera, r_km, _NEAREST_KM, snapshot.geometry)


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
