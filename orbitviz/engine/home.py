"""The view in which a design is first seen: all of it, over a coast where the night ends."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from orbitviz.base.constants import DAY_S, EARTH_RADIUS_KM
from orbitviz.engine.viewpoints import pose_facing
from orbitviz.model.camera import HOME, MAX_DISTANCE_KM, change_reference
from orbitviz.model.camera_views import HOME_VIEW, named_view
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.timescale import Instant, within_ephemeris

# Latitude and longitude of northern coasts that are known by their lights, around the globe: seen
# from north, beside and not behind the shells of low inclination.
_COASTS_DEG = (
    (25.0, 67.0),  # Indus
    (22.0, 89.0),  # Bengal
    (23.0, 114.0),  # Pearl River
    (33.0, 121.0),  # East China
    (35.0, 138.0),  # Japan
    (35.0, -119.0),  # California
    (39.0, -76.0),  # the east coast of the United States
    (38.0, -8.0),  # Iberia
    (42.0, 13.0),  # Italy
    (40.0, 29.0),  # Bosphorus
    (28.0, 51.0),  # Persian Gulf
)
_SUN_AT_COAST_RAD = math.radians(-4.0)  # elevation: its lights are on, and the sky begins to glow
_SUN_AT_MIDDLE_RAD = math.radians(-1.0)  # where the middle of the picture is
_ELEVATION_RAD = math.radians(36.0)  # of the camera: it sees over belts, not along them
_FILLED = 0.86  # of the shorter side, by what flies
_MOST = 0.98  # of the satellites are in the picture: a few far out would make the rest small
_MARGIN_KM = 500.0  # above the ground, where nothing flies


def view_named(name: str, state: State, camera: CameraPose, geometry: SkyGeometry) -> CameraPose:
    """Return the pose of HOME_VIEW or of any other view, see camera_views.named_view.

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
    pose = replace(
        HOME,
        distance_km=distance_km,
        azimuth_rad=_azimuth_of_dawn_or_dusk(geometry, is_dusk=_is_dusk(state, geometry.instant)),
        elevation_rad=_ELEVATION_RAD,
    )
    facing = pose_facing(state.document.constellation, geometry, pose)
    return change_reference(facing, reference, geometry)


def home_from_afar(pose: CameraPose, share: float) -> CameraPose:
    """Return a pose of home_pose drawn back until all appears `share` times as large, 0 to 1."""
    tangent = _FILLED * math.tan(pose.fov_rad / 2)
    nearer, farther = math.atan(tangent), math.atan(share * tangent)
    distance_km = pose.distance_km * math.sin(nearer) / math.sin(farther)
    return replace(pose, distance_km=min(distance_km, MAX_DISTANCE_KM))


def settling_from(pose: CameraPose) -> CameraPose:
    """Return the pose from which the camera settles into another one, as a first sight."""
    return replace(
        pose,
        distance_km=1.18 * pose.distance_km,
        azimuth_rad=pose.azimuth_rad - math.radians(24.0),
        elevation_rad=0.6 * pose.elevation_rad,
    )


def _is_dusk(state: State, instant: Instant) -> bool:
    """Return whether the camera looks at the dusk, not at the dawn: whichever is at a coast.

    Of the time of day of the epoch, so that all day long the camera returns to the same place.
    """
    epoch = state.document.design.epoch_instant
    days = math.floor(instant.seconds_since(epoch) / DAY_S)
    first = sky_geometry_at(within_ephemeris(epoch.plus_s(days * DAY_S)))
    coasts = zenith(*np.radians(np.array(_COASTS_DEG)).T) @ first.teme_to_itrs
    sun = first.sun_direction
    coast = coasts[np.argmin(np.abs(np.arcsin(coasts @ sun) - _SUN_AT_COAST_RAD))]
    return bool(np.cross(sun, coast)[2] > 0.0)


def _azimuth_of_dawn_or_dusk(geometry: SkyGeometry, *, is_dusk: bool) -> float:
    """Return the azimuth from which the camera sees the dawn or the dusk."""
    sun = geometry.sun_direction
    # The hour angle of the Sun from its elevation, on the sphere.
    declination = math.asin(sun[2])
    cosine = (math.sin(_SUN_AT_MIDDLE_RAD) - math.sin(_ELEVATION_RAD) * sun[2]) / (
        math.cos(_ELEVATION_RAD) * math.cos(declination)
    )
    hour_angle = math.acos(cosine)
    return math.atan2(sun[1], sun[0]) + (hour_angle if is_dusk else -hour_angle)


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
