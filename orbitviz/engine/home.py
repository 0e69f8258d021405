"""The view in which a design is first seen: all of it, over a coast where the night ends."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.viewpoints import pose_facing
from orbitviz.model.camera import HOME, MAX_DISTANCE_KM, change_reference, named_view
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.sky_geometry import SkyGeometry

HOME_VIEW = "home"
# Latitude and longitude of coasts that are known by their lights, around the globe.
_COASTS_DEG = (
    (19.0, 75.0),  # India
    (13.0, 103.0),  # Gulf of Thailand
    (31.0, 120.0),  # East China
    (35.0, 137.0),  # Japan
    (34.0, -118.0),  # California
    (32.0, -84.0),  # Florida and the east coast of the United States
    (-21.0, -46.0),  # Brazil
    (36.0, -6.0),  # Iberia and Morocco
    (42.0, 14.0),  # Italy
    (29.0, 34.0),  # Nile and Levant
    (26.0, 53.0),  # Persian Gulf
    (7.0, 4.0),  # Gulf of Guinea
    (-30.0, 29.0),  # South Africa
    (-34.0, 150.0),  # south-east Australia
    (20.0, -99.0),  # Mexico
    (-12.0, -77.0),  # Peru
)
_SUN_DEG = -4.0  # elevation of the Sun there: its lights are on, and the sky begins to glow
_INTO_NIGHT_RAD = math.radians(20.0)  # from there to the middle of the picture
_HIGHEST_RAD = math.radians(26.0)  # of the camera over the equator, on which most shells lie evenly
_FILLED = 0.86  # of the shorter side, by what flies
_MOST = 0.98  # of the satellites are in the picture: a few far out would make the rest small
_MARGIN_KM = 500.0  # above the ground, where nothing flies


def view_named(name: str, state: State, camera: CameraPose, geometry: SkyGeometry) -> CameraPose:
    """Return the pose of HOME_VIEW or of any other view, see camera.named_view.

    Tied to the axes of `camera`. Raises UserError if the name is unknown.
    """
    if name == HOME_VIEW:
        return home_pose(state, geometry, camera.reference)
    return named_view(name, camera, geometry)


def home_pose(
    state: State, geometry: SkyGeometry, reference: Reference = Reference.INERTIAL
) -> CameraPose:
    """Return the pose that shows all satellites, tied to the axes of `reference`."""
    distance_km = _distance_km(_reach_km(state), HOME.fov_rad)
    towards = _over_dawn_or_dusk(geometry)
    pose = replace(
        HOME,
        distance_km=distance_km,
        azimuth_rad=math.atan2(towards[1], towards[0]),
        elevation_rad=max(-_HIGHEST_RAD, min(_HIGHEST_RAD, math.asin(towards[2]))),
    )
    facing = pose_facing(state.document.constellation, geometry, pose)
    return change_reference(facing, reference, geometry)


def settling_from(pose: CameraPose) -> CameraPose:
    """Return the pose from which the camera settles into another one, as a first sight."""
    return replace(
        pose,
        distance_km=1.18 * pose.distance_km,
        azimuth_rad=pose.azimuth_rad - math.radians(24.0),
        elevation_rad=0.6 * pose.elevation_rad,
    )


def _over_dawn_or_dusk(geometry: SkyGeometry) -> Floats:
    """Return a unit vector (3,), TEME: a coast at dawn or dusk lies between it and the Sun."""
    coasts = zenith(*np.radians(np.array(_COASTS_DEG)).T) @ geometry.teme_to_itrs
    sun = geometry.sun_direction
    off = np.abs(np.degrees(np.arcsin(coasts @ sun)) - _SUN_DEG)
    coast = coasts[np.argmin(off)]
    to_sun = sun - (sun @ coast) * coast
    to_sun /= np.linalg.norm(to_sun)
    return np.asarray(math.cos(_INTO_NIGHT_RAD) * coast - math.sin(_INTO_NIGHT_RAD) * to_sun)


def _reach_km(state: State) -> float:
    """Return the distance from the Earth's centre within which nearly all satellites fly, km."""
    constellation = state.document.constellation
    reach = EARTH_RADIUS_KM + _MARGIN_KM
    if len(constellation):
        apogee = constellation.sma_km * (1.0 + constellation.ecc)
        order = np.argsort(apogee)
        share = np.cumsum(np.diff(constellation.shell_first)[order]) / len(constellation)
        reach = max(reach, float(apogee[order][np.searchsorted(share, _MOST)]))
    for catalogue in state.catalogues.values():
        reach = max(reach, EARTH_RADIUS_KM + catalogue.extent.usual_km)
    return reach


def _distance_km(reach_km: float, fov_rad: float) -> float:
    half = math.atan(_FILLED * math.tan(fov_rad / 2))
    return min(reach_km / math.sin(half), MAX_DISTANCE_KM)
