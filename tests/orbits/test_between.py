"""Distance, angle, light time and line of sight, against skyfield and by brute force."""

from __future__ import annotations

import math

import numpy as np
import pytest
from skyfield.api import wgs84
from skyfield.constants import C
from skyfield.positionlib import Geocentric
from skyfield.units import Distance

from orbitviz.base.constants import EARTH_POLAR_RADIUS_KM, EARTH_RADIUS_KM
from orbitviz.orbits.between import between
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant, timescale

AT = Instant.parse("2026-11-22T06:00:00Z")


def random_km(random, low_km, high_km):
    direction = random.normal(size=3)
    return direction / np.linalg.norm(direction) * random.uniform(low_km, high_km)


def test_between_a_site_and_a_point_in_space_as_skyfield():
    geometry = sky_geometry_at(AT)
    time = timescale().utc(2026, 11, 22, 6)
    random = np.random.default_rng(7)
    seen = set()
    for _ in range(60):
        lat, lon = float(random.uniform(-90, 90)), float(random.uniform(-180, 180))
        site = wgs84.latlon(lat, lon)
        # Half of them near the horizon of the site.
        at = site.at(time)
        space = random_km(random, 6700.0, 45_000.0)  # GCRS
        found = Geocentric(Distance(km=space).au, t=time, center=399)
        alt, _, distance = (found - at).altaz()
        here = itrs_position_km(math.radians(lat), math.radians(lon), 0.0) @ geometry.teme_to_itrs
        ours = between(np.asarray(here), geometry.gcrs_to_teme @ space)
        # The axes agree to some metres: skyfield has polar motion and its own nutation.
        assert ours.distance_km == pytest.approx(distance.km, abs=0.05)
        assert ours.light_s == pytest.approx(distance.m / C, rel=1e-5)
        assert ours.angle_rad == pytest.approx(found.separation_from(at).radians, abs=1e-5)
        if abs(alt.degrees) > 0.01:
            assert ours.is_blocked == (alt.degrees < 0.0)
            seen.add(ours.is_blocked)
    assert seen == {True, False}


def test_line_of_sight_between_satellites_by_brute_force():
    random = np.random.default_rng(11)
    share = np.linspace(0.0, 1.0, 20_001)[:, None]
    blocked = 0
    for _ in range(300):
        one, other = (random_km(random, 6500.0, 9000.0) for _ in range(2))
        scaled = (one + share * (other - one)) / [
            EARTH_RADIUS_KM, EARTH_RADIUS_KM, EARTH_POLAR_RADIUS_KM
        ]  # fmt: skip
        lowest = np.einsum("ij,ij->i", scaled, scaled).min()
        if abs(lowest - 1.0) < 1e-6:
            continue
        found = between(one, other)
        assert found.is_blocked == (lowest < 1.0)
        assert found.is_blocked == between(other, one).is_blocked
        assert found.is_blocked == hidden_by_earth(one, other[None])[0]
        blocked += found.is_blocked
    assert 50 < blocked < 250


def test_a_place_sees_what_is_over_it_and_not_what_is_below_its_horizon():
    for lat_rad in np.radians([0.0, 31.5, 90.0]):
        for alt_km in (0.0, -0.43, 4.2):
            here = itrs_position_km(lat_rad, 0.6, alt_km)
            over = itrs_position_km(lat_rad, 0.6, 550.0)
            assert not between(here, over).is_blocked
            assert between(here, -over).is_blocked
            assert between(here, over).distance_km == pytest.approx(550.0 - alt_km)


def test_to_the_centre_there_is_no_angle():
    found = between(np.array([7000.0, 0.0, 0.0]), np.zeros(3))
    assert found.distance_km == 7000.0
    assert math.isnan(found.angle_rad)
    assert not between(np.array([7000.0, 0.0, 0.0]), np.array([7000.0, 0.0, 0.0])).is_blocked


def test_angles_next_to_none_and_to_half_a_turn_keep_their_digits():
    one = np.array([7000.0, 0.0, 0.0])
    for angle in (1e-9, 1e-4, 2.0, math.pi - 1e-9):
        other = 9000.0 * np.array([math.cos(angle), 0.0, math.sin(angle)])
        assert between(one, other).angle_rad == pytest.approx(angle, rel=1e-6)
