"""A second design in the real window: opened, shown, wiped, clicked, told in figures, left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from orbitviz.model.commands import edit_document, set_playback
from orbitviz.model.compared import compared_document
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.view import Comparing
from orbitviz.ui.compare.compare_actions import PANEL
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

OTHER = DESIGN.replace('"Small"', '"Other"').replace("planes = 6", "planes = 8")
TLE = (
    "ISS (ZARYA)\n"
    "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
    "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n"
)


@pytest.fixture
def session(qtbot, new_session):
    made = new_session()
    made.store.do(set_playback(now=made.store.state.playback.at, playing=False))
    made.start([])
    qtbot.waitUntil(lambda: made.canvas.view is not None, timeout=20_000)
    return made


def compare_file(session, qtbot, tmp_path, text=OTHER, name="other.toml"):
    file = tmp_path / name
    file.write_text(text)
    session.compare.compare_file(file)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)


def test_a_design_is_shown_beside_the_open_one_and_left(session, qtbot, tmp_path):
    actions = session.window.actions_by_id
    assert not actions["compare_stop"].isEnabled()
    compare_file(session, qtbot, tmp_path)
    assert compared_document(session.store.state).design.name == "Other"
    qtbot.waitUntil(lambda: session.display.snapshot.other is not None, timeout=20_000)
    assert session.display.snapshot.other.drawn == 80
    width = session.canvas.physical_size[0]
    qtbot.waitUntil(lambda: session.canvas.view.size[0] < width / 2, timeout=20_000)
    # A click at the same place of either half is on the same place of the sky.
    first = session.canvas.seen_at(100.0, 80.0)
    second = session.canvas.seen_at(100.0 + width - session.canvas.view.size[0], 80.0)
    assert (first.is_other, second.is_other) == (False, True)
    assert (first.x, first.view.size) == (second.x, second.view.size)
    actions["compare_stop"].trigger()
    assert compared_document(session.store.state) is None
    assert session.store.state.document.design.name == "Small"
    qtbot.waitUntil(lambda: session.canvas.view.size[0] == width, timeout=20_000)


def test_the_wipe_has_a_handle_that_is_dragged(session, qtbot, tmp_path):
    actions = session.window.actions_by_id
    compare_file(session, qtbot, tmp_path)
    assert session.compare.handle.built is None
    actions["compare_turn"].trigger()
    assert session.store.state.view.comparing is Comparing.WIPE
    handle = session.compare.handle.built
    assert handle.isVisible()
    globe = session.canvas.native
    middle = handle.rect().center()
    start = handle.mapTo(globe, middle).x()
    assert start == pytest.approx(globe.width() / 2, abs=2)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    to = QPointF(middle + QPoint(-60, 0))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    kind, keys = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(kind, to, handle.mapToGlobal(to), none, left, keys)
    QCoreApplication.sendEvent(handle, moved)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle)
    share = session.store.state.view.wipe_share
    assert share * globe.width() == pytest.approx(start - 60, abs=3)
    actions["wipe_right"].trigger()
    assert session.store.state.view.wipe_share == pytest.approx(share + 0.05)
    qtbot.keyClick(handle, Qt.Key.Key_Left)
    assert session.store.state.view.wipe_share == pytest.approx(share + 0.03)


def test_figures_are_there_while_the_panel_is(session, qtbot, tmp_path):
    session.window.show_panel(PANEL)
    panel = session.window.compare.part
    assert "Nothing is compared" in panel.remark.text()
    compare_file(session, qtbot, tmp_path)
    qtbot.waitUntil(lambda: panel.table.rowCount() > 0 and panel.table.isVisible(), timeout=60_000)
    cells = [
        [panel.table.item(line, column) for column in range(4)]
        for line in range(panel.table.rowCount())
    ]
    texts = {row[0].text(): [cell.text() for cell in row[1:]] for row in cells if row[1]}
    assert texts["Satellites"] == ["60", "80", "+20"]
    assert texts["Mass at launch"][2] == "+10.0 t"  # of more satellites: neither better nor worse
    assert "B  Other" in panel.names.text()
    panel.only.setChecked(True)
    shown = {panel.table.item(line, 0).text() for line in range(panel.table.rowCount())}
    assert "Satellites" in shown
    assert "Altitude, least" not in shown
    session.window.actions_by_id["compare_stop"].trigger()
    qtbot.waitUntil(lambda: "Nothing is compared" in panel.remark.text(), timeout=20_000)


def test_an_edited_design_is_compared_with_itself_before(session, qtbot):
    store, actions = session.store, session.window.actions_by_id
    assert not actions["compare_unedited"].isEnabled()
    edited = set_group_values(store.state.document, 0, {"altitude_km": 700})
    store.do(edit_document(edited), undo="Change altitude")
    assert actions["compare_unedited"].isEnabled()
    actions["compare_unedited"].trigger()
    other = compared_document(store.state)
    assert other.design.groups[0].altitude_km == 500
    assert store.state.document.design.groups[0].altitude_km == 700
    assert other.design.name == "Small, unedited"
    store.undo()
    assert compared_document(store.state) is other


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (TLE, "objects.tle", "is a catalogue"),
        (DESIGN.replace("planes = 6", "planes = -1"), "wrong.toml", "planes"),
        ("nothing known", "notes.txt", "is neither a design nor a catalogue"),
    ],
)
def test_what_is_open_stays_if_a_file_cannot_be_compared(
    session, qtbot, tmp_path, text, name, words
):
    compare_file(session, qtbot, tmp_path)
    before = session.store.state
    compare_file(session, qtbot, tmp_path, text, name)
    assert session.store.state.designs is before.designs
    assert any(words in message for message in session.window.notices.messages)


def test_designs_of_other_epochs_are_shown_at_one_time(session, qtbot, tmp_path):
    compare_file(session, qtbot, tmp_path, OTHER.replace("2026-11-22", "2028-01-01"))
    qtbot.waitUntil(lambda: session.display.snapshot.other is not None, timeout=20_000)
    snapshot = session.display.snapshot
    assert snapshot.other.instant == snapshot.instant == session.store.state.playback.at
