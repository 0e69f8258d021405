"""The map in the window: drawn while in view, moved, clicked, put in the centre, saved."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import open_document, set_playback
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.view import MapProjection
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl
WAIT_MS = 30_000


@pytest.fixture
def session(qtbot, new_session):
    made = new_session()
    made.start(["one-shell"])
    qtbot.waitUntil(lambda: made.store.state.document.design.name == "One shell", timeout=WAIT_MS)
    made.store.do(set_playback(now=made.store.state.playback.at, playing=False))
    return made


def shown(qtbot, session):
    """Show the map and wait until it is drawn as it is asked for."""
    actions = session.window.actions_by_id
    if not session.window.map.part.isVisible():
        actions["panel_map"].trigger()
    settled(qtbot, session)
    return session.map.part._shown


def settled(qtbot, session):
    desk = session.map.part

    def is_done():
        picture = desk._shown
        return picture is not None and picture.frame == desk._frame and not desk.is_busy

    qtbot.wait(150)
    qtbot.waitUntil(is_done, timeout=WAIT_MS)


def click(qtbot, session, x, y, more=False):
    held = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
    picture = session.window.map.part.picture
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, held, QPoint(round(x), round(y)))


def test_only_a_map_in_view_is_drawn_and_once_while_time_rests(qtbot, session):
    window, actions = session.window, session.window.actions_by_id
    assert window.docks["panel_map"].isHidden()
    assert not actions["panel_map"].isChecked()
    qtbot.wait(200)
    assert session.map.part._shown is None
    before = shown(qtbot, session)
    qtbot.wait(400)
    assert session.map.part._shown is before
    actions["panel_map"].trigger()
    session.controls.go_to(session.store.state.playback.at.plus_s(3_000.0))
    qtbot.wait(400)
    assert session.map.part._shown is before
    actions["panel_map"].trigger()
    qtbot.waitUntil(lambda: session.map.part._shown is not before, timeout=WAIT_MS)


def test_a_click_selects_the_satellite_at_the_pixel_and_one_beside_all_none(qtbot, session):
    picture = shown(qtbot, session)
    ours = picture.satellites[0]
    inside = np.flatnonzero(picture.frame.is_inside(ours.x, ours.y))
    k = int(inside[len(inside) // 3])
    click(qtbot, session, float(ours.x[k]), float(ours.y[k]))
    (picked,) = session.store.state.selection.satellites
    away = np.hypot(ours.x - np.rint(ours.x[k]), ours.y - np.rint(ours.y[k]))
    assert picked.source == MAIN_DESIGN
    assert away[picked.row] == pytest.approx(away.min(), abs=0.8)
    session.window.actions_by_id["select_none"].trigger()
    assert not session.store.state.selection
    assert session.map.part._at(-50.0, -50.0, 10.0) is None


def test_satellites_of_a_design_that_was_closed_are_neither_named_nor_selected(qtbot, session):
    ours = shown(qtbot, session).satellites[0]
    inside = np.flatnonzero(session.map.part._shown.frame.is_inside(ours.x, ours.y))
    k = int(inside[-1])
    at = float(ours.x[k]), float(ours.y[k])
    session.store.do(open_document(parse_design(DESIGN)))
    assert ours.rows[k] >= len(session.store.state.document.constellation)
    click(qtbot, session, *at)  # the map still is that of before
    session.map.part._show_tip(*at)
    assert not session.store.state.selection


def test_dragging_moves_the_picture_at_once_and_then_draws_it_anew(qtbot, session):
    before = shown(qtbot, session)
    picture = session.window.map.part.picture
    width, height = before.frame.size
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(100, 40))
    qtbot.mouseMove(picture, QPoint(130, 40))
    qtbot.mouseMove(picture, QPoint(180, 40))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=QPoint(180, 40))
    assert picture._rect.width() == width
    assert picture._rect.left() == pytest.approx(80.0)
    assert not session.store.state.selection  # a drag is no click
    settled(qtbot, session)
    assert session.map.part._shown is not before
    assert picture._rect.left() == 0.0
    assert picture._rect.height() == height


def test_keys_zoom_the_map_that_has_the_focus_and_home_shows_all_of_it(qtbot, session):
    shown(qtbot, session)
    picture, camera = session.window.map.part.picture, session.canvas.input.pose
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert session.map.part._view.zoom > 1.2
    assert session.map.part._view.centre[0] > 0.0
    assert session.canvas.input.pose.distance_km == camera.distance_km
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    assert session.map.part._view.zoom == 1.0


def test_the_map_in_the_place_of_the_globe_and_back(qtbot, session):
    window, actions = session.window, session.window.actions_by_id
    globe = session.canvas.native
    actions["map_centre"].trigger()
    assert window.map_place.is_centre
    assert window.map.part.isVisible()
    assert not globe.isVisible()
    settled(qtbot, session)
    assert actions["map_rectangle"].isChecked()
    actions["map_poles"].trigger()
    assert session.store.state.view.map_projection is MapProjection.POLAR
    assert actions["map_poles"].isChecked()
    qtbot.waitUntil(lambda: session.map.part._shown.frame.is_polar, timeout=WAIT_MS)
    actions["map_centre"].trigger()
    assert globe.isVisible()
    assert not window.map.part.isVisible()
    actions["map_centre"].trigger()
    actions["panel_map"].trigger()  # asked for as a panel, it leaves the centre
    qtbot.waitUntil(globe.isVisible, timeout=5_000)
    assert window.map.part.isVisible()
    assert not actions["map_centre"].isChecked()


def test_the_selected_satellite_can_be_brought_to_the_middle(qtbot, session):
    shown(qtbot, session)
    actions = session.window.actions_by_id
    assert not actions["map_selection"].isEnabled()
    session.controls.select_and_fly_to(SatelliteKey(MAIN_DESIGN, 12))
    assert actions["map_selection"].isEnabled()
    session.map.part._zoom(4.0, 10.0, 10.0)
    settled(qtbot, session)
    actions["map_selection"].trigger()
    settled(qtbot, session)
    x, _ = session.map.part._shown.place_of(SatelliteKey(MAIN_DESIGN, 12))
    assert x == pytest.approx(session.map.part._frame.size[0] / 2, abs=1.0)


def test_a_saved_map_is_of_the_size_that_was_asked_for(qtbot, session, tmp_path):
    shown(qtbot, session)
    session.window.actions_by_id["save_map"].trigger()
    dialog = session.map.part.saver.dialog
    assert dialog.isVisible()
    dialog.reject()
    session.map.part.saver.save(tmp_path / "a.png", (300, 150))
    qtbot.waitUntil((tmp_path / "a.png").exists, timeout=WAIT_MS)
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (300, 150)
    session.map.part.saver.save(tmp_path / "missing" / "a.png", (300, 150))
    words = []
    show = session.window.notices.show_error
    session.window.notices.show_error = lambda error, *rest: (
        words.append(str(error)) or show(error, *rest)
    )
    qtbot.waitUntil(lambda: bool(words), timeout=WAIT_MS)
    assert "missing" in words[0]
