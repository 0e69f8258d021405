"""Self-measurement of a window for `bench`: start-up, memory, idle load."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from orbitviz.app.session import Session
from orbitviz.base.memory import peak_memory_mb
from orbitviz.model.commands import set_playback
from orbitviz.orbits.timescale import Instant

_POLL_MS = 5
_SETTLE_S = 8.0  # maps, panels and caches come to rest
_PAUSED_SHARE = 0.25  # of the seconds of the measurement


class SelfMeasure(QObject):
    """Writes one line of JSON to standard output and closes the window.

    idle_s   how long the processor's time is counted in real time, s
    """

    def __init__(self, session: Session, idle_s: float) -> None:
        super().__init__(session)
        self._session, self._idle_s = session, idle_s
        self._began = float(os.environ.get("ORBITVIZ_BEGAN", time.time()))
        self._found: dict[str, float] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        self._timer.start(_POLL_MS)

    def _poll(self) -> None:
        """Record when the window and its first full picture appear."""
        now_s = time.time() - self._began
        if "window_s" not in self._found and self._session.window.windowHandle().isExposed():
            self._found["window_s"] = now_s
        if self._session.display.frames.mean_ms > 0.0:
            self._found["picture_s"] = now_s
            self._timer.stop()
            self._play(rate=1.0)
            self._count("idle_share", self._idle_s, self._pause)

    def _play(self, rate: float, *, playing: bool = True) -> None:
        self._session.store.do(set_playback(now=Instant.now(), rate=rate, playing=playing))

    def _pause(self) -> None:
        self._play(1.0, playing=False)
        self._count("paused_share", self._idle_s * _PAUSED_SHARE, self._report)

    def _count(self, name: str, seconds: float, then: Callable[[], None]) -> None:
        """Measure the processor time of all threads over some seconds, once all has settled."""

        def begin() -> None:
            wall_s, cpu_s = time.monotonic(), time.process_time()

            def end() -> None:
                spent_s = time.process_time() - cpu_s
                self._found[name] = spent_s / (time.monotonic() - wall_s)
                then()

            QTimer.singleShot(round(1e3 * seconds), self, end)

        QTimer.singleShot(round(1e3 * _SETTLE_S), self, begin)

    def _report(self) -> None:
        self._found["rss_mb"] = peak_memory_mb()
        sys.stdout.write(json.dumps(self._found) + "\n")
        sys.stdout.flush()
        self._session.close()
        QApplication.exit(0)
