"""Stars, Sun and Moon on a picture of the sky of a place."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.analysis.sky_above import moon_place_rad, stars_above
from orbitviz.base.arrays import Floats
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.ground_sky.light import add_dots, angles_apart, dot_look, moon_shape
from orbitviz.scene.ground_sky.projection import Projection, place_of
from orbitviz.scene.star_colours import star_colours

MOON_PX = 30  # six times its size on a chart, or its phase would not be seen
_DARK_RAD = math.radians(-6.0)
_MOONLIGHT = np.array([0.0035, 0.0055, 0.0100])
_MOON_GLOW = np.array([0.040, 0.046, 0.058])


def night_share(sun_deg: float) -> float:
    """Return how much of the light of stars comes through: all in the night, none by day."""
    return float(np.clip((2.0 - sun_deg) / 12.0, 0.0, 1.0)) ** 2


def add_stars(
    light: Floats,
    projection: Projection,
    observer: Observer,
    geometry: SkyGeometry,
    night: float,
    enlarged_by: float = 1.0,
) -> None:
    """Add the stars above the horizon; `night` is the share of their light that comes through."""
    stars = stars_above(observer, geometry)
    x, y = projection.place(stars.azimuth_rad, stars.elevation_rad)
    radius, shine = dot_look(stars.magnitude)
    colours = star_colours(stars.colour_index).astype(np.float64)
    add_dots(light, x, y, enlarged_by * radius, night * shine, 0.35 + 0.65 * colours)


def add_sun_and_moon(
    light: Floats,
    projection: Projection,
    observer: Observer,
    geometry: SkyGeometry,
    sun_rad: tuple[float, float],
    moon_px: int = MOON_PX,
) -> None:
    """Add Sun and Moon where they stand above the horizon; the Moon `moon_px` pixels wide."""
    if sun_rad[1] > 0.0:
        x, y = (np.array([one]) for one in place_of(projection, sun_rad))
        add_dots(light, x, y, np.array([9.0]), np.array([40.0]), np.array([1.0, 0.95, 0.85]))
    moon_rad = moon_place_rad(observer, geometry)
    if moon_rad[1] <= 0.0:
        return
    left, top = (round(one) - moon_px // 2 for one in place_of(projection, moon_rad))
    turn = _towards(projection, moon_rad, sun_rad)
    disc = moon_shape(moon_px, _elongation_rad(moon_rad, sun_rad), turn)[..., None]
    # The part within the picture.
    (x0, x1), (y0, y1) = ((max(low, 0), max(low + moon_px, 0)) for low in (left, top))
    window = light[y0:y1, x0:x1]
    disc = disc[y0 - top :, x0 - left :][: window.shape[0], : window.shape[1]]
    # By night its dark part hides stars, by day it is as blue as the sky.
    window *= 1.0 - np.clip(disc * (4.0 if sun_rad[1] < _DARK_RAD else 1.0), 0.0, 1.0)
    window += disc * np.array([0.92, 0.90, 0.84])


def moon_glow(
    projection: Projection, observer: Observer, geometry: SkyGeometry, sun_rad: tuple[float, float]
) -> Floats:
    """Return (height, width, 3) light that the Moon gives the air, (3,) of 0 where it is down.

    A likeness, no photometry: the more the fuller it is.
    """
    moon_rad = moon_place_rad(observer, geometry)
    if moon_rad[1] <= 0.0:
        return np.zeros(3)
    lit = 0.5 - 0.5 * math.cos(_elongation_rad(moon_rad, sun_rad))
    apart = angles_apart(*projection.directions(), moon_rad)[..., None]
    return np.asarray(lit**2 * (_MOONLIGHT + _MOON_GLOW * np.exp(-apart / 0.16)))


def _elongation_rad(one: tuple[float, float], other: tuple[float, float]) -> float:
    cos_apart = math.sin(one[1]) * math.sin(other[1])
    cos_apart += math.cos(one[1]) * math.cos(other[1]) * math.cos(one[0] - other[0])
    return math.acos(min(max(cos_apart, -1.0), 1.0))


def _towards(
    projection: Projection, from_rad: tuple[float, float], to_rad: tuple[float, float]
) -> float:
    """Return the direction on the picture in which a great circle leads from one to another."""
    start, end = (
        np.array([math.cos(h) * math.sin(a), math.cos(h) * math.cos(a), math.sin(h)])
        for a, h in (from_rad, to_rad)
    )
    near = start + 1e-3 * (end - (end @ start) * start)
    there = (math.atan2(near[0], near[1]), math.asin(near[2] / float(np.linalg.norm(near))))
    (x0, y0), (x1, y1) = place_of(projection, from_rad), place_of(projection, there)
    return math.atan2(y1 - y0, x1 - x0)
