"""A tour as it is presented: where it is, and what the presenter does with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from orbitviz.model.tour.tour import Tour, tidy

_ALREADY_S = 2.0  # into a shot: going back leads to its beginning, earlier to the shot before


class TourPlayer:
    """Place and pace of a tour that is shown live.

    The place is a shot and the seconds since its beginning, so that a shot which waits for the
    presenter can rest at its own end.
    """

    def __init__(self, tour: Tour, wall_time: Callable[[], float], *, loops: bool = False) -> None:
        """Begin at the beginning, playing.

        wall_time   seconds of a clock that never goes back
        loops       whether the end is followed by the beginning, and no shot waits
        """
        self._tour, self._wall_time = tour, wall_time
        self.loops = loops
        self._begins_s = tour.begins_s
        self._at_s = 0.0  # of the tour, when it was last set
        self._shot = 0
        self._set_at: float | None = wall_time()  # None while it rests

    @property
    def is_playing(self) -> bool:
        """Whether time passes."""
        return self._set_at is not None

    @property
    def place(self) -> tuple[int, float]:
        """The shot, from 0, and the seconds since its beginning."""
        self._advance()
        return self._shot, max(tidy(self._at_s - self._begins_s[self._shot]), 0.0)

    @property
    def is_at_end(self) -> bool:
        """Whether the tour is over."""
        self._advance()
        return not self.is_playing and self._at_s >= self._tour.duration_s

    @property
    def left_s(self) -> float:
        """Seconds until the end."""
        self._advance()
        return max(self._tour.duration_s - self._at_s, 0.0)

    def toggle(self) -> None:
        """Pause, or go on; from the end, with the beginning."""
        if self.is_at_end:
            self.go_to(0)
        elif self.is_playing:
            self._advance()
            self._set_at = None
        else:
            self._go_on()

    def next(self) -> None:
        """Go on where it rests at the end of a shot, or else to the beginning of the next shot."""
        self._advance()
        last = len(self._tour.shots) - 1
        if self._shot < last:
            self.go_to(self._shot + 1)
        elif self.loops:
            self.go_to(0)
        else:
            self._at_s, self._set_at = self._tour.duration_s, None

    def previous(self) -> None:
        """Go to the beginning of the shot, or of the one before where it has only just begun."""
        shot, time_s = self.place
        self.go_to(shot if time_s > _ALREADY_S else max(shot - 1, 0))

    def go_to(self, shot: int) -> None:
        """Play from the beginning of a shot, from 0; the nearest where there is no such one."""
        self._shot = min(max(shot, 0), len(self._tour.shots) - 1)
        self._at_s, self._set_at = self._begins_s[self._shot], self._wall_time()

    def _go_on(self) -> None:
        """Go on from where it rests."""
        if self._at_s >= self._begins_s[self._shot + 1] and self._shot < len(self._tour.shots) - 1:
            self._shot += 1
        self._set_at = self._wall_time()

    def _advance(self) -> None:
        if self._set_at is None:
            return
        now_s = self._wall_time()
        at_s, self._set_at = self._at_s + now_s - self._set_at, now_s
        if self.loops:
            self._at_s = at_s % self._tour.duration_s
            self._shot = bisect_right(self._begins_s, self._at_s) - 1
            return
        while at_s >= (end_s := self._begins_s[self._shot + 1]):
            if self._tour.shots[self._shot].waits or self._shot == len(self._tour.shots) - 1:
                self._at_s, self._set_at = end_s, None
                return
            self._shot += 1
        self._at_s = at_s
