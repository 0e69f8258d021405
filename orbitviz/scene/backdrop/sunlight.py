"""How much of the Sun's light reaches the eye past the Earth's limb, and in what colour."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, SUN_RADIUS_KM
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE

# Optical depth of the air along a ray that grazes sea level, at 610, 549 and 468 nm: Rayleigh's
# 0.061, 0.094 and 0.183 from the zenith (Hansen and Travis 1974) and 0.02 of haze, through the
# column sqrt(2 pi R / H) times as long.
_SCALE_KM = 8.0
_LONGER = math.sqrt(2.0 * math.pi * EARTH_RADIUS_KM / _SCALE_KM)
_GRAZING_DEPTH = _LONGER * (np.array([0.061, 0.094, 0.183]) + 0.02)
_STRIPS = 24  # of the Sun's disc, across the limb


def light_through_air(eye_km: Floats, sun_km: Floats) -> Floats:
    """Return (3,) float64 0..1: red, green, blue of the Sun's whole disc at the eye.

    eye_km   (3,) float64  km from the Earth's centre, axes whose z is the pole
    sun_km   (3,) float64  km, the Sun from there, the same axes

    Strips of the disc along the limb, each dimmed by the air above which it stands.
    """
    # Where the Earth is a sphere: over the poles its limb is the Sun's own width lower than that of
    # a sphere as wide as the equator.
    eye_km, sun_km = (r_km * (TO_UNIT_SPHERE * EARTH_RADIUS_KM) for r_km in (eye_km, sun_km))
    radius_km = float(np.linalg.norm(eye_km))
    to_sun = sun_km - eye_km
    distance_km = float(np.linalg.norm(to_sun))
    sun_rad = SUN_RADIUS_KM / distance_km
    down = -float(eye_km @ to_sun) / (radius_km * distance_km)
    apart_rad = math.acos(max(-1.0, min(1.0, down)))  # of the Sun from the Earth's middle
    if radius_km <= EARTH_RADIUS_KM or apart_rad - sun_rad >= 0.5 * math.pi:
        return np.ones(3)
    across = (np.arange(_STRIPS) + 0.5) / _STRIPS * 2.0 - 1.0
    share = np.sqrt(1.0 - across * across)
    height_km = radius_km * np.sin(np.maximum(apart_rad + across * sun_rad, 0.0)) - EARTH_RADIUS_KM
    depth = _GRAZING_DEPTH * np.exp(-np.maximum(height_km, 0.0) / _SCALE_KM)[:, None]
    light = np.where(height_km[:, None] > 0.0, np.exp(-depth), 0.0)
    return np.asarray((share[:, None] * light).sum(axis=0) / share.sum())
