"""The dialog of the ruler by keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from orbitviz.ui.ruler_dialog import RulerDialog


def test_enter_measures_while_places_are_offered(qtbot):
    dialog = RulerDialog(None)
    qtbot.addWidget(dialog)
    dialog.ask("", "", ["Berlin", "Cape Town", "Cape Canaveral"])
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.one.hasFocus)
    chosen = QSignalSpy(dialog.endsChosen)
    qtbot.keyClicks(dialog.one, "centre")
    qtbot.keyClick(dialog.one, Qt.Key.Key_Tab)
    assert dialog.other.hasFocus()
    qtbot.keyClicks(dialog.other, "Cape Town")
    popup = dialog.other.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert chosen.count() == 1
    assert chosen.at(0) == ["centre", "Cape Town"]


def test_what_is_wrong_is_a_sentence_that_is_marked(qtbot):
    dialog = RulerDialog(None)
    qtbot.addWidget(dialog)
    dialog.show_error("There is no place of this name")
    assert dialog.note.text() == "There is no place of this name"
    assert dialog.note.property("wrong") is True
    dialog.show_error("")
    assert dialog.note.property("wrong") is False
