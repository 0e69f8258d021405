"""Cycles that exist are found: satellites about as large as AI1, against scipy.

An array that barely feeds its load, a battery that nearly runs down and limits that switch loads
on and off are ordinary among them.
"""

import math
import random
from dataclasses import replace

import pytest

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.subsystems.limit_cycle import limit_cycle
from orbitviz.subsystems.operating_map import grid_of
from orbitviz.subsystems.operation import forcing
from orbitviz.subsystems.satellite import Policy
from orbitviz.subsystems.stations import Fineness
from tests.subsystems.reference import Orbit, settled_orbit
from tests.subsystems.test_operating_map import SOC, TEMP_K, any_place, judged

WORK = 0.003
AI1 = satellite_at_age(builtin_satellite("ai1-june"))
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


def ordinary(rng):
    """Draw a satellite of the size of AI1; its array makes 55 to 460 kW for 61 to 255 kW."""
    number = rng.uniform
    rated_w = number(60e3, 200e3)
    return replace(
        AI1,
        compute_w=rated_w,
        flops=AI1.flops * rated_w / AI1.compute_w,
        array_m2=number(500.0, 1200.0) * number(0.14, 0.3) * number(0.8, 0.95),
        battery_j=number(10.0, 150.0) * 3.6e6,
        charge_w=number(20e3, 200e3),
        lowest_soc=1.0 - number(0.2, 0.9),
        charge_efficiency=number(0.85, 0.99),
        discharge_efficiency=number(0.85, 0.99),
        conversion_efficiency=number(0.9, 0.99),
        housekeeping_w=number(0.5e3, 30e3),
        radiator_m2=number(80.0, 400.0),
        faces=rng.choice((1, 2)),
        absorptivity=number(0.05, 0.4),
        heat_capacity_j_k=number(1e5, 1e6),
        chip_r_k_w=number(0.0, 3e-4),
        policy=rng.choice(list(Policy)),
    )


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


def assert_is_reference(satellite, orbit, nodes_km, temp_k=TEMP_K):
    verdict = judged(satellite, orbit, nodes_km)
    assert verdict.solved is not None, str(verdict)
    assert verdict.solved.soc < SOC, str(verdict)
    assert verdict.solved.temp_k < temp_k, str(verdict)
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
    # 2.3 J/K for each watt: 0.4 K/s when the load comes back, between two stations, after sunrise.
    temp_k = 1.25 if satellite is TIGHT else TEMP_K
    assert_is_reference(satellite, orbit, (sma_km,), temp_k)


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
    """Of 5 J/K and more for each watt of load: below, stations stand too far apart for 0.5 K."""
    for number in range(count):
        rng = random.Random(f"reference {number}")
        satellite = ordinary(rng)
        load_w = (satellite.compute_w + satellite.housekeeping_w) / satellite.conversion_efficiency
        slow = replace(satellite, heat_capacity_j_k=load_w * rng.uniform(5.0, 30.0))
        assert_is_reference(slow, *any_place(rng))
