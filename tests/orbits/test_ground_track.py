"""Ground tracks and footprints against skyfield's sub-points, elevations and a brute-force grid."""

from __future__ import annotations

import numpy as np
import pytest
from skyfield.api import EarthSatellite, load, wgs84

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.footprint import footprint
from orbitviz.orbits.geodesy import geodetic, itrs_position_km
from orbitviz.orbits.ground_track import ground_track, itrs_path_km
from orbitviz.orbits.motion import motion_of_satellite
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant, skyfield_time

BEGIN = Instant.parse("2026-03-03T05:00:00Z")
LINES = (
    "1 25544U 98067A   26062.20000000  .00016717  00000-0  10270-3 0  9002",
    "2 25544  51.6400 208.9163 0006317  69.9862  25.2906 15.49560532000010",
)
MILLIMETRES_RAD = 2e-9


def test_the_track_of_an_object_is_skyfields():
    satellite = EarthSatellite(*LINES, ts=load.timescale(builtin=True))

    def motion(seconds):
        found = [satellite.at(skyfield_time(BEGIN.plus_s(float(s)))) for s in seconds]
        from skyfield.sgp4lib import TEME

        return np.array([one.frame_xyz(TEME).km for one in found]), None

    seconds = np.linspace(-5_600.0, 5_600.0, 41)
    lat, lon = ground_track(motion, BEGIN, seconds)
    for k, after_s in enumerate(seconds):
        point = wgs84.subpoint_of(satellite.at(skyfield_time(BEGIN.plus_s(float(after_s)))))
        assert lat[k] == pytest.approx(point.latitude.radians, abs=MILLIMETRES_RAD)
        assert np.remainder(lon[k] - point.longitude.radians + 1.0, np.pi * 2) == pytest.approx(
            1.0, abs=MILLIMETRES_RAD
        )


def test_the_track_of_a_design_goes_through_its_positions_instant_by_instant():
    constellation = read_builtin("one-shell").constellation
    motion = motion_of_satellite(constellation, 40, BEGIN)
    seconds = np.linspace(-6_000.0, 90_000.0, 25)
    path_km = itrs_path_km(motion, BEGIN, seconds)
    for after_s, r_km in zip(seconds, path_km, strict=True):
        geometry = sky_geometry_at(BEGIN.plus_s(float(after_s)))
        there, _ = motion_of_satellite(constellation, 40, geometry.instant)(np.zeros(1))
        assert geometry.teme_to_itrs @ there[0] == pytest.approx(r_km, abs=1e-5)


@pytest.mark.parametrize("elevation_deg", [0.0, 5.0, 25.0, 60.0])
@pytest.mark.parametrize(
    ("lat_deg", "lon_deg", "alt_km"),
    [(0.0, 10.0, 550.0), (53.0, -179.0, 400.0), (-82.0, 60.0, 2_000.0), (90.0, 0.0, 700.0),
     (0.1, -75.0, 35_786.0)],
)  # fmt: skip
def test_the_satellite_stands_at_the_elevation_all_along_the_footprint(
    lat_deg, lon_deg, alt_km, elevation_deg
):
    r_km = itrs_position_km(np.radians(lat_deg), np.radians(lon_deg), alt_km)
    lat, lon = footprint(r_km, np.radians(elevation_deg), 25)
    assert (lat[-1], lon[-1]) == (lat[0], lon[0])
    time = skyfield_time(BEGIN)
    above = wgs84.latlon(lat_deg, lon_deg, elevation_m=1e3 * alt_km)
    for one_lat, one_lon in zip(np.degrees(lat), np.degrees(lon), strict=True):
        found, _, _ = (above - wgs84.latlon(one_lat, one_lon)).at(time).altaz()
        assert found.degrees == pytest.approx(elevation_deg, abs=1e-6)


def test_the_footprint_is_the_edge_of_the_ground_that_sees_the_satellite():
    """Every degree of the Earth: those within the polygon's cone are those that see it."""
    r_km = itrs_position_km(np.radians(40.0), np.radians(100.0), 1_000.0)
    lat, lon = (part.ravel() for part in np.meshgrid(
        np.radians(np.arange(-89.5, 90.0)), np.radians(np.arange(-179.5, 180.0)))
    )  # fmt: skip
    places = itrs_position_km(lat, lon, 0.0)
    up = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    sees = np.einsum("ij,ij->i", up, r_km - places) > 0.0
    edge = itrs_position_km(*footprint(r_km), 0.0)
    # The horizon lies in a plane, on whose side of the satellite all lies that sees it.
    normal = np.cross(edge[60] - edge[0], edge[120] - edge[0])
    normal *= np.sign(normal @ (r_km - edge[0]))
    assert np.abs((edge - edge[0]) @ normal / np.linalg.norm(normal)).max() < 1e-5
    assert np.array_equal(sees, (places - edge[0]) @ normal > 0.0)
    assert 0.02 < sees.mean() < 0.2


def test_the_horizon_of_a_sphere_of_the_textbook():
    """On the equator, east and west: cos of the angle is R / (R + h)."""
    r_km = np.array([EARTH_RADIUS_KM + 550.0, 0.0, 0.0])
    lat, lon = footprint(r_km, points=5)
    assert lon[1] == pytest.approx(np.arccos(EARTH_RADIUS_KM / (EARTH_RADIUS_KM + 550.0)), abs=1e-9)
    assert lat[1] == pytest.approx(0.0, abs=1e-12)
    assert geodetic(itrs_position_km(lat[0], lon[0], 0.0))[0] > 0.3
