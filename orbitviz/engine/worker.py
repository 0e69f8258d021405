"""One background thread; of each kind of work only the latest request counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

Job = Callable[[], Any]
Done = Callable[[Any], None]


class Worker:
    """Runs jobs one after another and hands each result to `deliver`.

    A job of a topic replaces the one of the same topic that has not begun, so a slow machine
    skips work instead of falling behind. `deliver` receives a function without arguments and
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
        self._waiting: dict[str, tuple[Job, Done]] = {}
        self._busy: str | None = None
        self._change = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="orbitviz-worker", daemon=True)
        self._thread.start()

    def submit(self, topic: str, job: Job, done: Done) -> None:
        """Run `job` soon, then done(result)."""
        with self._change:
            if not self._closing:
                self._waiting[topic] = (job, done)
                self._change.notify_all()

    def is_busy(self, topic: str) -> bool:
        """Whether a job of `topic` waits or runs."""
        with self._change:
            return topic in self._waiting or self._busy == topic

    def wait(self, timeout_s: float) -> bool:
        """Wait until nothing is left to do; return whether that came in time."""
        with self._change:
            return self._change.wait_for(
                lambda: not self._waiting and self._busy is None, timeout_s
            )

    def close(self) -> None:
        """Drop what waits, finish what runs, end the thread."""
        with self._change:
            self._closing = True
            self._waiting.clear()
            self._change.notify_all()
        self._thread.join(timeout=10.0)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._closing)
                if self._closing:
                    return
                topic = next(iter(self._waiting))
                job, done = self._waiting.pop(topic)
                self._busy = topic
            try:
                self._finish(job, done)
            finally:
                with self._change:
                    self._busy = None
                    self._change.notify_all()

    def _finish(self, job: Job, done: Done) -> None:
        try:
            result = job()
        except Exception as error:
            if self._failed is None:
                raise
            failed, reason = self._failed, error
            self._deliver(lambda: failed(reason))
            return
        self._deliver(lambda: done(result))
