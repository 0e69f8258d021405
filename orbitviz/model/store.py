"""The store: current state, undo history, watchers of changes."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from orbitviz.model.following import shells_of_same_groups, with_followed
from orbitviz.model.state import State

Selector = Callable[[State], Any]
Command = Callable[[State], State]

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Watch:
    selector: Selector
    callback: Callable[[], None]


class Store:
    """The current state; `do` replaces it, `watch` subscribes to parts of it.

    Only edits of the design can be undone: a camera move, a selection or the time is not work
    that can be lost.

    Every change is delivered to all watchers before the next one is applied: `do`, `undo` and
    `redo` called from a watcher are queued, so each watcher is called once per change and the
    order of the watchers does not matter. An exception from a command or a watcher is raised by
    the outermost call, after the other watchers and the queued changes have had their turn.
    """

    MAX_UNDO = 200

    def __init__(self, state: State) -> None:
        self._state = state
        self._undo: list[tuple[str, State]] = []
        self._redo: list[tuple[str, State]] = []
        self._watches: list[_Watch] = []
        self._queue: deque[Callable[[], State]] = deque()
        self._is_applying = False

    @property
    def state(self) -> State:
        """The current state."""
        return self._state

    def do(self, command: Command, *, undo: str | None = None, merge: bool = False) -> None:
        """Replace the state by command(state).

        undo   label of the edit if it can be undone, e.g. "Change colour"
        merge  combine it with the previous edit of the same label (a slider drag is one edit)
        """
        self._apply(partial(self._edit, command, undo, merge))

    def forget_edits(self) -> None:
        """Clear the history: another document was opened."""
        self._apply(self._clear_history)

    @property
    def undo_label(self) -> str | None:
        """Label of the edit that `undo` would revert."""
        return self._undo[-1][0] if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """Label of the edit that `redo` would apply again."""
        return self._redo[-1][0] if self._redo else None

    def undo(self) -> None:
        """Revert the last edit; camera, time, selection and the file stay as they are.

        Of what the design no longer has, nothing is selected.
        """
        self._apply(self._step_back)

    def redo(self) -> None:
        """Apply the edit again that was undone last."""
        self._apply(self._step_forward)

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

    # Changes, each a function that returns the next state ---------------------------------

    def _edit(self, command: Command, undo: str | None, merge: bool) -> State:
        old, new = self._state, command(self._state)
        if new is not old and undo is not None:
            if not (merge and self._undo and self._undo[-1][0] == undo):
                self._undo = [*self._undo[1 - self.MAX_UNDO :], (undo, old)]
            self._redo = []
        return new

    def _clear_history(self) -> State:
        self._undo, self._redo = [], []
        return self._state

    def _step_back(self) -> State:
        return self._step(self._undo, self._redo)

    def _step_forward(self) -> State:
        return self._step(self._redo, self._undo)

    def _step(self, source: list[tuple[str, State]], target: list[tuple[str, State]]) -> State:
        now = self._state
        if not source:
            return now
        label, there = source.pop()
        target.append((label, now))
        # The file on disk stays as it is: reverting an edit that was saved is an edit to save.
        disk = now.document
        earlier = replace(
            there.document, path=disk.path, saved=disk.saved, text=disk.text, on_disk=disk.on_disk
        )
        return with_followed(now, earlier, shells_of_same_groups(disk.design, earlier.design))

    # Delivery ----------------------------------------------------------------------------

    def _apply(self, change: Callable[[], State]) -> None:
        self._queue.append(change)
        if self._is_applying:
            return
        errors: list[Exception] = []
        self._is_applying = True
        try:
            while self._queue:
                self._deliver(self._queue.popleft(), errors)
        finally:
            self._queue.clear()
            self._is_applying = False
        for further in errors[1:]:
            log.error("another error of the same change", exc_info=further)
        if errors:
            raise errors[0]

    def _deliver(self, change: Callable[[], State], errors: list[Exception]) -> None:
        """Apply one change and call the watchers of what it changed; collect exceptions."""
        old = self._state
        try:
            self._state = new = change()
        except Exception as error:
            errors.append(error)
            return
        if new is old:
            return
        for watch in list(self._watches):
            if watch in self._watches and watch.selector(old) is not watch.selector(new):
                try:
                    watch.callback()
                except Exception as error:
                    errors.append(error)
