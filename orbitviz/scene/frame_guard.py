"""Policy for the quality of pictures while a tour plays: lower before a frame is late."""

from __future__ import annotations

import statistics
from collections import deque

from orbitviz.scene.draft_policy import DRAFT, FULL, FrameQuality

_MOST_MS = 45.0  # of drawing; more is seen as stutter, and close to it a hiccup is late
_RAISED_MS = 34.0  # what the better quality must be expected to stay under
_JUDGED = 3  # pictures of one quality after which is judged
_GAIN = 1.8  # of a lower quality, where it was not measured
_MOST_PATIENCE = 8  # cuts


QUALITIES = (
    FULL,
    DRAFT,
    FrameQuality(draft=True, scale=0.75),
    FrameQuality(draft=True, scale=0.5),
)


class FrameGuard:
    """Chooses the quality of the next picture by the time that the last ones took.

    It is lowered as soon as the next picture is expected to be slow, and raised at cuts alone, so
    that nobody sees it flicker. What turns out too slow again is tried after more and more cuts.
    """

    def __init__(self) -> None:
        self._level = 0
        self._recent: deque[float] = deque(maxlen=_JUDGED)
        self._typical: deque[float] = deque(maxlen=30)
        self._slow_ms: list[float | None] = [None] * len(QUALITIES)  # when each was given up
        self._gain: list[float] = [_GAIN] * len(QUALITIES)  # of each over the one before
        self._patience, self._cuts = 1, 0
        self._is_raised = False  # within this shot

    @property
    def quality(self) -> FrameQuality:
        """That of the next picture."""
        return QUALITIES[self._level]

    def record(self, milliseconds: float) -> None:
        """Record how long a picture of the present quality took to draw."""
        self._recent.append(milliseconds)
        self._typical.append(milliseconds)
        if len(self._typical) == _JUDGED and self._level:
            self._measure_gain()
        if self._expected_ms > _MOST_MS and self._level < len(QUALITIES) - 1:
            self._slow_ms[self._level] = statistics.median(self._recent)
            if self._is_raised:
                self._patience = min(2 * self._patience, _MOST_PATIENCE)
            self._move(1)

    def cut(self) -> None:
        """Begin another shot: a change of quality is not seen now."""
        self._is_raised = False
        self._cuts += 1
        if not self._level or len(self._typical) < _JUDGED or self._cuts < self._patience:
            return
        expected_ms = self._gain[self._level] * statistics.median(self._typical)
        if expected_ms < _RAISED_MS:
            self._cuts, self._is_raised = 0, True
            self._move(-1)

    @property
    def _expected_ms(self) -> float:
        """Time of the next picture; a single slow one is chance and says nothing."""
        if len(self._recent) < _JUDGED:
            return 0.0
        before, last, latest = self._recent
        growth = max(min(last - before, latest - last), 0.0)
        return min(last, latest) + 2.0 * growth

    def _measure_gain(self) -> None:
        slow_ms = self._slow_ms[self._level - 1]
        if slow_ms is not None:
            gain = slow_ms / max(statistics.median(self._typical), 1e-3)
            self._gain[self._level] = max(gain, 1.0)
            self._slow_ms[self._level - 1] = None

    def _move(self, step: int) -> None:
        self._level += step
        self._recent.clear()
        self._typical.clear()
