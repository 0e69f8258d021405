"""The float64 motion model against closed forms, finer arithmetic and an integration."""

import math
from datetime import UTC, datetime
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import least_squares

from orbitviz.base.constants import (
    DAY_S,
    EARTH_RADIUS_KM,
    J2_EARTH,
    MU_EARTH_KM3_S2,
    SIDEREAL_YEAR_S,
)
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.kepler import eccentric_anomaly_rad, mean_anomaly_rad
from orbitviz.orbits.patterns import walker_delta
from orbitviz.orbits.propagate import position_vectors, state_vectors, states_at_times
from orbitviz.orbits.secular import draconic_period_s, secular_rates, sun_synchronous_inc_rad
from orbitviz.orbits.timescale import Instant

EPOCH = Instant.from_datetime(datetime(2026, 11, 22, tzinfo=UTC))


def one_shell(sma_km=6928.137, ecc=0.0, inc_deg=53.0, argp_deg=0.0, planes=3, slots=4, phasing=1):
    pattern = walker_delta(planes * slots, planes, phasing)
    return Constellation(
        epoch=EPOCH,
        group_name=("g",),
        shell_name=("s",),
        shell_group=np.zeros(1, np.int32),
        sma_km=np.array([sma_km]),
        ecc=np.array([ecc]),
        inc_rad=np.radians([inc_deg]),
        argp_rad=np.radians([argp_deg]),
        plane_shell=np.zeros(planes, np.int32),
        plane_raan_rad=pattern.raan_rad,
        plane_phase_rad=pattern.phase_rad,
        plane_slots=pattern.slots,
        plane_index=np.repeat(np.arange(planes, dtype=np.int32), slots),
        slot_index=np.tile(np.arange(slots, dtype=np.int32), planes),
    )


@pytest.mark.parametrize("ecc", [0.0, 0.7])
def test_satellites_at_times_of_their_own_are_where_they_are_at_each_time(ecc):
    shell = one_shell(sma_km=26_600.0, ecc=ecc, argp_deg=270.0)
    rows, since_s = np.array([7, 0, 11, 7]), np.array([-3.0, 86_400.0 * 50, 12_345.6, 1e4])
    r_km, v_km_s = states_at_times(shell, rows, since_s)
    for k, (row, second) in enumerate(zip(rows, since_s, strict=True)):
        at = EPOCH.plus_s(float(second))
        (r_there,), (v_there,) = state_vectors(shell, at, rows=np.array([row]))
        assert r_km[k] == pytest.approx(r_there, abs=1e-6)
        assert v_km_s[k] == pytest.approx(v_there, abs=1e-9)
    assert states_at_times(shell, rows[:0], since_s[:0])[0].shape == (0, 3)


def test_slot_zero_starts_at_its_node():
    shell = one_shell(planes=3, phasing=0)
    r_km, v_km_s = state_vectors(shell, EPOCH, rows=np.array([0, 4, 8]))
    raan = np.radians([0, 120, 240])
    expected = 6928.137 * np.column_stack((np.cos(raan), np.sin(raan), 0 * raan))
    assert r_km == pytest.approx(expected, abs=1e-9)
    # It rises northwards, inclined as given, with circular speed within the J2 drift.
    assert np.all(v_km_s[:, 2] > 0)
    speed = np.linalg.norm(v_km_s, axis=1)
    assert speed == pytest.approx(math.sqrt(MU_EARTH_KM3_S2 / 6928.137), rel=2e-3)


@settings(max_examples=25, deadline=None)
@given(
    ecc=st.sampled_from([0.0, 1e-5, 0.01, 0.3, 0.74]),
    inc_deg=st.floats(0, 180),
    argp_deg=st.floats(0, 360),
    days=st.floats(-30, 30),
)
def test_velocity_is_the_derivative_of_position(ecc, inc_deg, argp_deg, days):
    shell = one_shell(26_600.0 if ecc > 0.1 else 7000.0, ecc, inc_deg, argp_deg)
    at = EPOCH.plus_s(days * DAY_S)
    half_s = 0.5
    before, after = (state_vectors(shell, at.plus_s(s))[0] for s in (-half_s, half_s))
    _, v_km_s = state_vectors(shell, at)
    # Central difference: error of third order, r w^3 h^2 / 6, w up to 1e-3 rad/s (perigee too).
    assert (after - before) / (2 * half_s) == pytest.approx(v_km_s, abs=1e-6)


@settings(max_examples=50, deadline=None)
@given(mean=st.floats(-1000, 1000), ecc=st.floats(0, 0.99))
def test_kepler_equation_is_solved(mean, ecc):
    found = float(eccentric_anomaly_rad(np.array([mean]), np.array([ecc]))[0])
    left = found - ecc * math.sin(found)
    assert abs(math.remainder(left - mean, 2 * math.pi)) < 2e-13


@settings(max_examples=50, deadline=None)
@given(true=st.floats(-3.1, 3.1), ecc=st.floats(0, 0.95))
def test_the_mean_anomaly_of_a_true_one_leads_back_to_it(true, ecc):
    mean = mean_anomaly_rad(true, ecc)
    eccentric = float(eccentric_anomaly_rad(np.array([mean]), np.array([ecc]))[0])
    # r cos(nu) = a (cos E - e), r sin(nu) = a sqrt(1 - e^2) sin E
    x, y = math.cos(eccentric) - ecc, math.sqrt(1 - ecc**2) * math.sin(eccentric)
    assert math.atan2(y, x) == pytest.approx(true, abs=1e-9)


def test_ellipse_keeps_perigee_and_apogee():
    shell = one_shell(26_600.0, 0.74, 63.4349, 270.0, planes=1, slots=360)
    r_km, _ = state_vectors(shell, EPOCH.plus_s(5 * DAY_S))
    distance = np.linalg.norm(r_km, axis=1)
    assert distance.min() == pytest.approx(26_600 * 0.26, rel=2e-4)
    assert distance.max() == pytest.approx(26_600 * 1.74, rel=2e-4)
    # At the critical inclination the perigee stays in the far south.
    lowest = r_km[np.argmin(distance)]
    assert lowest[2] / distance.min() == pytest.approx(-math.sin(math.radians(63.4349)), abs=1e-3)


def test_circle_is_an_ellipse_of_no_eccentricity():
    at = EPOCH.plus_s(12_345.6)
    circle, ellipse = (state_vectors(one_shell(ecc=e, argp_deg=77.0), at) for e in (0.0, 1e-12))
    assert circle[0] == pytest.approx(ellipse[0], abs=1e-7)
    assert circle[1] == pytest.approx(ellipse[1], abs=1e-9)


def test_rows_are_a_choice_of_all():
    shell = one_shell(planes=5, slots=7)
    at = EPOCH.plus_s(999.0)
    whole = state_vectors(shell, at)
    for rows in (slice(3, 20), slice(None, None, 3), np.array([30, 2, 2])):
        some = state_vectors(shell, at, rows)
        assert some[0].tolist() == whole[0][rows].tolist()
        assert some[1].tolist() == whole[1][rows].tolist()


@pytest.mark.parametrize("ecc", [0.0, 0.1])
@pytest.mark.parametrize("rows", [slice(None), slice(3, 40, 2), np.array([47, 0, 11])], ids=str)
def test_positions_alone_are_those_of_the_states(ecc, rows):
    shell = one_shell(ecc=ecc, planes=6, slots=8)
    later = EPOCH.plus_s(1e6)
    r_km, _ = state_vectors(shell, later, rows)
    assert np.array_equal(position_vectors(shell, later, rows), r_km)


def test_position_after_thirty_days_to_a_millimetre():
    """The phase is 2,800 rad by then; exact fractions show what float64 loses."""
    shell = one_shell()
    dt_s = 30 * DAY_S + 0.25
    rates = secular_rates(shell.sma_km, shell.ecc, shell.inc_rad)
    two_pi = Fraction("6.28318530717958647692528676655900576839")
    turned = Fraction(float(rates.arglat_rad_s[0])) * Fraction(dt_s)
    node = Fraction(float(rates.raan_rad_s[0])) * Fraction(dt_s)
    raan, inc = float(node), float(shell.inc_rad[0])
    r_km, _ = state_vectors(shell, EPOCH.plus_s(dt_s), rows=slice(0, 4))
    for slot in range(4):
        phase = turned + two_pi * Fraction(slot, 4)
        u = float(phase - two_pi * (phase // two_pi))
        expected = 6928.137 * np.array(
            [
                math.cos(u) * math.cos(raan) - math.sin(u) * math.cos(inc) * math.sin(raan),
                math.cos(u) * math.sin(raan) + math.sin(u) * math.cos(inc) * math.cos(raan),
                math.sin(u) * math.sin(inc),
            ]
        )
        one_millimetre_km = 1e-6
        assert np.linalg.norm(r_km[slot] - expected) < one_millimetre_km


def test_one_draconic_period_brings_it_back_to_the_node():
    shell = one_shell()
    period_s = float(draconic_period_s(shell.sma_km, shell.ecc, shell.inc_rad)[0])
    r_km, v_km_s = state_vectors(shell, EPOCH.plus_s(period_s), rows=slice(0, 1))
    assert abs(r_km[0, 2]) < 1e-6
    assert v_km_s[0, 2] > 0


def test_sun_synchronous_plane_turns_once_in_a_sidereal_year():
    sma_km = EARTH_RADIUS_KM + 650.0
    inc_deg = math.degrees(sun_synchronous_inc_rad(sma_km))
    shell = one_shell(sma_km, inc_deg=inc_deg, planes=1, slots=1)

    def normal(at):
        h = np.cross(*(rows[0] for rows in state_vectors(shell, at)))
        return h / np.linalg.norm(h)

    start, after = normal(EPOCH), normal(EPOCH.plus_s(SIDEREAL_YEAR_S))
    assert math.degrees(math.acos(min(1.0, start @ after))) < 0.05


def j2_acceleration(r_km):
    """Return gravity of a point mass with J2, km/s2 (Vallado 2013, eq. 8-30)."""
    x, y, z = r_km
    r = math.sqrt(x * x + y * y + z * z)
    point = -MU_EARTH_KM3_S2 / r**3
    factor = -1.5 * J2_EARTH * MU_EARTH_KM3_S2 * EARTH_RADIUS_KM**2 / r**5
    flat = 5 * z * z / (r * r)
    return np.array(
        [
            x * (point + factor * (1 - flat)),
            y * (point + factor * (1 - flat)),
            z * (point + factor * (3 - flat)),
        ]
    )


@pytest.mark.parametrize(("altitude_km", "inc_deg"), [(550, 53.0), (700, 30.0), (650, 97.986)])
def test_secular_motion_stays_near_a_full_integration(altitude_km, inc_deg):
    """For a day some true J2 orbit stays by the secular one, but for its short-period wobble.

    A mean orbit is not the start of a true one, so the start is fitted (position and velocity,
    least squares over the day). A node rate wrong by a tenth would leave 30 km and more.
    """
    shell = one_shell(EARTH_RADIUS_KM + altitude_km, inc_deg=inc_deg, planes=1, slots=1)
    times_s = np.linspace(0, DAY_S, 150)
    wanted = np.concatenate([state_vectors(shell, EPOCH.plus_s(t))[0] for t in times_s])
    start = np.concatenate([rows[0] for rows in state_vectors(shell, EPOCH)])
    size = np.repeat([1.0, 1e-3], 3)  # km, km/s

    def apart_km(change):
        flown = solve_ivp(
            lambda t, y: np.concatenate((y[3:], j2_acceleration(y[:3]))),
            (0, DAY_S),
            start + size * change,
            t_eval=times_s,
            method="DOP853",
            rtol=1e-9,
            atol=1e-8,
        )
        return flown.y[:3].T - wanted

    fit = least_squares(lambda change: apart_km(change).ravel(), np.zeros(6), diff_step=1e-3)
    distance_km = np.linalg.norm(apart_km(fit.x), axis=1)
    short_period_km = 7.0  # of the order J2 Re^2 / a
    assert distance_km.max() < short_period_km
