"""Views by name or in numbers, as the menu, `render --view` and tours have them."""

from __future__ import annotations

import math
from dataclasses import replace

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.model.camera import (
    HOME,
    MAX_DISTANCE_KM,
    MAX_RIDE_KM,
    MIN_CAMERA_ALTITUDE_KM,
    MIN_TARGET_DISTANCE_KM,
    change_reference,
    unrolled,
    within_poles,
)
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import SkyGeometry

_NEAREST_KM = math.ceil(EARTH_RADIUS_KM + MIN_CAMERA_ALTITUDE_KM)  # of a view in numbers
_Limits = tuple[tuple[str, str, float, float], ...]
_LIMITS: _Limits = (  # of a view in numbers
    ("azimuth", "degrees", -720.0, 720.0),
    ("elevation", "degrees", -90.0, 90.0),
    ("distance", "km from the Earth's centre", _NEAREST_KM, MAX_DISTANCE_KM),
)
_EXAMPLE = (
    "azimuth,elevation,distance such as -60,18,26000 in degrees, degrees and km "
    f"(distance {_NEAREST_KM:,.0f} to {MAX_DISTANCE_KM:,.0f})"
)
_CLOSE_LIMITS: _Limits = (
    *_LIMITS[:2],
    ("distance", "km from the satellite", MIN_TARGET_DISTANCE_KM, MAX_RIDE_KM),
)
_CLOSE_EXAMPLE = (
    "with a satellite azimuth,elevation,distance such as -60,18,0.15 in degrees, degrees and km "
    f"(distance {MIN_TARGET_DISTANCE_KM:g} to {MAX_RIDE_KM:,.0f})"
)
_TARGET_LIMITS: _Limits = (
    *_LIMITS[:2],
    ("distance", "km from the target", MIN_TARGET_DISTANCE_KM, MAX_DISTANCE_KM),
)
_TARGET_EXAMPLE = (
    "with a target azimuth,elevation,distance such as -60,18,900 in degrees, degrees and km "
    f"(distance {MIN_TARGET_DISTANCE_KM:g} to {MAX_DISTANCE_KM:,.0f})"
)
_VIEWS_DEG = {  # name -> azimuth, elevation in the axes named
    "equator": (Reference.INERTIAL, -60.0, 0.0),
    "pole": (Reference.INERTIAL, -60.0, 89.9),
    "south-pole": (Reference.INERTIAL, -60.0, -89.9),
    "sun": (Reference.SUN, 0.0, 0.0),
    "night": (Reference.SUN, 180.0, 0.0),
    "terminator": (Reference.SUN, 90.0, 12.0),
}
HOME_VIEW = "home"  # that of engine/home.py, which depends on the design
VIEW_NAMES = ("earth", *_VIEWS_DEG)


def named_view(name: str, camera: CameraPose, geometry: SkyGeometry) -> CameraPose:
    """Return the pose of a named view, or of "azimuth,elevation,distance" in deg, deg, km.

    Named views keep the axes the camera is tied to, so that a view from the Sun in inertial
    axes drifts away from the Sun as the year goes on, and one in Sun axes stays.
    Raises UserError if the name is unknown or the numbers are out of range.
    """
    if name == "earth":
        return replace(HOME, reference=camera.reference)
    if name in _VIEWS_DEG:
        axes, azimuth, elevation = _VIEWS_DEG[name]
        pose = replace(
            HOME,
            reference=axes,
            azimuth_rad=math.radians(azimuth),
            elevation_rad=math.radians(elevation),
        )
        return change_reference(pose, camera.reference, geometry)
    azimuth, elevation, distance = _three_numbers(name, _LIMITS, _EXAMPLE)
    return replace(
        unrolled(camera),
        target_km=(0.0, 0.0, 0.0),
        azimuth_rad=math.radians(azimuth),
        elevation_rad=within_poles(math.radians(elevation)),
        distance_km=distance,
    )


def close_view(text: str, camera: CameraPose) -> CameraPose:
    """Return the pose of "azimuth,elevation,distance" from the satellite that a camera follows.

    In its own axes, degrees from its flight and from the horizontal. Raises UserError.
    """
    azimuth, elevation, distance = _three_numbers(text, _CLOSE_LIMITS, _CLOSE_EXAMPLE)
    return replace(
        camera,
        azimuth_rad=math.radians(azimuth),
        elevation_rad=within_poles(math.radians(elevation)),
        distance_km=distance,
    )


def view_of_target(
    text: str, camera: CameraPose, target_km: tuple[float, float, float]
) -> CameraPose:
    """Return the pose of "azimuth,elevation,distance" from a point in the axes of a camera.

    Raises UserError.
    """
    azimuth, elevation, distance = _three_numbers(text, _TARGET_LIMITS, _TARGET_EXAMPLE)
    return replace(
        camera,
        target_km=target_km,
        roll_rad=0.0,
        azimuth_rad=math.radians(azimuth),
        elevation_rad=within_poles(math.radians(elevation)),
        distance_km=distance,
    )


def _three_numbers(text: str, limits: _Limits, numbers: str) -> tuple[float, float, float]:
    """Return three numbers within limits; `numbers` says what is allowed."""
    parts = text.split(",")
    try:
        values = [float(part) for part in parts]
    except ValueError:
        raise UserError(
            f'there is no view named "{text}"',
            allowed=f"{HOME_VIEW}, {', '.join(VIEW_NAMES)}, or {numbers}",
        ) from None
    if len(values) != len(limits):
        raise UserError(f'the view "{text}" is not of three numbers', allowed=numbers)
    for (name, unit, low, high), value, part in zip(limits, values, parts, strict=True):
        if not low <= value <= high:
            raise UserError(
                f'the {name} of the view "{text}" is {part.strip()}',
                allowed=f"{low:,.6g} to {high:,.0f} {unit}",
            )
    azimuth, elevation, distance = values
    return azimuth, elevation, distance
