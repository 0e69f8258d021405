"""The pictures on a poster: the globe on the whole page, and one satellite."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.progress import Progress
from orbitviz.engine.home import home_from_afar
from orbitviz.engine.positions import positions_km
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_at_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.poster.layout import close_up_size, globe_frame
from orbitviz.scene.poster.paper import WIDTH, Page

_SUPERSAMPLE = 2
_STEPS_BACK = 1.2  # from a satellite, for a picture as high as wide
_LOOKED_AT = 5_000  # satellites of a group
_SUN_ELEVATION_RAD = math.radians(30.0)  # below the satellite shown


class PosterPictures:
    """Draws what a poster shows of a state at the instant of a snapshot."""

    def __init__(
        self,
        state: State,
        snapshot: Snapshot,
        renderer: Renderer,
        page: Page,
        dpi: float,
        progress: Progress,
    ) -> None:
        self._state, self._snapshot, self._renderer = state, snapshot, renderer
        self._page, self._scale, self._progress = page, page.px_per_unit(dpi), progress

    def globe(self) -> NDArray[np.uint8]:
        """Return the picture of the whole page with the globe in the room that it has there.

        It is cut out of a larger one, whose middle is that of the globe.
        """
        page, scale = self._page, self._scale
        across, down, width, height = globe_frame(page)
        size = (round(WIDTH * scale), round(page.height * scale))
        middle = (round(across * scale), round(down * scale))
        half = [max(at, side - at) for at, side in zip(middle, size, strict=True)]
        # The pose fills the height of its picture; here that is the room on the page.
        share = min(width, height) * scale / (2 * half[1])
        camera = home_from_afar(self._state.view.camera, share)
        pixels = self._drawn(camera, (2 * half[0], 2 * half[1]))
        left, top = half[0] - middle[0], half[1] - middle[1]
        return pixels[top : top + size[1], left : left + size[0]]

    def close_up(self, group: str) -> NDArray[np.uint8]:
        """Return a satellite of a group as it looks in orbit, in sunlight."""
        key = SatelliteKey(MAIN_DESIGN, _sunlit_row(self._state, self._snapshot, group))
        pose = pose_at_satellite(self._state, self._snapshot, key, self._state.view.camera)
        assert pose is not None
        width, height = (round(side * self._scale) for side in close_up_size(self._page))
        return self._drawn(
            replace(pose, distance_km=_STEPS_BACK * pose.distance_km), (width, height)
        )

    def _drawn(self, camera: CameraPose, size: tuple[int, int]) -> NDArray[np.uint8]:
        view = replace(self._state.view, camera=camera)
        return self._renderer.render(
            replace(self._state, view=view),
            self._snapshot.instant,
            size,
            supersample=_SUPERSAMPLE,
            progress=self._progress,
        ).pixels


def _sunlit_row(state: State, snapshot: Snapshot, group: str) -> int:
    """Return the satellite of a group below which the Sun stands as high as is best to look at."""
    constellation = state.document.constellation
    shells = np.flatnonzero(constellation.shell_group == constellation.group_name.index(group))
    first = constellation.shell_first
    rows = np.arange(first[shells[0]], first[shells[-1] + 1])
    rows = rows[:: max(1, len(rows) // _LOOKED_AT)]
    r_km = positions_km(state, snapshot, MAIN_DESIGN, rows)
    up = r_km / np.linalg.norm(r_km, axis=1, keepdims=True)
    elevation = np.arcsin(up @ snapshot.geometry.sun_direction)
    return int(rows[np.argmin(np.abs(elevation - _SUN_ELEVATION_RAD))])
