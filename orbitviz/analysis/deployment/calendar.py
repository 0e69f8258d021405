"""Calendar years on the time scale of a plan, and launches by calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from orbitviz.analysis.deployment.launch_rate import LaunchRate
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, YEAR_DAYS
from orbitviz.model.design.deployment import Deployment
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class Calendar:
    """Calendar years from that of a start on.

    start   the start of the plan
    count   number of years, that of the start included
    """

    start: Instant
    count: int

    @property
    def first(self) -> int:
        """The year of the start."""
        return self.start.to_datetime().year

    @property
    def start_year(self) -> float:
        """The start as a year, such as 2027.5."""
        return self.first - self._since(self.first)

    @property
    def edges_years(self) -> Floats:
        """(count + 1,) float64: the start and the ends of the years, years since the start."""
        ends = [self._since(self.first + k) for k in range(1, self.count + 1)]
        return np.array([0.0, *ends])

    def instant(self, years: float) -> Instant:
        """Return the instant some years after the start."""
        return self.start.plus_s(years * YEAR_DAYS * DAY_S)

    def since(self, instant: Instant) -> float:
        """Return the years from the start to an instant."""
        return instant.seconds_since(self.start) / DAY_S / YEAR_DAYS

    def since_year(self, year: float) -> float:
        """Return the years from the start to a date given in years, such as 2031.5."""
        begin, end = self._since(int(year)), self._since(int(year) + 1)
        return begin + (year - int(year)) * (end - begin)

    def year_at(self, years: float) -> float:
        """Return a date in years, such as 2031.5: the inverse of since_year."""
        year = self.instant(years).to_datetime().year
        begin, end = self._since(year), self._since(year + 1)
        return year + (years - begin) / (end - begin)

    def rate(self, deployment: Deployment) -> LaunchRate:
        """Return the launches of a deployment through these years."""
        years = range(self.first, self.first + self.count)
        per_year = [
            launches_in(deployment, year, self.first) / (self._since(year + 1) - self._since(year))
            for year in years
        ]
        return LaunchRate(self.edges_years, np.array(per_year))

    def _since(self, year: int) -> float:
        new_year = Instant.from_datetime(datetime(year, 1, 1, tzinfo=UTC))
        return self.since(new_year)


def launches_in(deployment: Deployment, year: int, first_year: int) -> float:
    """Return the launches there can be in a calendar year, `first_year` being that of the start."""
    given = deployment.launches_per_year
    listed = given if isinstance(given, tuple) else ((first_year, given),)
    before = [one for one in listed if one[0] <= year]
    if not before:
        return 0.0
    since, number = before[-1]
    if year == since:
        return number
    grown = number * (1.0 + deployment.growth_per_year) ** (year - since)
    return min(grown, max(number, deployment.most_launches_per_year))
