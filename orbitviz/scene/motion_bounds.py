"""How far things can have moved on the picture since it was drawn."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.constants import EARTH_RADIUS_KM, EARTH_ROTATION_RAD_S, MU_EARTH_KM3_S2
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.view import View

MOVED_PX = 0.5  # less is not seen
# Drawn along where words change: so both change once a second, and not each for itself.
ALONG_PX = 0.05


def ground_moved_px(old: View, new: View, seconds: float) -> float:
    """Return the pixels by which ground, air or sky may have moved: a bound, not an estimate."""
    speeds = np.array([EARTH_ROTATION_RAD_S * EARTH_RADIUS_KM])
    radii = np.array([[EARTH_RADIUS_KM, EARTH_RADIUS_KM]])
    return _moved_px(speeds, radii, old, new, seconds)


def satellites_moved_px(
    constellation: Constellation, old: View, new: View, seconds: float
) -> float:
    """Return the pixels by which a satellite may have moved; infinite with the camera among them.

    A bound: every shell at the speed of its perigee, straight across the line of sight, at the
    point of its sphere nearest to the camera, as far from the middle of the picture as it reaches.
    """
    sma, ecc = constellation.sma_km, constellation.ecc
    if not len(sma) and old.has_the_frame_of(new):
        return 0.0
    speeds = np.sqrt(MU_EARTH_KM3_S2 / sma * (1.0 + ecc) / (1.0 - ecc))
    return _moved_px(speeds, shell_radii_km(constellation), old, new, seconds)


def shell_radii_km(constellation: Constellation) -> NDArray[np.float64]:
    """Return (s, 2) float64 km: the least and the largest distance from the Earth's middle."""
    sma, ecc = constellation.sma_km, constellation.ecc
    return np.stack([sma * (1.0 - ecc), sma * (1.0 + ecc)], axis=1)


def clearance_km(radii_km: NDArray[np.float64], view: View) -> NDArray[np.float64]:
    """Return (n,) km from the camera to what flies between two radii (n, 2); 0 or less within."""
    eye_km = float(np.linalg.norm(view.eye_km))
    return np.maximum(radii_km[:, 0] - eye_km, eye_km - radii_km[:, 1])


def _moved_px(
    speeds_km_s: NDArray[np.float64],
    radii_km: NDArray[np.float64],
    old: View,
    new: View,
    seconds: float,
) -> float:
    """Return a bound for things between two radii (n, 2) at speeds (n,)."""
    if not old.has_the_frame_of(new):
        return float("inf")
    camera_km = float(np.linalg.norm(new.eye_km - old.eye_km))
    turned_rad = sum(
        float(np.linalg.norm(after - before))
        for before, after in ((old.right, new.right), (old.up, new.up))
    )
    ways_km = speeds_km_s * abs(seconds) + camera_km
    if not ways_km.any() and turned_rad == 0.0:
        return 0.0
    away_km = np.minimum(clearance_km(radii_km, old), clearance_km(radii_km, new))
    if away_km.min() <= 0.0:
        return float("inf")
    # Away from the middle of the picture a radian has more pixels.
    across, up = new.tan_half
    corner_rad = math.atan(math.hypot(across, up))
    eye_km = min(np.linalg.norm(view.eye_km) for view in (old, new))
    reach_rad = np.arcsin(np.minimum(radii_km[:, 1] / eye_km, 1.0))
    off_rad = max(_off_middle_rad(view) for view in (old, new))
    stretch = 1.0 / np.cos(np.minimum(off_rad + reach_rad, corner_rad)) ** 2
    moved_rad = np.max((ways_km / away_km + turned_rad) * stretch)
    return float(moved_rad / new.radians_per_pixel)


def _off_middle_rad(view: View) -> float:
    """Return the angle from the middle of the picture to the middle of the Earth."""
    eye_km = float(np.linalg.norm(view.eye_km))
    return math.acos(max(-1.0, min(1.0, float(-view.eye_km @ view.forward) / eye_km)))
