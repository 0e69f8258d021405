import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skyfield.api import wgs84

from orbitviz.orbits.geodesy import geodetic, ground_speed_km_s, itrs_position_km

EARTH_KM = 6378.137
MILLIMETRE_KM = 1e-6
METRE_KM = 1e-3

latitudes = st.floats(-np.pi / 2, np.pi / 2)
longitudes = st.floats(-np.pi, np.pi)
altitudes_km = st.one_of(st.floats(-10.0, 2000.0), st.floats(-10.0, 500_000.0))


@given(latitudes, longitudes, altitudes_km)
def test_positions_come_back_to_a_millimetre(lat, lon, alt_km):
    r_km = itrs_position_km(lat, lon, alt_km)
    back = itrs_position_km(*geodetic(r_km))
    assert np.linalg.norm(back - r_km) < MILLIMETRE_KM


@given(latitudes, longitudes, altitudes_km)
def test_latitude_and_altitude_come_back_to_a_millimetre(lat, lon, alt_km):
    found_lat, _, found_alt_km = geodetic(itrs_position_km(lat, lon, alt_km))
    assert abs(found_lat - lat) * (EARTH_KM + alt_km) < MILLIMETRE_KM
    assert found_alt_km == pytest.approx(alt_km, abs=MILLIMETRE_KM)


@given(latitudes, longitudes, altitudes_km)
def test_positions_are_skyfields(lat, lon, alt_km):
    site = wgs84.latlon(np.degrees(lat), np.degrees(lon), elevation_m=alt_km * 1000.0)
    assert itrs_position_km(lat, lon, alt_km) == pytest.approx(site.itrs_xyz.km, abs=MILLIMETRE_KM)


def test_the_worked_example_of_vallado():
    # Vallado 2013, example 3-3, given to a hundredth of a kilometre and 1e-6 degrees.
    lat, lon, alt_km = geodetic(np.array([6524.834, 6862.875, 6448.296]))
    assert np.degrees(lat) == pytest.approx(34.352496, abs=1e-6)
    assert np.degrees(lon) == pytest.approx(46.4464, abs=1e-4)
    assert alt_km == pytest.approx(5085.22, abs=0.01)


@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_the_poles(sign):
    polar_radius_km = 6356.752314245  # WGS 84
    lat, _, alt_km = geodetic(np.array([0.0, 0.0, sign * (polar_radius_km + 500.0)]))
    assert lat == sign * np.pi / 2
    assert alt_km == pytest.approx(500.0, abs=MILLIMETRE_KM)


def test_the_equator_and_the_date_line():
    lat, lon, alt_km = geodetic(np.array([[-EARTH_KM - 7.0, 0.0, 0.0], [0.0, -EARTH_KM, 0.0]]))
    assert list(lat) == [0.0, 0.0]
    assert list(lon) == [np.pi, -np.pi / 2]
    assert alt_km == pytest.approx([7.0, 0.0], abs=MILLIMETRE_KM)


def test_many_at_once_are_the_single_ones():
    lat, lon = np.array([0.1, -0.8, 1.5]), np.array([3.0, -2.0, 0.0])
    many = itrs_position_km(lat, lon, 550.0)
    assert many.shape == (3, 3)
    for row in range(3):
        assert np.array_equal(many[row], itrs_position_km(lat[row], lon[row], 550.0))
        assert [part[row] for part in geodetic(many)] == list(geodetic(many[row]))


def test_the_speed_over_the_ground_is_that_of_skyfields_subpoint():
    rng = np.random.default_rng(4)
    for _ in range(40):
        r_km = rng.normal(size=3)
        r_km *= rng.uniform(6600.0, 42_000.0) / np.linalg.norm(r_km)
        v_km_s = rng.uniform(-7.0, 7.0, 3)
        feet_km = []
        for second in (-0.05, 0.05):
            lat, lon, _ = geodetic(r_km + second * v_km_s)
            feet_km.append(wgs84.latlon(np.degrees(lat), np.degrees(lon)).itrs_xyz.km)
        found = ground_speed_km_s(*geodetic(r_km), v_km_s)
        moved_km = float(np.linalg.norm(feet_km[1] - feet_km[0]))
        assert found == pytest.approx(moved_km / 0.1, abs=1e-5)
