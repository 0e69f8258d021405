"""Satellites in view of the ground while time runs: counted again, but not all the time."""

from __future__ import annotations

from dataclasses import replace
from queue import Queue

import pytest

from orbitviz.engine.live_cover import LiveCover
from orbitviz.engine.worker import Worker
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_layers, set_min_elevation
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at


@pytest.fixture
def state():
    document = read_builtin("one-shell")
    made = State.of(document, Playback(document.design.epoch_instant))
    return set_layers(replace(made.view.layers, coverage=True))(made)


def test_it_is_counted_again_when_time_or_satellites_are_others(state):
    calls, now, found = Queue(), [0.0], []
    worker = Worker(calls.put)
    live = LiveCover(worker, "cover", lambda: now[0], lambda: found.append(now[0]))

    def request(state, after_s=0.0):
        return live.request(state, sky_geometry_at(state.playback.at.plus_s(after_s)))

    def run():
        assert worker.wait(30.0)
        while not calls.empty():
            calls.get()()

    assert request(state) is None
    run()
    first = request(state)
    assert found == [0.0]
    assert first.instant == state.playback.at
    # Not soon after, and later again.
    assert request(state, 60.0) is first
    assert not worker.is_busy("cover")
    now[0] = 100.0
    assert request(state, 60.0) is first
    run()
    assert request(state, 60.0).instant == state.playback.at.plus_s(60.0)
    # Of another elevation at once, and nothing until it is there.
    higher = set_min_elevation(0.5)(state)
    assert request(higher, 60.0) is None
    run()
    assert request(higher, 60.0).min_elevation_rad == 0.5
    hidden = set_layers(replace(state.view.layers, coverage=False))(state)
    assert request(hidden) is None
    assert not worker.is_busy("cover")
    worker.close()
