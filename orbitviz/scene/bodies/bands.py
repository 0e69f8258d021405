"""The pixels that bodies cover, in bands across the picture: fewer than a box around them has."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import NearSatellite
from orbitviz.scene.bodies.placing import NEAREST, in_camera, in_tile, union_of, vertices_km
from orbitviz.scene.gl.smooth_target import Box
from orbitviz.scene.view import View

_BAND_PX = 64  # as high as the tiles that llvmpipe draws in
_AROUND_PX = 2.0  # for smooth edges and rounding


def bands_of(
    view: View, sun: Floats, drawn: Sequence[tuple[NearSatellite, Box]], large: Sequence[bool]
) -> list[Box]:
    """Return boxes one above the other, at most one a band, that hold every pixel of bodies.

    sun     (3,) unit vector, TEME
    drawn   satellites, each with a box around it, see box_of
    large   whether its triangles tell more than its box
    """
    whole = union_of([box for _, box in drawn])
    top = whole[1] + whole[3]
    lows = np.arange(whole[1] // _BAND_PX * _BAND_PX, top, _BAND_PX, dtype=np.float64)
    first, last = np.full(len(lows), np.inf), np.full(len(lows), -np.inf)
    for (one, box), is_large in zip(drawn, large, strict=True):
        edges = _edges(view, one, sun) if is_large else None
        if edges is None:
            edges = _edges_of_box(box)
        least, greatest = _reach(edges, lows - _AROUND_PX, lows + (_BAND_PX + _AROUND_PX))
        first, last = np.minimum(first, least), np.maximum(last, greatest)
    found = []
    for low, start, end in np.stack([lows, first, last], axis=1).tolist():
        left, bottom = max(start - _AROUND_PX, whole[0]), int(max(low, whole[1]))
        right, upper = min(end + _AROUND_PX, whole[0] + whole[2]), int(min(low + _BAND_PX, top))
        if left < right and bottom < upper:
            found.append((int(left), bottom, math.ceil(right) - int(left), upper - bottom))
    return found


def _edges(view: View, one: NearSatellite, sun: Floats) -> Floats | None:
    """Return the edges (n, 2, 2) of its triangles, pixels of the tile; None if one is too near."""
    seen = in_camera(view, vertices_km(one, sun) + one.r_km - view.eye_km)
    if seen[:, 2].min() <= NEAREST * one.body.reach_m * KM_PER_M:
        return None
    corners = (0.5 * (in_tile(view, seen) + 1.0) * view.tile[2:]).reshape(-1, 3, 2)
    ends = np.stack([corners, np.roll(corners, 1, axis=1)], axis=2)
    return np.asarray(ends.reshape(-1, 2, 2))


def _edges_of_box(box: Box) -> Floats:
    left, bottom, width, height = box
    sides = ((left, left), (left + width, left + width))
    return np.array([[(x, bottom), (y, bottom + height)] for x, y in sides], dtype=np.float64)


def _reach(edges: Floats, lows: Floats, highs: Floats) -> tuple[Floats, Floats]:
    """Return the least and the greatest x (b,) of edges (n, 2, 2) between heights (b,).

    Infinite, the least above the greatest, where there is none.
    """
    (x0, y0), (x1, y1) = edges[:, 0].T, edges[:, 1].T
    rise = np.where(y1 == y0, 1e-9, y1 - y0)
    at_low, at_high = ((ends[:, None] - y0) / rise for ends in (lows, highs))
    enter = np.clip(np.minimum(at_low, at_high), 0.0, None)
    leave = np.clip(np.maximum(at_low, at_high), None, 1.0)
    outside = enter > leave
    one, other = (x0 + share * (x1 - x0) for share in (enter, leave))
    least = np.where(outside, np.inf, np.minimum(one, other)).min(axis=1)
    greatest = np.where(outside, -np.inf, np.maximum(one, other)).max(axis=1)
    return least, greatest
