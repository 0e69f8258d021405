"""Simulated time from wall time."""

from __future__ import annotations

import time
from collections.abc import Callable

from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.state import Playback
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant


class Clock:
    """The instant shown; wall time is monotonic, never a count of frames."""

    def __init__(self, wall_time: Callable[[], float] = time.monotonic) -> None:
        self.wall_time = wall_time
        self._since = self._fleet_since = wall_time()

    def restart(self) -> None:
        """Restart at Playback.at; call it whenever the playback changes."""
        self._since = self.wall_time()

    def restart_fleet(self) -> None:
        """Restart at FleetDate.years; call it whenever the date of the fleet changes."""
        self._fleet_since = self.wall_time()

    def fleet_years(self, shown: FleetDate) -> float:
        """Return the years since the first launch that are shown now, never below 0."""
        elapsed_s = self.wall_time() - self._fleet_since if shown.playing else 0.0
        return max(shown.years + shown.rate * elapsed_s, 0.0)

    def now(self, playback: Playback) -> Instant:
        """Return the instant shown now; time stands still at the ends of the ephemeris."""
        if not playback.playing:
            return playback.at
        elapsed_s = (self.wall_time() - self._since) * playback.rate
        low = FIRST_INSTANT.seconds_since(playback.at)
        high = LAST_INSTANT.seconds_since(playback.at)
        return playback.at.plus_s(min(max(elapsed_s, low), high))
