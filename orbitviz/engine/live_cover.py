"""The satellites in view of the Earth while time runs: counted on the worker, again and again."""

from __future__ import annotations

from collections.abc import Callable, Generator

from orbitviz.analysis.coverage.cover_grid import CoverGrid, cover_grid
from orbitviz.base.progress import timed
from orbitviz.engine.worker import Topic, Worker
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry

_LEAST_S = 1.0  # between two counts, real time
_REST = 2.0  # and at least so many durations of the last one: other work waits
_EVERY = 3  # turns of the worker


class LiveCover:
    """What was counted last; `on_found` is called when there is something new."""

    def __init__(
        self,
        worker: Worker,
        topic: Topic,
        wall_time: Callable[[], float],
        on_found: Callable[[], None],
    ) -> None:
        self._worker, self._topic = worker, topic
        self._wall_time, self._on_found = wall_time, on_found
        self._about: tuple[object, ...] = ()
        self._found: CoverGrid | None = None
        self._not_before_s = 0.0

    def request(self, state: State, geometry: SkyGeometry) -> CoverGrid | None:
        """Return what was counted last of these satellites; count anew where it is time.

        None while the layer is hidden, and until the first count of other satellites is there.
        """
        if not state.view.layers.coverage:
            self._about, self._found = (), None
            return None
        about = cover_about(state)
        if about != self._about:
            self._about, self._found, self._not_before_s = about, None, 0.0
        found = self._found
        is_same = found is not None and found.instant == geometry.instant
        rests = self._wall_time() < self._not_before_s
        if is_same or rests or self._worker.is_busy(self._topic):
            return found

        def take() -> Generator[None, None, tuple[CoverGrid, float]]:
            return timed(cover_grid(state, geometry), self._wall_time)

        def counted(result: tuple[CoverGrid, float]) -> None:
            grid, took_s = result
            self._not_before_s = self._wall_time() + max(_LEAST_S, _REST * took_s)
            if self._about == about:
                self._found = grid
            self._on_found()

        self._worker.submit(self._topic, take, counted, every=_EVERY)
        return found


def cover_about(state: State) -> tuple[object, ...]:
    """Return what a count depends on beside the time; constellations are known by identity."""
    return (
        _Same(state.document.constellation),
        *(_Same(one) for one in state.catalogues.values()),
        state.hidden,
        state.view.min_elevation_rad,
    )


class _Same:
    """Equal to another one of the same object: arrays are not compared."""

    def __init__(self, of: object) -> None:
        self._of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._of is self._of

    def __hash__(self) -> int:
        return id(self._of)
