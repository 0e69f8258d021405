"""Frame pacing: as many pictures as the display can show, without starving input."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

_FRAME_MS = 16.0
_SLOW_MS = 40.0  # after drawing for longer than this, input gets a pause
_LONGEST_MS = 500.0
_PAUSE_SHARE = 0.35
_MEAN_OF = 30


class FrameLoop(QObject):
    """Calls `tick` frame by frame; it returns the delay until the next call.

    tick    returns seconds, 0 for the next frame, None for not before `wake`
    timer   fires once after each `start`; a QTimer of its own by default
    """

    def __init__(
        self,
        tick: Callable[[], float | None],
        parent: QObject | None = None,
        timer: QTimer | None = None,
    ) -> None:
        super().__init__(parent)
        self._tick = tick
        self._times: deque[float] = deque(maxlen=_MEAN_OF)
        self._running = False
        self._timer = timer or QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    @property
    def mean_ms(self) -> float:
        """Mean time of the last pictures, ms; 0 before the first one."""
        return sum(self._times) / len(self._times) if self._times else 0.0

    def start(self) -> None:
        """Begin to draw."""
        self._running = True
        self.wake()

    def stop(self) -> None:
        """Draw no more."""
        self._running = False
        self._timer.stop()

    def wake(self) -> None:
        """Draw again: something has changed."""
        if not self._running:
            return
        if not self._timer.isActive():
            self._timer.start(0)
        elif self._timer.remainingTime() > self._pause_ms():
            self._timer.start(math.ceil(self._pause_ms()))

    def record(self, milliseconds: float) -> None:
        """Record how long a picture took."""
        self._times.append(milliseconds)

    def _step(self) -> None:
        next_s = self._tick()
        # A wake-up during the tick takes precedence over what it returned.
        if next_s is not None and self._running and not self._timer.isActive():
            next_ms = min(1e3 * next_s, _LONGEST_MS)
            self._timer.start(math.ceil(max(self._pause_ms(), next_ms)))

    def _pause_ms(self) -> float:
        last = self._times[-1] if self._times else 0.0
        if last > _SLOW_MS:
            return last * _PAUSE_SHARE
        return max(_FRAME_MS - last, 1.0)
