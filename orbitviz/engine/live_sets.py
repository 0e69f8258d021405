"""The sets of the design while time runs: looked up on the worker, again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.satellite_sets import sets_in_steps
from orbitviz.engine.pace import Pace
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
        self._pace = Pace(worker, topic, wall_time, rest=_REST, least_s=_LEAST_S)
        self._on_found = on_found
        self._about: tuple[object, ...] = ()
        self._found: tuple[SatelliteSet, ...] = ()
        self._found_in: Mapping[SourceId, object] = {}

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
        is_new = about[:-2] != self._about[:-2]  # not only the time and the maps
        if about != self._about and self._pace.is_due(at_once=is_new):
            self._about = about
            self._pace.search(
                partial(sets_in_steps, state, geometry, fleet), partial(self._take_over, sources)
            )
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
        self, sources: Mapping[SourceId, object], found: tuple[SatelliteSet, ...]
    ) -> None:
        self._found_in = sources
        if found != self._found:
            self._found = found
            self._on_found()


def _sources(state: State) -> Mapping[SourceId, object]:
    """Return what rows are counted in."""
    return {MAIN_DESIGN: state.document.constellation, **state.catalogues}
