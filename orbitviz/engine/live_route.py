"""The route between two sites while time runs: looked for on a worker, again and again."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING

from orbitviz.base.errors import UserError
from orbitviz.base.progress import run_to_end
from orbitviz.engine.pace import Pace
from orbitviz.engine.worker import Topic, Worker
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.state import Document, State
from orbitviz.orbits.timescale import Instant

if TYPE_CHECKING:
    from orbitviz.analysis.routes.finder import RouteFinder
    from orbitviz.analysis.routes.route import NoRoute, Route

    Found = Route | NoRoute

_LEAST_S = 0.5  # between two searches, real time
_REST = 4.0  # and at least so many durations of the last one: other work waits
_EVERY = 4  # turns of the worker: pictures go first


class LiveRoute:
    """The route as it was found last; `on_found` is called when there is another one."""

    def __init__(
        self,
        worker: Worker,
        topic: Topic,
        wall_time: Callable[[], float],
        on_found: Callable[[], None],
    ) -> None:
        self._pace = Pace(worker, topic, wall_time, rest=_REST, least_s=_LEAST_S, every=_EVERY)
        self._on_found = on_found
        self._about: tuple[RouteEnds, Document] | None = None
        self._finder: tuple[object, RouteFinder] | None = None
        self._found: Found | None = None
        self._asked_at: Instant | None = None

    def request(self, state: State, instant: Instant) -> Found | None:
        """Return the route found last; ask for it anew where it is time. None while unknown."""
        if state.route is None:
            self._about = self._finder = self._found = None
            return None
        about = state.route, state.document
        if about != self._about:  # other satellites, or it leads elsewhere
            self._about, self._found, self._asked_at = about, None, None
        if instant != self._asked_at and self._pace.is_due(at_once=self._found is None):
            self._asked_at = instant
            self._pace.search(partial(self._steps, about, instant), partial(self._take_over, about))
        return self._found

    def _steps(
        self, about: tuple[RouteEnds, Document], instant: Instant
    ) -> Generator[None, None, Found]:
        try:
            known = self._finder
            if known is None or known[0] != about:
                known = self._finder = about, _finder(*about)
            yield
            return (yield from known[1].in_steps(instant))
        except UserError as error:
            return _none(instant, error)

    def _take_over(self, about: object, found: Found) -> None:
        if about == self._about:
            self._found = found
            self._on_found()


def route_at(state: State, instant: Instant) -> Found | None:
    """Return the route of a state at an instant, None if none is asked for."""
    if state.route is None:
        return None
    try:
        return run_to_end(_finder(state.route, state.document).in_steps(instant))
    except UserError as error:
        return _none(instant, error)


def _finder(ends: RouteEnds, document: Document) -> RouteFinder:
    # Only now: the graph library is loaded where a route is looked for.
    from orbitviz.analysis.routes.finder import RouteFinder

    return RouteFinder(document, ends.sites)


def _none(instant: Instant, error: UserError) -> NoRoute:
    from orbitviz.analysis.routes.route import NoRoute

    return NoRoute(instant=instant, why=str(error).replace("; allowed: ", ": it takes "))
