"""Keeps the screen from going blank while a tour plays, where the system can be asked to."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

Release = Callable[[], None]

_BUS = "orbitviz-stage"  # a connection of its own: what it inhibits ends with it
_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_TIMEOUT_MS = 500
# SetThreadExecutionState of Windows (winbase.h)
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2


class Awake:
    """Asks the system once, and takes it back once."""

    def __init__(self, inhibit: Callable[[], Release | None] | None = None) -> None:
        """Build; `inhibit` asks and returns what takes it back, None if nobody listens."""
        self._inhibit = inhibit or _inhibit_of(sys.platform)
        self._release: Release | None = None

    def keep(self, awake: bool) -> None:
        """Keep the screen awake, or no longer; never an error, it is a courtesy."""
        if awake and self._release is None:
            with suppress(OSError, AttributeError, RuntimeError, ImportError):
                self._release = self._inhibit()
        elif not awake and self._release is not None:
            release, self._release = self._release, None
            with suppress(OSError, AttributeError, RuntimeError):
                release()


def _inhibit_of(platform: str) -> Callable[[], Release | None]:
    if platform == "win32":
        return _by_windows
    return _by_macos if platform == "darwin" else _by_freedesktop


def _by_windows() -> Release:
    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY)
    return lambda: kernel.SetThreadExecutionState(_CONTINUOUS)


def _by_macos() -> Release:
    # It ends with this process, however that ends.
    return subprocess.Popen(["/usr/bin/caffeinate", "-d", "-w", str(os.getpid())]).terminate


def _by_freedesktop() -> Release | None:
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        return None  # Qt would start a bus on which nobody listens
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS)
    call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
    call.setArguments(["orbitviz", "A tour is presented"])
    answer = bus.call(call, QDBus.CallMode.Block, _TIMEOUT_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        QDBusConnection.disconnectFromBus(_BUS)
        return None
    return lambda: QDBusConnection.disconnectFromBus(_BUS)
