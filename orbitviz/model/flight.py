"""The way of the camera from one pose to another."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from orbitviz.model.view import CameraPose

_FALL = 50.0  # a flight that changes the distance by more leads to a satellite, or from one


def between(start: CameraPose, end: CameraPose, share: float) -> CameraPose:
    """Return the pose at a `share` 0..1 of the flight from one pose to another.

    Both must be tied to the same axes (see change_reference). Distances change
    geometrically, angles the short way round. Where the camera falls towards a satellite, or
    rises from one, the target moves as the distance does, or the path would lead underground.
    """
    ease = share * share * (3.0 - 2.0 * share)
    even = ease
    ratio = end.distance_km / start.distance_km
    moved = ease
    if is_fall(start, end):
        moved = (ratio**ease - 1.0) / (ratio - 1.0)
        # Turned while it is far away.
        ease = 1.0 - (1.0 - ease) ** 3 if ratio < 1.0 else ease**3
    target = np.asarray(start.target_km) * (1 - moved) + np.asarray(end.target_km) * moved
    x, y, z = (float(value) for value in target)
    turn = math.remainder(end.azimuth_rad - start.azimuth_rad, math.tau)
    roll = math.remainder(start.roll_rad - end.roll_rad, math.tau)
    return replace(
        end,
        target_km=(x, y, z),
        distance_km=start.distance_km ** (1 - even) * end.distance_km**even,
        azimuth_rad=start.azimuth_rad + ease * turn,
        elevation_rad=start.elevation_rad * (1 - ease) + end.elevation_rad * ease,
        fov_rad=start.fov_rad * (1 - ease) + end.fov_rad * ease,
        roll_rad=end.roll_rad + roll * (1 - ease),
    )


def is_fall(start: CameraPose, end: CameraPose) -> bool:
    """Whether a flight leads to a satellite, or from one to far away."""
    return not 1.0 / _FALL < end.distance_km / start.distance_km < _FALL
