"""The fleet at a date in snapshots: found on a worker, hidden where nobody is yet."""

from __future__ import annotations

from dataclasses import replace
from queue import Queue

import numpy as np
import pytest

from orbitviz.analysis.deployment.state import IN_ORBIT
from orbitviz.analysis.deployment.state import State as Doing
from orbitviz.base.errors import UserError
from orbitviz.engine.clock import Clock
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.live_fleet_date import LiveFleetDate
from orbitviz.engine.worker import Worker
from orbitviz.model.commands import open_document
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.fleet_date_commands import change_fleet_date, show_fleet_date
from orbitviz.model.members import Members
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from tests.designs import design_of, walker

FEW = "[deployment]\nsatellites_per_launch = 5\nlaunches_per_year = 4\ngrowth_per_year = 0\n"
HEAVY = "[deployment]\npayload_t = 0.01\n"


def state_of(tail=FEW):
    document = design_of(walker(550, 53, 10, 10), tail=tail)
    return State.of(document, Playback(document.design.epoch_instant, playing=False))


@pytest.fixture
def live():
    """A fleet date with a clock and a worker of the test's own; `run` does the work."""
    calls, now, failures = Queue(), [0.0], []
    worker = Worker(calls.put, failures.append)
    clock = Clock(lambda: now[0])
    found = []
    made = LiveFleetDate(worker, "years", clock, lambda: found.append(now[0]))

    def run():
        assert worker.wait(30.0)
        while not calls.empty():
            calls.get()()

    made.run, made.now, made.found, made.failures, made.clock = run, now, found, failures, clock
    yield made
    worker.close()


def test_satellites_that_are_not_there_yet_are_not_drawn():
    state = state_of()
    whole = snapshot_at(state, state.playback.at, with_maps=False)
    assert whole.fleet_at_date is None
    assert whole.drawn == whole.modelled == 100
    assert whole.seen(state) is state
    dated = show_fleet_date(FleetDate(2.0))(state)
    snapshot = snapshot_at(dated, state.playback.at, with_maps=False)
    fleet = snapshot.fleet_at_date
    there = np.isin(fleet.states, IN_ORBIT)
    assert 0 < there.sum() < 100
    assert (snapshot.drawn, snapshot.modelled) == (there.sum(), 100)
    seen = snapshot.seen(dated)
    assert seen.document.constellation is state.document.constellation
    np.testing.assert_array_equal(seen.hidden_satellites.rows(MAIN_DESIGN), np.flatnonzero(~there))
    assert snapshot.seen(seen).hidden_satellites is seen.hidden_satellites
    names = {one.name for one in snapshot.shown_sets}
    assert ("Raising" in names) is bool(fleet.counts[Doing.RAISING])


def test_satellites_hidden_by_hand_stay_hidden():
    state = replace(state_of(), hidden_satellites=Members({MAIN_DESIGN: np.array([3, 4])}))
    dated = show_fleet_date(FleetDate(100.0))(state)
    snapshot = snapshot_at(dated, state.playback.at, with_maps=False)
    absent = snapshot.fleet_at_date.absent
    assert snapshot.seen(dated).hidden_satellites == state.hidden_satellites | absent
    assert snapshot.drawn == 100 - len(state.hidden_satellites | absent)


def test_opening_another_design_shows_it_complete():
    state = show_fleet_date(FleetDate(2.0))(state_of())
    assert open_document(state_of().document)(state).fleet_date is None


def test_a_change_keeps_the_rest_of_the_date():
    state = change_fleet_date(years=3.0)(state_of())
    assert state.fleet_date == FleetDate(3.0)
    state = change_fleet_date(playing=True)(state)
    assert state.fleet_date == FleetDate(3.0, playing=True)
    assert show_fleet_date(None)(state).fleet_date is None


def test_it_is_found_on_the_worker_and_again_at_another_date(live):
    state = show_fleet_date(FleetDate(1.0))(state_of())
    assert live.request(state) is None
    live.run()
    first = live.request(state)
    assert (first.years, first.is_aged) == (1.0, True)
    assert live.request(state) is first
    later = change_fleet_date(years=5.0)(state)
    assert live.request(later) is first  # until that date is found
    live.run()
    assert live.request(later).years == 5.0
    assert live.request(replace(state, fleet_date=None)) is None
    assert len(live.found) == 2


def test_while_years_run_the_ages_follow_in_larger_steps(live):
    state = show_fleet_date(FleetDate(1.0, rate=0.5, playing=True))(state_of())
    live.now[0] = 10.0
    live.clock.restart_fleet()
    live.request(state)
    live.run()
    assert live.request(state).years == 1.0
    live.now[0] = 10.2
    live.request(state)
    live.run()
    moved = live.request(state)
    assert moved.years == pytest.approx(1.1)
    assert not moved.is_aged
    live.now[0] = 20.0
    live.request(state)
    live.run()
    assert live.request(state).is_aged
    live.now[0] = 1e6
    live.request(state)
    live.run()
    end = live.request(state)
    assert end.years == end.planned.last_years


def test_a_design_that_cannot_be_planned_is_told_once_and_shown_complete(live):
    state = show_fleet_date(FleetDate(1.0))(state_of(HEAVY))
    for _ in range(3):
        assert live.request(state) is None
        live.run()
    assert len(live.failures) == 1
    assert isinstance(live.failures[0], UserError)
    assert "payload_t" in str(live.failures[0])
    assert live.has_failed(state.document)
    with pytest.raises(UserError, match="a launch carries"):
        snapshot_at(state, state.playback.at, with_maps=False)


def test_an_edit_that_cannot_be_planned_ends_the_fleet_of_before(live):
    state = show_fleet_date(FleetDate(2.0))(state_of())
    live.request(state)
    live.run()
    assert live.request(state).years == 2.0
    tables = state.document.design.deployment.model_copy(update={"payload_t": 0.001})
    design = state.document.design.model_copy(update={"deployment": tables})
    edited = state.with_document(replace(state.document, design=design))
    live.request(edited)
    live.run()
    assert live.request(edited) is None
    assert len(live.failures) == 1
    live.request(state)
    live.run()
    assert live.request(state).document is state.document
