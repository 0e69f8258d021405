"""The outline of the Earth and its atmosphere, found before any pixel is shaded.

All of it in axes scaled so that the ellipsoid is a unit sphere: there the ground fills a cone
around the Earth's middle. A straight line stays one, so the cone is exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE
from orbitviz.scene.view import View

AIR_TOP_KM = 105.0
# From within the air it is seen on the Earth's side of the eye only: a right angle in km, which
# the scaling changes by less than this.
_HALF_SKY_RAD = math.radians(91.0)


@dataclass(frozen=True, eq=False)
class Outline:
    """The outline of the Earth for one eye, as half angles about the direction to its centre.

    sides        (3, 3) float64  rows: two directions across, and the one to the Earth's middle
    ground_rad   half angle of the cone of the ground, 0 for an eye below it
    air_rad      half angle of what the air stays within
    """

    sides: Floats
    ground_rad: float
    air_rad: float


def outline(eye_km: Floats, air_top_km: float = AIR_TOP_KM) -> Outline:
    """Return the outline for an eye (3,) in km, in axes whose z is the Earth's.

    air_top_km   height over the ellipsoid that the air is drawn to
    """
    eye = eye_km * TO_UNIT_SPHERE
    distance = float(np.linalg.norm(eye))
    middle = -eye / distance if distance > 0.0 else np.array([0.0, 0.0, -1.0])
    across = np.cross(middle, np.eye(3)[np.argmin(np.abs(middle))])
    across /= np.linalg.norm(across)
    # A height over the ellipsoid is at least the share of the radius by which the ray passes it.
    top = 1.0 + air_top_km / EARTH_RADIUS_KM
    return Outline(
        np.stack([across, np.cross(middle, across), middle]),
        math.asin(1.0 / distance) if distance > 1.0 else 0.0,
        math.asin(top / distance) if distance > top else _HALF_SKY_RAD,
    )


def ring_places(corners: int) -> NDArray[np.float32]:
    """Return (n, 3) float32: a ring of straight edges as shaders/earth.vert takes it.

    To be drawn as a "triangle_strip".
    """
    turn = np.arange(corners + 1) % corners * (math.tau / corners)
    edge = np.stack([np.cos(turn), np.sin(turn)], axis=1).repeat(2, axis=0)
    return np.column_stack([edge, np.arange(len(edge)) % 2]).astype(np.float32)


def ring_edges(inner_rad: float, outer_rad: float, corners: int) -> tuple[float, ...]:
    """Return sines and cosines of the angles at which a ring's corners are placed.

    Its straight edges reach over `inner_rad` to the inside and `outer_rad` to the outside.
    """
    # A great circle between two corners passes the middle closer than they, up to a right angle.
    if outer_rad < math.pi / 2:
        outer_rad = math.atan(math.tan(outer_rad) / math.cos(math.pi / corners))
    return (math.sin(inner_rad), math.cos(inner_rad), math.sin(outer_rad), math.cos(outer_rad))


def ground_fills(view: View) -> bool:
    """Return whether the ground covers the whole tile, so that nothing behind it can be seen."""
    rays = view.rays(np.array([[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]]))
    rays *= TO_UNIT_SPHERE
    # The ground's cone is convex: it has every ray between four that it has.
    seen = outline(view.eye_km)
    cosine = rays @ seen.sides[2] / np.linalg.norm(rays, axis=1)
    return bool(seen.ground_rad > 0.0 and np.all(cosine > math.cos(seen.ground_rad)))
