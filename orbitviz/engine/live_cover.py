"""The satellites in view of the Earth while time runs: counted on the worker, again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from orbitviz.analysis.coverage.cover_grid import CoverGrid, cover_grid
from orbitviz.engine.pace import Pace
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
        self._pace = Pace(worker, topic, wall_time, rest=_REST, least_s=_LEAST_S, every=_EVERY)
        self._on_found = on_found
        self._about: tuple[object, ...] = ()
        self._found: CoverGrid | None = None

    def request(self, state: State, geometry: SkyGeometry) -> CoverGrid | None:
        """Return what was counted last of these satellites; count anew where it is time.

        None while the layer is hidden, and until the first count of other satellites is there.
        """
        if not state.view.layers.coverage:
            self._about, self._found = (), None
            return None
        about = _about(state)
        if about != self._about:
            self._about, self._found = about, None
        found = self._found
        is_same = found is not None and found.instant == geometry.instant
        if not is_same and self._pace.is_due(at_once=found is None):
            self._pace.search(partial(cover_grid, state, geometry), partial(self._take_over, about))
        return found

    def _take_over(self, about: object, found: CoverGrid) -> None:
        if self._about == about:
            self._found = found
        self._on_found()


def _about(state: State) -> tuple[object, ...]:
    """Return what a count depends on beside the time."""
    return (
        state.document.constellation,
        *state.catalogues.values(),
        state.hidden,
        state.view.min_elevation_rad,
    )
