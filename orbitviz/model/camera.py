"""Moves of the camera: pure functions from pose to pose. Pixels are logical, y downwards."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import SkyGeometry

MIN_TARGET_DISTANCE_KM = 0.0005
MAX_RIDE_KM = 60_000.0  # from a satellite that the camera follows
MIN_CAMERA_ALTITUDE_KM = 150.0
MAX_DISTANCE_KM = 1_000_000.0
MAX_ELEVATION_RAD = math.radians(89.9)
_ZOOM_ROUNDS = 8
_SECANT_RAD, _LARGEST_TURN_RAD = 1e-4, 0.3

HOME = CameraPose()


def reference_axes(reference: Reference, geometry: SkyGeometry) -> Floats:
    """Return (3, 3) float64: rows are the axes of `reference` in TEME; v_ref = axes @ v_teme."""
    if reference is Reference.EARTH:
        return geometry.teme_to_itrs
    if reference is Reference.SUN:
        x = geometry.sun_direction
        y = np.cross([0.0, 0.0, 1.0], x)
        y /= np.linalg.norm(y)
        return np.stack([x, y, np.cross(x, y)])
    return np.eye(3)


def camera_axes(camera: CameraPose) -> tuple[Floats, Floats, Floats]:
    """Return the unit vectors right, up, back, each (3,) float64, in the axes of the reference.

    Back points from the target to the camera.
    """
    ca, sa = math.cos(camera.azimuth_rad), math.sin(camera.azimuth_rad)
    ce, se = math.cos(camera.elevation_rad), math.sin(camera.elevation_rad)
    right, back = np.array([-sa, ca, 0.0]), np.array([ce * ca, ce * sa, se])
    up = np.cross(back, right)
    if camera.roll_rad:
        cr, sr = math.cos(camera.roll_rad), math.sin(camera.roll_rad)
        right, up = cr * right - sr * up, cr * up + sr * right
    return right, up, back


def unrolled(camera: CameraPose) -> CameraPose:
    """Return the pose level, and tied to no satellite."""
    return replace(camera, follows=None, roll_rad=0.0)


def change_reference(camera: CameraPose, reference: Reference, geometry: SkyGeometry) -> CameraPose:
    """Tie the camera to other axes; the picture stays as it is, but for its tilt."""
    if reference is camera.reference:
        return camera
    turn = reference_axes(reference, geometry) @ reference_axes(camera.reference, geometry).T
    back = turn @ camera_axes(camera)[2]
    target = turn @ np.asarray(camera.target_km)
    return replace(
        unrolled(camera),
        reference=reference,
        target_km=_triple(target),
        azimuth_rad=math.atan2(back[1], back[0]),
        elevation_rad=within_poles(math.asin(max(-1.0, min(1.0, float(back[2]))))),
    )


def half_tangents(fov_rad: float, aspect: float) -> tuple[float, float]:
    """Return the tangents of half the field of view across and up; see CameraPose.fov_rad.

    aspect   width over height of the picture
    """
    tangent = math.tan(fov_rad / 2)
    return tangent * max(aspect, 1.0), tangent * max(1.0 / aspect, 1.0)


def orbit(camera: CameraPose, right_px: float, down_px: float, side_px: float) -> CameraPose:
    """Turn the camera about its target, as dragging the globe by pixels does.

    side_px   shorter side of the picture
    """
    # The ground under the pointer follows it: the closer the surface, the smaller the turn.
    if camera.is_off_centre:
        turn = math.pi / side_px
    else:
        altitude = camera.distance_km - EARTH_RADIUS_KM
        turn = 2.0 * math.tan(camera.fov_rad / 2) / side_px
        turn *= min(altitude / EARTH_RADIUS_KM, 2.5)
    wide = turn / max(math.cos(camera.elevation_rad), 0.2)
    return replace(
        camera,
        azimuth_rad=math.remainder(camera.azimuth_rad - right_px * wide, math.tau),
        elevation_rad=within_poles(camera.elevation_rad + down_px * turn),
    )


def zoom(
    camera: CameraPose, factor: float, at: tuple[float, float] = (0.0, 0.0), aspect: float = 1.0
) -> CameraPose:
    """Bring the camera closer (factor < 1) or away; what is under the pointer stays there.

    at       pointer in the picture, -1..1 to the right and up
    aspect   width over height of the picture
    """
    if camera.is_off_centre:
        return _zoom_to_target(camera, factor, at, aspect)
    altitude = (camera.distance_km - EARTH_RADIUS_KM) * factor
    distance = EARTH_RADIUS_KM + max(altitude, MIN_CAMERA_ALTITUDE_KM)
    moved = replace(camera, distance_km=min(distance, MAX_DISTANCE_KM))
    pointed = ground_under(camera, at, aspect)
    if pointed is None:
        return moved
    moved = _with_latitude_under(moved, pointed[1], at, aspect)
    found = ground_under(moved, at, aspect)
    if found is None:
        return moved
    # About the axis camera and ground turn together: the longitude is met exactly.
    turn = math.remainder(pointed[0] - found[0], math.tau)
    return replace(moved, azimuth_rad=moved.azimuth_rad + turn)


def _with_latitude_under(
    camera: CameraPose, latitude_rad: float, at: tuple[float, float], aspect: float
) -> CameraPose:
    """Return the camera raised until the ground at the pointer has a latitude, by secants.

    As near as it gets where no elevation brings that latitude under the pointer.
    """

    def missed_rad(elevation_rad: float) -> float:
        found = ground_under(replace(camera, elevation_rad=elevation_rad), at, aspect)
        return math.inf if found is None else found[1] - latitude_rad

    here = camera.elevation_rad
    missed = missed_rad(here)
    before, missed_before = here + _SECANT_RAD, missed_rad(here + _SECANT_RAD)
    best = (abs(missed), here)
    for _ in range(_ZOOM_ROUNDS):
        rise = missed - missed_before
        if not math.isfinite(rise) or abs(rise) < 1e-15:
            break
        step = -missed * (here - before) / rise
        before, missed_before = here, missed
        here = within_poles(here + max(-_LARGEST_TURN_RAD, min(_LARGEST_TURN_RAD, step)))
        missed = missed_rad(here)
        best = min(best, (abs(missed), here))
    return replace(camera, elevation_rad=best[1])


def pan(camera: CameraPose, right_px: float, down_px: float, side_px: float) -> CameraPose:
    """Shift camera and target across the picture, so that the target follows the pointer.

    side_px   shorter side of the picture
    """
    right, up, _ = camera_axes(camera)
    km_per_px = 2.0 * math.tan(camera.fov_rad / 2) * camera.distance_km / side_px
    shift = (-right_px * right + down_px * up) * km_per_px
    return replace(camera, target_km=_triple(np.asarray(camera.target_km) + shift))


def look_at(
    camera: CameraPose, target_teme_km: Floats, distance_km: float, geometry: SkyGeometry
) -> CameraPose:
    """Return a pose that looks down on a point (3,) km TEME from outside, `distance_km` away."""
    target = reference_axes(camera.reference, geometry) @ target_teme_km
    outward = target / np.linalg.norm(target)
    # From a little to the south of straight above, so that the horizon side stays up.
    return replace(
        unrolled(camera),
        target_km=_triple(target),
        distance_km=max(distance_km, MIN_TARGET_DISTANCE_KM),
        azimuth_rad=math.atan2(outward[1], outward[0]),
        elevation_rad=within_poles(math.asin(float(outward[2])) - math.radians(50.0)),
    )


def _zoom_to_target(
    camera: CameraPose, factor: float, at: tuple[float, float], aspect: float
) -> CameraPose:
    distance = min(max(camera.distance_km * factor, MIN_TARGET_DISTANCE_KM), MAX_DISTANCE_KM)
    if camera.follows is not None:
        return replace(camera, distance_km=min(distance, MAX_RIDE_KM))
    if distance > 60_000.0 and factor > 1.0:
        # Far out the Earth is all there is to see: return to its centre.
        return replace(camera, target_km=(0.0, 0.0, 0.0), distance_km=distance)
    tan_x, tan_y = half_tangents(camera.fov_rad, aspect)
    right, up, _ = camera_axes(camera)
    lost_km = camera.distance_km - distance
    shift = (at[0] * tan_x * right + at[1] * tan_y * up) * lost_km
    target = np.asarray(camera.target_km) + shift
    return replace(camera, target_km=_triple(target), distance_km=distance)


def ground_under(
    camera: CameraPose, at: tuple[float, float], aspect: float
) -> tuple[float, float] | None:
    """Return longitude, latitude in the camera's axes of the ground (a sphere) at the pointer."""
    tan_x, tan_y = half_tangents(camera.fov_rad, aspect)
    right, up, back = camera_axes(camera)
    ray = -back + at[0] * tan_x * right + at[1] * tan_y * up
    eye = camera.distance_km * back
    a, b = ray @ ray, eye @ ray
    disc = b * b - a * (eye @ eye - EARTH_RADIUS_KM**2)
    if disc <= 0.0:
        return None
    hit = eye + ray * ((-b - math.sqrt(disc)) / a)
    return math.atan2(hit[1], hit[0]), math.asin(hit[2] / EARTH_RADIUS_KM)


def within_poles(elevation_rad: float) -> float:
    """Return an elevation, rad, that leaves the horizon level: not quite at a pole."""
    return max(-MAX_ELEVATION_RAD, min(MAX_ELEVATION_RAD, elevation_rad))


def _triple(values: Floats) -> tuple[float, float, float]:
    x, y, z = (float(v) for v in values)
    return x, y, z
