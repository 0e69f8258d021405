"""The figures of two designs, while their panel is in view: at the time shown, on the worker."""

from __future__ import annotations

from collections.abc import Callable, Generator
from operator import attrgetter

from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.compare.comparing import compared
from orbitviz.analysis.compare.rows import DesignComparison
from orbitviz.analysis.compare.side import Side
from orbitviz.app.display.surveys import is_outdated
from orbitviz.base.errors import Cancelled
from orbitviz.base.progress import Check, timed
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.compared import other_side
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.compare.compare_panel import NOTHING, ComparePanel

_TOPIC = "differences of designs"
_EVERY_MS = 400
_MOST_PLANES = 1000  # of a design whose worst place is looked for while one waits
_REST = 2.0  # between two comparisons, in durations of the last one


class Differences(QObject):
    """Keeps the table up to date; `snapshot` returns what is shown."""

    def __init__(
        self, store: Store, engine: Engine, panel: ComparePanel, snapshot: Callable[[], Snapshot]
    ) -> None:
        super().__init__(panel)
        self._store, self._engine, self._panel = store, engine, panel
        self._snapshot = snapshot
        self._asked: tuple[object, ...] = ()
        self._asked_at: Instant | None = None
        self._not_before_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        panel.cameIntoView.connect(self.follow)
        store.watch(attrgetter("designs"), self.follow)
        self.follow()

    def follow(self) -> None:
        """Keep the table as long as it can be seen."""
        if self._panel.is_in_view:
            self._timer.start()
            self._tick()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._timer.stop()

    def _tick(self) -> None:
        if not self._panel.is_in_view:
            self._timer.stop()
            return
        state, snapshot = self._store.state, self._snapshot()
        other = other_side(state)
        if other is None:
            self._asked = ()
            self._panel.show_comparison(None, NOTHING)
            return
        if not _are_solved(state, snapshot):
            self._panel.show_pending()
            return
        assert snapshot.other is not None
        about = (state.document, other.document, snapshot.fleet, snapshot.other.fleet)
        is_same = len(about) == len(self._asked) and all(
            one is before for one, before in zip(about, self._asked, strict=True)
        )
        playing = state.playback.playing
        is_old = self._asked_at is None or is_outdated(
            self._asked_at, snapshot.instant, playing=playing
        )
        is_resting = self._engine.clock.wall_time() < self._not_before_s and is_same
        if (is_same and not is_old) or is_resting or self._engine.is_busy(_TOPIC):
            return
        if not is_same:
            self._panel.show_pending()
        self._asked, self._asked_at = about, snapshot.instant
        self._request(state, other, snapshot)

    def _request(self, state: State, other: State, snapshot: Snapshot) -> None:
        about = self._asked

        def check() -> None:
            if self._asked is not about:
                raise Cancelled

        self._engine.run_aside(
            _TOPIC,
            lambda: timed(_steps(state, other, snapshot, check), self._engine.clock.wall_time),
            lambda found: self._show(about, *found),
        )

    def _show(self, about: object, found: DesignComparison, took_s: float) -> None:
        self._not_before_s = self._engine.clock.wall_time() + _REST * took_s
        if self._asked is about:
            self._panel.show_comparison(found)


def _are_solved(state: State, snapshot: Snapshot) -> bool:
    """Whether the maps of both designs are there, and those of the last edit."""
    fleet, second = snapshot.fleet, snapshot.other
    if fleet is None or fleet.is_draft or second is None or second.fleet is None:
        return False
    return fleet.design.flies_the_same(state.document.design)


def _steps(
    state: State, other: State, snapshot: Snapshot, check: Check
) -> Generator[None, None, DesignComparison]:
    assert snapshot.fleet is not None
    assert snapshot.other is not None
    assert snapshot.other.fleet is not None
    first, second = (
        Side(one, now.geometry, fleet, most_planes=_MOST_PLANES, check=check)
        for one, now, fleet in (
            (state, snapshot, snapshot.fleet),
            (other, snapshot.other, snapshot.other.fleet),
        )
    )
    for side in (first, second):
        check()
        _ = side.report
        yield
        _ = side.checked
        yield
        _ = side.worst_place
        yield
        _ = side.cover
        yield
    check()
    return compared(first, second)
