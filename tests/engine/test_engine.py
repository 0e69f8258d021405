"""Snapshots of a running window."""

from __future__ import annotations

import gc
import weakref
from queue import Queue
from threading import Event, Semaphore

import pytest

from orbitviz.analysis.fleet import solve_fleet
from orbitviz.engine.clock import Clock
from orbitviz.engine.engine import Engine, WorkTopic
from orbitviz.engine.survey import Survey
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.blank_document import blank_document
from orbitviz.model.design_edits import recolour, set_satellite_value
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant


def test_catalogues_alone_have_no_maps():
    """A window without a design has nothing that panels could ask for."""
    instant = Instant.parse("2026-11-22T00:00:00Z")
    engine = Engine(lambda call: call(), lambda error: None)
    state = State.of(blank_document("Catalogue", instant), Playback(instant))
    try:
        assert engine.snapshot(state).fleet is None
        assert not engine.is_busy(WorkTopic.FLEET)
    finally:
        engine.close()


def test_maps_that_cannot_be_solved_are_asked_for_once(monkeypatch):
    """And those of the design before are not shown in their place."""
    document = read_builtin("one-shell")
    failures = []
    engine = Engine(lambda call: call(), failures.append)
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    try:
        engine.snapshot(state)
        assert engine.wait(30.0)
        assert engine.snapshot(state).fleet is not None
        assert engine.wait(30.0)

        def fails(*_args, **_kwargs):
            raise MemoryError

        monkeypatch.setattr("orbitviz.engine.engine.solve_fleet", fails)
        edited = set_satellite_value(document, "mine", ("age_years",), 3.0)
        state = state.with_document(edited)
        for _ in range(5):
            engine.snapshot(state)
            assert engine.wait(30.0)
        assert len(failures) == 1
        assert engine.snapshot(state).fleet is None
    finally:
        engine.close()


def test_a_colour_needs_no_maps():
    """Those that are there are of the recoloured design too; changed satellites get a draft."""
    document = read_builtin("one-shell")
    solved = []
    engine = Engine(
        lambda call: call(),
        lambda error: None,
        on_maps_solved=lambda: solved.append(engine.snapshot(state).fleet),
    )
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))

    def solve(*drafts):
        """Take snapshots until maps have been solved so often, and say which were drafts."""
        solved.clear()
        while len(solved) < len(drafts):
            engine.snapshot(state)
            assert engine.wait(30.0)
        assert [fleet.is_draft for fleet in solved] == list(drafts)

    try:
        solve(True, False)
        known = engine.snapshot(state).fleet
        state = state.with_document(recolour(document, 0, "#abcdef"))
        for _ in range(3):
            assert engine.snapshot(state).fleet is known
            assert engine.wait(30.0)
        assert known.is_about(state.document)
        state = state.with_document(set_satellite_value(document, "mine", ("age_years",), 3.0))
        solve(True, False)
    finally:
        engine.close()


def test_drafts_begin_with_drafts_and_full_maps_with_full_ones(monkeypatch):
    """Where a design has so many altitudes that its full maps are as coarse as drafts, too."""
    monkeypatch.setattr("orbitviz.analysis.fleet._MOST_FULL_ALTITUDES", 0)
    begun_with = []

    def solve(document, sun_km, before, **more):
        begun_with.append(before)
        return solve_fleet(document, sun_km, before, **more)

    monkeypatch.setattr("orbitviz.engine.engine.solve_fleet", solve)
    document = read_builtin("one-shell")
    engine = Engine(lambda call: call(), lambda error: None)
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))

    def take_snapshots(count):
        while len(begun_with) < count:
            engine.snapshot(state)
            assert engine.wait(30.0)

    try:
        take_snapshots(2)
        edited = set_satellite_value(document, "mine", ("age_years",), 3.0)
        state = state.with_document(edited)
        take_snapshots(4)
        _, _, of_draft, of_full = begun_with
        assert of_draft.is_draft
        assert not of_full.is_draft
        assert of_draft.design is of_full.design is document.design
    finally:
        engine.close()


def test_full_maps_under_way_are_dropped_by_an_edit_and_drafts_are_not(monkeypatch):
    """Of full maps some altitudes are solved already, which nobody gets to see."""
    begun, released = Queue(), Semaphore(0)

    def solve(*args, check, **more):
        def check_when_released():
            begun.put(None)
            assert released.acquire(timeout=30.0)
            check()

        return solve_fleet(*args, check=check_when_released, **more)

    monkeypatch.setattr("orbitviz.engine.engine.solve_fleet", solve)
    document = read_builtin("kuiper")
    solved, failures = [], []
    engine = Engine(
        lambda call: call(), failures.append, on_maps_solved=lambda: solved.append(engine._fleet)
    )

    def snapshot():
        playback = Playback(document.design.epoch_instant, playing=False)
        engine.snapshot(State.of(document, playback))

    def edit(years):
        name = document.design.satellite_name(0)
        return set_satellite_value(document, name, ("age_years",), years)

    def solve_altitudes(count):
        """Let so many be solved, and wait until the next one is about to be."""
        for _ in range(count):
            released.release()
            begun.get(timeout=30.0)

    try:
        snapshot()
        begun.get(timeout=30.0)
        document = edit(3.0)
        snapshot()
        solve_altitudes(2)  # all of the first draft, although there has been an edit
        assert [(one.is_draft, one.design is document.design) for one in solved] == [(True, False)]
        solve_altitudes(1)
        released.release()
        assert engine.wait(30.0)
        assert [(one.is_draft, one.design is document.design) for one in solved[1:]] == [
            (True, True)
        ]
        while not engine.is_busy(WorkTopic.FLEET):
            snapshot()
        begun.get(timeout=30.0)
        solve_altitudes(1)
        document = edit(4.0)
        snapshot()
        released.release()  # the check before the second altitude
        begun.get(timeout=30.0)  # the draft of the new design
        assert len(solved) == 2
        solve_altitudes(1)
        released.release()
        assert engine.wait(30.0)
        assert [one.is_draft for one in solved] == [True] * 3
        assert solved[-1].design is document.design
        assert failures == []
    finally:
        released.release(1000)
        engine.close()


def test_of_another_design_no_maps_are_kept():
    """Not even where there are no others in their place, nor those that come too late."""
    calls = []
    engine = Engine(calls.append, lambda error: None)

    def deliver():
        assert engine.wait(30.0)
        while calls:
            calls.pop(0)()

    document = read_builtin("one-shell")
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    blank = State.of(blank_document("Catalogue", state.playback.at), state.playback)
    try:
        engine.snapshot(state)
        deliver()
        known = weakref.ref(engine.snapshot(state).fleet)
        while not engine.is_busy(WorkTopic.FLEET):
            engine.snapshot(state)
        assert engine.wait(30.0)
        engine.snapshot(blank)
        deliver()
        gc.collect()
        assert known() is None
        assert engine.snapshot(state).fleet is None
    finally:
        engine.close()


def survey_engine(told):
    """Return an engine whose wall time is `now_s[0]`, and that list."""
    now_s = [100.0]
    clock = Clock(wall_time=lambda: now_s[0])
    return now_s, Engine(
        lambda call: call(), lambda error: None, clock, on_figures=lambda: told.append("survey")
    )


@pytest.mark.parametrize("when", ["before", "between"])
def test_a_survey_lets_the_next_one_rest_for_its_own_time(monkeypatch, when):
    """What the worker did before it or between its steps does not count.

    Or after a long job figures would be those of another instant for as long again.
    """
    told = []
    now_s, engine = survey_engine(told)
    document = read_builtin("one-shell")
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    begun, released = Event(), Event()

    def takes_long():
        begun.set()
        released.wait(30.0)
        now_s[0] += 20.0

    def steps(*_args):
        now_s[0] += 0.5
        if when == "between":
            engine.run(WorkTopic.PANELS, takes_long, lambda _: None)
            released.set()
        yield
        now_s[0] += 0.5
        return Survey(state.playback.at)

    monkeypatch.setattr("orbitviz.engine.engine.survey_in_steps", steps)
    try:
        if when == "before":
            engine.run(WorkTopic.PANELS, takes_long, lambda _: None)
            assert begun.wait(30.0)
        engine.request_survey(state)
        released.set()
        assert engine.wait(30.0)
        assert begun.is_set()
        assert told == ["survey"]
        now_s[0] += 1.9
        engine.request_survey(state)
        assert engine.wait(30.0)
        assert told == ["survey"]
        now_s[0] += 0.2
        engine.request_survey(state)
        assert engine.wait(30.0)
        assert told == ["survey", "survey"]
    finally:
        released.set()
        engine.close()


def test_what_has_just_been_opened_is_surveyed_without_a_rest(monkeypatch):
    told = []
    now_s, engine = survey_engine(told)
    document = read_builtin("one-shell")
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))

    def steps(*_args):
        now_s[0] += 60.0
        yield
        return Survey(state.playback.at)

    monkeypatch.setattr("orbitviz.engine.engine.survey_in_steps", steps)
    try:
        for at_once in (False, False, True):
            engine.request_survey(state, at_once=at_once)
            assert engine.wait(30.0)
        assert told == ["survey", "survey"]
    finally:
        engine.close()
