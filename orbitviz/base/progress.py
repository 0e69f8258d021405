"""How long-running work reports progress, is cancelled, and yields to other threads."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Protocol, TypeVar

_Result = TypeVar("_Result")

# Called now and then by long work that shows no progress; raises Cancelled when its result is no
# longer wanted.
Check = Callable[[], None]

_YIELD_S = 5e-5


class Progress(Protocol):
    """Called by long work with the share done; raises Cancelled when the user has cancelled."""

    def __call__(self, done: float, label: str = "") -> None:
        """Report `done` in 0..1 and, in a few words, what is being done."""


def no_progress(done: float, label: str = "") -> None:
    """Report nothing: for callers that need neither bar nor cancel."""


def no_check() -> None:
    """Want the result, however long it takes."""


def yield_to_threads() -> None:
    """Yield to the other threads; long-running work calls it about once a millisecond.

    Drawing a picture takes a hundred calls into GL, each of which releases the GIL. A thread that
    does not sleep in between takes it back and holds it for up to 5 ms each time.
    """
    time.sleep(_YIELD_S)


def run_to_end(steps: Generator[None, None, _Result]) -> _Result:
    """Run a generator of steps to its end and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result


def timed(
    steps: Generator[None, None, _Result], wall_time: Callable[[], float]
) -> Generator[None, None, tuple[_Result, float]]:
    """Run the same steps; return their result and the time within them, s.

    What else ran between two steps is not counted.
    """
    took_s = 0.0
    while True:
        began_s = wall_time()
        try:
            next(steps)
        except StopIteration as end:
            return end.value, took_s + wall_time() - began_s
        took_s += wall_time() - began_s
        yield
