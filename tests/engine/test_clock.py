from __future__ import annotations

import pytest

from orbitviz.engine.clock import Clock
from orbitviz.model.state import Playback
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

AT = Instant.parse("2026-11-22T00:00:00Z")


class Wall:
    def __init__(self):
        self.s = 100.0

    def __call__(self):
        return self.s


@pytest.mark.parametrize("rate", [1.0, -100_000.0, 600.0, 0.0])
def test_time_runs_at_the_rate(rate):
    wall = Wall()
    clock = Clock(wall)
    wall.s += 2.5
    assert clock.now(Playback(AT, rate)).seconds_since(AT) == pytest.approx(2.5 * rate, abs=1e-4)


def test_time_stands_while_paused():
    wall = Wall()
    clock = Clock(wall)
    wall.s += 60.0
    assert clock.now(Playback(AT, 100.0, playing=False)) == AT


def test_restart_lets_the_command_hold_from_now():
    wall = Wall()
    clock = Clock(wall)
    wall.s += 10.0
    clock.restart()
    wall.s += 1.0
    assert clock.now(Playback(AT, 10.0)).seconds_since(AT) == pytest.approx(10.0, abs=1e-4)


@pytest.mark.parametrize(("rate", "end"), [(1e5, LAST_INSTANT), (-1e5, FIRST_INSTANT)])
def test_time_stops_at_the_ends_of_the_ephemeris(rate, end):
    wall = Wall()
    clock = Clock(wall)
    wall.s += 1e6
    assert clock.now(Playback(AT, rate)) == end
