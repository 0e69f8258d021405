"""Cycles that exist are found: satellites about as large as AI1, against scipy.

An array that barely feeds its load, a battery that nearly runs down and limits that switch loads
on and off are ordinary among them.
"""

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM, TAU
from orbitviz.subsystems.grid import grid_of
from orbitviz.subsystems.limit_cycle import limit_cycle
from orbitviz.subsystems.operation import forcing
from orbitviz.subsystems.satellite import Policy
from orbitviz.subsystems.stations import Fineness
from tests.subsystems.many import settled
from tests.subsystems.random_designs import (
    AI1,
    WORK,
    compared,
    drawn_cases,
    ordinary,
    ordinary_cases,
)
from tests.subsystems.reference import Orbit, settled_orbit
from tests.subsystems.test_operating_map import REFERENCE_ORBITS, SOC, TEMP_K, any_place, judged

# Its array makes 144 kW for a load of 148 kW, and its housekeeping empties the battery by night.
TIGHT = replace(
    AI1,
    compute_w=119.5e3,
    flops=AI1.flops * 119.5e3 / AI1.compute_w,
    array_m2=781.6 * 0.1582 * 0.856,
    battery_j=32.74 * 3.6e6,
    charge_w=133.1e3,
    lowest_soc=1.0 - 0.384,
    charge_efficiency=0.984,
    discharge_efficiency=0.853,
    conversion_efficiency=0.983,
    housekeeping_w=25.9e3,
    radiator_m2=267.4,
    faces=1,
    absorptivity=0.395,
    heat_capacity_j_k=347.4e3,
    chip_r_k_w=0.1897e-3,
)
DESIGNS = {
    "tight": TIGHT,
    "ai1-25kW": replace(AI1, housekeeping_w=25e3),
    "ai1-28kW": replace(AI1, housekeeping_w=28e3),
}


def unsettled_of(satellite, grid):
    """Return the orbits, as of the reference, that the map leaves unsettled."""
    given = forcing(satellite, grid.environment, grid.share)
    cycle = limit_cycle(satellite, given, grid.step_s)
    sin_beta = grid.environment.sin_beta[~cycle.settled, 0]
    sma_km, east = float(grid.sma_km[0]), float(grid.environment.east[0, 0])
    return [Orbit(sma_km, math.asin(min(one, 1.0)), grid.sun_km, east) for one in sin_beta]


def repeats(satellite, orbit):
    """Tell whether the orbit closes on itself when integrated, from either end."""
    ends = [settled_orbit(satellite, orbit, soc, 280.0, 300)[-1] for soc in (0.0, 1.0)]
    return all(moved[0] < 1e-6 and moved[1] < 1e-3 for moved in ends)


def assert_is_reference(satellite, orbit, nodes_km):
    verdict = judged(satellite, orbit, nodes_km)
    assert verdict.solved is not None, str(verdict)
    assert verdict.solved.soc < SOC, str(verdict)
    assert verdict.solved.temp_k < TEMP_K, str(verdict)
    assert verdict.solved.work < WORK, str(verdict)


@pytest.mark.parametrize("satellite", DESIGNS.values(), ids=DESIGNS)
@pytest.mark.parametrize("fineness", list(Fineness))
@pytest.mark.parametrize("policy", list(Policy))
def test_every_orbit_of_a_tight_design_settles(satellite, fineness, policy):
    grid = grid_of((EARTH_RADIUS_KM + 1612.3,), 0.9833 * AU_KM, 1.0, fineness)
    assert not unsettled_of(replace(satellite, policy=policy), grid)


@pytest.mark.parametrize("satellite", DESIGNS.values(), ids=DESIGNS)
@pytest.mark.parametrize("beta_deg", [0.0, 25.0, 45.0])
def test_a_tight_design_is_the_reference(satellite, beta_deg):
    sma_km = EARTH_RADIUS_KM + 1612.3
    orbit = Orbit(sma_km, math.radians(beta_deg), 0.9833 * AU_KM)
    assert_is_reference(satellite, orbit, (sma_km,))


@pytest.mark.parametrize(
    "count", [pytest.param(80, id="some"), pytest.param(2000, id="all", marks=pytest.mark.sweep)]
)
def test_what_integration_settles_is_settled(count):
    """On every row of a map; where one is left unsettled, the reference does not repeat either."""
    missed = []
    for number in range(count):
        rng = random.Random(f"settling {number}")
        satellite = ordinary(rng)
        sma_km = EARTH_RADIUS_KM + rng.uniform(400.0, 2000.0)
        sun_km, east = AU_KM * rng.uniform(0.983, 1.017), rng.choice((-1.0, 1.0))
        grid = grid_of((sma_km,), sun_km, east, Fineness.DRAFT)
        left = unsettled_of(satellite, grid)
        missed += [(satellite, orbit) for orbit in left if repeats(satellite, orbit)]
    assert not missed


@pytest.mark.parametrize(
    "count", [pytest.param(6, id="some"), pytest.param(300, id="all", marks=pytest.mark.sweep)]
)
def test_ordinary_designs_are_the_reference(count):
    """Of 0.4 to 16 J/K for each watt of load."""
    for number in range(count):
        rng = random.Random(f"reference {number}")
        assert_is_reference(ordinary(rng), *any_place(rng))


# A battery of four minutes, and a radiator that follows within a second: where the load is shed in
# the dark, 4 K from station to station.
NIMBLE = replace(
    AI1,
    compute_w=139166.47719195197,
    flops=AI1.flops * 139166.47719195197 / AI1.compute_w,
    array_m2=131.7604360208252,
    battery_j=36489597.06606108,
    charge_w=156852.66864145867,
    lowest_soc=0.6805943101686356,
    charge_efficiency=0.8533593492505245,
    discharge_efficiency=0.8524768680641207,
    conversion_efficiency=0.9460089511424982,
    housekeeping_w=22441.65824868777,
    radiator_m2=333.5244065963338,
    faces=2,
    absorptivity=0.17057678122025616,
    heat_capacity_j_k=199206.1300092404,
    chip_r_k_w=2.1209243644850214e-06,
    policy=Policy.RIDE_THROUGH,
)


def test_where_the_temperature_turns_between_stations():
    """It was off by 0.49 K where it was not solved again at a quarter of the steps."""
    orbit = Orbit(7606.602185954314, 0.9919647970050752, 151839309.85970992, -1.0)
    verdict = judged(NIMBLE, orbit, (orbit.sma_km,))
    assert verdict.solved is not None
    assert verdict.solved.temp_k < 0.3, str(verdict)


def test_the_two_judges_agree():
    """Runge-Kutta side by side, and LSODA one by one: to 0.0001 of the charge and 0.01 K."""
    rngs = [random.Random(f"judges {number}") for number in range(3)]
    satellites, orbits = [ordinary(rng) for rng in rngs], [any_place(rng)[0] for rng in rngs]
    (found,) = settled(satellites, orbits, [(np.full(3, 0.5), np.full(3, 280.0))])
    for satellite, orbit, one in zip(satellites, orbits, found, strict=True):
        assert one.repeats
        begin = one.soc[0], one.temp[0]
        phases, soc, temp_k, work, _ = settled_orbit(satellite, orbit, *begin, REFERENCE_ORBITS)
        every = np.linspace(0.0, TAU, len(one.soc))
        assert np.interp(phases, every, one.soc) == pytest.approx(soc, abs=1e-4)
        assert np.interp(phases, every, one.temp) == pytest.approx(temp_k, abs=0.01)
        assert one.work == pytest.approx(work, abs=1e-4)


@pytest.mark.sweep
@pytest.mark.parametrize("draw", [ordinary_cases, drawn_cases])
def test_a_thousand_designs_are_the_reference(draw):
    result = compared(draw(1000, 1))
    assert not result.unsettled
    assert not result.false
    assert not result.beyond
    for one in result.differences:
        assert one.soc < 2.0 * SOC, str(one)
        assert one.temp_k < 2.0 * TEMP_K, str(one)
        assert one.work < WORK, str(one)
