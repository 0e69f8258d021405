"""The sets of the design while time runs: looked up on the worker, again and again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from functools import partial

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.satellite_sets import sets_in_steps
from orbitviz.base.progress import timed
from orbitviz.engine.worker import Topic, Worker
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry

_LEAST_S = 0.5  # between two searches, real time
_REST = 4.0  # and at least so many durations of the last one: other work waits


class LiveSets:
    """The sets as they were found last; `on_found` is called when they differ from before."""

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
        self._found: tuple[SatelliteSet, ...] = ()
        self._found_in: Mapping[SourceId, object] = {}
        self._not_before_s = 0.0

    def request(
        self, state: State, geometry: SkyGeometry, fleet: Fleet | None
    ) -> tuple[SatelliteSet, ...]:
        """Return the sets found last, those of this design; ask for them anew where it is time."""
        design, sources = state.document.design, _sources(state)
        if not design.sets:
            self._about, self._found = (), ()
            return ()
        shown = self._still_there(sources, tuple(one.name for one in design.sets))
        about = (design.sets, *sources.values(), fleet, geometry.instant)
        is_new = len(about) != len(self._about) or any(
            a is not b for a, b in zip(about[:-2], self._about[:-2], strict=True)
        )
        rests = self._wall_time() < self._not_before_s
        is_same = not is_new and self._about[-2:] == about[-2:]
        if is_same or (rests and not is_new) or self._worker.is_busy(self._topic):
            return shown
        self._about = about

        def take() -> Generator[None, None, tuple[tuple[SatelliteSet, ...], float]]:
            return timed(sets_in_steps(state, geometry, fleet), self._wall_time)

        self._worker.submit(self._topic, take, partial(self._take_over, sources))
        return shown

    def _still_there(
        self, sources: Mapping[SourceId, object], names: tuple[str, ...]
    ) -> tuple[SatelliteSet, ...]:
        """Return the sets found last without satellites of what has been replaced or closed."""
        if tuple(one.name for one in self._found) != names:
            return ()
        gone = [key for key, of in self._found_in.items() if sources.get(key) is not of]
        for source in gone:
            # A row is another satellite there, or none.
            self._found = tuple(
                one._replace(members=one.members.without(source)) for one in self._found
            )
        self._found_in = {key: of for key, of in self._found_in.items() if key not in gone}
        return self._found

    def _take_over(
        self,
        sources: Mapping[SourceId, object],
        result: tuple[tuple[SatelliteSet, ...], float],
    ) -> None:
        found, took_s = result
        self._not_before_s = self._wall_time() + max(_LEAST_S, _REST * took_s)
        self._found_in = sources
        if found != self._found:
            self._found = found
            self._on_found()


def _sources(state: State) -> Mapping[SourceId, object]:
    """Return what rows are counted in."""
    return {MAIN_DESIGN: state.document.constellation, **state.catalogues}
