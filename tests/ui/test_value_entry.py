"""A field that follows a value: what it leaves to the program while nobody types into it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from orbitviz.ui.widgets.value_entry import ValueEntry

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def done():
    return []


@pytest.fixture
def entry(qtbot, done):
    window = QMainWindow()
    qtbot.addWidget(window)
    for name, keys in (("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z")):
        action = QAction(name, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on, name=name: done.append(name))
        window.addAction(action)
    field = ValueEntry(float)
    field.valueEntered.connect(done.append)
    field.show_text("600")
    window.setCentralWidget(field)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    window.close()


def test_what_was_entered_is_undone_by_the_program(qtbot, entry, done):
    entry.start_editing()
    qtbot.keyClicks(entry, "300")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    qtbot.keyClick(entry, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(entry, Qt.Key.Key_Z, CTRL | SHIFT)
    assert done == [300.0, "undo", "redo"]


def test_typing_is_undone_in_the_field(qtbot, entry, done):
    entry.start_editing()
    qtbot.keyClicks(entry, "300")
    qtbot.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert entry.text() != "300"
    assert done == []
