"""The route between two sites while time runs: found again as the satellites move on."""

from __future__ import annotations

from queue import Queue

from orbitviz.engine.live_route import LiveRoute
from orbitviz.engine.worker import Worker
from orbitviz.model.commands import set_route
from orbitviz.model.route_ends import route_named
from orbitviz.model.state import Playback, State
from tests.designs import design_of, walker


def test_it_is_found_again_when_time_or_sites_are_others():
    document = design_of(walker(550, 53, 20, 20, links={"pattern": "+grid"}))
    state = State.of(document, Playback(document.design.epoch_instant))
    state = set_route(route_named("Madrid", "Rome"))(state)
    calls, now, found = Queue(), [0.0], []
    worker = Worker(calls.put)
    live = LiveRoute(worker, "route", lambda: now[0], lambda: found.append(now[0]))

    def request(state, after_s=0.0):
        return live.request(state, state.playback.at.plus_s(after_s))

    def run():
        assert worker.wait(30.0)
        while not calls.empty():
            calls.get()()

    assert request(state) is None
    run()
    first = request(state)
    assert first.instant == state.playback.at
    now[0] = 100.0
    assert request(state, 60.0) is first
    run()
    assert request(state, 60.0).instant == state.playback.at.plus_s(60.0)
    assert found == [0.0, 100.0]
    worker.close()
