"""Poses of the camera by the two places that it is at and looks to."""

from __future__ import annotations

import numpy as np

from orbitviz.model.view import CameraPose, Reference


def pose_between(eye_km, target_km, reference=Reference.INERTIAL) -> CameraPose:
    """Return the pose of a camera at one place that looks to another, (3,) km in its reference."""
    away = eye_km - target_km
    distance = float(np.linalg.norm(away))
    return CameraPose(
        reference=reference,
        target_km=tuple(target_km.tolist()),
        distance_km=distance,
        azimuth_rad=float(np.arctan2(away[1], away[0])),
        elevation_rad=float(np.arcsin(away[2] / distance)),
    )
