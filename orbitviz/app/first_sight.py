"""The camera's way to the view in which a design is first seen."""

from __future__ import annotations

from dataclasses import replace

from orbitviz.engine.home import home_pose, settling_from
from orbitviz.model.camera import HOME
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.canvas import GlobeCanvas

_SETTLING_S = 3.5


class FirstSight:
    """Shows each design that is opened from its home view, until the user moves the camera."""

    def __init__(self, store: Store, canvas: GlobeCanvas) -> None:
        self._store, self._canvas = store, canvas
        self._opening: object = None
        self._home: CameraPose | None = None
        self._has_begun = False

    def begin(self) -> None:
        """Let the camera settle, now that there is something to draw."""
        self._has_begun = True
        camera = self._canvas.input
        if self._home is None or camera.goal != self._home:
            return
        camera.set(settling_from(self._home))
        camera.fly_to(self._home, _SETTLING_S)
        self._canvas.update()

    def follow(self) -> None:
        """Turn to a design that has just been opened."""
        state, camera = self._store.state, self._canvas.input
        if state.document.opening is self._opening:
            return
        self._opening = state.document.opening
        # A camera that rode with a satellite of the design before was released to HOME.
        released = replace(HOME, reference=camera.goal.reference)
        if self._home is not None and camera.goal not in (self._home, released):
            return
        self._home = home_pose(state, sky_geometry_at(state.playback.at), camera.pose.reference)
        if self._has_begun:
            camera.fly_to(self._home)
            self._canvas.update()
        else:
            camera.set(self._home)
