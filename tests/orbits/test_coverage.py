"""Closed forms of coverage against published values, and against satellites set at random."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.orbits.coverage import central_angle_rad, elevation_at_rad, mean_in_view
from orbitviz.orbits.footprint import footprint


def test_the_published_radius_of_a_footprint():
    # FCC SAT-MOD-20181108-00083: 940.7 km at 550 km above 25 degrees, on a sphere of 6378.135 km.
    angle = central_angle_rad(6378.135 + 550.0, np.radians(25.0), 6378.135)
    assert 6378.135 * angle == pytest.approx(940.7, abs=0.1)


@pytest.mark.parametrize(("altitude_km", "elevation_deg"), [(550.0, 25.0), (1200.0, 5.0)])
def test_over_the_equator_the_footprint_of_the_ellipsoid_reaches_as_far(altitude_km, elevation_deg):
    r_km = np.array([EARTH_RADIUS_KM + altitude_km, 0.0, 0.0])
    lat_rad, lon_rad = footprint(r_km, np.radians(elevation_deg))
    along_equator = float(np.abs(lon_rad[np.argmin(np.abs(lat_rad))]))
    angle = float(central_angle_rad(r_km[0], np.radians(elevation_deg)))
    assert along_equator == pytest.approx(angle, abs=1e-6)  # 6 m


@given(angle=st.floats(1e-3, np.pi - 1e-3), radius_km=st.floats(6500.0, 50_000.0))
def test_the_elevation_at_an_angle_is_back_at_the_angle(angle, radius_km):
    elevation = elevation_at_rad(angle, radius_km)
    assert central_angle_rad(radius_km, elevation) == pytest.approx(angle, abs=1e-9)


# Numerical integration over the density of a circular shell over latitude, which a Monte Carlo of
# 4 million draws confirms; tolerance 1 %, which the last digits allow.
PUBLISHED = [
    (550.0, 53.0, 1584, 25.0, [0, 10, 20, 30, 40, 50, 53, 60],
     [6.88, 7.06, 7.64, 8.90, 12.05, 19.25, 16.56, 3.76]),
    (550.0, 53.0, 1584, 40.0, [0, 10, 20, 30, 40, 50, 53, 60],
     [2.55, 2.62, 2.83, 3.29, 4.36, 9.53, 7.82, 0.0]),
    (780.0, 86.4, 66, 8.2, [0, 80], [1.28, 6.69]),
    (702.0, 30.0, 9990, 25.0, [0, 10, 20, 30, 40], [103.6, 111.5, 168.9, 148.6, 5.08]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("altitude_km", "inc_deg", "satellites", "mask_deg", "lat_deg", "published"), PUBLISHED
)
def test_the_mean_number_in_view(altitude_km, inc_deg, satellites, mask_deg, lat_deg, published):
    found = satellites * mean_in_view(
        np.radians(lat_deg),
        np.array([EARTH_RADIUS_KM + altitude_km]),
        np.radians([inc_deg]),
        np.radians(mask_deg),
    )
    assert found[0] == pytest.approx(published, rel=0.01)


@settings(max_examples=20, deadline=None)
@given(
    lat=st.floats(-90.0, 90.0),
    inc=st.floats(0.0, 180.0),
    altitude=st.floats(300.0, 36_000.0),
    mask=st.floats(0.0, 80.0),
)
def test_the_share_of_time_in_view_of_satellites_set_at_random(lat, inc, altitude, mask):
    radius_km, count = EARTH_RADIUS_KM + altitude, 50_000
    rng = np.random.default_rng(3)
    arglat, node = rng.uniform(0.0, 2.0 * np.pi, (2, count))
    x, y = np.cos(arglat), np.sin(arglat) * np.cos(np.radians(inc))
    z = np.sin(arglat) * np.sin(np.radians(inc))
    east = np.cos(node) * x - np.sin(node) * y  # of the meridian of the place
    place = np.cos(np.radians(lat)), np.sin(np.radians(lat))
    cosine = np.clip(place[0] * east + place[1] * z, -1.0, 1.0)
    share = np.mean(elevation_at_rad(np.arccos(cosine), radius_km) >= np.radians(mask))
    found = mean_in_view(
        np.radians([lat]), np.array([radius_km]), np.radians([inc]), np.radians(mask)
    )
    five_sigma = 5.0 * 0.5 / np.sqrt(count)
    assert found[0, 0] == pytest.approx(share, abs=five_sigma)


def test_a_geostationary_satellite_is_in_view_of_the_equator_for_its_share_of_the_ring():
    radius_km = 42_164.0
    reach = np.arccos(EARTH_RADIUS_KM / radius_km)  # on the equator, above the horizon
    found = mean_in_view(np.array([0.0]), np.array([radius_km]), np.array([0.0]), 0.0)
    assert found[0, 0] == pytest.approx(reach / np.pi, rel=1e-6)
