"""What must hold of every plan: nothing is lost or made, and the same seed gives the same."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, kstest

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.draws import Stream, draw
from orbitviz.analysis.deployment.plan import Repair
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.state import IN_ORBIT, WORKING, End, State
from orbitviz.analysis.deployment.yearly import yearly
from orbitviz.orbits.timescale import Instant
from tests.analysis.deployment.plans import plan_for, random_plan

COLUMNS = ("slot", "launched", "transit", "end", "cause", "launch_at", "replacing", "on_ground")
START = Instant(2461406.5, 0.0)  # 2027-01-01


@pytest.mark.parametrize("seed", range(20))
def test_launched_are_in_orbit_disposed_of_re_entered_or_lost_at_every_time(seed):
    plan = random_plan(1_000 + seed)
    history = simulate(plan, seed)
    calendar = Calendar(START, int(plan.years))
    totals = yearly(history, calendar)
    in_orbit = (totals.raising + totals.drifting + totals.spare + totals.operational
                + totals.dead + totals.retiring)  # fmt: skip
    gone = totals.disposed + totals.reentered + totals.lost
    np.testing.assert_array_equal(np.cumsum(totals.launched - gone), in_orbit)
    mass = plan.mass_t[history.place_group[history.slot]]
    for k, years in enumerate(calendar.edges_years[1:]):
        of_satellites = history.states_at(years)
        states = np.bincount(of_satellites, minlength=len(State))
        for state, column in (
            (State.RAISING, totals.raising), (State.DRIFTING, totals.drifting),
            (State.SPARE, totals.spare), (State.DEGRADED, totals.degraded),
            (State.OPERATIONAL, totals.operational - totals.degraded),
            (State.DEAD, totals.dead), (State.RETIRING, totals.retiring),
        ):  # fmt: skip
            assert states[state] == column[k], state.name
        for state, flow in (
            (State.LOST, totals.lost), (State.DISPOSED, totals.disposed),
            (State.REENTERED, totals.reentered),
        ):  # fmt: skip
            assert states[state] == flow[: k + 1].sum(), state.name
        assert states.sum() == len(history)
        launched = np.isin(of_satellites, [*IN_ORBIT, State.LOST, State.DISPOSED,
                                                      State.REENTERED])  # fmt: skip
        assert launched.sum() == totals.launched[: k + 1].sum()
        of_slots = np.bincount(history.slot_states_at(years), minlength=len(State))
        assert of_slots[[*WORKING]].sum() == totals.operational[k]
        assert history.ages_at(years, np.array([0.0, 100.0])).sum() == totals.operational[k]
        there = [mass[of_satellites == state].sum() for state in State if state is not State.BUILT]
        assert totals.mass_t[: k + 1].sum() == pytest.approx(sum(there), rel=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_no_slot_has_two_satellites_at_work_and_no_launch_more_than_it_carries(seed):
    plan = random_plan(2_000 + seed)
    history = simulate(plan, seed)
    works = (history.cause >= End.FAILURE) & ~history.is_spare
    order = np.lexsort((history.on_station[works], history.slot[works]))
    slot, began = history.slot[works][order], history.on_station[works][order]
    ended = history.end[works][order]
    same = slot[1:] == slot[:-1]
    # Times are float32: half a minute in a decade.
    assert (began[1:][same] >= ended[:-1][same] - 2e-6).all()
    launches, carried = np.unique(history.launched, return_counts=True)
    assert carried.max(initial=0) <= plan.per_launch.max()
    assert set(launches) <= set(history.launch_at)
    assert (np.diff(history.launch_at) > 0.0).all()
    assert history.launch_at.max(initial=0.0) <= plan.years


def test_the_same_seed_gives_the_same_bytes_and_another_one_another_fleet():
    plan = random_plan(5)
    one, same, other = simulate(plan, 7), simulate(plan, 7), simulate(plan, 8)
    for column in COLUMNS:
        assert getattr(one, column).tobytes() == getattr(same, column).tobytes()
    assert one.end.tobytes() != other.end.tobytes()


def test_a_satellite_fails_when_it_does_however_many_others_there_are():
    small = plan_for(500, launches=100, per_launch=10, failures_per_year=0.3, years=5.0,
                     repair=Repair.NONE)  # fmt: skip
    large = plan_for(
        900, launches=100, per_launch=10, failures_per_year=0.3, years=9.0, repair=Repair.NONE
    )
    few, many = simulate(small, 3), simulate(large, 3)
    np.testing.assert_array_equal(few.end, many.end[:500])


def test_spares_take_the_place_of_what_fails():
    wanted = {"launches": 60, "per_launch": 20, "failures_per_year": 0.1, "life": 50.0,
              "transit_days": 200, "batch": 20, "repair": Repair.BATCH, "years": 12.0}  # fmt: skip
    without, kept = ([simulate(plan_for(1_000, spares=n, **wanted), seed) for seed in range(5)]
                     for n in (0, 60))  # fmt: skip
    share = [np.mean([one.slot_states_at(years) == State.OPERATIONAL
                      for one in histories for years in (4.0, 8.0, 12.0)])
             for histories in (without, kept)]  # fmt: skip
    # 100 fail a year: without spares 200 days and what waits for a batch are missing.
    assert share[0] == pytest.approx(1.0 - 0.1 * 200 / 365.25, abs=0.03)
    assert share[1] > 0.98
    for one in kept:
        used = one.transit > 200
        assert used.sum() > 500
        assert not one.is_spare[used].any()
        # A spare belongs to no slot before it is used.
        dates = [years for years in (3.0, 6.0, 9.0) if State.SPARE in one.states_at(years)]
        assert dates
        for years in dates:
            assert State.SPARE not in one.slot_states_at(years)


def test_nothing_is_replaced_without_repair():
    history = simulate(plan_for(300, life=1.0, years=6.0, repair=Repair.NONE))
    assert len(history) == 300
    assert not history.replacing.any()
    assert (history.states_at(6.0) == State.REENTERED).all()


def test_groups_and_slots_are_filled_in_their_order():
    filling = np.concatenate([np.arange(99, -1, -1), np.arange(100, 200)]).astype(np.int32)
    plan = plan_for([100, 100], launches=20, per_launch=5, years=5.0, life=50.0, filling=filling,
                    group_order=(1, 0))  # fmt: skip
    history = simulate(plan)
    assert history.slot.tolist() == [*range(100, 200), *range(99, -1, -1)]
    assert history.all_filled() == pytest.approx(2.0, abs=0.01)


def test_draws_are_even_and_independent():
    which, of = np.arange(200_000), np.zeros(200_000, np.int64)
    streams = (Stream.FAILURE, Stream.EARLY)
    first, early = draw(1, streams, which, of)
    assert kstest(first, "uniform").pvalue > 0.01
    for other in (
        early,
        *draw(2, streams, which, of),
        *draw(1, streams, which, of + 1),
        *draw(1, streams, which + 1, of),
    ):
        cells = np.histogram2d(first, other, 20, [[0, 1], [0, 1]])[0]
        expected = len(which) / cells.size
        # All cells are as full as chance has it.
        assert chi2.sf(((cells - expected) ** 2 / expected).sum(), cells.size - 1) > 0.001
    assert first.min() > 0.0
    assert first.max() < 1.0
