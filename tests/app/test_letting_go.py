"""What is closed gives its memory back: a window, its session, its textures, its jobs."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from orbitviz.app.crash import CrashHandler
from orbitviz.app.settings import Settings
from orbitviz.engine.engine import WorkTopic
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import edit_document, open_document, set_colour_mode, set_playback
from orbitviz.model.design_edits import set_satellite_value
from tests.app.conftest import make_small
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
    make_small(session.window)
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


@pytest.mark.gl
def test_the_maps_of_a_design_are_let_go_when_another_is_opened(qtbot, small_images, tmp_path):
    """Those of each panel that has been in view, too, and those of charts before an edit."""
    from orbitviz.app.session import Session

    session = Session(CrashHandler(tmp_path), Settings(tmp_path / "window.ini"), tmp_path / "saved")
    qtbot.addWidget(session.window)
    make_small(session.window)
    session.start(["one-shell"])
    store, panels = session.store, session.window.panels

    def has_full_maps():
        fleet = session.display.snapshot.fleet
        return (
            fleet is not None
            and not fleet.is_draft
            and fleet.design.flies_the_same(store.state.document.design)
        )

    def look_at_all():
        """Have each panel in view until it shows full answers."""
        qtbot.waitUntil(has_full_maps, timeout=60_000)
        for panel in panels.values():
            session.window.show_panel(f"panel_{panel.spec.id}")
            qtbot.waitUntil(lambda panel=panel: bool(panel.charts), timeout=60_000)
            qtbot.waitUntil(lambda panel=panel: panel.aside.text() == "", timeout=60_000)

    try:
        qtbot.waitUntil(lambda: store.state.document.design.name == "One shell", timeout=60_000)
        store.do(set_playback(playing=False, now=session.display.snapshot.instant))
        store.do(set_colour_mode("radiator"))
        look_at_all()
        fleets = [weakref.ref(session.display.snapshot.fleet)]
        document = store.state.document
        name = document.design.satellite_name(0)
        edited = set_satellite_value(document, name, ("radiator", "area_m2"), 60.0)
        store.do(edit_document(edited), undo="Change area")
        look_at_all()
        fleets.append(weakref.ref(session.display.snapshot.fleet))
        maps = [weakref.ref(part.operating) for fleet in fleets for part in fleet().parts]
        store.do(open_document(read_builtin("kuiper")))
        qtbot.waitUntil(has_full_maps, timeout=60_000)
        qtbot.waitUntil(lambda: not session.engine.is_busy(WorkTopic.PANELS), timeout=60_000)
        qtbot.wait(300)  # a picture with the new maps
        let_go()
        assert [ref() is None for ref in (*fleets, *maps)] == [True] * 4
    finally:
        session.close()
