"""Which body a pixel lies on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.engine.nearby import NearSatellite
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.bodies.placing import vertices_km
from orbitviz.scene.view import View


def body_at(
    view: View, sun: Floats, satellites: Sequence[NearSatellite], at_px: tuple[float, float]
) -> NearSatellite | None:
    """Return the nearest satellite with a triangle over a pixel, None if there is none.

    sun     (3,) unit vector, TEME
    at_px   pixels from the top left corner
    """
    for one in sorted(satellites, key=lambda near: near.distance_km):
        if not hidden_by_earth(view.eye_km, one.r_km[None])[0] and _covers(view, sun, one, at_px):
            return one
    return None


def _covers(view: View, sun: Floats, one: NearSatellite, at_px: tuple[float, float]) -> bool:
    """Whether a triangle wholly before the eye lies over a pixel, seen from either side."""
    pixels, depth = view.project(one.r_km + vertices_km(one, sun))
    corners = pixels.reshape(-1, 3, 2)[(depth.reshape(-1, 3) > 0.0).all(axis=1)] - at_px
    (ax, ay), (bx, by), (cx, cy) = (corners[:, k].T for k in range(3))
    sides = np.stack([ax * by - ay * bx, bx * cy - by * cx, cx * ay - cy * ax])
    return bool(((sides >= 0.0).all(axis=0) | (sides <= 0.0).all(axis=0)).any())
