"""The grid of the operating map: stations along the orbit, rows in beta."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM, TAU
from orbitviz.orbits.eclipse import eclipse_fraction, shadow_reach_rad, sunlit
from orbitviz.subsystems.environment import flux_w_m2, orbit_environment
from orbitviz.subsystems.grid import altitudes_of, grid_of
from orbitviz.subsystems.stations import (
    DAY_STEPS,
    LIT_STEPS,
    MORNING_STEPS,
    PENUMBRA_STEPS,
    UMBRA_STEPS,
    Fineness,
    phases_rad,
    row_beta_rad,
    row_of,
    shadow,
    station_of,
)

SMA_KM = st.floats(EARTH_RADIUS_KM + 200.0, EARTH_RADIUS_KM + 40_000.0)
BETA_RAD = st.floats(0.0, 0.5 * math.pi)
FINENESS = st.sampled_from(Fineness)
# Where gaps widen, a place between two stations is off the straight line by so much of a gap.
BEND = 0.035
SUN_KM = st.floats(0.983 * AU_KM, 1.017 * AU_KM)


@given(SMA_KM, BETA_RAD, SUN_KM, FINENESS)
def test_stations_stand_where_they_are_found(sma_km, beta_rad, sun_km, fineness):
    arcs = shadow(sma_km, beta_rad, sun_km)
    phases = phases_rad(arcs, fineness)
    assert phases.shape == (fineness.stations,)
    assert (np.diff(phases) >= -1e-12).all()
    assert phases[-1] <= phases[0] + TAU + 1e-12
    # Where an arc is so short that its stations coincide, any of them will do.
    apart = np.diff(np.append(phases, phases[0] + TAU))
    clear = np.minimum(apart, np.roll(apart, 1)) > 1e-6
    found = station_of(arcs, phases, fineness)
    count = fineness.stations
    off = np.remainder(found - np.arange(count) + 0.5 * count, count) - 0.5 * count
    # 1e-12 rad, the rounding of a phase, over steps of at least 1e-6 rad.
    assert np.abs(off[clear]).max() < 1e-5


@given(SMA_KM, BETA_RAD, SUN_KM, st.floats(-20.0, 20.0), FINENESS)
def test_phases_of_the_station_found_are_the_phase(sma_km, beta_rad, sun_km, phase_rad, fineness):
    arcs = shadow(sma_km, beta_rad, sun_km)
    station = float(station_of(arcs, phase_rad, fineness))
    assert 0.0 <= station <= fineness.stations
    phases = phases_rad(arcs, fineness)
    found = np.interp(station, np.arange(fineness.stations + 1), np.append(phases, phases[0] + TAU))
    off = np.remainder(found - phase_rad + 0.5 * TAU, TAU) - 0.5 * TAU
    gap = np.diff(np.append(phases, phases[0] + TAU))[min(int(station), fineness.stations - 1)]
    # Where the last light goes, arcs shorter than 1e-7 rad (0.1 ms) hold all stations of the dark.
    assert abs(off) < 1e-7 + BEND * gap


@given(SMA_KM, BETA_RAD, SUN_KM, FINENESS)
def test_neighbours_around_the_orbit_have_neighbouring_stations(sma_km, beta_rad, sun_km, fineness):
    arcs = shadow(sma_km, beta_rad, sun_km)
    phases = phases_rad(arcs, fineness)
    closed = np.append(phases, phases[0] + TAU)
    between = 0.5 * (closed[1:] + closed[:-1])
    clear = np.diff(closed) > 1e-6
    found = station_of(arcs, between, fineness)
    assert found[clear] == pytest.approx((np.arange(fineness.stations) + 0.5)[clear], abs=BEND)


@given(SMA_KM, BETA_RAD, SUN_KM, FINENESS)
def test_stations_are_tied_to_the_edges_of_the_shadow(sma_km, beta_rad, sun_km, fineness):
    arcs = shadow(sma_km, beta_rad, sun_km)
    phases = phases_rad(arcs, fineness)
    half = 0.5 * TAU
    morning, evening = fineness * MORNING_STEPS, fineness * (MORNING_STEPS + DAY_STEPS)
    lit, into_umbra = fineness * LIT_STEPS, fineness * (LIT_STEPS + PENUMBRA_STEPS)
    assert phases[0] == pytest.approx(arcs.penumbra_rad - half, abs=1e-12)
    assert phases[morning] == pytest.approx(-0.5 * half, abs=1e-12)
    assert phases[evening] == pytest.approx(0.5 * half, abs=1e-12)
    assert phases[lit] == pytest.approx(half - arcs.penumbra_rad, abs=1e-12)
    assert phases[into_umbra] == pytest.approx(half - arcs.umbra_rad, abs=1e-12)
    assert phases[into_umbra + fineness * UMBRA_STEPS] == pytest.approx(
        half + arcs.umbra_rad, abs=1e-12
    )


@given(SMA_KM, SUN_KM, FINENESS)
def test_rows_stand_where_they_are_found(sma_km, sun_km, fineness):
    beta = row_beta_rad(np.array([sma_km]), sun_km, fineness)[0]
    assert beta.shape == (fineness.rows,)
    assert (np.diff(beta) > 0.0).all()
    assert beta[0] == pytest.approx(0.0, abs=1e-7)
    assert beta[-1] == pytest.approx(0.5 * math.pi, abs=1e-12)
    found = row_of(np.full(fineness.rows, sma_km), beta, sun_km, fineness)
    # An arc of the shadow goes with the root of the distance in beta: 1e-8 of rounding there.
    assert found == pytest.approx(np.arange(fineness.rows), abs=1e-4)


@given(SMA_KM, BETA_RAD, SUN_KM, FINENESS)
def test_beta_of_the_row_found_is_the_beta(sma_km, beta_rad, sun_km, fineness):
    row = float(row_of(sma_km, beta_rad, sun_km, fineness))
    rows = row_beta_rad(np.array([sma_km]), sun_km, fineness)[0]
    low = min(int(row), fineness.rows - 2)
    margin_rad = 1e-7  # rounding of an arc cosine near 1
    assert rows[low] - margin_rad <= beta_rad <= rows[low + 1] + margin_rad


@given(SMA_KM, SUN_KM, FINENESS)
def test_rows_rise_with_beta(sma_km, sun_km, fineness):
    beta = np.linspace(0.0, 0.5 * math.pi, 500)
    row = row_of(np.full(500, sma_km), beta, sun_km, fineness)
    assert (np.diff(row) > 0.0).all()


@pytest.mark.parametrize("altitude_km", [400.0, 550.0, 1000.0, 2000.0])
def test_rows_are_tied_to_where_umbra_and_penumbra_vanish(altitude_km):
    sma_km = EARTH_RADIUS_KM + altitude_km
    beta = row_beta_rad(np.array([sma_km]), AU_KM, Fineness.DRAFT)[0]
    umbra, penumbra = shadow_reach_rad(sma_km, AU_KM)
    assert np.abs(beta - umbra).min() < 1e-12
    assert np.abs(beta - penumbra).min() < 1e-12


def test_shares_of_the_orbit_sum_to_one():
    sma_km = tuple(EARTH_RADIUS_KM + altitude for altitude in (400.0, 1000.0, 2000.0))
    grid = grid_of(sma_km, AU_KM, 1.0)
    assert grid.share.shape == (3 * grid.rows, grid.fineness.stations)
    assert (grid.share >= -1e-15).all()
    assert grid.share.sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    period_s = TAU / grid.environment.rate_rad_s[:, 0]
    assert grid.step_s.sum(axis=1) == pytest.approx(period_s, rel=1e-12)


def test_light_of_the_grid_is_the_share_of_the_orbit_outside_the_shadow():
    sma_km = tuple(EARTH_RADIUS_KM + altitude for altitude in (400.0, 1000.0, 2000.0))
    grid = grid_of(sma_km, AU_KM, 1.0)
    beta = np.arcsin(grid.environment.sin_beta[:, 0])
    dark = eclipse_fraction(beta, np.repeat(sma_km, grid.rows))
    lit = np.sum(grid.share * grid.environment.light, axis=1)
    # The penumbra takes more than the cylinder near where the eclipses end: 0.53 degrees of Sun.
    assert np.abs(lit + dark - 1.0).max() < 0.02
    deep = dark > 0.2
    assert np.abs(lit + dark - 1.0)[deep].max() < 0.003


@given(SMA_KM, BETA_RAD, SUN_KM, st.lists(st.floats(-4.0, 4.0), min_size=1, max_size=50))
def test_light_is_the_share_of_the_sun_seen(sma_km, beta_rad, sun_km, phases):
    """In axes of the orbit plane: towards noon, ahead at noon, normal."""
    phase = np.array([phases])
    found = orbit_environment(sma_km, beta_rad, phase, sun_km)
    sun = np.array([math.cos(beta_rad), 0.0, math.sin(beta_rad)])
    zero = np.zeros_like(phase[0])
    zenith = np.stack([np.cos(phase[0]), np.sin(phase[0]), zero], axis=1)
    ahead = np.stack([-np.sin(phase[0]), np.cos(phase[0]), zero], axis=1)
    # Near the axis the angle to the Sun comes out of an arc cosine, rounded to 1e-8 rad or worse.
    assert found.light[0] == pytest.approx(sunlit(sma_km * zenith, sun_km * sun), abs=1e-4)
    assert found.cos_zenith[0] == pytest.approx(zenith @ sun, abs=1e-12)
    assert found.cos_ahead[0] == pytest.approx(ahead @ sun, abs=1e-12)
    assert found.flux_w_m2[0, 0] == pytest.approx(1361.0 * (AU_KM / sun_km) ** 2, rel=1e-12)


def test_sunlight_over_the_year():
    # 1,317 to 1,408 W/m2 between aphelion and perihelion, 1.01671 and 0.98329 au.
    assert flux_w_m2(1.01671 * AU_KM) == pytest.approx(1317.0, abs=1.0)
    assert flux_w_m2(0.98329 * AU_KM) == pytest.approx(1408.0, abs=1.0)


@pytest.mark.parametrize("altitudes", [[550.0], [500.0, 540.0], [500.0, 36_000.0]])
def test_altitudes_of_a_map_are_few_and_hold_all_orbits(altitudes):
    sma_km = EARTH_RADIUS_KM + np.linspace(altitudes[0], altitudes[-1], 600)
    nodes = altitudes_of(sma_km)
    assert len(nodes) <= 32
    assert nodes[0] == pytest.approx(sma_km.min())
    assert nodes[-1] == pytest.approx(sma_km.max())
    assert list(nodes) == sorted(nodes)
    if altitudes[-1] < 1_000.0:
        assert np.diff(nodes).max(initial=0.0) <= 60.0
