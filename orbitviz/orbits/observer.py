"""What stands where in the sky of a place on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.geodesy import itrs_position_km, zenith
from orbitviz.orbits.sky_geometry import SkyGeometry


class LookAngles(NamedTuple):
    """Directions and distances from a place; (n,) float64.

    azimuth_rad     from north through east, 0 to 2 pi
    elevation_rad   above the plane of the horizon, without refraction
    range_km
    """

    azimuth_rad: Floats
    elevation_rad: Floats
    range_km: Floats


@dataclass(frozen=True, eq=False)
class Observer:
    """A place and its horizon in axes whose origin is the Earth's centre.

    r_km    (3,)   float64
    axes    (3, 3) float64  rows: unit vectors to east, north and zenith of the WGS 84 ellipsoid
    """

    r_km: Floats
    axes: Floats

    def look_angles(self, r_km: Floats) -> LookAngles:
        """Return where positions r_km (n, 3) float64 are seen, in the axes of the observer."""
        return LookAngles(*self.angles_to(r_km - self.r_km), self.range_km(r_km))

    def elevation_rad(self, r_km: Floats) -> Floats:
        """Return the elevations (n,) of look_angles alone."""
        east, north, up = self.axes @ (r_km - self.r_km).T
        return np.asarray(np.arctan2(up, np.sqrt(east * east + north * north)))

    def range_km(self, r_km: Floats) -> Floats:
        """Return the distances (n,) of look_angles alone."""
        from_here = r_km - self.r_km
        return np.asarray(np.sqrt(np.einsum("ij,ij->i", from_here, from_here)))

    def phase_rad(self, r_km: Floats, sun_km: Floats) -> Floats:
        """Return the angles (n,) at satellites r_km (n, 3) between the Sun and the observer.

        sun_km  (3,) or (n, 3)  float64  km from the Earth's centre, in the axes of the observer
        """
        to_eye, to_sun = self.r_km - r_km, sun_km - r_km
        lengths = np.linalg.norm(to_eye, axis=1) * np.linalg.norm(to_sun, axis=1)
        cos_phase = np.einsum("ij,ij->i", to_eye, to_sun) / lengths
        return np.asarray(np.arccos(np.clip(cos_phase, -1.0, 1.0)))

    def angles_to(self, direction: Floats) -> tuple[Floats, Floats]:
        """Return azimuth and elevation, (n,) rad, of directions, as in LookAngles.

        direction  (n, 3) float64  from the observer, in its axes, of any length: such as to stars
        """
        east, north, up = self.axes @ direction.T
        azimuth_rad = np.remainder(np.arctan2(east, north), TAU)
        return azimuth_rad, np.arctan2(up, np.hypot(east, north))

    def sin_elevation(self, r_km: Floats) -> Floats:
        """Return (n,) sines of the elevations of positions r_km (n, 3), quicker than the angles."""
        from_here = r_km - self.r_km
        return np.asarray((from_here @ self.axes[2]) / np.linalg.norm(from_here, axis=1))


def observer_at(lat_rad: float, lon_rad: float, alt_km: float) -> Observer:
    """Return the observer at a geodetic place of WGS 84, in ITRS."""
    up = zenith(lat_rad, lon_rad)
    east = np.array([-np.sin(lon_rad), np.cos(lon_rad), 0.0])
    axes = np.stack([east, np.cross(up, east), up])
    return Observer(itrs_position_km(lat_rad, lon_rad, alt_km), axes)


def in_teme(observer: Observer, geometry: SkyGeometry) -> Observer:
    """Return an observer of ITRS in the axes of TEME at the instant of `geometry`."""
    return Observer(
        observer.r_km @ geometry.teme_to_itrs, np.asarray(observer.axes @ geometry.teme_to_itrs)
    )
