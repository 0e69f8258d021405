from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer

from orbitviz.app.display.frame_loop import FrameLoop
from orbitviz.base.errors import UserError
from orbitviz.ui.widgets.notices import JobBar


def test_work_runs_on_another_thread_and_ends_in_this_one(qtbot, jobs):
    threads = {}

    def work(progress):
        threads["work"] = threading.current_thread()
        return 42

    def done(result):
        threads["done"] = threading.current_thread()
        threads["result"] = result

    jobs.run("Counting", work, done, pytest.fail)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert threads["result"] == 42
    assert threads["work"] is not threading.current_thread()
    assert threads["done"] is threading.current_thread()


def test_progress_is_shown_and_the_bar_goes_away(qtbot, window, jobs):
    go_on = threading.Event()

    def work(progress):
        progress(0.5, "halfway")
        go_on.wait(10.0)

    jobs.run("Reading", work, lambda _: None, pytest.fail)
    bar = window.notices.findChildren(JobBar)[0]
    qtbot.waitUntil(lambda: bar.bar.value() == 500)
    assert bar.label.text() == "Reading: halfway"
    go_on.set()
    qtbot.waitUntil(lambda: window.notices.findChildren(JobBar) == [])
    assert not jobs.is_busy


def test_cancelled_work_stops_and_changes_nothing(qtbot, window, jobs):
    ended = []
    begun = threading.Event()

    def work(progress):
        try:
            while True:
                progress(0.1)
                begun.set()
        finally:
            ended.append("stopped")

    jobs.run("Endless", work, lambda _: ended.append("done"), lambda _: ended.append("failed"))
    assert begun.wait(10.0)
    bar = window.notices.findChildren(JobBar)[0]
    bar.cancel.click()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert ended == ["stopped"]


def test_an_error_is_handed_over(qtbot, jobs):
    caught = []

    def work(progress):
        raise UserError("is wrong", file="a.toml")

    jobs.run("Failing", work, pytest.fail, caught.append)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert str(caught[0]) == "a.toml: is wrong"


class HandTimer(QTimer):
    """A timer that fires when the test says so; `due_ms` is what it was last started with."""

    due_ms = None

    def start(self, due_ms):
        self.due_ms = due_ms

    def stop(self):
        self.due_ms = None

    def isActive(self):
        return self.due_ms is not None

    def remainingTime(self):
        return self.due_ms

    def fire(self):
        """Let the time pass for which it was started."""
        assert self.isActive()
        self.due_ms = None
        self.timeout.emit()


FRAME_MS = 16  # until the next frame is due, at most


def test_frames_go_on_while_there_is_something_to_draw(qapp):
    drawn, timer = [], HandTimer()

    def tick():
        drawn.append(1)
        return 0.0 if len(drawn) < 3 else None

    loop = FrameLoop(tick, timer=timer)
    loop.wake()
    assert not timer.isActive()  # not before the start
    loop.start()
    for _ in range(3):
        assert timer.due_ms <= FRAME_MS
        timer.fire()
    assert len(drawn) == 3
    assert not timer.isActive()
    loop.wake()
    assert timer.due_ms == 0
    timer.fire()
    assert len(drawn) == 4
    loop.stop()


def test_frames_are_drawn_by_a_real_timer_too(qtbot):
    drawn = []
    loop = FrameLoop(lambda: drawn.append(1) or 0.0)
    loop.start()
    qtbot.waitUntil(lambda: len(drawn) >= 3)
    loop.stop()


def test_a_frame_comes_when_it_is_wanted_or_when_something_wakes(qapp):
    drawn, timer = [], HandTimer()

    def tick():
        drawn.append(1)
        return 0.3

    loop = FrameLoop(tick, timer=timer)
    loop.start()
    timer.fire()
    assert timer.due_ms == 300
    loop.wake()
    assert timer.due_ms <= FRAME_MS
    timer.fire()
    assert len(drawn) == 2
    assert timer.due_ms == 300
    timer.fire()
    assert len(drawn) == 3
    loop.stop()
    assert not timer.isActive()


def test_who_is_woken_during_a_frame_does_not_wait_for_the_next(qapp):
    drawn, timer = [], HandTimer()

    def tick():
        drawn.append(1)
        if len(drawn) == 1:
            loop.wake()
        return 5.0

    loop = FrameLoop(tick, timer=timer)
    loop.start()
    timer.fire()
    assert timer.due_ms <= FRAME_MS
    timer.fire()
    assert timer.due_ms == 500  # the loop never rests longer
    loop.stop()


def test_mean_frame_time():
    loop = FrameLoop(lambda: None)
    assert loop.mean_ms == 0.0
    for milliseconds in (10.0, 20.0):
        loop.record(milliseconds)
    assert loop.mean_ms == 15.0
