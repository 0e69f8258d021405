"""Fleets over the years against published answers and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orbitviz.analysis.deployment.calendar import Calendar, launches_in
from orbitviz.analysis.deployment.from_design import plan_of
from orbitviz.analysis.deployment.passive_decay import area_to_mass
from orbitviz.analysis.deployment.plan import Repair
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.state import End
from orbitviz.analysis.deployment.yearly import yearly
from orbitviz.model.design.deployment import Deployment
from orbitviz.model.design.key_path import TableKeys
from orbitviz.orbits.decay import lifetime_years
from orbitviz.orbits.solar_activity import CYCLE
from orbitviz.orbits.timescale import Instant
from tests.analysis.deployment.plans import plan_for
from tests.designs import design_of, walker

START = Instant(2461406.5, 0.0)  # 2027-01-01
LAUNCHED = 200_000  # satellites, so that chance is less than the tolerance
MASSES_KG = (2_140, 2_333, 3_000, 4_000)  # of one AI1, as four sources have it


def plan_and_years(document, years):
    calendar = Calendar(document.design.epoch_instant, years)
    wanted = plan_of(document.design, document.constellation, calendar, TableKeys())
    return wanted, calendar


@pytest.mark.parametrize(
    ("payload_t", "launches"),
    [
        # 93, 85, 66 and 50 on a Starship of 200 t; 20, 18, 14 and 11 on one of 44 t.
        (200, (10_753, 11_765, 15_152, 20_000)),
        # A million by 11 is 90,909.1: the last launch is not full.
        (44, (50_000, 55_556, 71_429, 90_910)),
    ],
)
@pytest.mark.parametrize("one", range(4))
def test_launches_of_a_million(payload_t, launches, one):
    document = design_of(
        walker(600, 30, 1_000, 1_000, satellite="ai"),
        epoch="2027-01-01T00:00:00Z",
        tail=f"[satellites.ai]\nmass_kg = {MASSES_KG[one]}\n"
        f"[deployment]\npayload_t = {payload_t}\nlaunches_per_year = 100_000\n"
        "launch_success = 1\nraising_days = 0\ncheckout_days = 0\n"
        '[reliability]\nearly_failures = 0\nfailures_per_year = 0\nrepair = "none"\n',
    )
    plan, calendar = plan_and_years(document, 1)
    totals = yearly(simulate(plan), calendar)
    assert totals.launched.sum() == 1_000_000
    assert totals.launches.sum() == launches[one]
    assert totals.mass_t.sum() == pytest.approx(1_000 * MASSES_KG[one], rel=1e-9)
    assert totals.operational[-1] == 1_000_000
    assert totals.all_filled is not None


def test_a_million_of_five_years_is_replaced_by_200_000_a_year():
    # Amazon's petition of 6 March 2026: 200,000 a year, 44 times the less than 4,600 of 2025.
    plan = plan_for(1_000_000, launches=5_000, years=20.0, per_launch=85, life=5.0)
    history = simulate(plan)
    years = np.histogram(history.launched, np.arange(5.0, 21.0))[0]
    assert years.mean() == pytest.approx(200_000, rel=0.005)
    assert round(years.mean() / 4_600) in (43, 44)  # 43.5
    # With 85 a launch 2,353 launches a year.
    launches = np.histogram(history.launch_at, np.arange(5.0, 21.0))[0]
    assert launches.mean() == pytest.approx(2_353, rel=0.005)


def test_200_t_an_hour_is_1_753_million_t_a_year():
    # SpaceX, 2 February 2026: hourly launches of 200 t; at 100 kW/t 175 GW a year, and the 100 GW
    # of the filing of January 2026 take a million tonnes.
    hourly = Deployment(launches_per_year=8_766.0)
    edges = Calendar(START, 3)
    plan = plan_for(1_800_000, launches=edges.rate(hourly), years=3.0, per_launch=66, life=50.0)
    launched = simulate(plan).launched
    tonnes = len(launched) / 66 * hourly.payload_t / 3.0
    assert tonnes == pytest.approx(1.753e6, rel=1e-3)
    assert tonnes * 100 * 1e3 == pytest.approx(175e9, rel=2e-3)
    # At the filed 3 t a million take 1.71 years: 66.7 a launch, 66 whole ones 1.73.
    assert np.sort(launched)[999_999] == pytest.approx(1.71 * 66.667 / 66, rel=0.005)


@pytest.mark.parametrize(("life", "per_year"), [(5.0, 0.0), (4.0, 0.1), (2.5, 0.6)])
def test_steady_state_where_lives_end_at_random(life, per_year):
    """N = (tonnes a year / tonnes each) / (1/L + failures), of lives that end at random."""
    ends = 1.0 / life + per_year
    # Rates add up: here all ends are failures, and the plan is as long as eight mean lives.
    plan = plan_for(LAUNCHED * 8, launches=LAUNCHED / 100 * ends, per_launch=100, years=8.0 / ends,
                    life=1e3, failures_per_year=ends, repair=Repair.NONE)  # fmt: skip
    expected = LAUNCHED * (1.0 - math.exp(-8.0))
    assert working(simulate(plan), 8.0 / ends) == pytest.approx(expected, rel=0.005)


@pytest.mark.parametrize(("life", "per_year"), [(5.0, 0.01), (2.0, 0.2), (5.0, 0.7)])
def test_steady_state_of_lives_of_one_length(life, per_year):
    """N = rate (1 - exp(-failures L)) / failures, which is rate L for few failures."""
    years = 1.5 * life
    rate = LAUNCHED / life
    plan = plan_for(2 * LAUNCHED, launches=rate / 100, per_launch=100, years=years, life=life,
                    failures_per_year=per_year, repair=Repair.NONE)  # fmt: skip
    expected = rate * (1.0 - math.exp(-per_year * life)) / per_year
    assert working(simulate(plan), years) == pytest.approx(expected, rel=0.005)


def test_steady_state_of_lives_of_one_length_without_failures_is_rate_times_life():
    plan = plan_for(100_000, launches=100, per_launch=100, years=8.0, life=5.0,
                    repair=Repair.NONE)  # fmt: skip
    assert working(simulate(plan), 8.0) == pytest.approx(50_000, rel=0.005)


@pytest.mark.parametrize("shape", [0.5, 1.0, 3.0])
def test_failures_are_those_of_weibull(shape):
    plan = plan_for(200_000, launches=2_000, per_launch=100, years=1.0, life=50.0,
                    failures_per_year=0.2, weibull_shape=shape, repair=Repair.NONE)  # fmt: skip
    history = simulate(plan)
    ages = history.end - history.launched
    for age in (0.5, 2.0, 5.0, 10.0):
        alive = math.exp(-((0.2 * age) ** shape))
        error = math.sqrt(alive * (1.0 - alive) / 200_000)
        assert (ages > age).mean() == pytest.approx(alive, abs=4.0 * error)


@pytest.mark.parametrize(
    ("array", "chips", "below", "years"),
    [
        (0.02, 0.1, 0.8, math.log(0.8) / math.log(0.9)),  # 0.9 ** 2.12 is 0.8
        (0.3, 0.1, 0.7, 1.0),
        (0.0, 0.0, 0.8, math.inf),
        (0.02, 0.1, 0.0, math.inf),
        (0.02, 0.1, 1.0, 0.0),
        (0.0, 0.0, 1.0, math.inf),
    ],
)
def test_a_satellite_is_degraded_once_less_is_left(array, chips, below, years):
    document = design_of(
        walker(600, 30, 4, 4, satellite="one"),
        tail=f"[satellites.one]\nlike = 'ai1'\narray.degradation_per_year = {array}\n"
        f"compute.failures_per_year = {chips}\n[reliability]\ndegraded_below = {below}\n",
    )
    assert plan_and_years(document, 2)[0].degraded_years == pytest.approx([years])


def test_a_factory_fills_the_fleet_at_its_rate_and_ground_spares_bring_replacements_forward():
    wanted = {"launches": 200, "per_launch": 10, "life": 50.0, "failures_per_year": 0.1,
              "years": 12.0}  # fmt: skip
    slow = simulate(plan_for(1_000, built_per_year=200.0, **wanted))
    assert len(slow.launched[slow.launched < 3.0]) == pytest.approx(600, abs=15)
    steady = np.histogram(slow.launched, [8.0, 12.0])[0][0] / 4.0
    assert steady == pytest.approx(100, abs=8)  # what fails of a thousand
    assert slow.on_ground.max() < 20
    spared = simulate(plan_for(1_000, built_per_year=200.0, ground_spares=50, **wanted))
    assert spared.on_ground[0] == 50
    assert spared.on_ground[-73:].mean() == pytest.approx(50, abs=10)


def test_without_a_limit_to_production_nothing_waits_on_the_ground():
    assert not simulate(plan_for(300)).on_ground.any()


def test_the_dead_of_an_active_sun_come_down_sooner():
    """From 585 km, with the cycle: the decay of each death is that of its own date."""
    tail = (
        "[deployment]\nlaunches_per_year = [[2027, 20]]\n[life]\nsolar_activity = 'cycle'\n"
        "[reliability]\nfailures_per_year = 0.2\n"
    )
    document = design_of(
        walker(585, 30, 40, 40, satellite="ai1"), epoch="2027-01-01T00:00:00Z", tail=tail
    )
    plan, calendar = plan_and_years(document, 20)
    history = simulate(plan)
    dead = np.flatnonzero((history.cause == End.FAILURE) & (history.end < 20.0))[::97]
    assert len(dead) > 10
    for row in dead:
        died = calendar.start_year + history.end[row]
        by_mass = area_to_mass(document.design.satellite_of(0))
        expected = lifetime_years(585.0, by_mass, CYCLE, died)
        assert history.gone[row] - history.end[row] == pytest.approx(expected, abs=0.02)
    took = (history.gone - history.end)[dead]
    assert took.max() > 2.0 * took.min()


def test_launches_of_calendar_years_grow_to_their_most():
    # SpaceX 2020 to 2025: 25, 31, 61, 96, 134, 165; the growth of the default joins the ends.
    history = Deployment(launches_per_year=((2020, 25.0),))
    assert launches_in(history, 2025, 2020) == pytest.approx(165, rel=0.01)
    assert launches_in(history, 2019, 2019) == 0.0
    assert launches_in(history, 2100, 2020) == 8_766
    listed = Deployment(launches_per_year=((2027, 10.0), (2029, 50.0)), growth_per_year=0.5)
    assert [launches_in(listed, year, 2026) for year in range(2026, 2031)] == [0, 10, 15, 50, 75]


@pytest.mark.parametrize("epoch", ["2027-01-01T00:00:00Z", "2027-07-02T12:00:00Z"])
def test_a_full_calendar_year_has_the_launches_that_are_listed(epoch):
    document = design_of(
        walker(600, 30, 100, 100),
        epoch=epoch,
        tail="[deployment]\nlaunches_per_year = [[2027, 10], [2028, 0], [2029, 37]]\n"
        "satellites_per_launch = 2\ngrowth_per_year = 0\n",
    )
    plan, calendar = plan_and_years(document, 4)
    totals = yearly(simulate(plan), calendar)
    assert totals.year.tolist() == [2027, 2028, 2029, 2030]
    first = 10 if epoch.startswith("2027-01") else 5
    assert totals.launches.tolist() == [first, 0, 37, 37]


def working(history, years):
    return int(((history.on_station <= years) & (years < history.end)).sum())
