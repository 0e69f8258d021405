"""Keys of the screen that the audience of a tour sees."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from orbitviz.ui.stage.stage_window import StageWindow


def test_a_key_that_is_only_like_a_digit_means_nothing(qtbot):
    window = StageWindow(QWidget(), "A tour", ["One", "Two"])
    qtbot.addWidget(window)
    jumps = []
    window.jumpAsked.connect(jumps.append)
    for key, text in ((0xB2, "²"), (ord("2"), "2"), (Qt.Key.Key_Return, "")):
        none = Qt.KeyboardModifier.NoModifier
        window.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, none, text))
    assert jumps == [2]
