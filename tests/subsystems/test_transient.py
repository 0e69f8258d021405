"""One satellite along its way: against scipy, into the limit cycle, through faults and seasons."""

import math
from dataclasses import fields, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.secular import sun_synchronous_inc_rad
from orbitviz.orbits.sun import raan_from_ltan_rad, sun_position_km
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.grid import grid_of
from orbitviz.subsystems.map_lookup import along_orbit, corners
from orbitviz.subsystems.operating_map import solve_map
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.satellite import ArrayPointing, Policy, RadiatorPointing, Workload
from orbitviz.subsystems.stations import shadow, station_of
from orbitviz.subsystems.transient import MIN_TEMP_K, Orbit, Trajectory, simulate
from tests.subsystems import reference

BEGIN = Instant.parse("2026-04-15T00:00:00Z")
SMA_KM = 6928.137
SATELLITES = ("ai1", "suncatcher", "bus-500kg", "cubesat-1u")


def still(beta_rad):
    """Return a Sun that stays at an elevation over the plane of orbits of inclination 0."""
    position = np.array([math.cos(beta_rad), 0.0, math.sin(beta_rad)]) * AU_KM
    return lambda instant: position


def from_noon(orbit):
    """Return the orbit of the reference, which begins at orbit noon and does not drift."""
    return Orbit(orbit.sma_km, 0.0, 0.0, raan_rate_rad_s=0.0, arglat_rate_rad_s=orbit.rate)


def sun_at(instant):
    return sun_position_km(instant, Frame.TEME)


def integrated(satellite, orbit, soc, temp, seconds):
    """Return soc and K (2, n) at seconds (n,) from 0 by scipy; its steps end at shadow edges."""
    rates = reference.Reference(satellite, orbit)
    turns = range(math.ceil(seconds[-1] / orbit.period_s))
    edges = [(edge + 2 * math.pi * k) / orbit.rate for k in turns for edge in orbit.edges()]
    out = np.empty((2, len(seconds)))
    y = np.array([soc, temp, 0.0])
    inside = [edge for edge in edges if edge < seconds[-1]]
    for first, last in pairwise([0.0, *inside, seconds[-1]]):
        answer = solve_ivp(
            rates,
            (first, last),
            y,
            "LSODA",
            dense_output=True,
            max_step=60.0,
            rtol=1e-9,
            atol=(1e-9, 1e-6, 1e-9),
        )
        assert answer.success, answer.message
        here = (seconds >= first) & (seconds <= last)
        if here.any():
            out[:, here] = answer.sol(seconds[here])[:2]
        y = answer.y[:, -1]
    return out


@pytest.mark.parametrize("name", SATELLITES)
@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("beta_deg", [15.0, 63.0])
def test_a_cold_start_goes_as_scipy_has_it(name, policy, beta_deg):
    satellite = replace(satellite_at_age(builtin_satellite(name)), policy=policy)
    orbit = reference.Orbit(SMA_KM, math.radians(beta_deg), AU_KM)
    trajectory = simulate(
        satellite,
        from_noon(orbit),
        still(orbit.beta_rad),
        BEGIN,
        3 * orbit.period_s,
        soc=0.62,
        radiator_k=200.0,
    )
    soc, temp = integrated(satellite, orbit, 0.62, 200.0, trajectory.seconds)
    np.testing.assert_allclose(trajectory.soc, soc, atol=0.002)
    np.testing.assert_allclose(trajectory.radiator_k, temp, atol=0.2)


@pytest.mark.parametrize("array", ArrayPointing)
@pytest.mark.parametrize("radiator", RadiatorPointing)
def test_every_pointing_goes_as_scipy_has_it(array, radiator):
    satellite = replace(
        satellite_at_age(builtin_satellite("bus-500kg")),
        array_pointing=array,
        radiator_pointing=radiator,
        workload=Workload.FOLLOW_THE_SUN,
        peak_local_rad=0.8,
        absorptivity=0.3,
    )
    orbit = reference.Orbit(SMA_KM, -0.5, AU_KM)
    trajectory = simulate(
        satellite,
        from_noon(orbit),
        still(-0.5),
        BEGIN,
        2 * orbit.period_s,
        soc=0.9,
        radiator_k=290.0,
    )
    soc, temp = integrated(satellite, orbit, 0.9, 290.0, trajectory.seconds)
    np.testing.assert_allclose(trajectory.soc, soc, atol=0.002)
    np.testing.assert_allclose(trajectory.radiator_k, temp, atol=0.2)


def on_the_map(satellite, orbit, phase_rad, quantity):
    """Return what the operating map has at phases."""
    table = solve_map(satellite, grid_of((orbit.sma_km,), orbit.sun_km, 1.0))
    every = np.full(len(phase_rad), 1.0)
    where = corners(table.grid, orbit.sma_km * every, orbit.beta_rad * every)
    station = station_of(
        shadow(orbit.sma_km, orbit.beta_rad, orbit.sun_km), phase_rad, table.grid.fineness
    )
    return along_orbit(table.values[quantity], where, station)


@pytest.mark.parametrize("name", ["ai1", "suncatcher", "bus-500kg"])
@pytest.mark.parametrize("policy", Policy)
def test_it_comes_to_the_cycle_of_the_operating_map(name, policy):
    satellite = replace(satellite_at_age(builtin_satellite(name)), policy=policy)
    if policy is Policy.RIDE_THROUGH:
        # Where the battery runs down in the dark, the heat drops between two stations of the
        # map by more than these bounds: one that lasts is compared.
        lasting_j = 7200.0 * (satellite.compute_w + satellite.housekeeping_w)
        satellite = replace(satellite, battery_j=max(satellite.battery_j, lasting_j))
    orbit = reference.Orbit(SMA_KM, 0.45, AU_KM)
    orbits = 14
    trajectory = simulate(
        satellite, from_noon(orbit), still(0.45), BEGIN, orbits * orbit.period_s, radiator_k=270.0
    )
    last = trajectory.seconds > (orbits - 1) * orbit.period_s
    for quantity, within in ((CHARGE, 0.005), (RADIATOR, 0.5)):
        there = on_the_map(satellite, orbit, trajectory.phase_rad[last], quantity)
        here = getattr(trajectory, quantity.column)[last]
        np.testing.assert_allclose(here, there, atol=within)


def test_a_load_step_warms_to_the_new_cycle():
    idle = replace(
        satellite_at_age(builtin_satellite("ai1")), workload=Workload.DUTY_CYCLE, asked=0.2
    )
    busy = replace(idle, asked=0.6)
    orbit = reference.Orbit(SMA_KM, 0.45, AU_KM)
    step_s = 8.3 * orbit.period_s
    trajectory = simulate(
        idle,
        from_noon(orbit),
        still(0.45),
        BEGIN,
        18 * orbit.period_s,
        radiator_k=240.0,
        changes=[(step_s, busy)],
    )
    turn = trajectory.seconds / orbit.period_s
    before, after = (turn > 7.0) & (turn <= 8.0), turn > 17.0
    for satellite, when in ((idle, before), (busy, after)):
        there = on_the_map(satellite, orbit, trajectory.phase_rad[when], RADIATOR)
        np.testing.assert_allclose(trajectory.radiator_k[when], there, atol=0.5)
    assert trajectory.radiator_k[after].mean() > trajectory.radiator_k[before].mean() + 20.0
    lit = trajectory.light == 1.0
    np.testing.assert_allclose(trajectory.compute_w[lit & (trajectory.seconds < step_s)], 35_000.0)
    np.testing.assert_allclose(
        trajectory.compute_w[lit & (trajectory.seconds >= step_s)], 105_000.0
    )


def test_a_fouled_radiator_throttles():
    satellite = satellite_at_age(builtin_satellite("ai1"))
    fouled = replace(satellite, radiator_m2=0.5 * satellite.radiator_m2)
    orbit = reference.Orbit(SMA_KM, math.radians(80.0), AU_KM)  # always in the Sun
    fault_s = 5 * orbit.period_s
    trajectory = simulate(
        satellite,
        from_noon(orbit),
        still(orbit.beta_rad),
        BEGIN,
        2 * fault_s,
        radiator_k=320.0,
        changes=[(fault_s, fouled)],
    )
    before = trajectory.seconds < fault_s
    assert not trajectory.shed_w[before].any()
    assert trajectory.chip_k[before].max() < satellite.chip_soft_k
    last = trajectory.seconds > 9 * orbit.period_s
    assert trajectory.compute_w[last].max() < 0.8 * satellite.compute_w
    assert trajectory.flops[last].max() < 0.9 * satellite.flops
    assert trajectory.chip_k[last].min() > satellite.chip_soft_k
    assert trajectory.chip_k[last].max() < satellite.chip_hard_k
    # Heat in is heat out by then: nothing is left to move.
    assert np.ptp(trajectory.radiator_k[last]) < 0.5


def test_the_eclipse_season_of_a_dawn_dusk_orbit_begins_in_early_may():
    # From early May to early August, as in tests/orbits/test_eclipse_published.py.
    sma_km = EARTH_RADIUS_KM + 700.0
    inc_rad = float(sun_synchronous_inc_rad(sma_km))
    begin = BEGIN.plus_s(17 * 86_400.0)  # May 2, a few days before it
    orbit = Orbit(sma_km, inc_rad, raan_from_ltan_rad(18.0, begin))
    trajectory = simulate(
        satellite_at_age(builtin_satellite("bus-500kg")),
        orbit,
        sun_at,
        begin,
        23 * 86_400.0,
        step_s=120.0,
        radiator_k=300.0,
    )
    days = 17.0 + trajectory.seconds / 86_400.0  # from April 15
    dark = trajectory.array_w == 0.0
    first_dark = days[dark][0]
    first_dim = days[trajectory.light < 1.0][0]
    assert 20.0 < first_dim < first_dark < 27.0
    assert trajectory.soc[days < first_dim].min() > 0.99
    # The dark spells grow, and with them what the battery gives.
    share = [dark[(days >= day) & (days < day + 1.0)].mean() for day in (26.0, 30.0, 35.0, 39.0)]
    assert share == sorted(share)
    assert 0.1 < share[-1] < 0.2
    assert (
        trajectory.soc[days > 39.0].min()
        < trajectory.soc[(days > 27.0) & (days < 28.0)].min()
        < 0.99
    )


def test_the_way_drifts_as_the_orbit_does():
    orbit = Orbit(SMA_KM, math.radians(53.0), 0.3, 1.0)
    trajectory = simulate(
        satellite_at_age(builtin_satellite("bus-500kg")), orbit, sun_at, BEGIN, 86_400.0, 600.0
    )
    # 53 degrees at 550 km: the node falls behind by 4.5 degrees a day, the Sun runs 1 on.
    assert 1.0 < abs(math.degrees(trajectory.beta_rad[-1] - trajectory.beta_rad[0])) < 5.5
    assert np.abs(np.diff(trajectory.beta_rad)).max() < math.radians(0.05)
    turns = np.unwrap(trajectory.phase_rad)[-1] - trajectory.phase_rad[0]
    assert 15.0 < turns / (2 * math.pi) < 15.2


def test_what_is_told_is_read_only_and_on_time():
    satellite = satellite_at_age(builtin_satellite("cubesat-1u"))
    trajectory = simulate(satellite, Orbit(SMA_KM, 0.0, 0.0), still(0.0), BEGIN, 100.0, step_s=30.0)
    assert trajectory.seconds.tolist() == [0.0, 30.0, 60.0, 90.0, 100.0]
    assert trajectory.soc[0] == 1.0
    assert trajectory.radiator_k[0] == 293.15
    for field in fields(Trajectory):
        column = getattr(trajectory, field.name)
        assert column.shape == (5,)
        assert not column.flags.writeable


def test_no_length_tells_the_start():
    satellite = satellite_at_age(builtin_satellite("cubesat-1u"))
    trajectory = simulate(satellite, Orbit(SMA_KM, 0.0, 0.0), still(0.0), BEGIN, 0.0, soc=0.5)
    assert (trajectory.seconds.tolist(), trajectory.soc.tolist()) == ([0.0], [0.5])


def test_changes_before_the_start_at_the_end_and_after():
    plain = satellite_at_age(builtin_satellite("bus-500kg"))
    asked = [replace(plain, workload=Workload.DUTY_CYCLE, asked=share) for share in (0.2, 0.4, 0.6)]
    changes = [(500.0, plain), (300.0, asked[2]), (-5.0, asked[0]), (100.0, asked[1])]
    trajectory = simulate(
        plain, Orbit(SMA_KM, 0.0, 0.0), still(1.3), BEGIN, 300.0, 50.0, changes=changes
    )
    expected = [100.0, 100.0, 200.0, 200.0, 200.0, 200.0, 300.0]
    np.testing.assert_allclose(trajectory.compute_w, expected)


EXTREMES = {
    "battery_j": (360.0, 3.6e12),
    "charge_w": (0.1, 1e9),
    "housekeeping_w": (0.0, 1e8),
    "heat_capacity_j_k": (10.0, 1e11),
    "radiator_m2": (1e-4, 1e6),
    "array_m2": (1e-5, 6e5),
    "compute_w": (0.0, 1e8),
    "chip_r_k_w": (0.0, 1e3),
    "faces": (0, 2),
    "lowest_soc": (0.0, 0.99),
}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_satellite_makes_it_fail(data):
    plain = satellite_at_age(builtin_satellite("bus-500kg"))
    values = {key: data.draw(st.sampled_from(ends), key) for key, ends in EXTREMES.items()}
    policy = data.draw(st.sampled_from(Policy))
    satellite = replace(plain, **values, policy=policy)
    trajectory = simulate(
        satellite,
        Orbit(SMA_KM, 1.0, 0.0),
        still(0.2),
        BEGIN,
        4000.0,
        soc=data.draw(st.sampled_from([0.0, 0.5, 1.0])),
        radiator_k=data.draw(st.sampled_from([3.0, 300.0, 1500.0])),
    )
    for field in fields(Trajectory):
        assert np.isfinite(getattr(trajectory, field.name)).all(), field.name
    assert ((trajectory.soc >= 0.0) & (trajectory.soc <= 1.0)).all()
    assert ((trajectory.radiator_k >= MIN_TEMP_K) & (trajectory.radiator_k <= 1500.0)).all()
