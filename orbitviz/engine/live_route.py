"""The route between two sites while time runs: looked for on a worker, again and again."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING

from orbitviz.base.errors import UserError
from orbitviz.base.progress import run_to_end, timed
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
_TURNS = 4  # of the worker: pictures go first


class LiveRoute:
    """The route as it was found last; `on_found` is called when there is another one."""

    def __init__(
        self,
        worker: Worker,
        topic: Topic,
        wall_time: Callable[[], float],
        on_found: Callable[[], None],
    ) -> None:
        self._worker, self._topic = worker, topic
        self._wall_time, self._on_found = wall_time, on_found
        self._about: tuple[RouteEnds, Document] | None = None
        self._finder: tuple[object, RouteFinder] | None = None
        self._found: Found | None = None
        self._asked_at: Instant | None = None
        self._not_before_s = 0.0

    def request(self, state: State, instant: Instant) -> Found | None:
        """Return the route found last; ask for it anew where it is time. None while unknown."""
        if state.route is None:
            self._about = self._finder = self._found = None
            return None
        about = state.route, state.document
        if self._about is None or self._about[0] != about[0] or self._about[1] is not about[1]:
            # What was found is of other satellites, or leads elsewhere.
            self._about, self._found, self._asked_at = about, None, None
            self._not_before_s = 0.0
        rests = self._wall_time() < self._not_before_s
        if instant == self._asked_at or rests or self._worker.is_busy(self._topic):
            return self._found
        self._asked_at = instant

        def take() -> Generator[None, None, tuple[Found, float]]:
            return timed(self._steps(about, instant), self._wall_time)

        self._worker.submit(self._topic, take, partial(self._take_over, about), _TURNS)
        return self._found

    def _steps(
        self, about: tuple[RouteEnds, Document], instant: Instant
    ) -> Generator[None, None, Found]:
        try:
            known = self._finder
            if known is None or known[0] is not about:
                known = self._finder = about, _finder(*about)
            yield
            return (yield from known[1].in_steps(instant))
        except UserError as error:
            return _none(instant, error)

    def _take_over(self, about: object, result: tuple[Found, float]) -> None:
        found, took_s = result
        self._not_before_s = self._wall_time() + max(_LEAST_S, _REST * took_s)
        if about is self._about:
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

    return NoRoute(instant=instant, why=str(error).replace("; allowed: ", ", such as "))
