"""Secular J2 rates against published and tabulated values."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import (
    DAY_S,
    EARTH_RADIUS_KM,
    MU_EARTH_KM3_S2,
    SUN_SYNCHRONOUS_RATE_RAD_S,
)
from orbitviz.base.errors import UserError
from orbitviz.orbits.secular import (
    draconic_period_s,
    highest_sun_synchronous_altitude_km,
    mean_motion_rad_s,
    secular_rates,
    sun_synchronous_inc_rad,
)

ALTITUDES_KM = [400, 500, 550, 600, 650, 700, 800, 900, 1000, 1200, 1391, 1500, 1800, 2000]
# Textbook first-order J2 formula with mu, Re, J2 of WGS 84 / EGM96, computed apart from this code.
SSO_INCLINATION_DEG = [
    97.030, 97.402, 97.593, 97.787, 97.986, 98.188, 98.603,
    99.033, 99.479, 100.419, 101.380, 101.956, 103.658, 104.889,
]  # fmt: skip
PERIOD_MIN = [
    92.56, 94.62, 95.65, 96.69, 97.73, 98.77, 100.87,
    102.99, 105.12, 109.42, 113.58, 115.98, 122.67, 127.20,
]  # fmt: skip


def deg_per_day(rate_rad_s):
    return math.degrees(float(rate_rad_s)) * DAY_S


@pytest.mark.parametrize(
    ("altitude_km", "inclination_deg"), list(zip(ALTITUDES_KM, SSO_INCLINATION_DEG, strict=True))
)
def test_sun_synchronous_inclination(altitude_km, inclination_deg):
    found = math.degrees(sun_synchronous_inc_rad(EARTH_RADIUS_KM + altitude_km))
    printed_to_deg = 0.0005
    assert found == pytest.approx(inclination_deg, abs=printed_to_deg * 1.01)


@pytest.mark.parametrize(
    ("altitude_km", "minutes"), list(zip(ALTITUDES_KM, PERIOD_MIN, strict=True))
)
def test_two_body_period(altitude_km, minutes):
    found = 2 * math.pi / float(mean_motion_rad_s(EARTH_RADIUS_KM + altitude_km)) / 60
    printed_to_min = 0.005
    assert found == pytest.approx(minutes, abs=printed_to_min * 1.01)


def test_inclination_that_brahe_publishes():
    # brahe, test_sun_synchronous_inclination in src/orbits/keplerian.rs: a = Re + 500 km.
    found = math.degrees(sun_synchronous_inc_rad(EARTH_RADIUS_KM + 500.0, 0.001))
    other_constants_deg = 1e-3
    assert found == pytest.approx(97.4017953, abs=other_constants_deg)


@pytest.mark.parametrize(("altitude_km", "filed_deg"), [(500, 97.4), (1000, 99.5), (2000, 104.9)])
def test_inclinations_filed_with_the_fcc(altitude_km, filed_deg):
    # Schedule S of SAT-LOA-20260108-00016, printed to 0.1 degrees.
    found = math.degrees(sun_synchronous_inc_rad(EARTH_RADIUS_KM + altitude_km))
    assert found == pytest.approx(filed_deg, abs=0.05)


@pytest.mark.parametrize(
    ("altitude_km", "inclination_deg", "raan", "argp", "mean_anom"),
    [
        (420, 51.64, -4.947, 3.689, 0.619),
        (550, 53.0, -4.489, 3.024, 0.323),
        (600, 30.0, -6.299, 10.002, 4.546),
        (2000, 30.0, -3.322, 5.274, 2.397),
        (650, 97.98578, 0.9856, -3.205, -3.342),
    ],
)
def test_rates_in_degrees_a_day(altitude_km, inclination_deg, raan, argp, mean_anom):
    sma_km = EARTH_RADIUS_KM + altitude_km
    rates = secular_rates(sma_km, 0.0, math.radians(inclination_deg))
    printed_to = 0.0006
    assert deg_per_day(rates.raan_rad_s) == pytest.approx(raan, abs=printed_to)
    assert deg_per_day(rates.argp_rad_s) == pytest.approx(argp, abs=printed_to)
    drift = rates.mean_anom_rad_s - mean_motion_rad_s(sma_km)
    assert deg_per_day(drift) == pytest.approx(mean_anom, abs=printed_to)


@given(altitude_km=st.floats(200, 36_000), ecc=st.floats(0, 0.5))
def test_perigee_stands_still_at_the_critical_inclination(altitude_km, ecc):
    critical_rad = math.acos(1 / math.sqrt(5))
    assert math.degrees(critical_rad) == pytest.approx(63.4349, abs=5e-5)
    rates = secular_rates(EARTH_RADIUS_KM + altitude_km, ecc, critical_rad)
    assert abs(deg_per_day(rates.argp_rad_s)) < 1e-5


@given(altitude_km=st.floats(200, 5000), ecc=st.floats(0, 0.02))
def test_sun_synchronous_node_follows_the_mean_sun(altitude_km, ecc):
    sma_km = EARTH_RADIUS_KM + altitude_km
    rates = secular_rates(sma_km, ecc, sun_synchronous_inc_rad(sma_km, ecc))
    assert float(rates.raan_rad_s) == pytest.approx(SUN_SYNCHRONOUS_RATE_RAD_S, rel=1e-9)
    assert deg_per_day(rates.raan_rad_s) == pytest.approx(0.985609, abs=1e-6)  # 360 / 365.25636


@given(inc=st.floats(0, math.pi))
def test_mirrored_inclination_turns_the_node_the_other_way(inc):
    there = secular_rates(7000.0, 0.01, inc)
    back = secular_rates(7000.0, 0.01, math.pi - inc)
    assert float(there.raan_rad_s) == pytest.approx(-float(back.raan_rad_s), abs=1e-18)
    assert float(there.arglat_rad_s) == pytest.approx(float(back.arglat_rad_s), rel=1e-14)


def test_draconic_period_of_the_space_station():
    # J2 shortens it: node to node the argument of latitude turns 360 + drift degrees.
    sma_km = EARTH_RADIUS_KM + 420.0
    inc = math.radians(51.64)
    kepler_s = 2 * math.pi * math.sqrt(sma_km**3 / 398600.4418)
    drift_deg_a_day = 3.689 + 0.619
    turns_a_day = DAY_S / kepler_s + drift_deg_a_day / 360
    assert float(draconic_period_s(sma_km, 0.0, inc)) == pytest.approx(
        DAY_S / turns_a_day, abs=1e-3
    )


def test_too_high_for_a_sun_synchronous_orbit():
    highest_km = highest_sun_synchronous_altitude_km()
    edge = math.degrees(sun_synchronous_inc_rad(EARTH_RADIUS_KM + highest_km * (1 - 1e-9)))
    assert edge == pytest.approx(180, abs=0.01)
    with pytest.raises(UserError, match="sun-synchronous at this altitude"):
        sun_synchronous_inc_rad(EARTH_RADIUS_KM + highest_km + 1)


def test_arrays_give_what_single_numbers_give():
    sma_km = EARTH_RADIUS_KM + np.array(ALTITUDES_KM, dtype=float)
    many = sun_synchronous_inc_rad(sma_km)
    assert many.tolist() == [float(sun_synchronous_inc_rad(one)) for one in sma_km]


def test_circular_period_of_a_published_exercise():
    """R = 6370 + 300 km, G = 6.67e-11, M = 5.97e24 kg: 5423.986 s (Martinez, UPM, page 341).

    The exercise has its own mass of the Earth, so ours is scaled to it.
    """
    exercise_mu_km3_s2 = 6.67e-11 * 5.97e24 * 1e-9
    period_s = 2.0 * math.pi / float(mean_motion_rad_s(np.array(6_670.0)))
    scaled_s = period_s * math.sqrt(MU_EARTH_KM3_S2 / exercise_mu_km3_s2)
    assert scaled_s == pytest.approx(5423.986, abs=0.01)
