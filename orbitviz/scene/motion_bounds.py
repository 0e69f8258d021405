"""Upper bounds of the motion on screen between two instants and cameras, in pixels."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.constants import EARTH_RADIUS_KM, EARTH_ROTATION_RAD_S, MU_EARTH_KM3_S2
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.view import View

VISIBLE_PX = 0.5  # smaller motion is invisible
# More motion than this is drawn when a picture is drawn anyway, such as for its clock: so both
# change once a second, not each at its own time.
REDRAW_PX = 0.05
# Distances of the Moon's near and far side from the Earth at the extreme perigee and apogee of ten
# centuries (Meeus 1998, chapter 50), and a speed that it does not reach.
_MOON_KM, _MOON_KM_S = (354_600.0, 408_500.0), 1.1


def ground_moved_px(old: View, new: View, seconds: float) -> float:
    """Return an upper bound of the pixels by which ground, air or sky have moved.

    Infinite as far from the Earth as the Moon may be.
    """
    speeds = np.array([EARTH_ROTATION_RAD_S * EARTH_RADIUS_KM, _MOON_KM_S])
    radii = np.array([[EARTH_RADIUS_KM, EARTH_RADIUS_KM], _MOON_KM])
    return _moved_px(speeds, radii, old, new, seconds)


def satellites_moved_px(
    constellation: Constellation, old: View, new: View, seconds: float
) -> float:
    """Return an upper bound of the pixels by which satellites have moved.

    Infinite with the camera among them. Assumes every shell at the speed of its perigee, straight
    across the line of sight, at the point of its sphere nearest to the camera, as far from the
    middle of the picture as it reaches.
    """
    sma, ecc = constellation.sma_km, constellation.ecc
    if not len(sma) and old.has_same_frame(new):
        return 0.0
    speeds = np.sqrt(MU_EARTH_KM3_S2 / sma * (1.0 + ecc) / (1.0 - ecc))
    return _moved_px(speeds, shell_radii_km(constellation), old, new, seconds)


def shell_radii_km(constellation: Constellation) -> NDArray[np.float64]:
    """Return (s, 2) float64 km: radii of perigee and apogee of each shell."""
    sma, ecc = constellation.sma_km, constellation.ecc
    return np.stack([sma * (1.0 - ecc), sma * (1.0 + ecc)], axis=1)


def clearance_km(radii_km: NDArray[np.float64], view: View) -> NDArray[np.float64]:
    """Return (n,) km from the camera to spherical shells of two radii (n, 2); <= 0 inside."""
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
    if not old.has_same_frame(new):
        return float("inf")
    camera_km = float(np.linalg.norm(new.eye_km - old.eye_km))
    turned_rad = sum(
        float(np.linalg.norm(after - before))
        for before, after in ((old.right, new.right), (old.up, new.up))
    )
    path_km = speeds_km_s * abs(seconds) + camera_km
    if not path_km.any() and turned_rad == 0.0:
        return 0.0
    nearest_km = np.minimum(clearance_km(radii_km, old), clearance_km(radii_km, new))
    if nearest_km.min() <= 0.0:
        return float("inf")
    # Away from the middle of the picture a radian has more pixels.
    across, up = new.tan_half
    corner_rad = math.atan(math.hypot(across, up))
    eye_km = min(np.linalg.norm(view.eye_km) for view in (old, new))
    reach_rad = np.arcsin(np.minimum(radii_km[:, 1] / eye_km, 1.0))
    off_rad = max(_off_middle_rad(view) for view in (old, new))
    stretch = 1.0 / np.cos(np.minimum(off_rad + reach_rad, corner_rad)) ** 2
    moved_rad = np.max((path_km / nearest_km + turned_rad) * stretch)
    return float(moved_rad / new.radians_per_pixel)


def _off_middle_rad(view: View) -> float:
    """Return the angle from the middle of the picture to the middle of the Earth."""
    eye_km = float(np.linalg.norm(view.eye_km))
    return math.acos(max(-1.0, min(1.0, float(-view.eye_km @ view.forward) / eye_km)))
