"""What is named as the limit is what helps when there is more of it."""

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.operating_map import grid_at, solve_map
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.satellite import ArrayPointing, Policy, Workload
from orbitviz.subsystems.stations import Fineness

AI1 = satellite_at_age(builtin_satellite("ai1"))
RIDES = replace(AI1, policy=Policy.RIDE_THROUGH)
MORE = 1.05
# What a satellite gets more of, by the limit that this relieves.
RELIEF = {
    Binding.ARRAY: ("array_m2",),
    Binding.BATTERY: ("battery_j", "charge_w"),
    Binding.RADIATOR: ("radiator_m2",),
}


def at(beta_deg):
    sma = np.array([EARTH_RADIUS_KM + 550.0])
    return grid_at(sma, np.radians([[beta_deg]]), AU_KM, 1.0, Fineness.FULL)


def lost(satellite, beta_deg):
    """Return Binding -> FLOP/s that it takes away over the orbit."""
    found = solve_map(satellite, at(beta_deg)).lost[0, 0]
    return {limit: float(found[limit]) for limit in Binding}


def gained(satellite, beta_deg, limit):
    """Return FLOP/s more over the orbit with more of what relieves a limit."""
    more = {name: MORE * getattr(satellite, name) for name in RELIEF[limit]}
    return float(
        solve_map(replace(satellite, **more), at(beta_deg)).mean[COMPUTE][0, 0]
        - solve_map(satellite, at(beta_deg)).mean[COMPUTE][0, 0]
    )


@pytest.mark.parametrize(
    ("satellite", "beta_deg"),
    [
        (replace(RIDES, array_pointing=ArrayPointing.FIXED), 20.0),
        (replace(RIDES, array_pointing=ArrayPointing.FIXED), 66.0),
        (replace(RIDES, array_m2=0.7 * AI1.array_m2), 10.0),
        (replace(RIDES, array_m2=2.5 * AI1.array_m2, battery_j=0.5 * AI1.battery_j), 10.0),
        (replace(RIDES, array_m2=2.5 * AI1.array_m2, charge_w=0.3 * AI1.charge_w), 40.0),
        (replace(AI1, radiator_m2=0.6 * AI1.radiator_m2), 10.0),
    ],
    ids=[
        "fixed",
        "fixed dawn-dusk",
        "small array",
        "small battery",
        "slow charger",
        "small radiator",
    ],
)
def test_the_limit_that_takes_most_is_the_one_whose_relief_helps_most(satellite, beta_deg):
    taken = lost(satellite, beta_deg)
    named = max(RELIEF, key=lambda limit: taken[limit])
    helps = {limit: gained(satellite, beta_deg, limit) for limit in RELIEF}
    assert taken[named] > 0.0
    assert named is max(helps, key=lambda limit: helps[limit]), (taken, helps)


def test_a_workload_and_a_policy_are_named():
    quiet = replace(AI1, workload=Workload.DUTY_CYCLE, asked=0.4, policy=Policy.RIDE_THROUGH)
    assert max(taken := lost(quiet, 70.0), key=lambda limit: taken[limit]) is Binding.WORKLOAD
    assert max(taken := lost(AI1, 10.0), key=lambda limit: taken[limit]) is Binding.POLICY


def test_chips_at_full_rate_lose_nothing():
    assert sum(lost(AI1, 89.0).values()) == pytest.approx(0.0, abs=1e-6 * AI1.flops)
