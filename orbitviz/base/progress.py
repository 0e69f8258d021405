"""How long work tells how far it is, hears that it should stop, and lets others run."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Protocol, TypeVar

_Result = TypeVar("_Result")

_WAY_S = 5e-5


class Progress(Protocol):
    """Called by long work with the share done; raises Cancelled when the user has cancelled."""

    def __call__(self, done: float, label: str = "") -> None:
        """Report `done` in 0..1 and, in a few words, what is being done."""


def no_progress(done: float, label: str = "") -> None:
    """Report nothing: for callers that need neither bar nor cancel."""


def give_way() -> None:
    """Let the other threads run: called by long work about once a millisecond.

    A picture is made by a hundred calls into GL, and each of them gives up Python's lock. A
    thread that never lets go of it for longer than that keeps it up to 5 ms each time.
    """
    time.sleep(_WAY_S)


def run_to_end(steps: Generator[None, None, _Result]) -> _Result:
    """Do at once all of a work that is written in pieces, and return what comes of it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result
