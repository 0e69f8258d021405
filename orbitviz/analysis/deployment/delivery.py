"""Power and compute of a fleet over the years: of the satellites that work, each with its age."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.aged_orbits import QUANTITIES
from orbitviz.analysis.deployment.flown import Flown
from orbitviz.analysis.deployment.seasonal_means import PartMeans, SeasonalMeans
from orbitviz.analysis.deployment.state import End
from orbitviz.base.arrays import Floats
from orbitviz.subsystems.between_ages import parabola_weights

_MOST_CELLS = 500_000
_MOST_SPANS = 365  # of a year: a day each


class WorkTable:
    """How many satellites begin and end to work when, by kind of orbit.

    A span is a part of a calendar year in which they begin; the ends are counted in years.
    """

    def __init__(self, means: SeasonalMeans, edges_years: Floats, most_years: float) -> None:
        """Begin a table without satellites; edges_years (k + 1,), a life of most_years."""
        self.means, self.edges = means, edges_years
        years = len(edges_years) - 1
        self.lasting = min(years, int(np.ceil(most_years)) + 1)
        spans = _MOST_CELLS // max(means.kinds * years * (self.lasting + 1), 1)
        self.spans = min(max(spans, 12), _MOST_SPANS)
        self.count = np.zeros((means.kinds, years, self.spans, self.lasting + 1), np.int64)

    def add(self, part: Flown, began: NDArray[np.intp], ended: NDArray[np.intp]) -> None:
        """Add satellites; began, ended (m,) are numbers of years."""
        works = (part.cause >= End.FAILURE) & ~part.is_spare
        which = np.flatnonzero(works & (ended > began))
        began, ended = began.take(which), ended.take(which)
        at = part.on_station.take(which) - self.edges.take(began)
        at *= (self.spans / np.diff(self.edges)).take(began)
        span = np.clip(at.astype(np.intp), 0, self.spans - 1)
        kind = self.means.kind_of_slot.take(part.slot.take(which)).astype(np.intp)
        lasts = np.minimum(ended - began, self.lasting)
        place = ((kind * self.count.shape[1] + began) * self.spans + span) * (self.lasting + 1)
        counted = np.bincount(place + lasts, minlength=self.count.size)
        self.count += counted.reshape(self.count.shape)

    def totals(self) -> Floats:
        """Return (k, len(QUANTITIES)) SI: of those that work at the end of each year."""
        total = np.zeros((len(self.edges) - 1, len(QUANTITIES)))
        # Those that still work so many years later, at the ends of years.
        left = np.cumsum(self.count[..., ::-1], axis=-1)[..., ::-1].astype(np.float64)
        for part in self.means.parts:
            for later in range(self.lasting):
                total[later:] += self._of(part, left[part.kinds, ..., later + 1], later)
        return total

    def _of(self, part: PartMeans, left: Floats, later: int) -> Floats:
        """Return (k - later, len(QUANTITIES)) of those left of each year, (c, k, spans)."""
        years = len(self.edges) - 1 - later
        begin, length = self.edges[:years, None], np.diff(self.edges)[:years, None]
        middle = begin + (np.arange(self.spans) + 0.5) / self.spans * length
        weights = parabola_weights(part.ages, self.edges[1 + later :, None] - middle)
        by_age = np.matmul(left[:, :years].transpose(1, 0, 2), weights)
        return np.tensordot(by_age, part.values, axes=2)
