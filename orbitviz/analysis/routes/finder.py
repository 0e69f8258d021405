"""Finds routes between two sites; what does not change with time is kept from call to call."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.links.shell_links import (
    LinkState,
    ShellLinks,
    lengths_km,
    shell_links,
    states,
)
from orbitviz.analysis.routes.graph import LinkGraph, Reach
from orbitviz.analysis.routes.route import NoRoute, Route, distance_between_km, fibre_rtt_ms
from orbitviz.analysis.site_observer import observer_on_earth
from orbitviz.base.arrays import Floats, Ints64
from orbitviz.base.errors import UserError
from orbitviz.base.progress import run_to_end
from orbitviz.model.design.groups import TERMINAL_MIN_ELEVATION_DEG, Site
from orbitviz.model.design.links import Links
from orbitviz.model.satellite_names import design_satellite_name
from orbitviz.model.satellite_places import place_of_row
from orbitviz.model.state import Document
from orbitviz.orbits.above_horizon import rows_above
from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.timescale import Instant

_SAME_PLACE_KM = 1e-3


@dataclass(frozen=True, eq=False)
class _End:
    """A site at an instant, and what it reaches.

    observer        TEME
    rows            (k,) int64    rising, satellites above the lowest elevation
    km              (k,) float64  their distances
    highest_deg     elevation of the highest satellite that has links; nan if all are down
    """

    site: Site
    least_deg: float
    observer: Observer
    rows: Ints64
    km: Floats
    highest_deg: float


class RouteFinder:
    """Routes between two sites through the linked shells of a design."""

    def __init__(
        self,
        document: Document,
        sites: tuple[Site, Site],
        *,
        min_elevation_deg: float | None = None,
        default_links: Links | None = None,
    ) -> None:
        """Take a design and two sites.

        min_elevation_deg   for sites without one of their own; 25 degrees if None
        default_links       of groups without links of their own

        Raises UserError if the sites are at one place, or if no group has links.
        """
        self._design = document.design
        self._constellation = document.constellation
        self.sites = sites
        self.distance_km = distance_between_km(*sites)
        if self.distance_km < _SAME_PLACE_KM:
            raise UserError(
                f"{sites[0].name} and {sites[1].name} are the same place",
                allowed="two places that are apart",
            )
        self._least_deg = [
            site.min_elevation_deg
            if site.min_elevation_deg is not None
            else (TERMINAL_MIN_ELEVATION_DEG if min_elevation_deg is None else min_elevation_deg)
            for site in sites
        ]
        rules = [group.links or default_links for group in self._design.groups]
        if not any(rules):
            raise UserError(
                f"no group of {self._design.name} has links",
                allowed="a pattern of links on the page Groups "
                '(links = { pattern = "+grid" } in the file)',
            )
        groups = self._constellation.shell_group
        self._rules = [rules[group] for group in groups]
        self._is_linked = np.array([rule is not None for rule in self._rules], bool)
        self._links: dict[int, ShellLinks] = {}
        self._graphs: dict[int, LinkGraph] = {}

    @property
    def fibre_rtt_ms(self) -> float:
        """Time there and back through fibre along the shortest way on the ground."""
        return fibre_rtt_ms(self.distance_km)

    def at(self, instant: Instant) -> Route | NoRoute:
        """Return the shortest route at an instant, or where it breaks."""
        return run_to_end(self.in_steps(instant))

    def in_steps(self, instant: Instant) -> Generator[None, None, Route | NoRoute]:
        """Return what `at` does, a shell a step."""
        start, end = self._ends(instant)
        for one in (start, end):
            if not len(one.rows):
                return NoRoute(instant=instant, why=_nothing_above(one))
        best: Route | None = None
        searched: list[int] = []
        for shell, least_km in self._shells_by_bound(instant, start, end):
            if best is not None and least_km >= best.length_km:
                break
            searched.append(shell)
            found = self._through(shell, instant, start, end)
            yield
            if found is not None and (best is None or found.length_km < best.length_km):
                best = found
        if best is not None:
            return best
        return NoRoute(instant=instant, why=self._break(searched, instant, start, end))

    def _ends(self, instant: Instant) -> tuple[_End, _End]:
        to_itrs = rotation(Frame.TEME, Frame.ITRS, instant)
        ends = []
        for site, least_deg in zip(self.sites, self._least_deg, strict=True):
            still = observer_on_earth(site)
            observer = Observer(still.r_km @ to_itrs, np.asarray(still.axes @ to_itrs))
            rows = rows_above(self._constellation, instant, observer)
            rows = rows[self._is_linked[self._shell_of(rows)]]
            elevation = highest = np.empty(0)
            km = np.empty(0)
            if len(rows):
                r_km = position_vectors(self._constellation, instant, rows)
                elevation, km = np.degrees(observer.elevation_rad(r_km)), observer.range_km(r_km)
                highest = elevation[elevation >= 0.0]
            above = elevation >= least_deg
            top = float(highest.max()) if len(highest) else math.nan
            ends.append(_End(site, least_deg, observer, rows[above], km[above], top))
        return ends[0], ends[1]

    def _shells_by_bound(
        self, instant: Instant, start: _End, end: _End
    ) -> Iterator[tuple[int, float]]:
        """Yield the shells above both sites with a length that no route through them is below.

        Shortest first: up, straight on, and down.
        """
        of_start, of_end = self._shell_of(start.rows), self._shell_of(end.rows)
        bounds = []
        for shell in np.intersect1d(of_start, of_end):
            ups, downs = of_start == shell, of_end == shell
            up_km, down_km = (
                position_vectors(self._constellation, instant, one.rows[which])
                for one, which in ((start, ups), (end, downs))
            )
            apart = np.sqrt(np.sum((up_km[:, None] - down_km[None]) ** 2, axis=2))
            whole = start.km[ups][:, None] + apart + end.km[downs][None]
            bounds.append((int(shell), float(whole.min())))
        yield from sorted(bounds, key=lambda one: one[1])

    def _through(self, shell: int, instant: Instant, start: _End, end: _End) -> Route | None:
        first, r_km = self._positions(shell, instant)
        ahead = np.linalg.norm(r_km - end.observer.r_km, axis=1)
        path = self._graph(shell).shortest(
            self._usable_km(shell, r_km, first),
            self._reach(start, shell, first),
            self._reach(end, shell, first),
            ahead,
        )
        if path is None:
            return None
        way = np.vstack([start.observer.r_km, r_km[path], end.observer.r_km])
        rows = tuple(first + node for node in path)
        return Route(
            instant=instant,
            names=(start.site.name, *(self._name(row) for row in rows), end.site.name),
            rows=rows,
            r_km=way,
            legs_km=np.linalg.norm(np.diff(way, axis=0), axis=1),
        )

    def _usable_km(self, shell: int, r_km: Floats, first: int) -> Floats:
        links = self._links_of(shell)
        length_km = lengths_km(links, r_km, first)
        stands = states(links, r_km, length_km, first) == LinkState.STANDS
        return np.where(stands, length_km, np.inf)

    def _reach(self, end: _End, shell: int, first: int) -> Reach:
        ours = self._shell_of(end.rows) == shell
        return end.rows[ours] - first, end.km[ours]

    def _positions(self, shell: int, instant: Instant) -> tuple[int, Floats]:
        first, last = (int(row) for row in self._constellation.shell_first[shell : shell + 2])
        return first, position_vectors(self._constellation, instant, slice(first, last))

    def _links_of(self, shell: int) -> ShellLinks:
        rule = self._rules[shell]
        assert rule is not None
        if shell not in self._links:
            self._links[shell] = shell_links(self._constellation, shell, rule)
        return self._links[shell]

    def _graph(self, shell: int) -> LinkGraph:
        if shell not in self._graphs:
            first, last = (int(row) for row in self._constellation.shell_first[shell : shell + 2])
            links = self._links_of(shell)
            self._graphs[shell] = LinkGraph(last - first, links.one - first, links.other - first)
        return self._graphs[shell]

    def _shell_of(self, rows: Ints64) -> Ints64:
        planes = self._constellation.plane_index[rows]
        return self._constellation.plane_shell[planes].astype(np.int64)

    def _name(self, row: int) -> str:
        shell, plane, slot = place_of_row(self._constellation, row)
        return design_satellite_name(self._constellation.shell_name[shell], plane, slot)

    def _break(self, shells: list[int], instant: Instant, start: _End, end: _End) -> str:
        """Return where the route breaks although both sites have satellites above them."""
        if not shells:
            return (
                f"the shells above {start.site.name} and those above {end.site.name} are others, "
                "and links stay within a shell"
            )
        nearest_km, words = math.inf, ""
        for shell in shells:
            first, r_km = self._positions(shell, instant)
            usable_km = self._usable_km(shell, r_km, first)
            starts = self._reach(start, shell, first)[0]
            reached = self._graph(shell).reached(usable_km, starts)
            apart_km = np.linalg.norm(r_km[reached] - end.observer.r_km, axis=1)
            nearest = int(np.argmin(apart_km))
            if apart_km[nearest] < nearest_km:
                nearest_km = float(apart_km[nearest])
                some = f"{len(reached):,} satellite{'s' if len(reached) > 1 else ''}"
                words = (
                    f"from {start.site.name} links lead to {some}, none of them above "
                    f"{end.least_deg:g}° over {end.site.name}; the nearest to it, "
                    f"{self._name(first + int(reached[nearest]))}, is {nearest_km:,.0f} km away"
                )
        return words


def _nothing_above(end: _End) -> str:
    words = f"no linked satellite stands above {end.least_deg:g}° over {end.site.name}"
    if math.isnan(end.highest_deg):
        return f"{words}, and none above its horizon"
    return f"{words}; the highest is at {end.highest_deg:.1f}°"
