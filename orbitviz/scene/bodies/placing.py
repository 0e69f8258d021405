"""How bodies stand in space, and the pixels that they may cover."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from orbitviz.analysis.bodies.body import Body
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import NONE, Nearby, NearSatellite, nearby
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.gl.smooth_target import Box
from orbitviz.scene.view import View
from orbitviz.subsystems.attitude import array_axes, body_axes, local_axes, radiator_axes

NEAREST = 1.0 / 50.0  # depth of what is projected, in radii of the body
_BODY_PX = 6.0  # a satellite that appears as large as that, logical pixels, becomes a body


def near_satellites(view: View, state: State, snapshot: Snapshot) -> Nearby:
    """Return the satellites of a view that are near enough to be drawn as bodies."""
    least_rad = _BODY_PX * view.pixel_ratio * view.radians_per_pixel
    shown = state.view.layers.satellites
    return nearby(state, snapshot, view.eye_km, least_rad) if shown else NONE


def axes_of(body: Body, satellites: Sequence[NearSatellite], sun: Floats) -> Floats:
    """Return (n, 3, 3, 3) float64: of n satellites with that body, the axes of each Frame as rows.

    sun   (3,) unit vector, TEME
    """
    r_km = np.array([one.r_km for one in satellites])
    v_km_s = np.array([one.v_km_s for one in satellites])
    local = local_axes(r_km, v_km_s)
    own = body_axes(body.array_pointing, local, sun, faces_sun=body.faces_sun)
    array = array_axes(body.array_pointing, local, sun)
    radiator = radiator_axes(body.radiator_pointing, local, sun, own)
    return np.stack([own, array, radiator], axis=1)


def vertices_km(one: NearSatellite, sun: Floats) -> Floats:
    """Return the vertices (3t, 3) of a satellite's triangles from its middle, km, TEME.

    sun   (3,) unit vector, TEME
    """
    mesh, axes = one.body.triangles, axes_of(one.body, [one], sun)[0]
    turned = np.einsum("vi,vij->vj", mesh.position_m, axes[mesh.frame.astype(int).ravel()])
    return np.asarray(KM_PER_M * turned)


def in_camera(view: View, from_eye_km: Floats) -> Floats:
    """Return places (n, 3) from the eye, km, TEME, as right, up and depth of the camera."""
    return np.asarray(from_eye_km @ np.stack([view.right, view.up, view.forward]).T)


def in_tile(view: View, seen: Floats) -> Floats:
    """Return (n, 2) in NDC of the tile of places (n, 3) of in_camera, of positive depth."""
    scale_x, scale_y, offset_x, offset_y = view.tile_transform
    ndc = seen[:, :2] / (seen[:, 2:] * view.tan_half) * (scale_x, scale_y) + (offset_x, offset_y)
    return np.asarray(ndc)


def box_of(view: View, one: NearSatellite) -> Box | None:
    """Return the pixels of the tile that a body may cover, None if there are none."""
    relative = one.r_km - view.eye_km
    reach_km = one.body.reach_m * KM_PER_M
    _, _, width, height = view.tile
    depth = float(relative @ view.forward)
    if depth < -reach_km:
        return None
    scale_x, scale_y, offset_x, offset_y = view.tile_transform
    edges = []
    for axis, tan, scale, offset, pixels in (
        (view.right, view.tan_half[0], scale_x, offset_x, width),
        (view.up, view.tan_half[1], scale_y, offset_y, height),
    ):
        place = float(relative @ axis)
        if depth <= 1.5 * reach_km:
            # Too near to be projected: all of the picture, unless it is past one of its sides.
            if _is_past(place * scale / tan, depth, reach_km, scale / tan, offset):
                return None
            edges.append((0, pixels))
            continue
        # The two planes that touch the sphere around it, through the eye and the other axis.
        middle, half = math.atan2(place, depth), math.asin(reach_km / math.hypot(place, depth))
        ends = (math.tan(middle - half), math.tan(middle + half))
        low, high = ((end / tan * scale + offset + 1.0) * 0.5 * pixels for end in ends)
        first, last = max(int(low) - 1, 0), min(int(high) + 2, pixels)
        if first >= last:
            return None
        edges.append((first, last))
    (left, right), (bottom, top) = edges
    return (left, bottom, right - left, top - bottom)


def _is_past(ahead: float, depth: float, reach: float, scale: float, offset: float) -> bool:
    """Whether a sphere lies past one of two opposite sides of what the tile shows.

    ahead          `scale` times the place of its middle along their axis, as reach and depth
    scale, offset  of place over depth to NDC of the tile
    """
    return any(
        side * ahead + (side * offset - 1.0) * depth > reach * math.hypot(scale, offset - side)
        for side in (-1.0, 1.0)
    )


def in_sight(view: View, satellites: Sequence[NearSatellite]) -> list[tuple[NearSatellite, Box]]:
    """Return the satellites in the tile that the Earth does not hide, the farthest first."""
    pairs = [(one, box) for one in satellites if (box := box_of(view, one)) is not None]
    if not pairs:
        return []
    hidden = hidden_by_earth(view.eye_km, np.array([one.r_km for one, _ in pairs]))
    drawn = [pair for pair, is_hidden in zip(pairs, hidden, strict=True) if not is_hidden]
    return sorted(drawn, key=lambda pair: -pair[0].distance_km)


def union_of(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around boxes."""
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    top = max(box[1] + box[3] for box in boxes)
    return (left, bottom, right - left, top - bottom)
