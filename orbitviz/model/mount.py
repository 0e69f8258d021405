"""What the camera is mounted on: the Earth's centre with some axes, or a satellite with its own."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.model.camera import camera_axes, reference_axes
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.subsystems.attitude import local_axes


@dataclass(frozen=True, eq=False)
class Mount:
    """Origin (3,) float64 km TEME, and axes (3, 3) as rows, TEME, of a camera pose."""

    origin_km: Floats
    axes: Floats


def mount_of_reference(reference: Reference, geometry: SkyGeometry) -> Mount:
    """Return the Earth's centre with the axes of a reference."""
    return Mount(np.zeros(3), reference_axes(reference, geometry))


def mount_of_satellite(r_km: Floats, v_km_s: Floats) -> Mount:
    """Return a satellite at r (3,) km with velocity v (3,) km/s: x its flight, z its zenith."""
    local = local_axes(r_km[None], v_km_s[None])
    return Mount(r_km, np.concatenate([local.flight, local.normal, local.up]))


def mount_towards(mount: Mount, r_km: Floats) -> Mount:
    """Return the mount of a satellite turned: x to a place (3,) km TEME, z as near its zenith.

    As it is where that place is straight above or below.
    """
    ahead = r_km - mount.origin_km
    side = np.cross(mount.axes[2], ahead)
    length = float(np.linalg.norm(side))
    if length <= 1e-9 * float(np.linalg.norm(ahead)):
        return mount
    x, y = ahead / np.linalg.norm(ahead), side / length
    return Mount(mount.origin_km, np.stack([x, y, np.cross(x, y)]))


def remounted(camera: CameraPose, old: Mount, new: Mount) -> CameraPose:
    """Return the pose that shows from another mount what it shows from an old one, roll and all."""
    turn = new.axes @ old.axes.T
    target = new.axes @ (old.origin_km - new.origin_km) + turn @ np.asarray(camera.target_km)
    right, _, back = (turn @ axis for axis in camera_axes(camera))
    x, y, z = (float(value) for value in target)
    level = replace(
        camera,
        target_km=(x, y, z),
        azimuth_rad=math.atan2(back[1], back[0]),
        elevation_rad=math.asin(max(-1.0, min(1.0, float(back[2])))),
        roll_rad=0.0,
    )
    level_right, level_up, _ = camera_axes(level)
    roll = math.atan2(-float(right @ level_up), float(right @ level_right))
    return replace(level, roll_rad=roll)
