"""Launches over the years: how many there can be by a time, and when each is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from orbitviz.base.arrays import Floats


@dataclass(frozen=True, eq=False)
class LaunchRate:
    """A rate of launches that is constant from each time to the next.

    since_years   (m + 1,) float64  times since the start, ascending, the first one 0
    per_year      (m,)     float64  launches a year between them
    """

    since_years: Floats
    per_year: Floats

    @cached_property
    def _by_then(self) -> Floats:
        return np.concatenate(([0.0], np.cumsum(np.diff(self.since_years) * self.per_year)))

    def number_by(self, years: float) -> int:
        """Return how many launches there can be until a time."""
        # Round-off must not put off the last launch of a year: 100 launches are 100 launches.
        return int(np.floor(np.interp(years, self.since_years, self._by_then) + 1e-6))

    def times(self, first: int, end: int) -> Floats:
        """Return (end - first,) float64: years at which launches of these numbers are, from 0."""
        numbers = np.arange(first + 1, end + 1, dtype=np.float64)
        # With a margin as above, and the first of two times where no launch is between them.
        span = np.searchsorted(self._by_then[1:-1], numbers - 1e-6)
        late = (numbers - self._by_then[span]) / self.per_year[span]
        return np.asarray(self.since_years[span] + late)
