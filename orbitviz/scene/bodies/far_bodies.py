"""Bodies of a few pixels: their plates and their bus as flat colours, all in one draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from vispy import gloo

from orbitviz.analysis.bodies.body import Body
from orbitviz.analysis.bodies.mesh import Frame, Part
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import NearSatellite
from orbitviz.scene.bodies.light import BodyLight
from orbitviz.scene.bodies.placing import axes_of
from orbitviz.scene.bodies.tints import Tints
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View

# Mean reflectance of the patterns of shaders/lib/body_surface.glsl.
_COLOURS = {
    Part.BUS: (0.45, 0.46, 0.47),
    Part.ARRAY: (0.020, 0.027, 0.060),
    Part.ARRAY_BACK: (0.28, 0.26, 0.23),
    Part.RADIATOR: (0.72, 0.73, 0.75),
    Part.STRUCTURE: (0.34, 0.35, 0.37),
}
_GOLD = (0.45, 0.28, 0.09)
_CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]], float)


@dataclass(frozen=True, eq=False)
class _Quads:
    """Rectangles (q) of a body in the axes of their frames, m; seen from both sides.

    parts   (q, 2)      on the side of half_u x half_v, and on the other
    colour  (q, 2, 3)   reflectance
    """

    frame: np.ndarray
    centre: Floats
    half_u: Floats
    half_v: Floats
    parts: np.ndarray
    colour: Floats


class FarBodies:
    """Draws small bodies, the farthest first; a GL context must be current."""

    def __init__(self) -> None:
        self._program = load_program("body_far.vert", "body_far.frag")
        self._place, self._shown = gloo.VertexBuffer(), gloo.VertexBuffer()

    def draw(
        self,
        view: View,
        light: BodyLight,
        satellites: Sequence[NearSatellite],
        opacity: Floats,
        sunlit: Floats,
        tints: Tints,
    ) -> None:
        """Draw satellites with opacities (n,), of which the Sun shows shares sunlit (n,)."""
        groups: dict[Body, list[int]] = {}
        for k, one in enumerate(satellites):
            groups.setdefault(one.body, []).append(k)
        places, shown = [], []
        for body, members in groups.items():
            ours = [satellites[k] for k in members]
            corners, colours = _lit_quads(body, ours, view, light, sunlit[members], tints)
            alpha = np.broadcast_to(opacity[members][:, None, None], (*colours.shape[:2], 1))
            places.append(corners.reshape(-1, 6, 3))
            shown.append(np.concatenate([colours * alpha, alpha], axis=2).reshape(-1, 4))
        place, colour = np.concatenate(places), np.concatenate(shown)
        order = np.argsort(-np.linalg.norm(place.mean(axis=1), axis=1), kind="stable")
        self._place.set_data(place[order].reshape(-1, 3).astype(np.float32))
        self._shown.set_data(np.repeat(colour[order], 6, axis=0).astype(np.float32))
        self._program["a_from_eye_km"], self._program["a_shown"] = self._place, self._shown
        view.apply(self._program)
        gloo.set_state(depth_test=False)
        self._program.draw("triangles")
        gloo.set_state(depth_test=True)


def _lit_quads(
    body: Body,
    satellites: Sequence[NearSatellite],
    view: View,
    light: BodyLight,
    sunlit: Floats,
    tints: Tints,
) -> tuple[Floats, Floats]:
    """Return corners (n, q, 6, 3) km from the eye, and colours (n, q, 3) sRGB, of n bodies."""
    quads = _quads_of(body)
    turn = axes_of(body, satellites, light.sun)[:, quads.frame]
    middle = np.array([one.r_km for one in satellites]) - view.eye_km
    centre, half_u, half_v = (
        KM_PER_M * np.einsum("qi,nqij->nqj", vectors, turn)
        for vectors in (quads.centre, quads.half_u, quads.half_v)
    )
    centre += middle[:, None]
    normal = np.cross(half_u, half_v)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    # Of the two sides, the one that is seen.
    is_back = (normal * centre).sum(axis=2) > 0.0
    normal = np.where(is_back[..., None], -normal, normal)
    colour = np.where(is_back[..., None], quads.colour[:, 1], quads.colour[:, 0])
    part = np.where(is_back, quads.parts[:, 1], quads.parts[:, 0])
    shown = light.shown(normal, colour, np.broadcast_to(sunlit[:, None], is_back.shape))
    for k, one in enumerate(satellites):
        for number, tint in enumerate(tints.of(one.key)):
            if tint[3]:
                shown[k, part[k] == number] = tint[:3]
    u, v = _CORNERS.T[..., None, None, None, :, None]
    corners = centre[:, :, None] + u[0] * half_u[:, :, None] + v[0] * half_v[:, :, None]
    return corners, shown


@lru_cache(maxsize=64)
def _quads_of(body: Body) -> _Quads:
    """Return the plates of a body and the six sides of its bus."""
    second = Part.RADIATOR if body.radiator_faces == 2 else Part.STRUCTURE
    rows: list[tuple[Frame, Floats, Floats, Floats, tuple[Part, Part]]] = []
    for plate in body.plates:
        is_array = plate.frame is Frame.ARRAY
        parts = (Part.ARRAY, Part.ARRAY_BACK) if is_array else (Part.RADIATOR, second)
        rows.append((plate.frame, plate.centre, plate.half_u, plate.half_v, parts))
    half = 0.5 * np.diag(body.bus_m)
    for axis in range(3):
        u, v = half[(axis + 1) % 3], half[(axis + 2) % 3]
        for side in (1.0, -1.0):
            rows.append((Frame.BODY, side * half[axis], side * u, v, (Part.BUS, Part.BUS)))
    colours = {**_COLOURS, **({Part.BUS: _GOLD} if body.gold else {})}
    return _Quads(
        frame=np.array([int(row[0]) for row in rows]),
        centre=np.array([row[1] for row in rows]),
        half_u=np.array([row[2] for row in rows]),
        half_v=np.array([row[3] for row in rows]),
        parts=np.array([row[4] for row in rows], int),
        colour=np.array([[colours[side] for side in row[4]] for row in rows]),
    )
