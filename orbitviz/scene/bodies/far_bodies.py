"""Bodies of a few pixels: their plates and their bus as flat colours, all in one draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.analysis.bodies.body import Body
from orbitviz.analysis.bodies.mesh import Frame, Part
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import NearSatellite
from orbitviz.scene.bodies.light import BodyLight, light_defines
from orbitviz.scene.bodies.placing import axes_of
from orbitviz.scene.bodies.reflectance import GOLD, REFLECTANCE
from orbitviz.scene.bodies.tints import Tints
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View

_PLAIN = [(0.0, 0.0, 0.0, 0.0)] * (len(Part) - Part.STRUCTURE)  # tints of the other parts
_VERTEX = np.dtype([
    ("a_from_eye_km", "f4", 3), ("a_normal", "f4", 3), ("a_reflectance", "f4", 3),
    ("a_tint", "f4", 4), ("a_share", "f4", 2),
])  # fmt: skip
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
        self._program = load_program("body_far.vert", "body_far.frag", **light_defines())
        self._vertices = gloo.VertexBuffer(np.zeros(1, _VERTEX))

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
        shares = np.stack([sunlit, opacity], axis=1)
        groups: dict[Body, list[int]] = {}
        for k, one in enumerate(satellites):
            groups.setdefault(one.body, []).append(k)
        parts = []
        for body, members in groups.items():
            ours = [satellites[k] for k in members]
            quads = _seen_quads(body, ours, view, light.sun, tints)
            quads["a_share"] = shares[members][:, None, None]
            parts.append(quads.reshape(-1, len(_CORNERS)))
        vertices = np.concatenate(parts)
        away = np.linalg.norm(vertices["a_from_eye_km"].mean(axis=1), axis=1)
        self._vertices.set_data(vertices[np.argsort(-away, kind="stable")].ravel())
        self._program.bind(self._vertices)  # anew: it has another size
        view.apply(self._program)
        light.set_on(self._program)
        gloo.set_state(depth_test=False)
        self._program.draw("triangles")
        gloo.set_state(depth_test=True)


def _seen_quads(
    body: Body, satellites: Sequence[NearSatellite], view: View, sun: Floats, tints: Tints
) -> NDArray[np.void]:
    """Return the vertices (n, q, 6) of the rectangles of n satellites, all but their shares."""
    quads = _quads_of(body)
    turn = axes_of(body, satellites, sun)[:, quads.frame]
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
    part = np.where(is_back, quads.parts[:, 1], quads.parts[:, 0])
    shades = np.array([[*tints.of(one.key), *_PLAIN] for one in satellites])
    u, v = _CORNERS.T[..., None, None, None, :, None]
    out = np.zeros((*is_back.shape, len(_CORNERS)), _VERTEX)
    out["a_from_eye_km"] = (
        centre[:, :, None] + u[0] * half_u[:, :, None] + v[0] * half_v[:, :, None]
    )
    out["a_normal"] = np.where(is_back[..., None], -normal, normal)[:, :, None]
    colour = np.where(is_back[..., None], quads.colour[:, 1], quads.colour[:, 0])
    out["a_reflectance"] = colour[:, :, None]
    out["a_tint"] = np.take_along_axis(shades, part[..., None], axis=1)[:, :, None]
    return out


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
    colours = {**REFLECTANCE, **({Part.BUS: GOLD} if body.gold else {})}
    return _Quads(
        frame=np.array([int(row[0]) for row in rows]),
        centre=np.array([row[1] for row in rows]),
        half_u=np.array([row[2] for row in rows]),
        half_v=np.array([row[3] for row in rows]),
        parts=np.array([row[4] for row in rows], int),
        colour=np.array([[colours[side] for side in row[4]] for row in rows]),
    )
