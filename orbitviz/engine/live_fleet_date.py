"""The fleet at the date that is shown, while its years run: found on a worker, again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from orbitviz.engine.clock import Clock
from orbitviz.engine.worker import Topic, Worker
from orbitviz.model.state import Document, State

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.fleet_at_date import FleetAtDate

# While years run, operating maps of other ages are not asked for more often than this.
_AGES_EVERY_S = 3.0


class LiveFleetDate:
    """The fleet at the date found last; `on_found` is called whenever that is another."""

    def __init__(
        self, worker: Worker, topic: Topic, clock: Clock, on_found: Callable[[], None]
    ) -> None:
        self._worker, self._topic, self._clock = worker, topic, clock
        self._on_found = on_found
        self._found: FleetAtDate | None = None
        self._failed: Document | None = None
        self._aged_at_s = 0.0

    def has_failed(self, document: Document) -> bool:
        """Whether a design cannot be planned, which was told when it was tried."""
        return self._failed is document

    def request(self, state: State) -> FleetAtDate | None:
        """Return the fleet found last, None where there is none; ask for that of the date."""
        shown, document = state.fleet_date, state.document
        if shown is None or not len(document.constellation):
            self._found = self._failed = None
            return None
        if self._failed is document:
            self._found = None
            return None
        found, years = self._found, self._clock.fleet_years(shown)
        if found is not None and found.document.constellation is not document.constellation:
            found = self._found = None
        before = found if found is not None and found.document is document else None
        now_s = self._clock.wall_time()
        may_age = not shown.playing or now_s - self._aged_at_s > _AGES_EVERY_S
        if before is not None:
            years = min(years, before.planned.last_years)
            if before.years == years and (before.is_aged or not may_age):
                return before
        if not self._worker.is_busy(self._topic):
            if may_age:
                self._aged_at_s = now_s
            work = partial(self._find, document, years, None if may_age else before)
            self._worker.submit(self._topic, work, self._take_over)
        return found

    def _find(self, document: Document, years: float, before: FleetAtDate | None) -> FleetAtDate:
        # Plans take time to import, and most who look never ask for one.
        from orbitviz.analysis.deployment.fleet_at_date import fleet_at, moved_to

        if before is not None:
            return moved_to(before, years)
        try:
            return fleet_at(document, years)
        except Exception:
            self._failed = document  # reported once; it would fail again
            raise

    def _take_over(self, found: FleetAtDate) -> None:
        self._found = found
        self._on_found()
