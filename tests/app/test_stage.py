"""A tour presented in full screen: led by keys from first to last, left in the middle."""

from __future__ import annotations

import time
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from orbitviz.app.stage.speaker import audience_and_speaker
from orbitviz.model.commands import set_playback
from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl

TOUR = """
format = "orbitviz-tour/1"
title = "A short one"
design = "small.toml"

[[shots]]
name = "Around"
notes = "Say hello."
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


def drag(stage):
    """Turn the globe by hand; return the pose that comes of it."""
    canvas = stage.canvas
    canvas.on_mouse_press(SimpleNamespace(pos=(100.0, 100.0)))
    canvas.input.drag(300.0, 400.0, 500.0, panning=False)
    canvas.on_mouse_release(SimpleNamespace(pos=(400.0, 500.0), button=1, modifiers=()))
    return canvas.input.pose


def pictures(session):
    """Return the pixels of the globe, and of the window around it."""
    parts = session.canvas.native.grabFramebuffer(), session.window.tree.grab().toImage()
    return [pixels_of(picture) for picture in (*parts, session.window.menuBar().grab().toImage())]


def pixels_of(picture):
    """Return (height, width, 4) int16, the channels of a picture."""
    picture = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    shape = picture.height(), picture.width(), 4
    return np.frombuffer(picture.constBits(), np.uint8).reshape(shape).astype(np.int16)


def differences(first, second):
    """Return for each pair of pictures the share of its pixels that differ, and by how much.

    Tables that are made anew round anew: one level of brightness is no difference. Of pictures of
    another size, all pixels differ.
    """
    found = []
    for one, other in zip(first, second, strict=True):
        if one.shape != other.shape:
            found.append((1.0, 255))
            continue
        apart = np.abs(one - other).max(axis=2)
        found.append((float((apart > 1).mean()), int(apart.max())))
    return found


def look_alike(first, second):
    """Return whether no picture differs but in the rounding of single points of light."""
    return all(share < 1e-3 and most < 16 for share, most in differences(first, second))


def pictures_at_rest(qtbot, session):
    """Return the pixels once they have stayed the same for two seconds, with nothing to come.

    What panels compute in the background may widen them, and the globe gives way.
    """
    canvas, seen, since_s = session.canvas, pictures(session), time.monotonic()

    def is_at_rest():
        nonlocal seen, since_s
        now = pictures(session)
        is_moving = canvas.settle() or canvas.input.is_moving or bool(canvas.quality)
        if is_moving or not session.engine.wait(0.0) or not look_alike(now, seen):
            seen, since_s = now, time.monotonic()
        return time.monotonic() - since_s > 2.0

    qtbot.waitUntil(is_at_rest, timeout=60_000)
    return seen


def test_a_tour_is_led_by_keys_and_leaves_everything_as_it_was(qtbot, desk, tmp_path):
    session, stages = desk
    now = session.display.snapshot.instant
    session.store.do(set_playback(now=now, playing=False))
    qtbot.waitUntil(lambda: bool(session.canvas.renderer), timeout=20_000)
    seen_before = pictures_at_rest(qtbot, session)
    before, layout = session.store.state, session.window.save_layout()
    undo = session.store.undo_label
    stage = present(qtbot, stages, tmp_path)
    keys, player = Qt.Key, stage.player
    assert stage.window.isFullScreen()
    assert player.place[0] == 0
    for shot, key in ((1, keys.Key_PageDown), (2, keys.Key_Right), (1, keys.Key_PageUp)):
        press(stage, key)
        assert player.place[0] == shot
    press(stage, keys.Key_1, keys.Key_Return)
    assert player.place[0] == 0
    press(stage, keys.Key_3)
    assert stage.window.shots.isVisible()
    press(stage, keys.Key_Enter)
    assert player.place[0] == 2
    assert not stage.window.shots.isVisible()
    press(stage, keys.Key_Space)
    assert not player.is_playing
    press(stage, keys.Key_Space)
    assert player.is_playing
    press(stage, keys.Key_PageDown)  # from the last shot
    assert player.is_at_end
    press(stage, keys.Key_Home, keys.Key_B)
    assert player.place[0] == 0
    assert stage.is_black
    assert stage.window.cover.isVisible()
    press(stage, keys.Key_PageDown)
    assert not stage.is_black
    assert not stage.window.cover.isVisible()
    drag(stage)
    assert stage.is_free
    press(stage, keys.Key_T, keys.Key_S, keys.Key_L)
    assert stage.is_light
    assert stage.speaker.window.isVisible()
    assert player.loops
    press(stage, keys.Key_Escape)  # in the middle of the second shot, in a free look
    qtbot.waitUntil(lambda: stages.stage is None)
    assert session.store.state == before
    assert session.store.undo_label == undo
    assert session.window.save_layout() == layout
    assert session.window.isVisible()
    seen_after = pictures_at_rest(qtbot, session)
    assert look_alike(seen_after, seen_before), differences(seen_after, seen_before)


def test_a_tour_waits_while_the_screen_is_black(qtbot, desk, tmp_path):
    stage = present(qtbot, desk[1], tmp_path)
    press(stage, Qt.Key.Key_B)
    at_s = stage.player.place[1]
    assert not stage.player.is_playing
    qtbot.wait(200)
    assert stage.player.place[1] == at_s
    press(stage, Qt.Key.Key_B)
    assert not stage.is_black
    assert stage.player.is_playing
    press(stage, Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_B)
    assert not stage.player.is_playing  # as before it was black
    desk[1].stop()


def test_time_goes_on_where_it_was(qtbot, desk, tmp_path):
    session, stages = desk
    session.store.do(set_playback(now=session.display.snapshot.instant, rate=6000.0, playing=True))
    present(qtbot, stages, tmp_path)
    held = session.display._held
    qtbot.wait(200)
    stages.stop()
    qtbot.waitUntil(lambda: stages.stage is None)
    assert session.store.state.playback.playing
    assert session.store.state.playback.at.seconds_since(held) == pytest.approx(0.0, abs=1e-3)


def test_the_list_of_shots_shows_where_one_is_and_leads_elsewhere(qtbot, desk, tmp_path):
    _, stages = desk
    stage = present(qtbot, stages, tmp_path)
    shots = stage.window.shots
    press(stage, Qt.Key.Key_N, Qt.Key.Key_G)
    assert shots.isVisible()
    assert shots._rows.currentRow() == 1
    press(stage, Qt.Key.Key_Escape)  # the list alone
    assert not shots.isVisible()
    press(stage, Qt.Key.Key_Tab)
    shots._rows.itemClicked.emit(shots._rows.item(2))
    assert stage.player.place[0] == 2
    assert not shots.isVisible()
    stages.stop()


def test_the_pointer_is_seen_while_it_moves(qtbot, desk, tmp_path, monkeypatch):
    monkeypatch.setattr("orbitviz.ui.stage.stage_window._POINTER_MS", 50)
    _, stages = desk
    window = present(qtbot, stages, tmp_path).window
    assert window.cursor().shape() == Qt.CursorShape.BlankCursor
    window.eventFilter(stages.stage.canvas.native, QEvent(QEvent.Type.MouseMove))
    assert window.cursor().shape() == Qt.CursorShape.ArrowCursor
    qtbot.waitUntil(lambda: window.cursor().shape() == Qt.CursorShape.BlankCursor)
    stages.stop()


def test_notes_tell_the_presenter_where_the_tour_is(qtbot, desk, tmp_path):
    _, stages = desk
    stage = present(qtbot, stages, tmp_path)
    speaker = stage.speaker.window
    press(stage, Qt.Key.Key_S)
    assert speaker._place.text() == "1 / 3"
    assert speaker._notes.text() == "Say hello."
    assert speaker._next_title.text() == "Next: Near"
    assert speaker._next.pixmap().width() > 50
    assert speaker._left.text() == "−30:00"
    QTest.keyClick(speaker, Qt.Key.Key_PageDown)  # typed there, it leads the tour as well
    QTest.keyClick(speaker, Qt.Key.Key_End)
    QTest.keyClick(speaker, Qt.Key.Key_Space)
    stage.speaker.update()
    assert speaker._place.text() == "3 / 3"
    assert speaker._next_title.text() == "The end"
    assert speaker._state.text() == "paused"
    press(stage, Qt.Key.Key_S)
    assert not speaker.isVisible()
    stages.stop()


def test_notes_are_on_the_presenters_own_screen():
    assert audience_and_speaker(["laptop"], "laptop") == ("laptop", None)
    assert audience_and_speaker(["laptop", "projector"], "laptop") == ("projector", "laptop")
    assert audience_and_speaker(["projector", "laptop"], "laptop") == ("projector", "laptop")


def test_a_kiosk_begins_again_and_waits_for_nobody(qtbot, desk, tmp_path):
    _, stages = desk
    stages.present(tmp_path / "tour.toml", kiosk=True)
    qtbot.waitUntil(lambda: stages.stage is not None and stages.stage.has_begun, timeout=20_000)
    assert stages.stage.player.loops
    press(stages.stage, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: stages.stage is None)


def test_one_can_leave_while_a_tour_is_rehearsed(qtbot, desk, tmp_path):
    _, stages = desk
    stages.present(tmp_path / "tour.toml")
    qtbot.waitUntil(lambda: stages.stage is not None, timeout=20_000)
    stage = stages.stage
    assert not stage.has_begun
    press(stage, Qt.Key.Key_PageDown, Qt.Key.Key_B)  # nothing to lead yet
    assert stage.player.place[0] == 0
    assert not stage.is_black
    press(stage, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: stages.stage is None)


def test_a_free_look_pauses_and_one_key_leads_back(qtbot, desk, tmp_path):
    _, stages = desk
    stage = present(qtbot, stages, tmp_path)
    press(stage, Qt.Key.Key_2, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: abs(stage.canvas.input.pose.elevation_rad - 1.569) < 0.01)
    turned = drag(stage)
    assert stage.is_free
    assert not stage.player.is_playing
    qtbot.wait(300)
    assert stage.canvas.input.pose.elevation_rad == pytest.approx(turned.elevation_rad, abs=0.2)
    press(stage, Qt.Key.Key_Return)
    assert not stage.is_free
    assert stage.player.is_playing
    qtbot.waitUntil(lambda: abs(stage.canvas.input.pose.elevation_rad - 1.569) < 0.01)
    press(stage, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_PageDown)
    assert stage.player.is_at_end
    drag(stage)
    press(stage, Qt.Key.Key_Return)
    assert not stage.is_free
    assert stage.player.is_at_end  # the tour does not begin again
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
