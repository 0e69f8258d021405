"""Line of sight, longest link and lengths against published figures and brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from orbitviz.base.constants import EARTH_FLATTENING, EARTH_RADIUS_KM, TAU
from orbitviz.orbits.geodesy import ground_distance_km
from orbitviz.orbits.links import (
    has_sight,
    length_span_km,
    longest_link_km,
    lowest_radius_km,
    lowest_share,
    planes_counter_rotate,
)
from orbitviz.orbits.separation import pair_separation_km

M_KM = 1e-3
ANGLES = st.floats(0.0, TAU)
LATITUDES = st.floats(-75.0, 75.0)


def test_vallados_line_of_sight():
    # Vallado (2013), example 5-6: tau_min 0.5082, blocked.
    one = np.array([0.0, -4464.696, -5102.509])
    other = np.array([0.0, 5740.323, 3189.068])
    assert float(lowest_share(one, other)) == pytest.approx(0.5082352992, abs=1e-9)
    assert not has_sight(one, other, 0.0)
    assert has_sight(one, 3.0 * one, 0.0)


def test_published_longest_links():
    # Hypatia 550 km; Bhattacherjee & Singla (CoNEXT 2019) with a sphere of 6,371 km.
    assert float(longest_link_km(6378.135 + 550.0, 80.0, 6378.135)) == pytest.approx(
        5016.6, abs=0.1
    )
    assert float(longest_link_km(6371.0 + 550.0, 80.0, 6371.0)) == pytest.approx(5014.0, abs=0.5)
    assert float(longest_link_km(6371.0 + 630.0, 80.0, 6371.0)) == pytest.approx(5440.0, abs=0.5)
    # Suncatcher (arXiv:2511.19468): about 5,400 km with the ground as the limit.
    assert float(longest_link_km(6371.0 + 550.0, 0.0, 6371.0)) == pytest.approx(5407.0, abs=1.0)
    assert float(longest_link_km(EARTH_RADIUS_KM + 60.0, 80.0)) == 0.0


@pytest.mark.parametrize(
    ("altitude_km", "inc_deg", "node_deg", "phase_deg", "least_km", "greatest_km"),
    [
        (550.0, 53.0, 0.0, 360.0 / 22, 1972.0, 1972.0),
        (550.0, 53.0, 5.0, 0.0, 363.7, 604.4),
        (550.0, 53.0, 5.0, 180.0 / 22, 1350.4, 1434.0),
        (702.0, 30.0, 0.0, 360.0 / 333, 133.6, 133.6),
        (702.0, 30.0, 12.0, 0.0, 1281.8, 1480.2),
    ],
)
def test_lengths_of_known_grids(altitude_km, inc_deg, node_deg, phase_deg, least_km, greatest_km):
    # Starlink 72 x 22 and 30 planes of 333 at 702 km, reckoned independently to 0.1 km.
    found = length_span_km(
        EARTH_RADIUS_KM + altitude_km, *np.radians((inc_deg, node_deg, phase_deg))
    )
    assert float(found.least_km) == pytest.approx(least_km, abs=0.051)
    assert float(found.greatest_km) == pytest.approx(greatest_km, abs=0.051)


@given(inc=st.floats(0.0, np.pi), node=ANGLES, phase=ANGLES)
def test_lengths_against_positions_all_around(inc, node, phase):
    def apart_km(arglat):
        one, other = (on_circle(7000.0, inc, n, arglat + f) for n, f in ((0.0, 0.0), (node, phase)))
        return np.linalg.norm(one - other, axis=-1)

    arglat = np.linspace(0.0, TAU, 360, endpoint=False)
    km = apart_km(arglat)
    found = length_span_km(7000.0, inc, node, phase)
    for told_km, nearest, sign in (
        (found.least_km, np.argmin(km), 1.0), (found.greatest_km, np.argmax(km), -1.0),
    ):  # fmt: skip
        around = arglat[nearest] + np.array([-1.0, 1.0]) * TAU / 360
        refined = minimize_scalar(
            lambda u, sign=sign: sign * float(apart_km(np.array([u]))[0]),
            bounds=around, method="bounded", options={"xatol": 1e-12},
        )  # fmt: skip
        assert float(told_km) == pytest.approx(sign * refined.fun, abs=M_KM)
    least_km = pair_separation_km(7000.0, inc, node, phase)
    assert float(found.least_km) == pytest.approx(float(least_km), abs=M_KM)


@given(
    st.lists(st.floats(-9000.0, 9000.0), min_size=6, max_size=6),
    st.floats(0.0, 300.0),
)
def test_sight_against_points_along_the_line(numbers, grazing_km):
    one, other = np.array(numbers[:3]), np.array(numbers[3:])
    share = np.linspace(0.0, 1.0, 4001)[:, None]
    lowest_km = np.linalg.norm(one + share * (other - one), axis=1).min()
    assert float(lowest_radius_km(one, other)) == pytest.approx(lowest_km, abs=4.0)
    if abs(lowest_km - EARTH_RADIUS_KM - grazing_km) > 4.0:
        assert bool(has_sight(one, other, grazing_km)) == (lowest_km > EARTH_RADIUS_KM + grazing_km)


def test_planes_that_fly_against_each_other():
    inc = np.radians([86.4, 86.4, 98.0, 53.0, 30.0])
    node = np.radians([31.6, 180.0 + 22.0, 180.0, 120.0, 180.0])
    assert planes_counter_rotate(inc, node).tolist() == [False, True, True, False, False]


def test_the_published_line_between_flinders_peak_and_buninyong():
    # Geoscience Australia, GDA technical manual: 54,972.271 m on GRS 80.
    flinders = -(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600
    buninyong = -(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600
    found_km = ground_distance_km(*np.radians((*flinders, *buninyong)))
    assert found_km == pytest.approx(54.972271, abs=M_KM)


@given(LATITUDES, LATITUDES, st.floats(-150.0, 150.0))
def test_ground_distances_against_vincenty(lat_deg, to_lat_deg, lon_deg):
    lat, to_lat, lon = np.radians((lat_deg, to_lat_deg, lon_deg))
    found_km = ground_distance_km(lat, 0.0, to_lat, lon)
    assert found_km == pytest.approx(vincenty_km(lat, to_lat, lon), abs=0.05)


def test_london_to_new_york():
    # 5,569.9 km on a sphere of 6,371 km; east to west the ellipsoid's way is longer.
    found_km = ground_distance_km(*np.radians((51.5, -0.1275, 40.717042, -74.003663)))
    assert found_km == pytest.approx(5569.9, rel=0.003)


def test_opposite_places_are_half_a_meridian_apart():
    # The shortest way leads over a pole: 20,003.9 km.
    assert ground_distance_km(0.3, 0.0, -0.3, np.pi) == pytest.approx(20003.9, rel=0.004)
    assert ground_distance_km(0.3, 0.1, 0.3, 0.1) == 0.0


def vincenty_km(lat, to_lat, lon):
    """Vincenty's inverse formula (1975), which errs by less than a millimetre."""
    f, a = EARTH_FLATTENING, EARTH_RADIUS_KM
    u, v = np.arctan((1.0 - f) * np.tan((lat, to_lat)))
    turn = lon
    for _ in range(100):
        sin_s = np.hypot(
            np.cos(v) * np.sin(turn),
            np.cos(u) * np.sin(v) - np.sin(u) * np.cos(v) * np.cos(turn),
        )
        if sin_s == 0.0:
            return 0.0
        cos_s = np.sin(u) * np.sin(v) + np.cos(u) * np.cos(v) * np.cos(turn)
        s = np.arctan2(sin_s, cos_s)
        sin_a = np.cos(u) * np.cos(v) * np.sin(turn) / sin_s
        cos2_a = 1.0 - sin_a**2
        mid = cos_s - 2.0 * np.sin(u) * np.sin(v) / cos2_a if cos2_a > 1e-15 else 0.0
        c = f / 16.0 * cos2_a * (4.0 + f * (4.0 - 3.0 * cos2_a))
        tail = s + c * sin_s * (mid + c * cos_s * (2.0 * mid**2 - 1.0))
        turn = lon + (1.0 - c) * f * sin_a * tail
    b = a * (1.0 - f)
    w = cos2_a * (a**2 - b**2) / b**2
    big_a = 1.0 + w / 16384.0 * (4096.0 + w * (-768.0 + w * (320.0 - 175.0 * w)))
    big_b = w / 1024.0 * (256.0 + w * (-128.0 + w * (74.0 - 47.0 * w)))
    ds = big_b * sin_s * (
        mid
        + big_b / 4.0 * (cos_s * (2.0 * mid**2 - 1.0)
                         - big_b / 6.0 * mid * (4.0 * sin_s**2 - 3.0) * (4.0 * mid**2 - 3.0))
    )  # fmt: skip
    return b * big_a * (s - ds)


def on_circle(radius_km, inc, node, arglat):
    cos_u, sin_u = np.cos(arglat), np.sin(arglat)
    x = np.cos(node) * cos_u - np.sin(node) * sin_u * np.cos(inc)
    y = np.sin(node) * cos_u + np.cos(node) * sin_u * np.cos(inc)
    return radius_km * np.stack([x, y, sin_u * np.sin(inc)], axis=1)
