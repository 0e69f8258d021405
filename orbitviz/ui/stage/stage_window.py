"""The screen that the audience of a tour sees: the globe alone, led by keys or a clicker."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orbitviz.ui.stage.cover import Cover

_KEYS = Qt.Key
_NEXT = (_KEYS.Key_PageDown, _KEYS.Key_Right, _KEYS.Key_Down, _KEYS.Key_N)
_PREVIOUS = (_KEYS.Key_PageUp, _KEYS.Key_Left, _KEYS.Key_Up, _KEYS.Key_P, _KEYS.Key_Backspace)
_BLACK = (_KEYS.Key_B, _KEYS.Key_Period)  # what clickers send
_ENTER = (_KEYS.Key_Return, _KEYS.Key_Enter)
_MOST_DIGITS = 3


class StageWindow(QWidget):
    """A window of its own, in full screen; keys become signals.

    jumpAsked    the shot typed, from 1
    backAsked    Enter without a number: from a free look back to the tour
    """

    nextAsked = Signal()
    previousAsked = Signal()
    pauseAsked = Signal()
    blackAsked = Signal()
    loopAsked = Signal()
    jumpAsked = Signal(int)
    backAsked = Signal()
    left = Signal()

    def __init__(self, globe: QWidget, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setAccessibleName("Tour")
        self.setStyleSheet("background: black;")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        globe.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys are for the tour, not for the camera
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(globe)
        self.cover = Cover(self)
        self._digits = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a key into what it means for a tour."""
        key = Qt.Key(event.key())
        if event.text().isdigit():
            self._digits = (self._digits + event.text())[-_MOST_DIGITS:]
            return
        digits, self._digits = self._digits, ""
        if key in _ENTER and digits:
            self.jumpAsked.emit(int(digits))
        elif key in _ENTER:
            self.backAsked.emit()
        elif key in _NEXT:
            self.nextAsked.emit()
        elif key in _PREVIOUS:
            self.previousAsked.emit()
        elif key == _KEYS.Key_Space:
            self.pauseAsked.emit()
        elif key in _BLACK:
            self.blackAsked.emit()
        elif key == _KEYS.Key_L:
            self.loopAsked.emit()
        elif key in (_KEYS.Key_Home, _KEYS.Key_End):
            self.jumpAsked.emit(1 if key == _KEYS.Key_Home else 10**_MOST_DIGITS)
        elif key in (_KEYS.Key_Escape, _KEYS.Key_F5):
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cover over everything."""
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the tour is left."""
        super().closeEvent(event)
        self.left.emit()
