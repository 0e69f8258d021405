"""Calls from any thread into the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class MainThread(QObject):
    """Calls functions in the window's thread; may itself be called from any thread."""

    callRequested = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.callRequested.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Have a function called soon."""
        self.callRequested.emit(call)

    def _run(self, call: Callable[[], None]) -> None:
        call()
