"""A route over time: how long light takes at each step, and when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from orbitviz.analysis.routes.route import NoRoute, Route
from orbitviz.base.arrays import Floats
from orbitviz.orbits.timescale import Instant

if TYPE_CHECKING:
    from orbitviz.analysis.routes.finder import RouteFinder


@dataclass(frozen=True, kw_only=True, eq=False)
class RouteSeries:
    """Routes at evenly spaced instants; n of them.

    since_s   (n,) float64  from the first
    rtt_ms    (n,) float64  nan where there is no route
    """

    begin: Instant
    since_s: Floats
    rtt_ms: Floats

    @property
    def share_served(self) -> float:
        """Share of the instants with a route."""
        return float(np.mean(np.isfinite(self.rtt_ms)))

    def outages_s(self) -> list[tuple[float, float]]:
        """Return first and last instant, s from the first, of each span without a route."""
        out = np.concatenate(([False], ~np.isfinite(self.rtt_ms), [False]))
        edges = np.flatnonzero(np.diff(out.astype(np.int8)))
        return [
            (float(self.since_s[low]), float(self.since_s[high - 1]))
            for low, high in edges.reshape(-1, 2)
        ]


def steps_s(span_s: float, step_s: float) -> Floats:
    """Return the instants (n,) float64, s: every step from 0, the end of the span included."""
    return np.asarray(np.arange(int(span_s / step_s + 1e-9) + 1) * step_s, np.float64)


def routes_at(finder: RouteFinder, begin: Instant, since_s: Floats) -> Iterator[Route | NoRoute]:
    """Yield the route at each instant."""
    for one in since_s:
        yield finder.at(begin.plus_s(float(one)))


def series_of(begin: Instant, since_s: Floats, routes: list[Route | NoRoute]) -> RouteSeries:
    """Return the times of light of routes."""
    rtt_ms = [one.rtt_ms if isinstance(one, Route) else np.nan for one in routes]
    return RouteSeries(begin=begin, since_s=since_s, rtt_ms=np.array(rtt_ms))
