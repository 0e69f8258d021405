"""Mouse, wheel, touchpad and keys become moves of the camera pose, with inertia."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple

from orbitviz.base.arrays import Floats
from orbitviz.model.camera import orbit, pan, zoom
from orbitviz.model.flight import Flight, flight_over_ground, is_fall
from orbitviz.model.view import CameraPose

_ZOOM_PER_TICK = 0.85
_KEY_STEP_PX = 40.0
_GLIDE_S = 0.28  # time in which a thrown globe loses two thirds of its speed
_REST_PX_S = 8.0
_FLIGHT_S, _FALL_S = 1.1, 2.6  # the latter to a satellite or from one
_AROUND_S = 1.6  # more for half a turn around the Earth
_REST_S = 0.25  # after the last tick of a wheel or press of a key


class _Departure(NamedTuple):
    """A move from pose to pose, which began at a wall time; its way is planned when it is drawn."""

    start: CameraPose
    end: CameraPose
    began_s: float
    duration_s: float | None


class CameraInput:
    """The camera pose during gestures; the state is updated at the end of each.

    changed(pose)   called at every move, to draw
    settled(pose)   called when a gesture, its glide or a flight has ended
    """

    def __init__(
        self,
        pose: CameraPose,
        changed: Callable[[CameraPose], None],
        settled: Callable[[CameraPose], None],
        wall_time: Callable[[], float] = time.monotonic,
    ) -> None:
        self.pose = pose
        self._changed, self._settled, self._wall_time = changed, settled, wall_time
        self._last: tuple[float, float] | None = None
        self._velocity = (0.0, 0.0)  # px/s
        self._moved_at = 0.0
        self._glided_at: float | None = None
        self._flight: _Departure | None = None
        self._way: Flight | None = None

    @property
    def is_moving(self) -> bool:
        """Whether `advance` has something to do."""
        return self._glided_at is not None or self._flight is not None

    @property
    def is_moved(self) -> bool:
        """Whether the globe is dragged, glides, flies or was moved within _REST_S."""
        rests = self._wall_time() - self._moved_at > _REST_S
        return self.is_moving or self._last is not None or not rests

    def set(self, pose: CameraPose) -> None:
        """Jump to a pose that another part of the program decided on."""
        self._stop()
        self.pose = pose

    @property
    def goal(self) -> CameraPose:
        """The pose at the end of the present flight, or the present one."""
        return self._flight.end if self._flight is not None else self.pose

    def fly_to(self, pose: CameraPose, duration_s: float | None = None) -> None:
        """Begin a flight to a pose tied to the same axes; None: as long as its way needs."""
        self._stop()
        self._flight = _Departure(self.pose, pose, self._wall_time(), duration_s)

    def press(self, x: float, y: float) -> None:
        """Begin a gesture: a button went down."""
        self._stop()
        self._last, self._moved_at = (x, y), self._wall_time()

    def drag(self, x: float, y: float, side: float, *, panning: bool) -> None:
        """Follow the pointer while a button is down; `side`: the picture's shorter one, pixels."""
        if self._last is None:
            return
        right, down = x - self._last[0], y - self._last[1]
        now = self._wall_time()
        elapsed = max(now - self._moved_at, 1e-3)
        self._last, self._moved_at = (x, y), now
        move = pan if panning else orbit
        # The mean over a few events, since pointers come in bursts.
        blend = 0.0 if panning else min(elapsed / 0.05, 1.0)
        self._velocity = (
            self._velocity[0] * (1 - blend) + blend * right / elapsed,
            self._velocity[1] * (1 - blend) + blend * down / elapsed,
        )
        self._move(move(self.pose, right, down, side))

    def release(self) -> None:
        """End a gesture; the globe glides on if it was thrown."""
        if self._last is None:
            return
        self._last = None
        resting = self._wall_time() - self._moved_at > 0.08
        if resting or math.hypot(*self._velocity) < _REST_PX_S * 4:
            self._velocity = (0.0, 0.0)
            self._settled(self.pose)
        else:
            self._glided_at = self._wall_time()

    def wheel(self, ticks: float, at: tuple[float, float], aspect: float) -> None:
        """Zoom by wheel ticks or a touchpad's share of one; `at` in -1..1 right and up."""
        self.pinch(_ZOOM_PER_TICK**ticks, at, aspect)

    def turn(self, ticks: float, side: float) -> None:
        """Turn the globe by ticks of a sideways wheel."""
        self._stop()
        self._move(orbit(self.pose, ticks * _KEY_STEP_PX, 0.0, side))
        self._settled(self.pose)

    def pinch(self, factor: float, at: tuple[float, float], aspect: float) -> None:
        """Multiply the distance; what is under the pointer stays there."""
        self._stop()
        self._move(zoom(self.pose, factor, at, aspect))
        self._settled(self.pose)

    def key(self, name: str, side: float) -> bool:
        """Move by a key; return whether the key means a move."""
        steps = {"Left": (1, 0), "Right": (-1, 0), "Up": (0, 1), "Down": (0, -1)}
        if name in steps:
            right, down = steps[name]
            self._stop()
            self._move(orbit(self.pose, right * _KEY_STEP_PX, down * _KEY_STEP_PX, side))
        elif name in ("+", "=", "-"):
            self._stop()
            self._move(zoom(self.pose, _ZOOM_PER_TICK ** (-1 if name == "-" else 1)))
        else:
            return False
        self._settled(self.pose)
        return True

    def advance(self, side: float, earth_km: Floats) -> None:
        """Advance a glide or a flight to the present time; call it before each picture.

        earth_km   (3,) the Earth's centre in the axes of the pose
        """
        now = self._wall_time()
        if self._flight is not None:
            flight = self._flight
            way = self._way = self._way or flight_over_ground(flight.start, flight.end, earth_km)
            share = min((now - flight.began_s) / (flight.duration_s or _needed_s(way)), 1.0)
            if share >= 1.0:
                self._flight = self._way = None
            self._move(way.pose(share, earth_km))
            if share >= 1.0:
                self._settled(self.pose)
        elif self._glided_at is not None:
            self._glide(now, side)

    def _glide(self, now: float, side: float) -> None:
        assert self._glided_at is not None
        elapsed, self._glided_at = now - self._glided_at, now
        fade = math.exp(-elapsed / _GLIDE_S)
        glide_s = _GLIDE_S * (1 - fade)
        right, down = self._velocity
        self._velocity = (right * fade, down * fade)
        self._move(orbit(self.pose, right * glide_s, down * glide_s, side))
        if math.hypot(*self._velocity) < _REST_PX_S:
            self._stop()
            self._settled(self.pose)

    def _move(self, pose: CameraPose) -> None:
        self.pose, self._moved_at = pose, self._wall_time()
        self._changed(pose)

    def _stop(self) -> None:
        self._glided_at = self._flight = self._way = None
        self._velocity = (0.0, 0.0)


def _needed_s(way: Flight) -> float:
    """Return how long a flight takes."""
    straight_s = _FALL_S if is_fall(way.start, way.end) else _FLIGHT_S
    return straight_s + _AROUND_S * way.swing_rad / math.pi
