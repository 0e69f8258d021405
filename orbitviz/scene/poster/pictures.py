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
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.poster.layout import close_up_size, globe_frame
from orbitviz.scene.poster.paper import WIDTH, Page

_SUPERSAMPLE = 2
_STEPS_BACK = 1.2  # from a satellite, for a picture as high as wide
_LOOKED_AT = 5_000  # satellites of a group
_SUN_ELEVATION_RAD = math.radians(30.0)  # below the satellite shown


def globe_picture(
    state: State,
    snapshot: Snapshot,
    renderer: Renderer,
    page: Page,
    dpi: float,
    progress: Progress,
) -> NDArray[np.uint8]:
    """Return the picture of the whole page with the globe in the room that it has there.

    It is cut out of a larger one, whose middle is that of the globe.
    """
    scale = page.px_per_unit(dpi)
    across, down, width, height = globe_frame(page)
    size = (round(WIDTH * scale), round(page.height * scale))
    middle = (round(across * scale), round(down * scale))
    half = [max(at, side - at) for at, side in zip(middle, size, strict=True)]
    # The pose fills the height of its picture; here that is the room on the page.
    share = min(width, height) * scale / (2 * half[1])
    moved = replace(state.view, camera=home_from_afar(state.view.camera, share))
    drawn = renderer.render(
        replace(state, view=moved),
        snapshot.instant,
        (2 * half[0], 2 * half[1]),
        supersample=_SUPERSAMPLE,
        progress=progress,
    )
    left, top = half[0] - middle[0], half[1] - middle[1]
    return drawn.pixels[top : top + size[1], left : left + size[0]]


def close_up_picture(
    state: State,
    snapshot: Snapshot,
    group: str,
    renderer: Renderer,
    page: Page,
    dpi: float,
    progress: Progress,
) -> NDArray[np.uint8]:
    """Return a satellite of a group as it looks in orbit, in sunlight."""
    row = _sunlit_row(state, snapshot, group)
    key = SatelliteKey(MAIN_DESIGN, row)
    pose = pose_at_satellite(state, snapshot, key, state.view.camera)
    assert pose is not None
    pose = replace(pose, distance_km=_STEPS_BACK * pose.distance_km)
    scale = page.px_per_unit(dpi)
    width, height = (round(side * scale) for side in close_up_size(page))
    return renderer.render(
        replace(state, view=replace(state.view, camera=pose)),
        snapshot.instant,
        (width, height),
        supersample=_SUPERSAMPLE,
        progress=progress,
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
