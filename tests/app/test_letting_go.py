"""What is closed gives its memory back: a window, its session, its textures, its jobs."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from orbitviz.app.crash import CrashHandler
from orbitviz.app.settings import Settings
from tests.memory import memory_mb

WARM_UPS, MORE = 1, 2  # windows
LEAST_KEPT_MB = 100.0  # of one window's textures and images


def let_go() -> None:
    """Have Qt delete what is due and Python collect what is left."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def open_and_close(qtbot, folder):
    """Run a session up to its first picture and return weak references to its parts."""
    from orbitviz.app.session import Session

    session = Session(CrashHandler(folder), Settings(folder / "window.ini"), folder / "autosave")
    session.start(["one-shell"])
    qtbot.waitUntil(lambda: session.display.frames.mean_ms > 0.0, timeout=60_000)
    window = session.window
    session.close()
    window.close()
    for part in (window, session):
        part.deleteLater()
    return [weakref.ref(part) for part in (session, window, session.canvas, session.store)]


@pytest.mark.gl
def test_a_closed_window_is_let_go(qtbot, tmp_path):
    """Again and again: neither its objects stay nor the GPU's memory, some 140 MB a window."""
    memory = []
    for _ in range(WARM_UPS + MORE):
        parts = open_and_close(qtbot, tmp_path)
        let_go()
        assert [part() for part in parts] == [None] * len(parts)
        memory.append(memory_mb())
    assert memory[-1] - memory[WARM_UPS - 1] < LEAST_KEPT_MB, memory


def test_a_job_that_has_ended_keeps_nothing(qtbot, jobs):
    class Result:
        """Something large."""

    def work(_progress):
        result = Result()
        made.append(weakref.ref(result))
        return result

    made = []
    called = []
    for _ in range(3):
        jobs.run("Reading", work, lambda result: called.append(type(result)), pytest.fail)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    keeper = weakref.ref(work)
    del work
    let_go()
    assert called == [Result] * 3
    assert [ref() for ref in made] == [None] * 3
    assert keeper() is None
