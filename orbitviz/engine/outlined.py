"""The visible satellites within a closed line on the picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.engine.pick import Project, Sight
from orbitviz.engine.polygon import encircled
from orbitviz.engine.positions import positions_km, shell_rows
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.members import Members
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.cone_search import rows_in_cone
from orbitviz.orbits.line_of_sight import hidden_by_earth

_CHUNK = 1 << 14  # satellites at a time: the work arrays stay in the processor's cache


def sight_around(
    eye_km: Floats, direction_at: Callable[[tuple[float, float]], Floats], outline: Floats
) -> Sight:
    """Return the cone of sight around an outline.

    direction_at   pixel -> (3,) unit vector from the eye, TEME
    outline        (m, 2) pixels from the top left corner, m at least 1
    """
    (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
    axis = direction_at(((left + right) / 2.0, (top + bottom) / 2.0))
    corners = np.array([direction_at((x, y)) for x in (left, right) for y in (top, bottom)])
    across = np.linalg.norm(np.cross(corners, axis), axis=1)
    return Sight(eye_km, axis, float(np.arctan2(across, corners @ axis).max()))


def satellites_outlined(
    state: State, snapshot: Snapshot, project: Project, sight: Sight, outline: Floats
) -> Members:
    """Return the shown satellites, of designs and catalogues, that are seen within an outline.

    project   (n, 3) km TEME -> (n, 2) pixels, (n,) km in front of the eye
    sight     all that projects to within the outline, see `sight_around`
    outline   (m, 2) float64  pixels from the top left corner; it may cross itself
    """
    found: dict[SourceId, NDArray[np.int64]] = {}
    cone = sight.eye_km, sight.direction, sight.half_angle_rad
    candidates = {
        MAIN_DESIGN: rows_in_cone(
            state.document.constellation, snapshot.instant, *cone, state.shown_shells
        )
    }
    for source in snapshot.keyframes:
        if state.shows(source):
            candidates[source] = shell_rows(state, snapshot, ShellKey(source, 0))
    for source, rows in candidates.items():
        seen, places = [np.zeros(0, np.int64)], [np.zeros((0, 2))]
        for first in range(0, len(rows), _CHUNK):
            some = rows[first : first + _CHUNK]
            r_km = positions_km(state, snapshot, source, some)
            near, pixels = _seen_nearby(project, sight.eye_km, r_km, outline)
            seen.append(some[near])
            places.append(pixels)
        found[source] = np.concatenate(seen)[encircled(np.concatenate(places), outline)]
    return Members(found) - state.hidden_satellites


def _seen_nearby(
    project: Project, eye_km: Floats, r_km: Floats, outline: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Return which positions are seen in the rectangle around an outline, and their pixels."""
    pixels, depth = project(r_km)
    (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
    x, y = pixels.T
    is_near = (depth > 0.0) & (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    near = np.flatnonzero(is_near)
    near = near[~hidden_by_earth(eye_km, r_km[near])]
    return near, pixels[near]
