"""The way of the camera through one shot of a tour."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.engine.home import view_named
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.flight_pace import FlightPace
from orbitviz.engine.tours.shots import shell_named
from orbitviz.engine.viewpoints import (
    placed,
    pose_at_satellite,
    pose_at_shell,
    pose_over_ground,
    tied_as,
)
from orbitviz.model.camera_views import HOME_VIEW, close_view, view_of_target
from orbitviz.model.flight import Flight, flight_over_ground
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.sites import site_named
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.state import State
from orbitviz.model.tour.camera_key import CameraKey, Ease
from orbitviz.model.tour.easing import along_spline
from orbitviz.model.view import CameraPose
from orbitviz.orbits.geodesy import zenith

_SITE_HEIGHT_KM = 6_000.0
SnapshotAt = Callable[[float], Snapshot]  # of a time of the shot, s


@dataclass(frozen=True, eq=False)
class PoseKey:
    """Where the camera is at a time of a shot, s, and how it gets there."""

    at_s: float
    pose: CameraPose
    ease: Ease = "smooth"


@dataclass(frozen=True, eq=False)
class _Leg:
    """A flight from one key to the next."""

    begin_s: float
    end_s: float
    flight: Flight
    pace: FlightPace
    ease: Ease


def pose_of_key(key: CameraKey, state: State, snapshot: Snapshot, camera: CameraPose) -> CameraPose:
    """Return the pose that a key means, tied to the axes of `camera` unless it follows.

    Raises UserError if what it names is not there.
    """
    if key.satellite is not None:
        satellite = satellite_named(state, key.satellite)
        pose = pose_at_satellite(state, snapshot, satellite, camera)
        if pose is None:
            at = snapshot.instant.isoformat()
            raise UserError(f'"{key.satellite}" has no position at {at}')
        if key.target_km is not None:
            return view_of_target(key.view, pose, key.target_km)
        return pose if key.view == HOME_VIEW else close_view(key.view, pose)
    if key.shell is not None:
        shell = shell_named(state, key.shell)
        return pose_at_shell(state, snapshot, ShellKey(MAIN_DESIGN, shell), camera) or camera
    if key.site is not None:
        site = site_named(key.site, state.document.design.sites)
        up = zenith(math.radians(site.lat_deg), math.radians(site.lon_deg))
        height_km = _SITE_HEIGHT_KM if key.height_km is None else key.height_km
        up_teme = up @ snapshot.geometry.teme_to_itrs
        return pose_over_ground(camera, up_teme, height_km, snapshot.geometry)
    if key.target_km is not None:
        return view_of_target(key.view, camera, key.target_km)
    return view_named(key.view, state, camera, snapshot.geometry)


class CameraPath:
    """The camera through one shot: along a spline, and by flights where it is tied anew."""

    def __init__(
        self,
        keys: Sequence[PoseKey],
        duration_s: float,
        turn_rad: float,
        state: State,
        snapshot_at: SnapshotAt,
    ) -> None:
        """Build.

        keys          at least one, at rising times
        turn_rad      by which the camera goes around the Earth while the shot lasts
        snapshot_at   what flies where at a time of the shot
        """
        self._keys, self._state, self._snapshot_at = tuple(keys), state, snapshot_at
        self._duration_s, self._turn_rad = duration_s, turn_rad
        self._legs = [
            self._flight(before, after)
            for before, after in zip(self._keys, self._keys[1:], strict=False)
            if not _share_a_spline(before.pose, after.pose)
        ]

    def pose(self, time_s: float) -> CameraPose:
        """Return the pose at a time of the shot."""
        for leg in self._legs:
            if leg.begin_s <= time_s < leg.end_s:
                return self._flown(leg, time_s)
        return self._turned(self._on_spline(time_s), time_s)

    def _flight(self, before: PoseKey, after: PoseKey) -> _Leg:
        """Return the flight between two keys, in the axes of the satellite at one of its ends."""
        start, end = (self._turned(key.pose, key.at_s) for key in (before, after))
        if before.pose.follows is not None and after.pose.follows is None:
            # Else the satellite would fly off while the camera rises from it.
            snapshot = self._snapshot_at(after.at_s)
            end = tied_as(self._state, snapshot, end, before.pose)
        else:
            snapshot = self._snapshot_at(before.at_s)
            start = tied_as(self._state, snapshot, start, after.pose)
        earth_km = self._earth_km(snapshot, end)
        flight = flight_over_ground(start, end, earth_km)
        satellite_km = None if end.follows is None else np.zeros(3)
        pace = FlightPace(flight, earth_km, satellite_km)
        return _Leg(before.at_s, after.at_s, flight, pace, after.ease)

    def _flown(self, leg: _Leg, time_s: float) -> CameraPose:
        share = (time_s - leg.begin_s) / (leg.end_s - leg.begin_s)
        snapshot = self._snapshot_at(time_s)
        share = leg.pace.share(share, leg.ease)
        return leg.flight.pose(share, self._earth_km(snapshot, leg.flight.end))

    def _earth_km(self, snapshot: Snapshot, pose: CameraPose) -> Floats:
        _, mount = placed(self._state, snapshot, pose)
        return mount.axes @ -mount.origin_km

    def _on_spline(self, time_s: float) -> CameraPose:
        """Return the pose between the keys around a time, which share a spline."""
        run = self._run_at(time_s)
        at_s = np.array([key.at_s for key in run])
        values = np.array([_values(key.pose) for key in run])
        values[:, _AZIMUTH] = np.unwrap(values[:, _AZIMUTH])
        found = along_spline(at_s, values, [key.ease for key in run], time_s)
        return _with_values(run[-1].pose, found)

    def _run_at(self, time_s: float) -> list[PoseKey]:
        """Return the keys that share a spline with the one last passed."""
        passed = [key.at_s <= time_s for key in self._keys]
        at = max(sum(passed) - 1, 0)
        first = last = at
        while first > 0 and _share_a_spline(self._keys[first - 1].pose, self._keys[first].pose):
            first -= 1
        end = len(self._keys) - 1
        while last < end and _share_a_spline(self._keys[last].pose, self._keys[last + 1].pose):
            last += 1
        return list(self._keys[first : last + 1])

    def _turned(self, pose: CameraPose, time_s: float) -> CameraPose:
        if pose.follows is not None or not self._turn_rad:
            return pose
        angle_rad = self._turn_rad * time_s / self._duration_s
        cosine, sine = math.cos(angle_rad), math.sin(angle_rad)
        x, y, z = pose.target_km
        return replace(
            pose,
            target_km=(cosine * x - sine * y, sine * x + cosine * y, z),
            azimuth_rad=pose.azimuth_rad + angle_rad,
        )


_AZIMUTH = 3


def _values(pose: CameraPose) -> tuple[float, ...]:
    return (
        pose.target_km[0], pose.target_km[1], pose.target_km[2], pose.azimuth_rad,
        pose.elevation_rad, math.log(pose.distance_km), pose.fov_rad, pose.roll_rad,
    )  # fmt: skip


def _with_values(pose: CameraPose, values: Floats) -> CameraPose:
    x, y, z, azimuth, elevation, distance, fov, roll = (float(one) for one in values)
    return replace(
        pose,
        target_km=(x, y, z),
        azimuth_rad=azimuth,
        elevation_rad=elevation,
        distance_km=math.exp(distance),
        fov_rad=fov,
        roll_rad=roll,
    )


def _share_a_spline(one: CameraPose, other: CameraPose) -> bool:
    """Whether the way between two poses is of angles and distance about the same place."""
    ties = [(pose.follows, pose.ride, pose.neighbour, pose.reference) for pose in (one, other)]
    return ties[0] == ties[1] and one.target_km == other.target_km
