"""How much of the ground around the place below the camera is drawn more simply.

There the tiles show everything, and no pixel is much larger than their texels: neither the map of
the whole Earth nor mipmaps are read. Both are a fifth of the time of software.
"""

from __future__ import annotations

import math

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE
from orbitviz.scene.backdrop.earth_tiles import TEXEL_DEG, Window
from orbitviz.scene.view import View

_MOST_TEXELS = 1.4  # of a side of a pixel: up to the root of 2, software reads no mipmap either
_STEPS = 256  # from the place below to the horizon
_LATITUDES_RAD = math.radians(0.2)  # by which those of the ellipsoid and of the unit sphere differ


def below_rad(view: View, eye_itrs_km: Floats, window: Window) -> float:
    """Return the half angle of the cone of rays that see such ground, 0 if there is none.

    Like that of earth_outline.Outline about the direction to the Earth's middle, in axes in which
    the Earth is a unit sphere.
    """
    x, y, z = eye = eye_itrs_km * TO_UNIT_SPHERE
    distance = float(np.linalg.norm(eye))
    latitude = math.asin(z / distance)
    far = min(_within_rad(window, latitude, math.atan2(y, x)), math.acos(1.0 / distance))
    if far <= 0.0:
        return 0.0
    turn = np.linspace(0.0, far, _STEPS)  # from the place below, seen from the Earth's middle
    away = np.sqrt(1.0 + distance**2 - 2.0 * distance * np.cos(turn))
    steep = np.maximum(distance * np.cos(turn) - 1.0, 1e-9) / away
    pixel = view.radians_per_pixel * away / steep
    texel = math.radians(TEXEL_DEG) * np.cos(np.minimum(abs(latitude) + turn, math.pi / 2))
    fine = int(np.argmax(np.append(pixel > _MOST_TEXELS * texel, True)))
    last = float(turn[max(fine - 1, 0)])
    return math.atan2(math.sin(last), distance - math.cos(last))


def _within_rad(window: Window, latitude: float, longitude: float) -> float:
    """Return how far the edge of what the tiles alone show is from a place, negative outside."""
    middle_x, middle_y, half_x, half_y = window
    along = abs((longitude / math.tau - middle_x) % 1.0 - 0.5)
    up = abs(0.5 - latitude / math.pi - middle_y)
    to_side = math.tau * (half_x - along)
    to_side = math.asin(math.cos(latitude) * math.sin(min(to_side, math.pi / 2)))
    return min(to_side, math.pi * (half_y - up)) - _LATITUDES_RAD
