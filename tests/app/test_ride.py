"""The window's camera on a satellite: there, along with it, and back."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.engine.viewpoints import mount_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import open_document, set_playback
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.view import Reference
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

RIDDEN = DESIGN + 'satellite = "ai1"\n'
ONE = SatelliteKey(MAIN_DESIGN, 17)


@pytest.fixture
def running(qtbot, new_session):
    made = new_session(RIDDEN)
    made.start([])
    qtbot.waitExposed(made.window)
    qtbot.waitUntil(lambda: made.display.frames.mean_ms > 0.0, timeout=60_000)
    return made


def land(qtbot, running):
    """Wait until the flight has ended, and the state knows where."""
    qtbot.waitUntil(lambda: not running.canvas.input.is_moving, timeout=60_000)
    qtbot.waitUntil(
        lambda: running.store.state.view.camera == running.canvas.input.pose, timeout=60_000
    )


def away_km(running) -> float:
    """Return the distance from the eye that is drawn to the satellite."""
    snapshot = running.display.snapshot
    running.canvas.show_instant(snapshot)
    mount = mount_at(running.store.state, snapshot, ONE)
    return float(np.linalg.norm(running.canvas._view_at(snapshot).eye_km - mount.origin_km))


def test_the_camera_flies_to_a_satellite_rides_with_it_and_comes_home(qtbot, running):
    running.store.do(pick_satellite(ONE))
    running.window.actions_by_id["fly_to_selection"].trigger()
    land(qtbot, running)
    camera = running.store.state.view.camera
    assert camera.follows == ONE
    assert camera.distance_km < 0.2
    begun = running.display.snapshot.instant
    qtbot.waitUntil(
        lambda: running.display.snapshot.instant.seconds_since(begun) > 20.0, timeout=60_000
    )
    assert away_km(running) == pytest.approx(camera.distance_km, rel=1e-6)
    assert running.canvas._picture._first._nearby.satellites[0].key == ONE

    running.window.actions_by_id["home"].trigger()
    land(qtbot, running)
    camera = running.store.state.view.camera
    assert (camera.follows, camera.roll_rad, camera.target_km) == (None, 0.0, (0.0, 0.0, 0.0))


def test_other_axes_or_another_design_release_the_camera(qtbot, running):
    playback = set_playback(now=running.display.snapshot.instant, playing=False)
    running.store.do(playback)
    running.store.do(pick_satellite(ONE))
    running.window.actions_by_id["fly_to_selection"].trigger()
    land(qtbot, running)
    before_km = away_km(running)
    running.window.actions_by_id[f"reference_{Reference.EARTH}"].trigger()
    camera = running.store.state.view.camera
    assert (camera.follows, camera.reference) == (None, Reference.EARTH)
    assert away_km(running) == pytest.approx(before_km, rel=1e-3)

    running.window.actions_by_id["fly_to_selection"].trigger()
    land(qtbot, running)
    running.store.do(open_document(read_builtin("one-shell")))
    assert running.store.state.view.camera.follows is None


def test_a_slider_changes_the_body(qtbot, running):
    running.store.do(set_playback(now=running.display.snapshot.instant, playing=False))
    running.store.do(pick_satellite(ONE))
    running.window.actions_by_id["fly_to_selection"].trigger()
    land(qtbot, running)
    qtbot.waitUntil(lambda: bool(running.canvas._picture._first._nearby.satellites), timeout=60_000)
    small = running.canvas._picture._first._nearby.satellites[0].body
    running.window.design.changeRequested.emit("ai1", ("array", "area_m2"), 1680.0, True)

    def body():
        return running.canvas._picture._first._nearby.satellites[0].body

    qtbot.waitUntil(lambda: body() is not small, timeout=60_000)
    assert body().span_m > 1.3 * small.span_m
    running.store.undo()  # or closing would ask
