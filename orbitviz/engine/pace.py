"""How often a search that takes a while is repeated while time runs."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from orbitviz.base.progress import timed
from orbitviz.engine.worker import Topic, Worker

_Found = TypeVar("_Found")


class Pace:
    """Searches of one topic, one at a time, with rests in which the worker has other work to do.

    least_s   the shortest rest between two searches, real time
    rest      the rest in durations of the search before it, if that is longer
    every     turns of the worker, see Worker.submit
    """

    def __init__(
        self,
        worker: Worker,
        topic: Topic,
        wall_time: Callable[[], float],
        *,
        rest: float,
        least_s: float = 0.0,
        every: int = 1,
    ) -> None:
        self._worker, self._topic, self._wall_time = worker, topic, wall_time
        self._rest, self._least_s, self._every = rest, least_s, every
        self._not_before_s = 0.0

    def is_due(self, *, at_once: bool = False) -> bool:
        """Whether no search is under way and the rest after the last one is over.

        at_once   without a rest: what the last one found is of no use any more
        """
        rests = self._wall_time() < self._not_before_s and not at_once
        return not rests and not self._worker.is_busy(self._topic)

    def search(
        self, steps: Callable[[], Generator[None, None, _Found]], found: Callable[[_Found], None]
    ) -> None:
        """Run a search on the worker, step by step, then found(result)."""

        def take() -> Generator[None, None, tuple[_Found, float]]:
            return timed(steps(), self._wall_time)

        def done(result: tuple[_Found, float]) -> None:
            what, took_s = result
            self._not_before_s = self._wall_time() + max(self._least_s, self._rest * took_s)
            found(what)

        self._worker.submit(self._topic, take, done, self._every)
