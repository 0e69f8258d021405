"""What it takes to keep a fleet, in closed form and as it is simulated."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orbitviz.analysis.deployment.plan import Repair
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.upkeep import upkeep_of
from tests.analysis.deployment.plans import plan_for


def test_a_million_of_five_years_takes_200_000_a_year():
    # Amazon's petition of 6 March 2026; 2,353 launches of 85, and of 2.333 t each 466,600 t.
    upkeep = upkeep_of(plan_for(1_000_000, per_launch=85, life=5.0, mass_t=2.333))
    assert upkeep.satellites == pytest.approx(200_000)
    assert upkeep.launches == pytest.approx(2_353, rel=1e-4)
    assert upkeep.mass_t == pytest.approx(466_600)


@pytest.mark.parametrize(("life", "per_year"), [(5.0, 0.01), (2.0, 0.2), (5.0, 0.7)])
def test_failures_at_a_constant_rate(life, per_year):
    upkeep = upkeep_of(plan_for(1_000, life=life, failures_per_year=per_year))
    mean = (1.0 - math.exp(-per_year * life)) / per_year
    assert upkeep.satellites == pytest.approx(1_000 / mean, rel=1e-5)


@pytest.mark.parametrize("shape", [0.5, 1.0, 3.0])
def test_lives_that_all_end_by_failure_have_the_mean_of_weibull(shape):
    upkeep = upkeep_of(plan_for(1_000, life=2_000.0, failures_per_year=0.2, weibull_shape=shape))
    mean = math.gamma(1.0 + 1.0 / shape) / 0.2
    assert upkeep.satellites == pytest.approx(1_000 / mean, rel=1e-3)


def test_those_that_never_work_are_launched_again():
    perfect = upkeep_of(plan_for([300, 700], life=[5.0, 2.0]))
    lossy = upkeep_of(plan_for([300, 700], life=[5.0, 2.0], launch_success=0.9, early_failures=0.1))
    assert perfect.satellites == pytest.approx(300 / 5 + 700 / 2)
    assert lossy.satellites == pytest.approx(perfect.satellites / 0.81)


def test_nothing_is_replaced_without_repair():
    assert upkeep_of(plan_for(1_000, repair=Repair.NONE)) == (0.0, 0.0, 0.0)


def test_where_none_ever_works_no_number_of_satellites_is_enough():
    assert upkeep_of(plan_for(1_000, early_failures=1.0)) == (math.inf, math.inf, math.inf)
    assert upkeep_of(plan_for(1_000, launch_success=0.0)) == (math.inf, math.inf, math.inf)


def test_the_simulation_comes_to_the_same():
    plan = plan_for(20_000, launches=10_000.0, years=60.0, per_launch=10, life=4.0,
                    failures_per_year=0.15, early_failures=0.03, launch_success=0.97)  # fmt: skip
    launched = simulate(plan).launched
    a_year = np.histogram(launched, np.arange(20.0, 61.0, 4.0))[0] / 4.0
    assert a_year.mean() == pytest.approx(upkeep_of(plan).satellites, rel=0.005)
