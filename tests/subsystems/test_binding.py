"""What takes most is what helps when there is more of it."""

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.subsystems.grid import grid_at
from orbitviz.subsystems.operating_map import solve_map
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.relief import RELIEVED, Cause, Relief
from orbitviz.subsystems.satellite import ArrayPointing, Policy, Workload
from orbitviz.subsystems.stations import Fineness

AI1 = satellite_at_age(builtin_satellite("ai1"))
RIDES = replace(AI1, policy=Policy.RIDE_THROUGH)
MORE = 1.05
# What a satellite gets more of, by the cause that this relieves.
RELIEF = {
    Cause.ARRAY: ("array_m2",),
    Cause.BATTERY: ("battery_j", "charge_w"),
    Cause.RADIATOR: ("radiator_m2",),
}


def at(beta_deg):
    sma = np.array([EARTH_RADIUS_KM + 550.0])
    return grid_at(sma, np.radians([[beta_deg]]), AU_KM, 1.0, Fineness.FULL)


def lost(satellite, beta_deg):
    """Return Cause -> FLOP/s lost to it over the orbit."""
    solved = solve_map(satellite, at(beta_deg))
    works = Relief([solved], [1.0]).works(np.ones(1, bool))
    levels = [solved.mean[COMPUTE], *(works[cause].mean for cause in RELIEVED)]
    levels = [float(level[0, 0]) for level in levels] + [satellite.flops]
    return dict(zip((*RELIEVED, Cause.RADIATOR), np.diff(levels).tolist(), strict=True))


def gained(satellite, beta_deg, cause):
    """Return FLOP/s more over the orbit with more of what relieves a cause."""
    more = {name: MORE * getattr(satellite, name) for name in RELIEF[cause]}
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
    named = max(RELIEF, key=lambda cause: taken[cause])
    helps = {cause: gained(satellite, beta_deg, cause) for cause in RELIEF}
    assert taken[named] > 0.0
    assert named is max(helps, key=lambda cause: helps[cause]), (taken, helps)


def test_a_workload_and_a_policy_are_named():
    quiet = replace(AI1, workload=Workload.DUTY_CYCLE, asked=0.4, policy=Policy.RIDE_THROUGH)
    assert max(taken := lost(quiet, 70.0), key=lambda limit: taken[limit]) is Cause.WORKLOAD
    idle = replace(AI1, array_m2=3.0 * AI1.array_m2, battery_j=9.0 * AI1.battery_j, charge_w=9e5)
    assert max(taken := lost(idle, 10.0), key=lambda limit: taken[limit]) is Cause.POLICY


def test_chips_at_full_rate_lose_nothing():
    assert sum(lost(AI1, 89.0).values()) == pytest.approx(0.0, abs=1e-6 * AI1.flops)
