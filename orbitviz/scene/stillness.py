"""For how long a picture holds while time runs: until something has moved by half a pixel."""

from __future__ import annotations

import numpy as np

from orbitviz.facts.constants import EARTH_RADIUS_KM, EARTH_ROTATION_RAD_S, MU_EARTH_KM3_S2
from orbitviz.model.state import State
from orbitviz.model.view import Reference
from orbitviz.scene.view import View

_MOVED_PX = 0.5


def still_s(state: State, view: View) -> float:
    """Return seconds of simulated time in which nothing on the picture moves half a pixel.

    0 where a satellite may be at the camera, and with catalogues, whose objects fly anywhere.
    A bound, not an estimate: every shell at the speed of its perigee, straight across the line of
    sight, at the point of its sphere nearest to the camera, in the corner of the picture.
    """
    if state.catalogues:
        return 0.0
    constellation = state.document.constellation
    eye_km = float(np.linalg.norm(view.eye_km))
    # Axes tied to the Earth carry the camera along.
    drift = EARTH_ROTATION_RAD_S * eye_km * (state.view.camera.reference is Reference.EARTH)
    sma, ecc = constellation.sma_km, constellation.ecc
    speeds = np.sqrt(MU_EARTH_KM3_S2 / sma * (1.0 + ecc) / (1.0 - ecc))
    nearest = np.maximum(sma * (1.0 - ecc) - eye_km, eye_km - sma * (1.0 + ecc))
    # And the ground under the air.
    speeds = np.append(speeds, EARTH_ROTATION_RAD_S * EARTH_RADIUS_KM) + drift
    nearest = np.append(nearest, eye_km - EARTH_RADIUS_KM)
    if nearest.min() <= 0.0:
        return 0.0
    across, up = view.tan_half
    pixels_per_rad = (1.0 + across**2 + up**2) / view.radians_per_pixel
    return float(_MOVED_PX / (np.max(speeds / nearest) * pixels_per_rad))
