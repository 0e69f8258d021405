"""The screen that the audience of a tour sees: the globe alone, led by keys or a clicker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orbitviz.ui.stage.cover import Cover
from orbitviz.ui.stage.shot_list import ShotList

_KEYS = Qt.Key
_ENTER = (_KEYS.Key_Return, _KEYS.Key_Enter)
_LEAVE = (_KEYS.Key_Escape, _KEYS.Key_F5)
_MOST_DIGITS = 3
_POINTER_MS = 2000  # for which the pointer is seen after it moved
_POINTER_EVENTS = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class StageWindow(QWidget):
    """A window of its own, in full screen; keys become signals.

    jumpAsked    the shot typed or clicked, from 1
    backAsked    Enter without a number: from a free look back to the tour
    """

    nextAsked = Signal()
    previousAsked = Signal()
    pauseAsked = Signal()
    blackAsked = Signal()
    loopAsked = Signal()
    themeAsked = Signal()
    notesAsked = Signal()
    listAsked = Signal()
    jumpAsked = Signal(int)
    backAsked = Signal()
    left = Signal()

    def __init__(self, globe: QWidget, title: str, shots: Sequence[str]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setAccessibleName("Tour")
        self.setStyleSheet("StageWindow { background: black; }")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        globe.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys are for the tour, not for the camera
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(globe)
        self.cover, self.shots = Cover(self), ShotList(shots, self)
        self.shots.chosen.connect(self._jump)
        self._digits = ""
        self._meanings = self._keys()
        self._pointer = QTimer(self)
        self._pointer.setSingleShot(True)
        self._pointer.setInterval(_POINTER_MS)
        self._pointer.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        for widget in (globe, self.cover):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _keys(self) -> dict[Qt.Key, Callable[[], None]]:
        """Return what keys mean; clickers send Page Down, Page Up, full stop and F5."""
        signals = (
            (self.nextAsked, (_KEYS.Key_PageDown, _KEYS.Key_Right, _KEYS.Key_Down, _KEYS.Key_N)),
            (self.previousAsked, (_KEYS.Key_PageUp, _KEYS.Key_Left, _KEYS.Key_Up, _KEYS.Key_P,
                                  _KEYS.Key_Backspace)),
            (self.pauseAsked, (_KEYS.Key_Space,)),
            (self.blackAsked, (_KEYS.Key_B, _KEYS.Key_Period)),
            (self.loopAsked, (_KEYS.Key_L,)),
            (self.themeAsked, (_KEYS.Key_T,)),
            (self.notesAsked, (_KEYS.Key_S,)),
        )  # fmt: skip
        found: dict[Qt.Key, Callable[[], None]] = {
            key: signal.emit for signal, keys in signals for key in keys
        }
        found[_KEYS.Key_Home] = lambda: self._jump(1)
        found[_KEYS.Key_End] = lambda: self._jump(10**_MOST_DIGITS)
        found |= dict.fromkeys((_KEYS.Key_G, _KEYS.Key_Tab), self._toggle_list)
        return found

    def fill(self, screen: QScreen) -> None:
        """Show the window on the whole of a screen, in front."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())  # where no window manager does it
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def show_list(self, shot: int) -> None:
        """Show the list of shots with one of them, from 1, marked."""
        self.shots.show_at(shot)

    def _toggle_list(self) -> None:
        if self.shots.isVisible():
            self.shots.hide()
        else:
            self.listAsked.emit()

    def _jump(self, shot: int) -> None:
        self.shots.hide()
        self.jumpAsked.emit(shot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a key into what it means for a tour."""
        key = Qt.Key(event.key())
        if event.text().isdecimal():  # of which int() knows all, unlike ²
            self._digits = (self._digits + event.text())[-_MOST_DIGITS:]
            self.show_list(int(self._digits))
            return
        digits, self._digits = self._digits, ""
        if key in _ENTER and digits:
            self._jump(int(digits))
        elif key in _ENTER:
            self.shots.hide()
            self.backAsked.emit()
        elif key in _LEAVE and self.shots.isVisible():
            self.shots.hide()
        elif key in _LEAVE:
            self.close()
        elif key in self._meanings:
            if digits:
                self.shots.hide()
            self._meanings[key]()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Tab as a key of the tour: there is nothing to go to."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the pointer while it moves."""
        if event.type() in _POINTER_EVENTS:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self._pointer.start()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cover over everything, and the list in the middle."""
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())
        if self.shots.isVisible():
            self.shots.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the tour is left."""
        super().closeEvent(event)
        self.left.emit()
