"""Light on a body: the Sun behind the Earth's edge, and the Earth itself."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_ALBEDO, EARTH_RADIUS_KM, TAU

_RINGS, _TURNS = 8, 16  # of directions to the Earth


def earthlight(r_km: Floats, sun: Floats) -> Floats:
    """Return the light of the sunlit Earth at a satellite, as a vector to where it comes from.

    r_km, sun   (3,)  float64  km from the Earth's centre; unit vector to the Sun
    returns     (3,)  float64  its length: what a plate facing it receives, 1 being the Sun's

    The ground reflects EARTH_ALBEDO evenly to all sides (Lambert); summed over the visible disc.
    """
    radius = float(np.linalg.norm(r_km)) / EARTH_RADIUS_KM
    down = -r_km / np.linalg.norm(r_km)
    side = np.cross(down, np.eye(3)[int(np.argmin(np.abs(down)))])
    side /= np.linalg.norm(side)
    # Even in the cosine: every direction stands for the same solid angle.
    edge = np.sqrt(max(1.0 - 1.0 / radius**2, 0.0))
    cosine = 1.0 - (1.0 - edge) * (np.arange(_RINGS) + 0.5) / _RINGS
    turn = TAU * (np.arange(_TURNS) + 0.5) / _TURNS
    sine = np.sqrt(1.0 - cosine**2)
    across = np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * np.cross(down, side)
    rays = cosine[:, None, None] * down + sine[:, None, None] * across
    away = radius * cosine - np.sqrt(np.maximum(1.0 - (radius * sine) ** 2, 0.0))
    ground = -radius * down + away[:, None, None] * rays
    lit = np.maximum(ground @ sun, 0.0)
    solid_angle = TAU * (1.0 - edge) / (_RINGS * _TURNS)
    radiance = EARTH_ALBEDO / np.pi * lit * solid_angle
    return np.asarray((radiance[..., None] * rays).sum(axis=(0, 1)))
