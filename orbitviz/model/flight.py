"""The way of the camera from one pose to another."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.camera import camera_axes
from orbitviz.model.mount import Mount, remounted
from orbitviz.model.view import CameraPose

_FALL = 50.0  # a flight that changes the distance by more leads to a satellite, or from one
_CLEARANCE_KM, _LEAST_KM = 120.0, 30.0  # over the equator's radius: of the way chosen; of any
_HALVINGS, _SAMPLES = 5, 17  # of the swing; places of a way at which its height is looked at
_SWUNG, _FALLING = 0.5, 0.42  # shares of the flight: until where it swings, from where it falls
_NOWHERE = 1e-9


def between(start: CameraPose, end: CameraPose, share: float) -> CameraPose:
    """Return the pose at a `share` 0..1 of the straight flight from one pose to another.

    Both must be tied to the same axes (see change_reference). Distances change
    geometrically, angles the short way round. Where the camera falls towards a satellite, or
    rises from one, the target moves as the distance does, or the path would lead underground.
    """
    ease = _eased(share)
    even = ease
    ratio = end.distance_km / start.distance_km
    moved = ease
    if is_fall(start, end):
        moved = (ratio**ease - 1.0) / (ratio - 1.0)
        # Turned while it is far away.
        ease = 1.0 - (1.0 - ease) ** 3 if ratio < 1.0 else ease**3
    target = np.asarray(start.target_km) * (1 - moved) + np.asarray(end.target_km) * moved
    x, y, z = (float(value) for value in target)
    turn = math.remainder(end.azimuth_rad - start.azimuth_rad, math.tau)
    roll = math.remainder(start.roll_rad - end.roll_rad, math.tau)
    return replace(
        end,
        target_km=(x, y, z),
        distance_km=start.distance_km ** (1 - even) * end.distance_km**even,
        azimuth_rad=start.azimuth_rad + ease * turn,
        elevation_rad=start.elevation_rad * (1 - ease) + end.elevation_rad * ease,
        fov_rad=start.fov_rad * (1 - ease) + end.fov_rad * ease,
        roll_rad=end.roll_rad + roll * (1 - ease),
    )


def is_fall(start: CameraPose, end: CameraPose) -> bool:
    """Whether a flight leads to a satellite, or from one to far away."""
    return not 1.0 / _FALL < end.distance_km / start.distance_km < _FALL


@dataclass(frozen=True, kw_only=True, eq=False)
class Flight:
    """A flight that stays over the ground: around the Earth first, then straight.

    From its higher end the camera swings about the Earth's centre until the straight way to the
    lower end is clear.

    axis, swing_rad   (3,) unit vector; 0 where nothing is in the way
    floor_km          distance from the Earth's centre under which it never comes
    """

    start: CameraPose
    end: CameraPose
    axis: Floats
    swing_rad: float
    floor_km: float

    def pose(self, share: float, earth_km: Floats) -> CameraPose:
        """Return the pose at a share 0..1; earth_km (3,) is the Earth's centre in its axes."""
        if share >= 1.0:
            return self.end
        return _lifted(self._path(share, earth_km), earth_km, self.floor_km)

    def _path(self, share: float, earth_km: Floats) -> CameraPose:
        if not self.swing_rad:
            return between(self.start, self.end, share)
        is_falling = self._is_falling(earth_km)
        way = share if is_falling else 1.0 - share
        low, swung = self._ends(self.swing_rad * _eased(min(way / _SWUNG, 1.0)), earth_km)
        there = between(swung, low, max(way - _FALLING, 0.0) / (1.0 - _FALLING))
        return replace(self.end, **{name: getattr(there, name) for name in _PLACE})

    def _ends(self, swing_rad: float, earth_km: Floats) -> tuple[CameraPose, CameraPose]:
        """Return the lower end, and the higher one swung so far towards it."""
        if self._is_falling(earth_km):
            return self.end, _swung(self.start, self.axis, swing_rad, earth_km)
        return self.start, _swung(self.end, self.axis, -swing_rad, earth_km)

    def _is_falling(self, earth_km: Floats) -> bool:
        return _height_km(self.start, earth_km) >= _height_km(self.end, earth_km)


_PLACE = ("target_km", "distance_km", "azimuth_rad", "elevation_rad", "fov_rad", "roll_rad")


def flight_over_ground(start: CameraPose, end: CameraPose, earth_km: Floats) -> Flight:
    """Return the flight from a pose to another, both tied to the same axes.

    earth_km   (3,) the Earth's centre in these axes
    """
    ends = [_eye_km(pose) - earth_km for pose in (start, end)]
    heights_km = [float(np.linalg.norm(one)) for one in ends]
    clear_km, floor_km = (
        min(*heights_km, EARTH_RADIUS_KM + height) for height in (_CLEARANCE_KM, _LEAST_KM)
    )
    axis = np.cross(ends[0], ends[1])
    if np.linalg.norm(axis) <= _NOWHERE * heights_km[0] * heights_km[1]:
        axis = camera_axes(start)[1]
    axis = axis / np.linalg.norm(axis)
    cosine = float(ends[0] @ ends[1]) / max(heights_km[0] * heights_km[1], _NOWHERE)
    straight = Flight(start=start, end=end, axis=axis, swing_rad=0.0, floor_km=floor_km)

    def is_clear(swing_rad: float) -> bool:
        low, turned = straight._ends(swing_rad, earth_km)
        shares = np.linspace(0.0, 1.0, _SAMPLES).tolist()
        ways = (between(turned, low, share) for share in shares)
        return all(_height_km(pose, earth_km) >= clear_km * (1.0 - 1e-9) for pose in ways)

    if is_clear(0.0):
        return straight
    least_rad, most_rad = 0.0, math.acos(max(-1.0, min(1.0, cosine)))
    for _ in range(_HALVINGS):
        middle_rad = 0.5 * (least_rad + most_rad)
        if is_clear(middle_rad):
            most_rad = middle_rad
        else:
            least_rad = middle_rad
    return replace(straight, swing_rad=most_rad)


def _swung(camera: CameraPose, axis: Floats, angle_rad: float, earth_km: Floats) -> CameraPose:
    """Return a pose turned about an axis through the Earth's centre, with all that it shows."""
    x, y, z = axis
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turn = np.eye(3) + math.sin(angle_rad) * cross + (1.0 - math.cos(angle_rad)) * cross @ cross
    return remounted(
        camera, Mount(earth_km - turn @ earth_km, turn.T), Mount(np.zeros(3), np.eye(3))
    )


def _lifted(camera: CameraPose, earth_km: Floats, floor_km: float) -> CameraPose:
    """Return the pose straight above where it is, if that is lower; it keeps its target."""
    above = _eye_km(camera) - earth_km
    height_km = float(np.linalg.norm(above))
    if height_km >= floor_km or height_km <= _NOWHERE:
        return camera
    back = earth_km + above * (floor_km / height_km) - np.asarray(camera.target_km)
    distance_km = max(float(np.linalg.norm(back)), _NOWHERE)
    return replace(
        camera,
        distance_km=distance_km,
        azimuth_rad=math.atan2(back[1], back[0]),
        elevation_rad=math.asin(max(-1.0, min(1.0, float(back[2]) / distance_km))),
    )


def _eye_km(camera: CameraPose) -> Floats:
    return np.asarray(camera.target_km) + camera.distance_km * camera_axes(camera)[2]


def _height_km(camera: CameraPose, earth_km: Floats) -> float:
    return float(np.linalg.norm(_eye_km(camera) - earth_km))


def _eased(share: float) -> float:
    return share * share * (3.0 - 2.0 * share)
