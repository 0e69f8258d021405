from math import degrees, radians

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.sun import (
    beta_rad,
    ltan_h,
    mean_sun_ra_rad,
    raan_from_ltan_rad,
    sun_directions,
    sun_position_km,
)
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant, skyfield_time

SPAN_S = LAST_INSTANT.seconds_since(FIRST_INSTANT)
DAY_S = 86400.0
AU_KM = 149_597_870.7
ARCSECOND_RAD = radians(1.0 / 3600.0)
instants = st.floats(0.0, SPAN_S).map(FIRST_INSTANT.plus_s)
angles = st.floats(-np.pi, np.pi)


def declination_deg(position):
    return degrees(np.arcsin(position[2] / np.linalg.norm(position)))


def low_precision_sun(instant):
    """Astronomical Almanac's formula (Vallado 2013, algorithm 29), good to 0.01 degrees."""
    centuries = instant.seconds_since(Instant(2451545.0, 0.0)) / (36525.0 * DAY_S)
    mean = radians(357.5277233 + 35999.05034 * centuries)
    longitude = radians(
        280.460
        + 36000.77 * centuries
        + 1.914666471 * np.sin(mean)
        + 0.019994643 * np.sin(2.0 * mean)
    )
    tilt = radians(23.439291 - 0.0130042 * centuries)
    across = np.sin(longitude)
    return np.array([np.cos(longitude), np.cos(tilt) * across, np.sin(tilt) * across])


@given(instants)
@settings(max_examples=50)
def test_the_sun_is_skyfields_with_the_whole_de421(outside_timescale, de421, instant):
    time = outside_timescale.from_datetime(instant.to_datetime())
    expected = de421["earth"].at(time).observe(de421["sun"]).apparent().xyz.km
    # Skyfield bends light at the planets too: 1e-6 arcsec, a metre at the Sun.
    assert sun_position_km(instant, Frame.GCRS) == pytest.approx(expected, abs=0.01)


@given(instants)
@settings(max_examples=200)
def test_the_sun_is_within_the_almanacs_hundredth_of_a_degree(instant):
    position = sun_position_km(instant, Frame.TEME)
    direction = position / np.linalg.norm(position)
    assert np.linalg.norm(direction - low_precision_sun(instant)) < radians(0.01)


@pytest.mark.parametrize(
    ("instant_text", "expected_deg", "tolerance_deg"),
    [
        # USNO, Earth's seasons 2026, to the minute; the Sun's declination moves by 0.4 deg a day.
        ("2026-03-20T14:46Z", 0.0, 3e-4),
        ("2026-09-23T00:05Z", 0.0, 3e-4),
        # At a solstice it stands at the obliquity of the ecliptic, 23.4360 deg, nutation aside.
        ("2026-06-21T08:24Z", 23.4360, 0.003),
        ("2026-12-21T20:50Z", -23.4360, 0.003),
    ],
)
def test_equinoxes_and_solstices(instant_text, expected_deg, tolerance_deg):
    position = sun_position_km(Instant.parse(instant_text), Frame.TEME)
    assert declination_deg(position) == pytest.approx(expected_deg, abs=tolerance_deg)


def test_perihelion_of_2026():
    # USNO: 2026-01-03, 17 h, at 0.98330 au.
    start = Instant.parse("2026-01-03")
    distance_au = [
        np.linalg.norm(sun_position_km(start.plus_s(hour * 3600.0), Frame.TEME)) / AU_KM
        for hour in range(24)
    ]
    assert np.argmin(distance_au) == 17
    assert min(distance_au) == pytest.approx(0.98330, abs=1e-5)


@given(instants)
def test_the_sun_turns_with_the_axes(instant):
    turned = rotation(Frame.GCRS, Frame.ITRS, instant) @ sun_position_km(instant, Frame.GCRS)
    assert sun_position_km(instant, Frame.ITRS) == pytest.approx(turned, rel=1e-12)


def test_many_suns_at_once_are_the_single_ones():
    days = [Instant.parse("2026-01-01").plus_s(day * DAY_S) for day in range(0, 365, 30)]
    for direction, day in zip(sun_directions(days), days, strict=True):
        position = sun_position_km(day, Frame.TEME)
        assert direction == pytest.approx(position / np.linalg.norm(position), abs=1e-12)


@given(st.floats(0.0, np.pi), angles, angles, st.floats(-1.5, 1.5))
def test_beta_is_the_angle_between_the_plane_and_the_sun(inc, raan, right_ascension, declination):
    sun = np.array(
        [
            np.cos(declination) * np.cos(right_ascension),
            np.cos(declination) * np.sin(right_ascension),
            np.sin(declination),
        ]
    )
    # Two directions in the plane: the ascending node, and 90 degrees on along the orbit.
    node = np.array([np.cos(raan), np.sin(raan), 0.0])
    ahead = np.array([-np.sin(raan) * np.cos(inc), np.cos(raan) * np.cos(inc), np.sin(inc)])
    in_plane = np.hypot(sun @ node, sun @ ahead)
    expected = np.arctan2(sun @ np.cross(node, ahead), in_plane)
    assert beta_rad(inc, raan, sun) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("inc_deg", [0.0, 30.0, 53.0])
def test_beta_reaches_the_inclination_plus_the_obliquity(inc_deg):
    year = [Instant.parse("2026-01-01").plus_s(day * DAY_S) for day in range(366)]
    raan = np.radians(np.arange(0.0, 360.0, 1.0))
    most = max(np.abs(beta_rad(radians(inc_deg), raan, sun)).max() for sun in sun_directions(year))
    assert degrees(most) == pytest.approx(inc_deg + 23.44, abs=0.02)


def test_the_mean_sun_is_what_sidereal_time_is_made_of():
    # GMST = mean Sun's right ascension + UT1 - 12 h; UT1 is within 0.9 s of UTC, 14 arcsec.
    for text in ("1990-01-01", "2004-04-06T07:51:28Z", "2026-11-22T18:00:00Z"):
        instant = Instant.parse(text)
        gmst_rad = radians(skyfield_time(instant).gmst * 15.0)
        apart = gmst_rad - (mean_sun_ra_rad(instant) + 2.0 * np.pi * instant.jd_frac - np.pi)
        assert abs((apart + np.pi) % (2.0 * np.pi) - np.pi) < 14.0 * ARCSECOND_RAD


@pytest.mark.parametrize(
    ("instant_text", "minutes"),
    # Extremes of the equation of time, Astronomical Almanac: -14 min 12 s about 11 February,
    # +16 min 25 s about 3 November; they vary by a few seconds from year to year.
    [("2026-02-11T12:00Z", -14.2), ("2026-11-03T12:00Z", 16.42)],
)
def test_the_mean_sun_is_ahead_by_the_equation_of_time(instant_text, minutes):
    instant = Instant.parse(instant_text)
    x, y, _ = sun_position_km(instant, Frame.TEME)
    ahead = (mean_sun_ra_rad(instant) - np.arctan2(y, x) + np.pi) % (2.0 * np.pi) - np.pi
    assert degrees(ahead) * 4.0 == pytest.approx(minutes, abs=0.1)


@given(st.floats(0.0, 24.0, exclude_max=True), instants)
def test_local_time_of_the_node_comes_back(hours, instant):
    back = ltan_h(raan_from_ltan_rad(hours, instant), instant)
    assert abs((back - hours + 12.0) % 24.0 - 12.0) < 1e-9


def test_noon_is_below_the_mean_sun_and_six_in_the_evening_east_of_it():
    instant = Instant.parse("2026-11-22")
    noon = mean_sun_ra_rad(instant)
    assert raan_from_ltan_rad(12.0, instant) == pytest.approx(noon)
    assert (raan_from_ltan_rad(18.0, instant) - noon) % (2 * np.pi) == pytest.approx(np.pi / 2)
