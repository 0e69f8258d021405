"""The time of light along a route over the next orbit, computed step by step."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from orbitviz.analysis.routes.finder import RouteFinder
from orbitviz.analysis.routes.over_time import RouteSeries, series_of
from orbitviz.analysis.routes.route import NoRoute, Route
from orbitviz.base.constants import TAU
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.state import Document
from orbitviz.orbits.secular import mean_motion_rad_s
from orbitviz.orbits.timescale import LAST_INSTANT, Instant

STEPS = 60
_STALE = 0.25  # share of an orbit after which it is computed anew


@dataclass(eq=False)
class RouteOverOrbit:
    """Routes at the steps of one orbit; they are added by the worker.

    period_s   of the lowest shell with links
    """

    ends: RouteEnds
    document: Document
    begin: Instant
    period_s: float
    routes: list[Route | NoRoute] = field(default_factory=list)
    is_complete: bool = False
    is_wanted: bool = True
    shown: int = -1

    @classmethod
    def from_now(cls, ends: RouteEnds, document: Document, begin: Instant) -> RouteOverOrbit:
        """Return the series that begins at an instant, without its routes."""
        constellation, groups = document.constellation, document.design.groups
        linked = [groups[group].links is not None for group in constellation.shell_group]
        sma_km = constellation.sma_km[np.array(linked, bool)]
        period = TAU / mean_motion_rad_s(sma_km.min()) if len(sma_km) else 0.0
        return cls(ends, document, begin, float(period))

    def is_about(self, ends: RouteEnds, document: Document) -> bool:
        """Whether it is of these sites and this design."""
        return self.ends == ends and self.document is document

    def is_stale_at(self, instant: Instant) -> bool:
        """Whether so much of it is over that another one is wanted."""
        since_s = instant.seconds_since(self.begin)
        return not 0.0 <= since_s <= max(_STALE * self.period_s, 1.0)

    @property
    def since_s(self) -> list[float]:
        """Seconds from its begin of all its steps, within the ephemeris."""
        every = np.linspace(0.0, self.period_s, STEPS + 1).tolist()
        return [one for one in every if self.begin.plus_s(one) <= LAST_INSTANT]

    @property
    def series(self) -> RouteSeries:
        """The routes that there are."""
        count = len(self.routes)
        return series_of(self.begin, np.array(self.since_s[:count]), self.routes[:count])

    def steps(self) -> Generator[None, None, RouteOverOrbit]:
        """Find all routes; Cancelled once they are not wanted any more."""
        try:
            finder = RouteFinder(self.document, self.ends.sites)
        except UserError:  # which the route now says as well
            return self
        for one in self.since_s if self.period_s else ():
            if not self.is_wanted:
                raise Cancelled
            found = yield from finder.in_steps(self.begin.plus_s(one))
            self.routes.append(found)
            yield
        return self
