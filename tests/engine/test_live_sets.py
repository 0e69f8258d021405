"""The sets of a design while time runs, and while what they are of is replaced."""

from __future__ import annotations

from queue import Queue

import pytest

from orbitviz.engine.live_sets import LiveSets
from orbitviz.engine.worker import Worker
from orbitviz.model import set_edits
from orbitviz.model.commands import reload_document
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.satellites.styles import styles_of
from tests.designs import design_of, walker

SETS = """[[sets]]
name = "lit"
where = "sunlit"
[[sets]]
name = "some"
satellites = ["low p001-002", "low p006"]
[[sets]]
name = "wrong"
where = "altitud > 900"
"""


def document_of(sets="", planes=6):
    return design_of(walker(550, 53, planes, 10, name="low"), tail=sets)


def state_of(document):
    return State.of(document, Playback(document.design.epoch_instant))


class Live:
    """Live sets whose results are taken over when they are asked for."""

    def __init__(self):
        self.now, self.found, self._calls = 0.0, [], Queue()
        self.worker = Worker(self._calls.put)
        self._sets = LiveSets(
            self.worker, "sets", lambda: self.now, lambda: self.found.append(self.now)
        )

    def request(self, state, after_s=0.0):
        instant = state.playback.at.plus_s(after_s)
        return self._sets.request(state, sky_geometry_at(instant), None)

    def run(self):
        assert self.worker.wait(30.0)
        while not self._calls.empty():
            self._calls.get()()


@pytest.fixture
def live():
    made = Live()
    yield made
    made.worker.close()


def test_while_time_runs_sets_are_found_again(live):
    state = state_of(document_of(SETS))
    assert live.request(state) == ()
    live.run()
    first = live.request(state)
    assert [one.name for one in first] == ["lit", "some", "wrong"]
    assert live.found == [0.0]
    # Neither again at the same instant, nor soon after.
    live.now = 100.0
    assert live.request(state) is first
    assert not live.worker.is_busy("sets")
    live.request(state, 1800.0)
    live.run()
    second = live.request(state, 1800.0)
    assert second[0].members != first[0].members
    assert second[1] == first[1]
    live.now = 100.2
    live.request(state, 3600.0)
    assert not live.worker.is_busy("sets")
    # An edit is looked up at once; sets of other names are not shown as its own.
    edited = state.with_document(set_edits.without_set(state.document, "some"))
    assert live.request(edited) == ()
    live.run()
    assert [one.name for one in live.request(edited)] == ["lit", "wrong"]
    assert live.request(state_of(document_of())) == ()


def test_of_a_design_that_has_become_smaller_no_satellite_is_shown_that_is_gone(live):
    state = state_of(document_of(SETS))
    live.request(state)
    live.run()
    before = live.request(state)
    assert before[1].members.rows(MAIN_DESIGN)[-1] == 59
    smaller = reload_document(document_of(SETS, planes=2))(state)
    between = live.request(smaller)
    assert [one.name for one in between] == ["lit", "some", "wrong"]
    assert not any(one.members for one in between)
    assert live.request(smaller) is between  # else every frame would be drawn anew
    styles_of(smaller, between)
    live.run()
    after = live.request(smaller)
    assert after[1].members.rows(MAIN_DESIGN).tolist() == list(range(20))
