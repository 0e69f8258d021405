"""The screen stays awake while a tour plays: asked for once, taken back once, never an error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from textwrap import dedent

import pytest

from orbitviz.app.stage import awake
from orbitviz.app.stage.awake import Awake

SERVICE = """
    import sys
    from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QProcess, Slot
    from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

    @ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
    class Saver(QObject):
        @Slot(str, str, result=int)
        def Inhibit(self, who, why):
            print("inhibited by", who, flush=True)
            return 7

    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    saver = Saver()
    assert bus.registerService("org.freedesktop.ScreenSaver")
    assert bus.registerObject("/org/freedesktop/ScreenSaver", saver,
                              QDBusConnection.RegisterOption.ExportAllSlots)
    asker = QProcess()
    asker.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
    asker.finished.connect(app.quit)
    asker.start(sys.executable, ["-c", sys.argv[1]])
    app.exec()
"""
ASKER = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection
from orbitviz.app.stage import awake
app = QCoreApplication([])
one = awake.Awake()
one.keep(True)
print("held", QDBusConnection(awake._BUS).isConnected(), flush=True)
one.keep(False)
print("held", QDBusConnection(awake._BUS).isConnected(), flush=True)
"""


class System:
    def __init__(self, answers=True):
        self.asked, self.released, self._answers = 0, 0, answers

    def inhibit(self):
        self.asked += 1
        return self._release if self._answers else None

    def _release(self):
        self.released += 1


def test_it_is_asked_for_once_and_taken_back_once():
    system = System()
    one = Awake(system.inhibit)
    for wanted in (False, True, True, False, False):
        one.keep(wanted)
    assert (system.asked, system.released) == (1, 1)
    one.keep(True)
    assert (system.asked, system.released) == (2, 1)


@pytest.mark.parametrize("error", [OSError("no caffeinate"), AttributeError(), ImportError()])
def test_a_system_that_cannot_be_asked_is_no_error(error):
    def inhibit():
        raise error

    one = Awake(inhibit)
    one.keep(True)
    one.keep(False)


def test_nobody_who_listens_is_no_error():
    system = System(answers=False)
    one = Awake(system.inhibit)
    one.keep(True)
    one.keep(False)
    assert system.released == 0


def test_each_platform_has_its_own_way():
    ways = [awake._inhibit_of(platform) for platform in ("linux", "darwin", "win32", "freebsd14")]
    assert ways[0] is ways[3]
    assert len(set(ways)) == 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus")
def test_without_a_bus_nothing_is_asked(monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert awake._by_freedesktop() is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert awake._by_freedesktop() is None


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a bus of its own")
def test_a_real_bus_hears_it_and_forgets_it():
    answer = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", dedent(SERVICE), ASKER],
        capture_output=True, text=True, timeout=60.0, check=False, env=dict(os.environ),
    )  # fmt: skip
    assert answer.stdout.splitlines() == ["inhibited by orbitviz", "held True", "held False"]
