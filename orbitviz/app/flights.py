"""Flights of the camera, and the way back from them."""

from __future__ import annotations

from collections.abc import Callable

from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_at_satellite, tied_as
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import SatelliteKey
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose
from orbitviz.scene.canvas import GlobeCanvas


class Flights:
    """Sends the camera to poses; `snapshot` returns what is shown now."""

    def __init__(self, store: Store, canvas: GlobeCanvas, snapshot: Callable[[], Snapshot]) -> None:
        self._store, self._canvas, self._snapshot = store, canvas, snapshot
        self._came_from: CameraPose | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a pose from which the camera departed."""
        return self._came_from is not None

    def fly(self, pose: CameraPose, *, is_departure: bool = True) -> None:
        """Fly to a pose; from a departure one can go back, unless the camera was on a ride."""
        state, camera = self._store.state, self._canvas.input
        if is_departure and camera.goal.follows is None:
            self._came_from = camera.goal
        # In the axes of where it ends: a satellite is flown to where it will be.
        camera.set(tied_as(state, self._snapshot(), camera.pose, pose))
        camera.fly_to(pose)
        self._canvas.update()

    def select_and_fly_to(self, satellite: SatelliteKey) -> None:
        """Select a satellite with its shell, and fly to where it is now."""
        self._store.do(pick_satellite(satellite))
        state, camera = self._store.state, self._canvas.input.pose
        pose = pose_at_satellite(state, self._snapshot(), satellite, camera)
        if pose is not None:
            self.fly(pose)

    def back(self) -> None:
        """Fly back to where the camera was before it last departed."""
        pose, self._came_from = self._came_from, None
        if pose is not None:
            self.fly(pose, is_departure=False)
