"""How fast a flight of a tour goes: so that the picture changes evenly."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.camera import camera_axes
from orbitviz.model.flight import Flight
from orbitviz.model.tour.camera_key import Ease
from orbitviz.model.tour.easing import eased
from orbitviz.model.view import CameraPose

_SAMPLES = 240
# What the way from a satellite counts, and how many times as far as at first it is still seen.
_NEAR, _SEEN = 0.35, 15.0
_LEAST_KM = 50.0
_TURN = 2.0  # what a radian of turning counts: it is seen at once all over the picture


class FlightPace:
    """Which share of a flight is done at a share of its time.

    A flight changes the distance geometrically: from a satellite it would wait at some km, where
    nothing is seen to change, and rush past the Earth. Here the time follows what is seen: the way
    by the height over the ground and by the distance of the satellite, and the turn of the view.
    """

    def __init__(self, flight: Flight, earth_km: Floats, satellite_km: Floats | None) -> None:
        """Build.

        earth_km, satellite_km   (3,) in the axes of the flight; None where it leads to no satellite
        """
        self._shares = np.linspace(0.0, 1.0, _SAMPLES)
        poses = [flight.pose(float(share), earth_km) for share in self._shares]
        eyes, looks = (np.array(one) for one in zip(*map(_eye_and_look, poses), strict=True))
        middle = 0.5 * (eyes[1:] + eyes[:-1])
        step_km = np.linalg.norm(np.diff(eyes, axis=0), axis=1)
        height_km = np.linalg.norm(middle - earth_km, axis=1) - EARTH_RADIUS_KM
        seen = step_km / np.maximum(height_km, _LEAST_KM)
        if satellite_km is not None:
            away_km = np.linalg.norm(middle - satellite_km, axis=1)
            seen += _NEAR * step_km / (away_km + _SEEN * away_km.min())
        cosine = np.einsum("ij,ij->i", looks[1:], looks[:-1])
        seen += _TURN * np.arccos(np.clip(cosine, -1.0, 1.0))
        done = np.concatenate([[0.0], np.cumsum(seen + 1e-6)])
        self._done = done / done[-1]

    def share(self, time_share: float, ease: Ease) -> float:
        """Return the share of the flight, 0..1, at a share of its time."""
        return float(np.interp(eased(time_share, ease), self._done, self._shares))


def _eye_and_look(pose: CameraPose) -> tuple[Floats, Floats]:
    back = camera_axes(pose)[2]
    return np.asarray(pose.target_km) + pose.distance_km * back, -back
