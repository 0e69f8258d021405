"""Plates, boxes and tubes as triangles, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.constants import TAU

Point = tuple[float, float, float]


class Part(IntEnum):
    """What a triangle belongs to."""

    BUS = 0
    ARRAY = 1  # the cells
    ARRAY_BACK = 2
    RADIATOR = 3
    STRUCTURE = 4  # masts, edges, the blank side of a radiator
    ANTENNA = 5
    LENS = 6  # of optical links


class Frame(IntEnum):
    """The axes that a triangle turns with, see orbitviz.subsystems.attitude."""

    BODY = 0
    ARRAY = 1
    RADIATOR = 2


class Plate(NamedTuple):
    """A rectangle that casts a shadow: centre and half sides (3,), m, in the axes of a frame."""

    frame: Frame
    centre: Floats
    half_u: Floats
    half_v: Floats


@dataclass(frozen=True, eq=False)
class Triangles:
    """Flat triangles, three vertices each, of a whole satellite; m, origin in its middle.

    position_m, normal   (3t, 3) float32, in the axes of `frame`
    place_m              (3t, 2) float32: where on its surface a vertex is, from the middle of it
    half_m               (3t, 2) float32: half the sides of that surface
    part, frame          (3t,) float32: numbers of Part and Frame
    """

    position_m: Floats32
    normal: Floats32
    place_m: Floats32
    half_m: Floats32
    part: Floats32
    frame: Floats32

    def area_m2(self, part: Part) -> float:
        """Return the area of all triangles of a part."""
        corners = self.position_m[self.part == part].astype(np.float64).reshape(-1, 3, 3)
        sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        return float(0.5 * np.linalg.norm(sides, axis=1).sum())


@dataclass
class Mesh:
    """Collects surfaces."""

    plates: list[Plate] = field(default_factory=list)
    _columns: list[tuple[Floats, ...]] = field(default_factory=list)

    def triangles(self) -> Triangles:
        """Return everything that was added."""
        columns = zip(*self._columns, strict=True)
        return Triangles(*(np.concatenate(column).astype(np.float32) for column in columns))

    def rectangle(
        self, part: Part, frame: Frame, centre: Floats, half_u: Floats, half_v: Floats
    ) -> None:
        """Add a rectangle that is seen from the side of half_u x half_v."""
        signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]], float)
        corners = centre + signs[:, :1] * half_u + signs[:, 1:] * half_v
        halves = np.array([np.linalg.norm(half_u), np.linalg.norm(half_v)])
        normal = np.cross(half_u, half_v)
        self._add(part, frame, corners, normal, signs * halves, halves)

    def box(self, part: Part, frame: Frame, centre: Point, size: Point, top: Part | None = None,
            bottom: Part | None = None) -> None:  # fmt: skip
        """Add a box along the axes; `top` and `bottom`: the parts of its sides at +z and -z."""
        half = 0.5 * np.diag(size)
        for axis in range(3):
            u, v = half[(axis + 1) % 3], half[(axis + 2) % 3]
            middle = np.asarray(centre)
            ends = (top, bottom) if axis == 2 else (None, None)
            upper, lower = (part if end is None else end for end in ends)
            self.rectangle(upper, frame, middle + half[axis], u, v)
            self.rectangle(lower, frame, middle - half[axis], v, u)

    def sheet(
        self, faces: tuple[Part, Part], frame: Frame, centre: Floats, half_u: Floats,
        half_v: Floats, thickness_m: float,
    ) -> None:  # fmt: skip
        """Add a plate of two faces, the first on the side of half_u x half_v; it casts a shadow."""
        half_w = np.cross(half_u, half_v)
        half_w *= 0.5 * thickness_m / np.linalg.norm(half_w)
        self.rectangle(faces[0], frame, centre + half_w, half_u, half_v)
        self.rectangle(faces[1], frame, centre - half_w, half_v, half_u)
        for side, other in (
            (half_u, half_v),
            (half_v, -half_u),
            (-half_u, -half_v),
            (-half_v, half_u),
        ):
            self.rectangle(Part.STRUCTURE, frame, centre + side, other, half_w)
        self.plates.append(Plate(frame, centre, half_u, half_v))

    def tube(
        self, part: Part, frame: Frame, start: Point, end: Point, radius_m: float,
        cap: Part | None = None, far_radius_m: float | None = None, sides: int = 12,
    ) -> None:  # fmt: skip
        """Add a tube, or with another radius at its end a cone; `cap` closes its end."""
        a, b = np.asarray(start), np.asarray(end)
        along = (b - a) / np.linalg.norm(b - a)
        u = np.cross(along, np.eye(3)[int(np.argmin(np.abs(along)))])
        u /= np.linalg.norm(u)
        v = np.cross(along, u)
        turns = np.linspace(0.0, TAU, sides + 1)
        ring = np.cos(turns)[:, None] * u + np.sin(turns)[:, None] * v
        near, far = a + radius_m * ring, b + (far_radius_m or radius_m) * ring
        here, there = slice(None, -1), slice(1, None)
        quads = (near[here], near[there], far[there], near[here], far[there], far[here])
        outward = np.repeat(ring[here] + ring[there], len(quads), axis=0)
        self._add_blank(part, frame, np.stack(quads, axis=1), outward)
        if cap is not None:
            middle = np.broadcast_to(b, far[here].shape)
            self._add_blank(cap, frame, np.stack((middle, far[here], far[there]), axis=1), along)

    def _add_blank(self, part: Part, frame: Frame, corners: Floats, normal: Floats) -> None:
        """Add triangles of surfaces without a pattern."""
        flat = corners.reshape(-1, 3)
        self._add(part, frame, flat, normal, np.zeros((len(flat), 2)), np.zeros(2))

    def _add(
        self, part: Part, frame: Frame, corners: Floats, normal: Floats, place: Floats,
        half: Floats,
    ) -> None:  # fmt: skip
        count = len(corners)
        unit = normal / np.linalg.norm(normal, axis=-1, keepdims=True)
        self._columns.append(
            (
                corners,
                np.broadcast_to(unit, (count, 3)),
                place,
                np.broadcast_to(half, (count, 2)),
                np.full(count, float(part)),
                np.full(count, float(frame)),
            )
        )
