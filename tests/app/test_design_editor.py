"""What the design panel says of a value that is refused, and for how long."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from orbitviz.app.design_editor import DesignEditor
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import open_document
from orbitviz.ui.timeline.time_bar import TimeBar
from tests.app.conftest import DESIGN

AREA = ("radiator", "area_m2")


@pytest.fixture
def panel(store, window):
    editor = DesignEditor(store, window.design, window.notices)
    window.design.changeRequested.connect(editor.change_value)
    window.design.errorOccurred.connect(editor.show_error)
    window.design.typingDiscarded.connect(editor.clear_error)
    store.watch(lambda state: state.document, editor.show_state)
    editor.show_state()
    return window.design


@pytest.fixture
def entry(panel):
    return panel.cards.row(AREA).entry


def enter(qtbot, entry, text):
    entry.selectAll()
    qtbot.keyClicks(entry, text)
    qtbot.keyClick(entry, Qt.Key.Key_Return)


def leave(entry):
    QApplication.sendEvent(entry, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


@pytest.mark.parametrize("text", ["abc", "-1"])
def test_what_was_said_of_a_value_goes_when_its_field_is_left(qtbot, window, entry, text):
    right = entry.text()
    enter(qtbot, entry, text)
    assert len(window.notices.messages) == 1
    leave(entry)
    assert entry.text() == right
    assert window.notices.messages == ()


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason])
def test_what_is_typed_counts_when_its_field_is_left(qtbot, store, entry, reason):
    entry.selectAll()
    qtbot.keyClicks(entry, "12")
    QApplication.sendEvent(
        entry, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    )
    assert store.state.document.design.satellite_of(0).radiator.area_m2 != 12
    QApplication.sendEvent(entry, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert store.state.document.design.satellite_of(0).radiator.area_m2 == 12


def test_what_cannot_be_read_is_told_when_its_field_is_left(qtbot, window, entry):
    right = entry.text()
    entry.selectAll()
    qtbot.keyClicks(entry, "abc")
    leave(entry)
    assert entry.text() == right
    assert len(window.notices.messages) == 1


@pytest.mark.parametrize(
    "change", [("Small", "Other"), ("colour =", 'satellite = "bus-500kg"\ncolour =')]
)
def test_another_design_shows_its_own_values_and_no_old_mistake(
    qtbot, store, window, panel, entry, change
):
    enter(qtbot, entry, "abc")
    assert entry.property("wrong")
    store.do(open_document(parse_design(DESIGN.replace(*change))))
    shown = store.state.document.design.satellite_of(0)
    assert entry.text() == panel.cards.row(AREA).field.text(shown.radiator.area_m2)
    assert not entry.property("wrong")
    assert window.notices.messages == ()


def test_typing_goes_on_through_edits_of_the_same_design(qtbot, panel, entry):
    entry.selectAll()
    qtbot.keyClicks(entry, "12")
    panel.changeRequested.emit("ai1", ("age_years",), 1.0, False)
    assert entry.text() == "12"


def test_the_time_bar_tells_that_a_refused_time_is_given_up(qtbot, window):
    bar: TimeBar = window.time_bar
    enter(qtbot, bar.time_entry, "abc")
    with qtbot.waitSignal(bar.typingDiscarded):
        qtbot.keyClick(bar.time_entry, Qt.Key.Key_Escape)
