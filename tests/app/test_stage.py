"""A tour presented in full screen: led by keys from first to last, left in the middle."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl

TOUR = """
format = "orbitviz-tour/1"
title = "A short one"
design = "small.toml"

[[shots]]
name = "Around"
duration_s = 600
turn_deg = 360
time.rate = 60
[[shots.captions]]
title = "Small"

[[shots]]
name = "Near"
duration_s = 600
[[shots.camera]]
view = "pole"

[[shots]]
name = "Far"
duration_s = 600
"""


@pytest.fixture
def desk(new_session, qtbot, tmp_path, monkeypatch):
    from orbitviz.app.stage import stage_desk
    from tests.app.conftest import DESIGN

    monkeypatch.setattr(stage_desk, "load_images", few_pixels)
    (tmp_path / "small.toml").write_text(DESIGN, encoding="utf-8")
    (tmp_path / "tour.toml").write_text(TOUR, encoding="utf-8")
    session = new_session()
    session.start([])
    qtbot.waitExposed(session.window)
    return session, session.stage.part


def present(qtbot, desk, tmp_path):
    desk.present(tmp_path / "tour.toml")
    qtbot.waitUntil(lambda: desk.stage is not None, timeout=20_000)
    stage = desk.stage
    qtbot.waitUntil(lambda: stage.has_begun, timeout=20_000)
    return stage


def press(stage, *keys):
    for key in keys:
        QTest.keyClick(stage.window, key)


def test_a_tour_is_led_by_keys_and_leaves_everything_as_it_was(qtbot, desk, tmp_path):
    session, stages = desk
    before, goal = session.store.state, session.canvas.input.goal
    layout = session.window.save_layout()
    stage = present(qtbot, stages, tmp_path)
    keys = Qt.Key
    assert stage.window.isFullScreen()
    assert stage.player.place[0] == 0
    press(stage, keys.Key_PageDown)
    assert stage.player.place[0] == 1
    press(stage, keys.Key_Right)
    assert stage.player.place[0] == 2
    press(stage, keys.Key_PageUp)
    assert stage.player.place[0] == 1
    press(stage, keys.Key_1, keys.Key_Return)
    assert stage.player.place[0] == 0
    press(stage, keys.Key_3, keys.Key_Enter)
    assert stage.player.place[0] == 2
    press(stage, keys.Key_Space)
    assert not stage.player.is_playing
    press(stage, keys.Key_Space)
    assert stage.player.is_playing
    press(stage, keys.Key_B)
    assert stage.is_black
    press(stage, keys.Key_PageUp)
    assert not stage.is_black
    assert stage.player.place[0] == 1
    press(stage, keys.Key_Escape)
    qtbot.waitUntil(lambda: stages.stage is None)
    after = session.store.state
    assert session.canvas.input.goal == goal
    # The camera may have been on its way to the first sight of the design.
    assert replace(after, view=before.view, playback=before.playback) == before
    assert after.playback.playing == before.playback.playing
    assert replace(after.view, camera=before.view.camera) == before.view
    assert session.window.save_layout() == layout
    assert session.window.isVisible()


def test_a_free_look_pauses_and_one_key_leads_back(qtbot, desk, tmp_path):
    _, stages = desk
    stage = present(qtbot, stages, tmp_path)
    press(stage, Qt.Key.Key_2, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: abs(stage.canvas.input.pose.elevation_rad - 1.569) < 0.01)
    stage.canvas.on_mouse_press(SimpleNamespace(pos=(100.0, 100.0)))
    assert stage.is_free
    assert not stage.player.is_playing
    stage.canvas.input.drag(300.0, 400.0, 500.0, panning=False)
    turned = stage.canvas.input.pose
    stage.canvas.on_mouse_release(SimpleNamespace(pos=(400.0, 500.0), button=1, modifiers=()))
    qtbot.wait(300)
    assert stage.canvas.input.pose.elevation_rad == pytest.approx(turned.elevation_rad, abs=0.2)
    press(stage, Qt.Key.Key_Return)
    assert not stage.is_free
    assert stage.player.is_playing
    qtbot.waitUntil(lambda: abs(stage.canvas.input.pose.elevation_rad - 1.569) < 0.01)
    stages.stop()


def test_its_captions_are_drawn(qtbot, desk, tmp_path):
    _, stages = desk
    stage = present(qtbot, stages, tmp_path)
    qtbot.waitUntil(lambda: bool(stage.canvas._stage.captions), timeout=5_000)
    assert stage.canvas._stage.captions[0].title == "Small"
    stages.stop()


def test_a_wrong_tour_is_told_and_nothing_changes(qtbot, desk, tmp_path):
    session, stages = desk
    (tmp_path / "tour.toml").write_text(TOUR.replace("small.toml", "lost.toml"))
    stages.present(tmp_path / "tour.toml")
    qtbot.waitUntil(lambda: bool(session.window.notices._messages), timeout=20_000)
    assert 'design: "lost.toml" cannot be opened' in session.window.notices._messages[0].text
    assert stages.stage is None


def test_the_choice_offers_every_tour(desk):
    _, stages = desk
    texts = [entry.text for entry in stages.entries()]
    assert "Present “A million satellites”" in texts
    assert texts[-1] == "Present a Tour File…"
