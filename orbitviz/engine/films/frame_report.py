"""Tells how far a film is, and how long it still takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from orbitviz.base.progress import Progress

_MINUTE_S = 60.0
_SETTLED_S = 3.0  # of drawing, before a guess of what is left means anything


class FrameReport:
    """Counts frames as they are drawn."""

    def __init__(
        self, frames: int, progress: Progress, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._frames, self._progress, self._clock = frames, progress, clock
        self._first: tuple[int, float] | None = None  # frames done, and when
        self._done = 0

    def __call__(self, count: int = 1) -> None:
        """Note that so many more are drawn, 0 to be cancelled in between.

        Raises what the progress raises.
        """
        self._done += count
        text = f"frame {self._done:,} of {self._frames:,}"
        if left := self._left():
            text = f"{text}, {left} left"
        self._progress(self._done / max(self._frames, 1), text)

    def _left(self) -> str:
        """Return how long it takes from here on, "" while that is unknown."""
        if not self._done:
            return ""
        now = self._clock()
        if self._first is None:  # the first frame takes longer: it uploads everything
            self._first = self._done, now
        done, elapsed_s = self._done - self._first[0], now - self._first[1]
        if not done or elapsed_s < _SETTLED_S:
            return ""
        return left_text(elapsed_s / done * (self._frames - self._done))


def left_text(seconds: float) -> str:
    """Return a time that is left as people say it: "45 s", "12 min", "3 h 20 min"."""
    if seconds < _MINUTE_S:
        return f"{max(seconds, 1.0):.0f} s"
    minutes = round(seconds / _MINUTE_S)
    return f"{minutes} min" if minutes < _MINUTE_S else f"{minutes // 60} h {minutes % 60:02} min"
