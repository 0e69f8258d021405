"""Holds the state, remembers earlier ones, tells who watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from orbitviz.model.state import State

Selector = Callable[[State], Any]
Command = Callable[[State], State]


@dataclass
class _Watch:
    selector: Selector
    callback: Callable[[], None]


class Store:
    """The current state; `do` replaces it, `watch` hears of what changed.

    Only edits of the design are undone: a camera move, a selection or the time is not work
    that can be lost.
    """

    MAX_UNDO = 200

    def __init__(self, state: State) -> None:
        self._state = state
        self._undo: list[tuple[str, State]] = []
        self._redo: list[tuple[str, State]] = []
        self._watches: list[_Watch] = []

    @property
    def state(self) -> State:
        """The current state."""
        return self._state

    def do(self, command: Command, *, undo: str | None = None, merge: bool = False) -> None:
        """Replace the state by command(state).

        undo   the label of the edit when it can be undone, e.g. "Change colour"
        merge  join it with the edit before of the same label (a drag of a slider is one edit)
        """
        old, new = self._state, command(self._state)
        if new is old:
            return
        if undo is not None:
            if not (merge and self._undo and self._undo[-1][0] == undo):
                self._undo = [*self._undo[1 - self.MAX_UNDO :], (undo, old)]
            self._redo = []
        self._replace(new)

    def forget_edits(self) -> None:
        """Forget what could be undone: another document was opened."""
        self._undo, self._redo = [], []

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self._undo[-1][0] if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        return self._redo[-1][0] if self._redo else None

    def undo(self) -> None:
        """Take the last edit back; camera, time, selection and the file stay as they are."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._redo, self._undo)

    def _step(self, source: list[tuple[str, State]], target: list[tuple[str, State]]) -> None:
        if not source:
            return
        label, there = source.pop()
        target.append((label, self._state))
        now = self._state
        # What was saved since is on disk all the same: an edit taken back is an edit to save.
        disk = now.document
        earlier = replace(there.document, path=disk.path, saved=disk.saved, text=disk.text)
        self._replace(now.with_document(earlier))

    def watch(self, selector: Selector, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` whenever selector(state) becomes another object; return the off switch.

        Parts that did not change stay the same object, so identity is enough and cheap.
        """
        watch = _Watch(selector, callback)
        self._watches.append(watch)

        def off() -> None:
            if watch in self._watches:
                self._watches.remove(watch)

        return off

    def _replace(self, new: State) -> None:
        old, self._state = self._state, new
        for watch in list(self._watches):
            if watch.selector(old) is not watch.selector(new):
                watch.callback()
