"""Names as the camera sees them: where on the picture, and how strong."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.labels.candidates import GroundNames
from orbitviz.scene.view import View

_CLEAR = 0.24  # a name has its full strength so much of the cosine above its horizon
_ZOOM_RAMP = 1.12  # a name has its full strength at a scale so many times beyond its limits


def ground_in_sight(
    names: GroundNames, view: View, geometry: SkyGeometry, scale: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return x, y in pixels from the top left, strength 0..1, order of names on the ground, (n,).

    scale   pixels per logical pixel
    """
    pixels, depth = view.project(names.r_km @ geometry.teme_to_itrs)
    relative = names.r_km - geometry.teme_to_itrs @ view.eye_km
    distance = np.sqrt(np.einsum("ij,ij->i", relative, relative))
    facing = -np.einsum("ij,ij->i", relative, names.up) / distance
    px_km = view.size[1] / (2.0 * view.tan_half[1] * scale * np.maximum(depth, 1e-3))
    near = _smooth(px_km / np.maximum(names.least_px_km, 1e-9), 1.0, _ZOOM_RAMP)
    far = _smooth(names.most_px_km / px_km, 1.0, _ZOOM_RAMP)
    strength = _smooth(facing - names.horizon, 0.0, _CLEAR) * near * far * (depth > 0.0)
    return *pixels.T, strength, names.order - names.facing * facing


def space_in_sight(r_km: Floats, view: View) -> tuple[Floats, Floats, Floats]:
    """Return x, y in pixels and strength of points (n, 3) in space, km TEME."""
    pixels, depth = view.project(r_km)
    strength = ((depth > 0.0) & ~hidden_by_earth(view.eye_km, r_km)).astype(np.float64)
    return *pixels.T, strength


def _smooth(value: Floats, low: float, high: float) -> Floats:
    """Return a smooth rise from 0 at `low` to 1 at `high`."""
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))
