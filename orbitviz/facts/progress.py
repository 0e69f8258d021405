"""How long work tells how far it is and hears that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called by long work with the share done; raises Cancelled when the user has cancelled."""

    def __call__(self, done: float, label: str = "") -> None:
        """Report `done` in 0..1 and, in a few words, what is being done."""


def no_progress(done: float, label: str = "") -> None:
    """Report nothing: for callers that need neither bar nor cancel."""
