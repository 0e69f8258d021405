"""The actions of a camera that follows a satellite."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from orbitviz.app.flights import Flights
from orbitviz.base.units import number_text
from orbitviz.engine.following import (
    before_earth,
    before_neighbour,
    before_sun,
    in_plane,
    nearest_neighbour,
    riding,
)
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_at_satellite
from orbitviz.model.commands import set_min_elevation
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose, Ride
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import ActionSet, Handler
from orbitviz.ui.follow_actions import FOOTPRINT_ELEVATIONS_DEG, RIDES, footprint_action_id
from orbitviz.ui.widgets.notices import Notices

_TOPIC = "follow"  # of notices: one at a time


class Following:
    """Action handlers; `snapshot` returns what is shown now.

    They are about the satellite that the camera follows, or else the only selected one, to which
    it flies first.
    """

    def __init__(
        self,
        store: Store,
        canvas: GlobeCanvas,
        snapshot: Callable[[], Snapshot],
        flights: Flights,
        notices: Notices,
    ) -> None:
        self._store, self._canvas, self._snapshot = store, canvas, snapshot
        self._flights, self._notices = flights, notices

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            "follow_local": partial(self._ride, Ride.LOCAL),
            "follow_inertial": partial(self._ride, Ride.INERTIAL),
            "face_earth": partial(self._face, before_earth),
            "face_sun": partial(self._face, before_sun),
            "face_neighbour": self._face_neighbour,
            "next_in_plane": partial(self._step, 1),
            "previous_in_plane": partial(self._step, -1),
            "fly_back": self._flights.back,
            **{
                footprint_action_id(degrees): partial(self._set_footprint, degrees)
                for degrees in FOOTPRINT_ELEVATIONS_DEG
            },
        }

    def update_actions(self, actions: ActionSet) -> None:
        """Check what is on and disable what cannot be done."""
        view = self._store.state.view
        is_one = self._satellite is not None
        for name in (*RIDES.values(), "face_earth", "next_in_plane", "previous_in_plane"):
            actions[name].setEnabled(is_one)
        actions.check(RIDES[view.camera.ride], True)
        actions["fly_back"].setEnabled(self._flights.can_go_back)
        for degrees in FOOTPRINT_ELEVATIONS_DEG:
            is_on = math.isclose(math.radians(degrees), view.min_elevation_rad, abs_tol=1e-9)
            actions.check(footprint_action_id(degrees), is_on)

    @property
    def _satellite(self) -> SatelliteKey | None:
        """The satellite that is meant."""
        state, follows = self._store.state, self._canvas.input.goal.follows
        if follows is not None and state.has(follows):
            return follows
        selection = state.selection
        if not selection.satellites and not selection.members and len(selection.shells) == 1:
            return _only_one_of(next(iter(selection.shells)), state)
        return selection.only_satellite

    def _pose(self) -> CameraPose | None:
        """Return the pose from which to turn, on the satellite that is meant."""
        camera, satellite = self._canvas.input.goal, self._satellite
        if satellite is None:
            return None
        if camera.follows == satellite:
            return camera
        return pose_at_satellite(self._store.state, self._snapshot(), satellite, camera)

    def _ride(self, ride: Ride, _on: bool = True) -> None:
        self._notices.clear_topic(_TOPIC)
        pose = self._pose()
        if pose is not None:
            self._flights.fly(riding(self._store.state, self._snapshot(), pose, ride))

    def _face(self, turned: Callable[[CameraPose], CameraPose], _on: bool = True) -> None:
        self._notices.clear_topic(_TOPIC)
        pose = self._pose()
        if pose is not None:
            self._flights.fly(turned(pose))

    def _face_neighbour(self, _on: bool = True) -> None:
        pose = self._pose()
        if pose is None or pose.follows is None:
            return
        state = self._store.state
        found = nearest_neighbour(state, self._snapshot(), pose.follows)
        if found is None:
            self._notices.show_message("No other satellite is open.", "info", _TOPIC)
            return
        key, away_km = found
        away = f"{number_text(away_km, 4)} km away now"
        self._notices.show_message(f"Towards {satellite_name(state, key)}, {away}.", "info", _TOPIC)
        self._flights.fly(before_neighbour(pose, key))

    def tell_no_more(self) -> None:
        """Take back what was said of a neighbour once the camera looks at none."""
        if self._store.state.view.camera.neighbour is None:
            self._notices.clear_topic(_TOPIC)

    def _step(self, steps: int) -> None:
        state, satellite = self._store.state, self._satellite
        self._notices.clear_topic(_TOPIC)
        if satellite is None:
            return
        other = in_plane(state, satellite, steps)
        if other is None:
            self._notices.show_message(self._why_alone(satellite), "info", _TOPIC)
            return
        camera = self._canvas.input.goal
        self._store.do(pick_satellite(other))
        if camera.follows != satellite:
            return  # a selection moves no camera
        pose = replace(camera, follows=other)
        if camera.ride is Ride.NEIGHBOUR:
            found = nearest_neighbour(state, self._snapshot(), other)
            pose = replace(pose, neighbour=found[0] if found else None)
        self._flights.fly(pose)

    def _why_alone(self, satellite: SatelliteKey) -> str:
        name = satellite_name(self._store.state, satellite)
        if satellite.source.is_design:
            return f"{name} is the only satellite of its plane."
        return f"{name} is an object of a catalogue, which has no planes to step through."

    def _set_footprint(self, degrees: int, _on: bool = True) -> None:
        self._store.do(set_min_elevation(math.radians(degrees)))


def _only_one_of(shell: ShellKey, state: State) -> SatelliteKey | None:
    """Return the satellite of a shell that has no other, as in a cluster."""
    if shell.source != MAIN_DESIGN:
        return None
    first, end = state.document.constellation.shell_first[shell.shell : shell.shell + 2]
    return SatelliteKey(MAIN_DESIGN, int(first)) if end - first == 1 else None
