"""One background thread that runs the latest request of each topic."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from typing import Any

from orbitviz.base.errors import Cancelled
from orbitviz.base.progress import yield_to_threads

Topic = Hashable  # an enum member, or the object that the work is about
Job = Callable[[], Any]
Done = Callable[[Any], None]
Steps = Generator[None, None, Any]


@dataclass(frozen=True)
class _SteppedJob:
    """A job under way that runs step by step; see Worker.submit."""

    steps: Steps
    done: Done
    every: int


class Worker:
    """Runs jobs one after another and passes each result to `deliver`.

    A new job replaces the pending one of the same topic, so a slow machine skips work instead of
    falling behind. A job that takes long is a generator that yields about every millisecond:
    after each step pending jobs are started, other stepped jobs take their turns, and other
    threads get to run. `deliver` receives a function without arguments and must call it
    in the thread that owns the results (the window's event loop); by default it is called in the
    worker's thread. An exception raised by a job goes to `failed`, and the thread carries on; a job
    that raises Cancelled has no result.
    """

    def __init__(
        self,
        deliver: Callable[[Callable[[], None]], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._deliver = deliver or (lambda call: call())
        self._failed = failed
        self._pending: dict[Topic, tuple[Job, Done, int]] = {}
        self._stepped: dict[Topic, _SteppedJob] = {}
        self._turn = 0
        self._busy: Topic | None = None
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="orbitviz-worker", daemon=True)
        self._thread.start()

    def submit(self, topic: Topic, job: Job, done: Done, every: int = 1) -> None:
        """Run `job` soon, then done(result).

        every   a stepped job gets one turn in this many while others are under way: 1 if a
                picture is waiting for it, more if it is not urgent
        """
        with self._changed:
            if not self._closing:
                self._pending[topic] = (job, done, every)
                self._changed.notify_all()

    def is_busy(self, topic: Topic) -> bool:
        """Whether a job of `topic` is pending or running."""
        with self._changed:
            return topic in self._pending or topic in self._stepped or self._busy == topic

    def wait(self, timeout_s: float) -> bool:
        """Wait until no job is left; return False on timeout."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._pending and not self._stepped and self._busy is None, timeout_s
            )

    def close(self) -> None:
        """Drop pending jobs, finish the current step, end the thread."""
        with self._changed:
            self._closing = True
            self._pending.clear()
            self._changed.notify_all()
        self._thread.join(timeout=10.0)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending or self._stepped or self._closing)
                if self._closing:
                    self._stepped.clear()
                    return
                topic, step = self._next()
                self._busy = topic
            try:
                step()
            finally:
                del step  # with what it holds: the next one may be long in coming
                with self._changed:
                    self._busy = None
                    if not self._stepped:
                        self._changed.notify_all()

    def _next(self) -> tuple[Topic, Callable[[], None]]:
        """Return what to do next: a pending job, otherwise a step of a stepped one.

        A topic has at most one job under way; its next one stays pending until that ends.
        """
        topic = next((t for t in self._pending if t not in self._stepped), None)
        if topic is not None:
            job, done, every = self._pending.pop(topic)
            return topic, lambda: self._start(topic, job, done, every)
        self._turn += 1
        under_way = self._stepped
        due = (t for t in under_way if self._turn % under_way[t].every == 0)
        topic = next(due, next(iter(under_way)))
        stepped = under_way.pop(topic)  # goes to the end of the queue after its turn
        return topic, lambda: self._step(topic, stepped)

    def _start(self, topic: Topic, job: Job, done: Done, every: int) -> None:
        try:
            result = job()
        except Exception as error:
            self._report(error)
            return
        if isinstance(result, Generator):
            self._step(topic, _SteppedJob(result, done, every))
        else:
            self._deliver(lambda: done(result))

    def _step(self, topic: Topic, job: _SteppedJob) -> None:
        try:
            next(job.steps)
        except StopIteration as end:
            result = end.value
            self._deliver(lambda: job.done(result))
        except Exception as error:
            self._report(error)
        else:
            with self._changed:
                self._stepped[topic] = job
            yield_to_threads()

    def _report(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if self._failed is None:
            raise error
        failed = self._failed
        self._deliver(lambda: failed(error))
