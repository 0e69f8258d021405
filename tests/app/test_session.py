"""The whole window with the real globe, on a virtual screen."""

from __future__ import annotations

import base64
import re
import tomllib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import SIGNAL, QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QMenu, QMessageBox, QProgressDialog, QPushButton, QToolTip

from orbitviz.app.settings import Settings
from orbitviz.base.errors import UserError
from orbitviz.engine.pick import Pick
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import STARTING_POINT
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.pictures import whole
from orbitviz.model.commands import open_document, set_colour_mode, set_playback
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import select, select_satellites
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.view import Background, Theme
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import state_vectors
from orbitviz.scene.colouring import colour_scale
from orbitviz.scene.overlay.captions import captions
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.stations import Fineness
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.colours import LIGHT
from orbitviz.ui.palette import action_entries
from orbitviz.ui.picture_dialog import PictureChoice
from orbitviz.ui.theme import colours
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

TWO_SHELLS = DESIGN.replace("500", "[500, 600]\nshells = 2")

# These open a dialog, wait for clicks, end the window or leave the program.
DIALOGS = {"open", "save", "save_as", "save_picture", "quit", "edit_colour", "open_log", "about",
           "help", "palette", "edit_file", "ruler", "ruler_named", "compare_with", "open_tour",
           "save_tour", "save_tour_as", "present_tour", "export_film"}  # fmt: skip


@pytest.fixture
def session(new_session):
    return new_session(TWO_SHELLS)


@pytest.fixture
def running(qtbot, session):
    session.start([])
    qtbot.waitExposed(session.window)
    qtbot.waitUntil(lambda: session.display.frames.mean_ms > 0.0, timeout=60_000)
    return session


def test_every_action_does_something(session):
    idle = [
        spec.id
        for spec in ACTIONS
        if session.window.actions_by_id[spec.id].receivers(SIGNAL("triggered(bool)")) == 0
    ]
    assert idle == []


def test_the_window_draws_and_tells(qtbot, running, mistakes):
    first = running.window.status.text
    qtbot.waitUntil(lambda: "120 drawn of 120" in running.window.status.text, timeout=20_000)
    assert " drawn of " in first  # of the first picture on
    assert running.window.windowTitle().startswith("Small")
    assert running.canvas.renderer
    window = running.window
    for tool in (window.map, window.sky, window.find_popup, running.find, running.map):
        assert tool.built is None  # before it is first used
    qtbot.waitUntil(lambda: bool(running.display.snapshot.sunlit), timeout=20_000)
    assert mistakes == []


def test_every_action_can_be_done(qtbot, running, mistakes):
    running.store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    running.controls.update_actions(running.window.actions_by_id)
    for spec in ACTIONS:
        if spec.id not in DIALOGS:
            running.window.actions_by_id[spec.id].trigger()
            qtbot.wait(1)
    assert mistakes == []
    # What the phasing of the groups is, is an answer.
    assert not [one for one in running.window.notices.messages if not one.startswith("Best ph")]
    while running.store.undo_label:  # or closing the window would ask about the groups
        running.store.undo()
    running.tour.part.history.open(None, is_saved=True)  # or about the tour


def test_what_was_said_of_typing_that_is_given_up_goes(session):
    window = session.window
    for part in (window.design, window.time_bar):
        part.errorOccurred.emit(UserError("is wrong"))
        assert len(window.notices.messages) == 1
        part.typingDiscarded.emit()
        assert window.notices.messages == ()


def test_time_runs_stops_and_jumps(qtbot, running):
    actions, live = running.window.actions_by_id, running.display
    begin = live.snapshot.instant
    qtbot.waitUntil(lambda: live.snapshot.instant > begin, timeout=20_000)
    actions["pause"].trigger()
    assert not running.store.state.playback.playing
    qtbot.wait(300)
    held = live.snapshot.instant
    qtbot.wait(300)
    assert live.snapshot.instant == held
    actions["go_epoch"].trigger()
    epoch = running.store.state.document.design.epoch_instant
    qtbot.waitUntil(lambda: live.snapshot.instant == epoch, timeout=20_000)


def test_a_paused_window_draws_nothing(qtbot, running):
    """Once what the worker still had to do has come: the last survey, the full maps."""
    running.window.actions_by_id["pause"].trigger()
    live = running.display
    qtbot.waitUntil(
        lambda: live.snapshot.fleet and live.snapshot.fleet.fineness is Fineness.FULL,
        timeout=20_000,
    )
    drawn = []
    running.display.frames.record = drawn.append
    for _ in range(10):
        drawn.clear()
        qtbot.wait(1000)
        if not drawn:
            break
    assert drawn == []


def test_reverse_and_faster(running):
    actions = running.window.actions_by_id
    assert running.store.state.playback.rate == 60.0
    actions["faster"].trigger()
    actions["reverse"].trigger()
    assert running.store.state.playback.rate == -600.0
    assert running.window.time_bar.rate_entry.text() == "×−600"


# The ISS as in the documentation of python-sgp4.
TLE = """ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""


def test_catalogues_come_and_go_beside_the_design(qtbot, running, mistakes, tmp_path):
    files = [tmp_path / "first.tle", tmp_path / "second.tle"]
    for file in files:
        file.write_text(TLE)
    actions, live = running.window.actions_by_id, running.display
    for playing in (True, False):
        running.documents.open_files(files)
        qtbot.waitUntil(lambda: len(running.store.state.catalogues) == 2, timeout=20_000)
        qtbot.waitUntil(
            lambda: all(frames is not None for frames in live.snapshot.keyframes.values()),
            timeout=20_000,
        )
        assert live.snapshot.modelled == 122
        model = running.window.tree.model
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert names[1:] == ["first", "second"]
        running.store.do(select({ShellKey(catalogue_id(0), 0)}))
        actions["close_catalogue"].trigger()
        assert [catalogue.name for catalogue in running.store.state.catalogues.values()] == [
            "second"
        ]
        qtbot.wait(300)
        actions["close_catalogue"].trigger()
        assert running.store.state.catalogues == {}
        qtbot.wait(300)
        assert live.snapshot.modelled == 120
        if playing:
            actions["pause"].trigger()
    assert mistakes == []


def test_the_command_says_which_catalogue_it_goes_to_the_epoch_of(qtbot, running, tmp_path):
    later = TLE.replace("19343.69339541", "19353.69339541").replace("9991", "9992")
    files = [tmp_path / "first & only.tle", tmp_path / "second.tle"]
    for file, text in zip(files, (TLE, later), strict=True):
        file.write_text(text)
    running.documents.open_files(files)
    qtbot.waitUntil(lambda: len(running.store.state.catalogues) == 2, timeout=20_000)
    action = running.window.actions_by_id["go_catalogue_epoch"]
    assert action.text() == "Epoch of second, 2019-12-19"
    running.store.do(select({ShellKey(catalogue_id(0), 0)}))
    assert action.text() == "Epoch of first && only, 2019-12-09"
    entries = action_entries(running.window.actions_by_id)
    assert "Epoch of first & only, 2019-12-09" in [entry.text for entry in entries]
    action.trigger()
    first = running.store.state.catalogues[catalogue_id(0)]
    assert running.store.state.playback.at == first.median_epoch


def test_the_theme_is_remembered(running):
    running.window.actions_by_id["theme_light"].trigger()
    assert colours() is LIGHT
    assert running.settings.view.theme is Theme.LIGHT
    running.window.actions_by_id["theme_dark"].trigger()


def test_closing_keeps_the_layout(running):
    running.window.docks["panel_facts"].hide()
    running.window.close()
    assert not running.window.isVisible()
    assert not running.settings.layout[0].isEmpty()
    assert not running.settings.layout[1].isEmpty()


def test_a_window_with_unsaved_edits_stays_if_the_user_says_so(monkeypatch, running):
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard])
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: next(answers))
    running.window.tree.set_colour(0, "#abcdef")
    assert not running.window.close()
    assert running.window.isVisible()
    assert running.window.close()


def test_a_set_made_of_the_selection_is_in_list_palette_and_legend(qtbot, running):
    running.store.do(select_satellites({MAIN_DESIGN: [3, 4, 5]}))
    running.set_editor.save("three")
    sets = running.window.sets
    qtbot.waitUntil(lambda: [len(one.members) for one in running.display.snapshot.sets] == [3])
    qtbot.waitUntil(sets.isVisible)
    running.window.actions_by_id["palette"].trigger()
    entries = running.window.palette_popup.shown
    (entry,) = [one for one in entries if one.text == "Select three"]
    running.window.actions_by_id["select_none"].trigger()
    entry.run()
    assert running.store.state.selection.members.rows(MAIN_DESIGN).tolist() == [3, 4, 5]
    running.store.undo()  # or closing would ask what to do with the edit


def test_find_counts_while_time_runs_and_selects(qtbot, running, mistakes):
    running.window.actions_by_id["find"].trigger()
    popup = running.window.find_popup.part
    assert popup.isVisible()
    qtbot.keyClicks(popup.field, "sunlit")

    def first():
        return popup.list.entries[0].text if popup.list.entries else ""

    qtbot.waitUntil(lambda: first().endswith(" of 120 satellites"), timeout=20_000)
    before = first()
    running.store.do(set_playback(now=running.display.snapshot.instant.plus_s(1800.0)))
    qtbot.waitUntil(lambda: first() != before, timeout=20_000)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    chosen = f"{len(running.store.state.selection.members)} of 120 satellites"
    assert re.fullmatch(r"[1-9]\d* of 120 satellites", chosen)
    assert not popup.isVisible()
    assert mistakes == []


def test_palette_offers_designs_and_flights(running):
    running.window.actions_by_id["palette"].trigger()
    texts = [entry.text for entry in running.window.palette_popup.shown]
    assert "Fly to Low · 500 km" in texts
    assert sum(text.startswith("Open ") for text in texts) >= 9
    running.window.palette_popup.hide()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("p002 s0003", ["Low · 500 km p002 s0003", "Low · 600 km p002 s0003"]),
        ("plane 2 slot 3 of low 600", ["Low · 600 km p002 s0003"]),
        ("Low · 500 km p006 s0010", ["Low · 500 km p006 s0010"]),
        ("fly to 600 p6s1", ["Low · 600 km p006 s0001"]),
        ("p007 s0001", []),
    ],
)
def test_palette_finds_satellites_by_plane_and_slot(running, typed, names):
    running.window.actions_by_id["palette"].trigger()
    palette = running.window.palette_popup
    palette.field.setText(typed)
    found = [entry.text for entry in palette.shown if entry.place == "Satellite"]
    assert sorted(found) == [f"Fly to {name}" for name in names]
    if names:
        assert palette.shown[0].place == "Satellite"
        palette.field.returnPressed.emit()
        (key,) = running.store.state.selection.satellites
        assert satellite_name(running.store.state, key) in names
    else:
        palette.hide()


def test_escape_selects_nothing_after_it_has_brought_the_panels_back(qtbot, running):
    window = running.window
    running.store.do(select(running.store.state.all_shells))
    window.show_globe_only(True)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert running.store.state.selection
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not running.store.state.selection


def test_palette_says_that_objects_are_found_in_open_catalogues(running, monkeypatch):
    asked = []
    monkeypatch.setattr(running.documents, "ask_open", lambda: asked.append(True))
    palette = running.window.palette_popup
    for typed in ("ISS", "zzqx-1008"):
        running.window.actions_by_id["palette"].trigger()
        palette.field.setText(typed)
        assert palette.shown[-1].text == f"Open a catalogue to find “{typed}”"
    palette.field.returnPressed.emit()  # nothing else fits
    assert asked == [True]
    for typed in ("zzqx", "obliquity of the ecliptic", "no"):
        running.window.actions_by_id["palette"].trigger()
        palette.field.setText(typed)
        assert not [entry for entry in palette.shown if entry.is_last]


def test_a_new_design_is_a_starting_point(qtbot, running):
    running.window.actions_by_id["new"].trigger()
    groups = read_builtin(STARTING_POINT).design.groups
    qtbot.waitUntil(lambda: running.store.state.document.design.groups == groups, timeout=20_000)
    assert running.store.state.document.design.name == "New design"
    assert not running.window.isWindowModified()
    qtbot.waitUntil(lambda: running.group_editor.page is not None, timeout=20_000)
    assert running.group_editor.page.isVisible()


def test_palette_finds_a_starting_point_and_the_objects_of_a_catalogue(qtbot, running, tmp_path):
    file = tmp_path / "stations.tle"
    file.write_text(TLE)
    running.documents.open_files([file])
    qtbot.waitUntil(lambda: bool(running.store.state.catalogues), timeout=20_000)
    palette, actions = running.window.palette_popup, running.window.actions_by_id
    for typed, found in (
        ("blank", "New Design"),
        ("iss", "Fly to ISS (ZARYA) (25544)"),
        ("25544", "Fly to ISS (ZARYA) (25544)"),
        ("Fly to ISS (ZARYA)", "Fly to ISS (ZARYA) (25544)"),
        ("fly to 25544", "Fly to ISS (ZARYA) (25544)"),
        ("go to zarya", "Fly to ISS (ZARYA) (25544)"),
    ):
        actions["palette"].trigger()
        palette.field.setText(typed)
        assert found in [entry.text for entry in palette.shown[:2]]
    running.window.notices.remove(running.window.notices._messages.copy())
    actions["palette"].trigger()
    palette.field.setText("zarya")
    palette.field.returnPressed.emit()
    assert running.store.state.selection.satellites == {SatelliteKey(catalogue_id(0), 0)}
    actions["copy_name"].trigger()
    assert QGuiApplication.clipboard().text() == "ISS (ZARYA)"
    actions["copy_facts"].trigger()
    assert "Catalogue number\t25544\n" in QGuiApplication.clipboard().text()
    assert re.search(r"ITRS r, km\t(\S+, ){2}\S+\n", QGuiApplication.clipboard().text())
    actions["go_catalogue_epoch"].trigger()
    (catalogue,) = running.store.state.catalogues.values()
    assert running.store.state.playback.at == catalogue.median_epoch


def test_at_its_epoch_a_catalogue_is_stale_no_more_and_the_window_says_so(qtbot, running, tmp_path):
    """At once and while paused: notice, caption and facts."""
    window = running.window
    window.actions_by_id["pause"].trigger()
    file = tmp_path / "stations.tle"
    file.write_text(TLE)
    running.documents.open_files([file])
    qtbot.waitUntil(lambda: "with elements older" in window.status.text, timeout=60_000)
    assert any("its elements are of" in text for text in window.notices.messages)
    running.display._texts.setInterval(600_000)  # what follows does not wait for its turn
    window.actions_by_id["go_catalogue_epoch"].trigger()
    running.display._texts.setInterval(600_000)
    qtbot.waitUntil(lambda: "with elements older" not in window.status.text, timeout=60_000)
    qtbot.waitUntil(lambda: not window.notices.messages, timeout=60_000)
    qtbot.waitUntil(lambda: "older" not in running.canvas._texts.status_caption, timeout=60_000)


@pytest.mark.parametrize("size", [(640, 480), (333, 1201)])
def test_a_picture_is_saved_in_the_size_that_was_chosen(running, tmp_path, size):
    running.window.actions_by_id["pause"].trigger()
    saver, file = running.commands.picture_saver.part, tmp_path / "picture.png"
    saver.ask(running.store.state, running.display.snapshot)
    saver.dialog.reject()
    saver.save(file, PictureChoice(size))
    with Image.open(file) as picture:
        assert picture.size == size
        colours = np.asarray(picture.convert("RGB")).reshape(-1, 3)
    assert len(np.unique(colours, axis=0)) > 1000  # Earth and sky, not one colour
    (message,) = running.window.notices._messages
    assert f"{size[0]:,} × {size[1]:,} pixels saved as {file}" in message.text
    buttons = [button.text() for button in message.findChildren(QPushButton)]
    assert "Open Folder" in buttons


def test_a_picture_of_the_window_shows_globe_and_panels(running, tmp_path):
    window, file = running.window, tmp_path / "window.png"
    saver = running.commands.picture_saver.part
    saver.ask(running.store.state, running.display.snapshot)
    saver.dialog.reject()
    saver.save(file, PictureChoice(None))
    picture = QImage(str(file))
    assert picture.size() == window.grab().size()
    globe = running.canvas.native
    corner = globe.mapTo(window, QPoint(0, 0)) * window.devicePixelRatioF()
    of_globe = picture.copy(corner.x(), corner.y(), globe.width(), globe.height())
    seen = {of_globe.pixel(x, y) for x in range(0, globe.width(), 3) for y in range(0, 300, 3)}
    assert len(seen) > 500  # Earth and sky


def test_a_picture_that_cannot_be_written_is_told(running, tmp_path, monkeypatch):
    saver = running.commands.picture_saver.part
    saver.ask(running.store.state, running.display.snapshot)
    saver.dialog.reject()
    saver.save(tmp_path / "none" / "picture.png", PictureChoice((64, 64)))
    (sentence,) = running.window.notices.messages
    assert "picture.png" in sentence
    saver.save(tmp_path / "picture.jpg", PictureChoice((64, 64), Background.TRANSPARENT))
    assert "cannot be transparent" in running.window.notices.messages[-1]
    monkeypatch.setattr(whole, "free_memory_mb", lambda: 0.001)
    saver.copy(PictureChoice((64, 64)))
    assert "needs 0 MB of memory" in running.window.notices.messages[-1]
    assert list(tmp_path.glob("picture*")) == []


def test_a_picture_is_copied_and_a_cancelled_one_leaves_nothing(running, tmp_path, monkeypatch):
    saver, clear = running.commands.picture_saver.part, Background.TRANSPARENT
    saver.ask(running.store.state, running.display.snapshot)
    saver.dialog.reject()
    with monkeypatch.context() as patch:
        patch.setattr(QProgressDialog, "wasCanceled", lambda _: True)
        saver.save(tmp_path / "picture.png", PictureChoice((64, 64)))
    assert "cancelled" in running.window.notices.messages[-1]
    assert list(tmp_path.glob("*picture*")) == []
    saver.copy(PictureChoice((120, 80), clear, overlays=False))
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height(), image.hasAlphaChannel()) == (120, 80, True)
    assert image.pixelColor(1, 1).alpha() == 0
    assert image.pixelColor(60, 40).alpha() == 255
    # The globe goes on.
    assert not running.canvas._is_rendering


def test_a_right_click_on_the_globe_opens_the_menu_of_the_satellite(qtbot, running, monkeypatch):
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: opened.append(menu))
    running.picking._show_menu(None)
    satellite = SatelliteKey(MAIN_DESIGN, 70)
    shell = running.store.state.shell_of(satellite)
    running.picking._show_menu(Pick(satellite, shell, np.zeros(3)))
    assert running.store.state.selection.satellites == {satellite}
    empty, of_satellite = ([a.objectName() for a in menu.actions()] for menu in opened)
    assert "home" in empty
    assert "fly_to_selection" in of_satellite
    assert opened[1].actions()[0].defaultWidget().text() == "Low · 600 km p002 s0001"
    # Of many selected shells the menu is that of all of them.
    running.store.do(select(running.store.state.all_shells))
    running.picking._show_menu(Pick(satellite, shell, np.zeros(3)))
    assert running.store.state.selection.shells == running.store.state.all_shells


@pytest.mark.filterwarnings("ignore:.*is marked as deprecated")  # vispy asks events for pos()
def test_a_box_drawn_on_the_globe_selects_and_the_camera_stays(qtbot, running, mistakes):
    running.store.do(set_playback(now=running.display.snapshot.instant, playing=False))
    qtbot.waitUntil(lambda: not running.canvas.input.is_moving, timeout=20_000)
    globe, pose = running.canvas.native, running.canvas.input.pose
    width, height, left = globe.width(), globe.height(), Qt.MouseButton.LeftButton

    def drag(held):
        qtbot.mousePress(globe, left, held, QPoint(1, 1))
        for share in (3, 2, 1):
            place = QPointF(width // share - 1, height // share - 1)
            move = QMouseEvent(QEvent.Type.MouseMove, place, globe.mapToGlobal(place),
                               Qt.MouseButton.NoButton, left, held)  # fmt: skip
            QGuiApplication.sendEvent(globe, move)
        qtbot.mouseRelease(globe, left, held, QPoint(width - 1, height - 1))

    r_km, _ = state_vectors(
        running.store.state.document.constellation, running.display.snapshot.instant
    )
    seen = ~hidden_by_earth(running.canvas.view.eye_km, r_km)
    running.window.actions_by_id["select_box"].trigger()
    drag(Qt.KeyboardModifier.NoModifier)
    rows = running.store.state.selection.members.rows(MAIN_DESIGN)
    assert 0 < len(rows) < len(r_km)
    assert seen[rows].all()
    running.store.do(select(()))
    drag(Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(running.store.state.selection.members.rows(MAIN_DESIGN), rows)
    assert running.canvas.input.pose == pose
    assert not running.canvas.input.is_moving
    assert running.store.state.view.camera == pose
    drag(Qt.KeyboardModifier.NoModifier)  # the next one is for the camera again
    assert running.canvas.input.pose != pose
    assert mistakes == []


def test_a_pointer_at_rest_shows_the_name_of_the_satellite_and_a_gesture_hides_it(
    qtbot, running, monkeypatch
):
    running.store.do(set_playback(now=running.display.snapshot.instant, playing=False))
    qtbot.waitUntil(lambda: not running.canvas.input.is_moving, timeout=20_000)
    qtbot.wait(50)
    snapshot, view = running.display.snapshot, running.canvas.view
    r_km, _ = state_vectors(running.store.state.document.constellation, snapshot.instant)
    pixels, _ = view.project(r_km)
    inside = ((pixels > 20.0) & (pixels < np.array(view.size) - 20.0)).all(axis=1)
    # One that stands alone.
    apart = np.linalg.norm(pixels[:, None] - pixels, axis=2) + 1e9 * np.eye(len(pixels))
    visible = inside & ~hidden_by_earth(view.eye_km, r_km)
    row = int(np.argmax(np.where(visible, apart.min(axis=1), 0.0)))
    monkeypatch.setattr(running.canvas.native, "underMouse", lambda: True)
    running.pointer_name.follow(*pixels[row])
    qtbot.waitUntil(lambda: bool(QToolTip.text()))
    name = satellite_name(running.store.state, SatelliteKey(MAIN_DESIGN, row))
    assert QToolTip.text() == name
    running.pointer_name.hide()
    running.pointer_name.follow(2.0, 2.0)  # on empty sky
    qtbot.waitUntil(lambda: not QToolTip.text())
    assert not running.store.state.selection


def test_escape_leaves_full_screen_while_the_globe_has_the_keyboard(qtbot, running):
    running.canvas.native.setFocus()
    running.window.actions_by_id["full_screen"].trigger()
    assert running.window.isFullScreen()
    qtbot.keyClick(running.canvas.native, Qt.Key.Key_Escape)
    assert not running.window.isFullScreen()


@pytest.fixture
def hot(qtbot, monkeypatch, running):
    """A paused window coloured by radiator temperature, its operating maps solved."""
    discard = QMessageBox.StandardButton.Discard  # the edits, when it is closed
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: discard)
    running.window.actions_by_id["pause"].trigger()
    running.store.do(set_colour_mode(RADIATOR.key))
    qtbot.waitUntil(lambda: is_solved(running), timeout=20_000)
    return running


def is_solved(session):
    fleet = session.display.snapshot.fleet
    return fleet is not None and fleet.design is session.store.state.document.design


def slide(qtbot, session, area_m2):
    """Move the slider of the radiator's area, and wait for the maps."""
    name = session.store.state.document.design.satellite_name(0)
    session.window.design.changeRequested.emit(name, ("radiator", "area_m2"), area_m2, True)
    qtbot.waitUntil(lambda: is_solved(session), timeout=20_000)


def colours_end(session):
    scale = colour_scale(session.store.state.view, session.display.snapshot.fleet)
    return scale.low, scale.high


def test_colours_keep_their_range_while_sliding_until_they_are_fitted(qtbot, hot):
    before, button = colours_end(hot), hot.window.design.change_list._fit
    for area_m2 in (90.0, 70.0, 50.0):
        slide(qtbot, hot, area_m2)
        assert colours_end(hot) == before
    assert button.isEnabled()
    hot.window.actions_by_id["rerange"].trigger()
    assert colours_end(hot) != before
    assert not button.isEnabled()


def test_undo_after_re_range_holds_nothing(qtbot, hot):
    slide(qtbot, hot, 60.0)
    hot.window.actions_by_id["rerange"].trigger()
    hot.window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: is_solved(hot), timeout=20_000)
    assert hot.store.state.view.colour_range is None
    assert not hot.window.design.change_list._fit.isEnabled()


def test_the_legend_says_that_colours_are_drafts(qtbot, hot):
    def title(is_draft):
        snapshot = hot.display.snapshot
        snapshot = replace(snapshot, fleet=replace(snapshot.fleet, is_draft=is_draft))
        return captions(hot.store.state, snapshot, "").legend.title

    assert (title(True), title(False)) == ("Radiator temperature, draft…", "Radiator temperature")


def test_another_quantity_selection_or_design_has_its_own_range(qtbot, hot):
    slide(qtbot, hot, 60.0)
    assert hot.store.state.view.colour_range is not None
    hot.store.do(set_colour_mode(CHIP.key))
    assert hot.store.state.view.colour_range is None
    for change in (select({ShellKey(MAIN_DESIGN, 0)}), open_document(parse_design(TWO_SHELLS))):
        slide(qtbot, hot, 0.9 * hot.store.state.document.design.satellite_of(0).radiator.area_m2)
        assert hot.store.state.view.colour_range is not None
        hot.store.do(change)
        assert hot.store.state.view.colour_range is None
        qtbot.waitUntil(lambda: is_solved(hot), timeout=20_000)


def test_a_range_that_the_user_holds_stays(qtbot, hot):
    hot.window.actions_by_id["hold_range"].trigger()
    held = hot.store.state.view.colour_range
    slide(qtbot, hot, 60.0)
    hot.store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    assert hot.store.state.view.colour_range == held


def test_the_layout_is_plain_text_and_a_spoilt_one_is_the_first(qtbot, running, tmp_path):
    window = running.window
    window.docks["panel_heat"].setFloating(True)
    window.close()
    file = tmp_path / "window.ini"
    docks = tomllib.loads(file.read_text())["docks"]
    saved = QByteArray(base64.b64decode(docks, validate=True)[4:])  # after the checksum
    assert window.restore_layout(saved)
    assert window.docks["panel_heat"].isFloating()
    file.write_text(file.read_text().replace(docks[:40], docks[:40][::-1]))
    assert Settings(file).layout[1].isEmpty()
