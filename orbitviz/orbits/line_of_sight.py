"""Whether the Earth stands between two points, and where a line of sight meets it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE


def hidden_by_earth(eye_km: Floats, r_km: Floats) -> NDArray[np.bool_]:
    """Return which points the Earth hides from an eye.

    eye_km   (3,)    float64  km from the Earth's centre, axes whose z is the pole (TEME or ITRS)
    r_km     (n, 3)  float64  km, the same axes
    returns  (n,)    bool     True where the line of sight crosses the WGS 84 ellipsoid

    Scaled so that the ellipsoid is a unit sphere, a line is tested by a quadratic equation.
    """
    eye, to = eye_km * TO_UNIT_SPHERE, (r_km - eye_km) * TO_UNIT_SPHERE
    a, b, c = np.einsum("ij,ij->i", to, to), to @ eye, eye @ eye - 1.0
    discriminant = b * b - a * c
    with np.errstate(invalid="ignore"):
        first = (-b - np.sqrt(discriminant)) / a
    return np.asarray((discriminant > 0.0) & (first > 0.0) & (first < 1.0))


def ground_km(eye_km: Floats, direction: Floats) -> Floats | None:
    """Return where a line of sight first meets the ground, None where it meets none.

    eye_km     (3,) float64  km from the Earth's centre, axes whose z is the pole, over the ground
    direction  (3,) float64  of any length, the same axes
    returns    (3,) float64  km, on the WGS 84 ellipsoid
    """
    eye, along = eye_km * TO_UNIT_SPHERE, direction * TO_UNIT_SPHERE
    a, b, c = along @ along, along @ eye, eye @ eye - 1.0
    discriminant = b * b - a * c
    if c <= 0.0 or b >= 0.0 or discriminant < 0.0:
        return None
    # The root of the nearer point as c / q: the difference would lose its digits near the ground.
    return np.asarray(eye_km + direction * (c / (-b + np.sqrt(discriminant))))
