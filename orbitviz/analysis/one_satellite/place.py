"""Where one satellite is and how fast it moves, in the sky and over the ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.frames import Frame, convert
from orbitviz.orbits.geodesy import geodetic, ground_speed_km_s
from orbitviz.orbits.sky_geometry import SkyGeometry


@dataclass(frozen=True, kw_only=True, eq=False)
class Place:
    """Position and velocity.

    states              frame -> r_km (3,) and v_km_s (3,) float64 in its axes
    lat_rad, lon_rad    of the sub-satellite point, WGS 84 geodetic, east positive
    alt_km              above the ellipsoid
    speed_km_s          against the stars
    ground_speed_km_s   of the sub-satellite point over the turning ellipsoid
    """

    states: Mapping[Frame, tuple[Floats, Floats]]
    lat_rad: float
    lon_rad: float
    alt_km: float
    speed_km_s: float
    ground_speed_km_s: float


def place_of(r_km: Floats, v_km_s: Floats, geometry: SkyGeometry) -> Place:
    """Return the place of a satellite at r (3,) km with velocity v (3,) km/s, TEME."""
    states = {frame: convert(r_km, v_km_s, Frame.TEME, frame, geometry.instant) for frame in Frame}
    r_itrs_km, v_itrs_km_s = states[Frame.ITRS]
    lat, lon, alt = geodetic(r_itrs_km)
    return Place(
        states=MappingProxyType(states),
        lat_rad=float(lat),
        lon_rad=float(lon),
        alt_km=float(alt),
        speed_km_s=float(np.linalg.norm(v_km_s)),
        ground_speed_km_s=float(ground_speed_km_s(lat, lon, alt, v_itrs_km_s)),
    )
