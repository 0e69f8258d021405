"""The state of every slot, of which blocks of rows are left out, against all rows one by one."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.deployment import slot_states
from orbitviz.analysis.deployment.plan import Disposal
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.state import WORKING, End, State
from tests.analysis.deployment.plans import random_plan

WAITS = (State.BUILT, State.LOST, State.RAISING, State.DRIFTING, State.SPARE)


@pytest.mark.parametrize("rows_at_once", [20, 1 << 15])
@pytest.mark.parametrize("seed", range(6))
def test_slots_are_what_their_rows_are_one_after_the_other(monkeypatch, seed, rows_at_once):
    monkeypatch.setattr(slot_states, "_BLOCK", rows_at_once)
    plan = random_plan(3_000 + seed)
    history = simulate(plan, seed)
    some = np.random.default_rng(seed).integers(len(history), size=2)
    moments = [plan.years, *history.launched[some], *history.end[some], *history.gone[some]]
    for now in np.float32(moments)[np.isfinite(moments)]:
        states = [state_of(history, row, now) for row in range(len(history))]
        np.testing.assert_array_equal(history.states_at(now), states)
        np.testing.assert_array_equal(history.slot_states_at(now), of_slots(history, states))


def state_of(history, row, now):
    plan, cause, end = history.plan, history.cause[row], history.end[row]
    group = history.place_group[history.slot[row]]
    if history.launched[row] > now:
        return State.BUILT
    if cause == End.LAUNCH:
        return State.LOST
    if now < end:
        if history.on_station[row] <= now and history.slot[row] < plan.slots:
            return State.DEGRADED if history.degrades[row] <= now else State.OPERATIONAL
        if history.arrived[row] <= now:
            return State.SPARE
        begins, ends = (times[row] for times in history.drift)
        return State.DRIFTING if begins <= now < ends else State.RAISING
    dead = cause != End.RETIRED
    if history.gone[row] > now:
        return State.DEAD if dead else State.RETIRING
    down = dead or plan.disposal[group] == Disposal.DEORBIT
    return State.REENTERED if down else State.DISPOSED


def of_slots(history, states):
    found = np.full(history.plan.slots, State.BUILT)
    working = {}
    for slot, transit, state in zip(history.slot, history.transit, states, strict=True):
        is_still_spare = transit > history.plan.transit_days and state in WAITS
        if slot >= history.plan.slots or state == State.BUILT or is_still_spare:
            continue
        found[slot] = state
        if state in WORKING:
            working[slot] = state
    for slot, state in working.items():
        found[slot] = state
    return found
