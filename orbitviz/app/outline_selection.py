"""Selecting the satellites within a box or a lasso that is drawn on the globe."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from orbitviz.engine.outlined import satellites_outlined, sight_around
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.selecting import Combining, combine_selection, selected_members
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.widgets.outline import Outline, Shape


class OutlineSelection(QObject):
    """Selects what lies within outlines of the globe; `snapshot` returns what is shown."""

    def __init__(self, store: Store, canvas: GlobeCanvas, snapshot: Callable[[], Snapshot]) -> None:
        super().__init__()
        self._store, self._canvas, self._snapshot = store, canvas, snapshot
        globe = canvas.native
        assert isinstance(globe, QWidget)
        self.outline = Outline(globe)
        self.outline.drawn.connect(self._select)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {f"select_{shape}": partial(self.outline.arm, shape) for shape in Shape}

    def _select(self, corners: list[tuple[float, float]], how: Combining) -> None:
        view = self._canvas.view
        if view is None:
            return
        outline = np.array(corners) * float(self._canvas.pixel_scale)
        sight = sight_around(view.eye_km, view.direction_at, outline)
        state, snapshot = self._store.state, self._snapshot()
        found = satellites_outlined(snapshot.seen(state), snapshot, view.project, sight, outline)
        before = _selected(state)
        self._store.do(combine_selection(found, how))
        self.outline.view.say(_told(len(found), before, _selected(self._store.state), how))


def _selected(state: State) -> int:
    return len(selected_members(state)) if state.selection else 0


def _told(found: int, before: int, after: int, how: Combining) -> str:
    """Return how many satellites were found, and how many are selected now."""
    if not found:
        rest = f"{_count(after)} selected as before" if after else "nothing is selected"
        return f"No visible satellite in there: {rest}"
    if how is Combining.REPLACE:
        return f"{_count(after)} selected"
    if before == after:
        return f"Nothing changed: {_count(after)} selected as before"
    change = "added" if how is Combining.ADD else "taken away"
    return f"{_count(abs(after - before))} {change}: {after:,} selected"


def _count(number: int) -> str:
    return f"{number:,} satellite{'' if number == 1 else 's'}"
