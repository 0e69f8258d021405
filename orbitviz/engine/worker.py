"""One background thread; of each kind of work only the latest request counts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from orbitviz.base.progress import give_way

Job = Callable[[], Any]
Done = Callable[[Any], None]
Steps = Generator[None, None, Any]


@dataclass(frozen=True)
class _Long:
    """A job that is done in pieces; see Worker.submit."""

    steps: Steps
    done: Done
    every: int


class Worker:
    """Runs jobs one after another and hands each result to `deliver`.

    A job of a topic replaces the one of the same topic that has not begun, so a slow machine
    skips work instead of falling behind. A job that takes long is a generator and yields about
    every millisecond: then the jobs that wait are begun, the other long ones go on in turn, and
    other threads get their share. `deliver` receives a function without arguments and
    must have it called in the thread that owns the results (the window's event loop); without
    it results are handed over in the worker's own thread. A job that raises is handed to
    `failed`, and the thread goes on.
    """

    def __init__(
        self,
        deliver: Callable[[Callable[[], None]], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._deliver = deliver or (lambda call: call())
        self._failed = failed
        self._waiting: dict[str, tuple[Job, Done, int]] = {}
        self._under_way: dict[str, _Long] = {}
        self._turn = 0
        self._busy: str | None = None
        self._change = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="orbitviz-worker", daemon=True)
        self._thread.start()

    def submit(self, topic: str, job: Job, done: Done, every: int = 1) -> None:
        """Run `job` soon, then done(result).

        every   beside other long jobs a long one gets one turn in so many: 1 where a picture
                waits for it, more where it has time
        """
        with self._change:
            if not self._closing:
                self._waiting[topic] = (job, done, every)
                self._change.notify_all()

    def is_busy(self, topic: str) -> bool:
        """Whether a job of `topic` waits or runs."""
        with self._change:
            return topic in self._waiting or topic in self._under_way or self._busy == topic

    def wait(self, timeout_s: float) -> bool:
        """Wait until nothing is left to do; return whether that came in time."""
        with self._change:
            return self._change.wait_for(
                lambda: not self._waiting and not self._under_way and self._busy is None, timeout_s
            )

    def close(self) -> None:
        """Drop what waits, finish what runs up to its next piece, end the thread."""
        with self._change:
            self._closing = True
            self._waiting.clear()
            self._change.notify_all()
        self._thread.join(timeout=10.0)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._under_way or self._closing)
                if self._closing:
                    self._under_way.clear()
                    return
                topic, step = self._next()
                self._busy = topic
            try:
                step()
            finally:
                with self._change:
                    self._busy = None
                    if not self._under_way:
                        self._change.notify_all()

    def _next(self) -> tuple[str, Callable[[], None]]:
        """Return what to do next: a job that waits and, if there is none, a piece of a long one.

        A topic has one job under way: its next one waits for that.
        """
        topic = next((t for t in self._waiting if t not in self._under_way), None)
        if topic is not None:
            job, done, every = self._waiting.pop(topic)
            return topic, lambda: self._begin(topic, job, done, every)
        self._turn += 1
        longs = self._under_way
        topic = next((t for t in longs if self._turn % longs[t].every == 0), next(iter(longs)))
        long = longs.pop(topic)  # and to the end of the row after its turn
        return topic, lambda: self._go_on(topic, long)

    def _begin(self, topic: str, job: Job, done: Done, every: int) -> None:
        try:
            result = job()
        except Exception as error:
            self._tell(error)
            return
        if isinstance(result, Generator):
            self._go_on(topic, _Long(result, done, every))
        else:
            self._deliver(lambda: done(result))

    def _go_on(self, topic: str, long: _Long) -> None:
        try:
            next(long.steps)
        except StopIteration as end:
            result = end.value
            self._deliver(lambda: long.done(result))
        except Exception as error:
            self._tell(error)
        else:
            with self._change:
                self._under_way[topic] = long
            give_way()

    def _tell(self, error: Exception) -> None:
        if self._failed is None:
            raise error
        failed = self._failed
        self._deliver(lambda: failed(error))
