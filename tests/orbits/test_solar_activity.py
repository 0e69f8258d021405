"""The mean solar cycle as published, and the scenarios made of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.orbits.solar_activity import (
    CYCLE,
    CYCLE_MONTHS,
    HIGH,
    LOW,
    MEAN,
    SCENARIOS,
    SolarActivity,
    mean_cycle_f107,
)


@pytest.mark.parametrize(
    ("year", "printed_f107"),
    [
        (2031.0003, 70.5),
        (2033.0003, 109.8),
        (2034.8337, 150.3),
        (2036.5003, 137.2),
        (2041.7503, 70),
    ],
)  # fmt: skip
def test_months_of_the_mean_cycle(year, printed_f107):
    # NASA Marshall Space Flight Center, mar2026f10-prd.txt, 50 % of the mean cycle.
    assert CYCLE.f107(year) == printed_f107
    assert CYCLE.f107([year - 11.0, year + 22.0]).tolist() == [printed_f107, printed_f107]


def test_the_steady_scenarios_are_its_least_mean_and_greatest():
    f107 = mean_cycle_f107()
    assert len(f107) == CYCLE_MONTHS == 11 * 12
    rounded_to = 0.5
    for activity, value in ((LOW, f107.min()), (MEAN, f107.mean()), (HIGH, f107.max())):
        assert activity.constant_f107 == pytest.approx(value, abs=rounded_to)


@given(st.floats(1900, 2300), st.floats(65, 250))
def test_a_steady_sun_is_the_same_every_year(year, f107):
    assert SolarActivity("mine", f107).f107([year, 2027.0]).tolist() == [f107, f107]


@given(st.floats(1900, 2300))
def test_the_cycle_stays_between_low_and_high(year):
    assert LOW.f107(year) <= CYCLE.f107(year) <= HIGH.f107(year) + 0.5


def test_scenarios_by_name():
    assert list(SCENARIOS) == ["low", "mean", "high", "cycle"]
    assert all(SCENARIOS[name].name == name for name in SCENARIOS)
    assert CYCLE.f107(np.full((2, 3), 2030.0)).shape == (2, 3)
