"""What a large body hides for certain: plates and the sides of the bus, as polygons of pixels."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.bodies.body import Body
from orbitviz.analysis.bodies.mesh import Frame
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import NearSatellite
from orbitviz.scene.bodies.placing import NEAREST, axes_of, in_camera, in_tile
from orbitviz.scene.view import View

_MARGIN_PX = 2.0  # along the edges, where pixels are covered in part
_SIDES = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])

Polygon = list[tuple[float, float]]


def covered_by(view: View, one: NearSatellite, sun: Floats, *, finer: float = 1.0) -> list[Floats]:
    """Return convex polygons (n, 2) in NDC of the tile, wholly covered by a satellite.

    finer   pixels of the view across a pixel that must be covered
    """
    axes = axes_of(one.body, [one], sun)[0]
    middle_km = one.r_km - view.eye_km
    nearest_km = NEAREST * one.body.reach_m * KM_PER_M
    _, _, width, height = view.tile
    per_px = np.array([2.0 / width, 2.0 / height])
    found = []
    for corners in _rectangles(one.body, axes, middle_km / KM_PER_M):
        seen = in_camera(view, middle_km + KM_PER_M * corners)
        if seen[:, 2].max() <= nearest_km:
            continue
        ndc = in_tile(view, _in_front(seen, nearest_km))
        polygon = _shrunk((ndc / per_px).tolist(), _MARGIN_PX * finer)
        if len(polygon) > 2:
            found.append(np.array(polygon) * per_px)
    return found


def _rectangles(body: Body, axes: Floats, middle_m: Floats) -> list[Floats]:
    """Return the corners (4, 3) of what is seen of plates and bus, from the middle, m, TEME.

    middle_m   (3,) of the body, from the eye
    """
    found = [
        (plate.centre + _SIDES @ np.stack([plate.half_u, plate.half_v])) @ axes[plate.frame]
        for plate in body.plates
    ]
    half, own = 0.5 * np.diag(body.bus_m), axes[Frame.BODY]
    # Sides are drawn from the outside alone: to an eye within the bus it hides nothing.
    for axis, away_m in enumerate(own @ middle_m):
        for side in (-1.0, 1.0):
            if side * away_m < -half[axis, axis]:
                corners = side * half[axis] + _SIDES @ half[[(axis + 1) % 3, (axis + 2) % 3]]
                found.append(corners @ own)
    return found


def _in_front(corners: Floats, nearest: float) -> Floats:
    """Return what of a polygon (n, 3) has a third coordinate above `nearest`."""
    kept: list[Floats] = []
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if a[2] >= nearest:
            kept.append(a)
        if (a[2] >= nearest) != (b[2] >= nearest):
            kept.append(a + (nearest - a[2]) / (b[2] - a[2]) * (b - a))
    return np.array(kept)


def _shrunk(polygon: Polygon, margin: float) -> Polygon:
    """Return what of a convex polygon is a margin away from all of its edges."""
    pairs = list(zip(polygon, [*polygon[1:], polygon[0]], strict=True))
    turn = 1.0 if sum(a[0] * b[1] - a[1] * b[0] for a, b in pairs) > 0.0 else -1.0
    kept = polygon
    for (ax, ay), (bx, by) in pairs:
        long = float(np.hypot(bx - ax, by - ay))
        if long < 1e-6:
            continue
        nx, ny = -turn * (by - ay) / long, turn * (bx - ax) / long
        kept = _on_side(kept, nx, ny, nx * ax + ny * ay + margin)
    return kept


def _on_side(polygon: Polygon, nx: float, ny: float, least: float) -> Polygon:
    """Return what of a polygon has a product with (nx, ny) of at least so much."""
    inside = [nx * x + ny * y - least for x, y in polygon]
    kept = []
    for k, (x, y) in enumerate(polygon):
        here, there = inside[k], inside[(k + 1) % len(polygon)]
        if here >= 0.0:
            kept.append((x, y))
        if (here >= 0.0) != (there >= 0.0):
            share = here / (here - there)
            other = polygon[(k + 1) % len(polygon)]
            kept.append((x + share * (other[0] - x), y + share * (other[1] - y)))
    return kept
