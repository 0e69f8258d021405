"""Find: what is typed is looked up by name at once, and as a predicate on a worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QObject, QTimer, Signal

from orbitviz.analysis.predicates.conditions import Condition
from orbitviz.analysis.predicates.grammar import column_of, read_so_far
from orbitviz.analysis.predicates.matches import Matches
from orbitviz.analysis.predicates.reading import reads_as_predicate
from orbitviz.analysis.predicates.resolve import condition_of
from orbitviz.app.find_entries import (
    KEEP,
    MOST,
    Evaluated,
    entries_of_matches,
    entries_of_names,
    entries_of_sites,
    evaluated,
    message_of_matches,
    message_of_names,
    options_of,
    predicate_above,
)
from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.design.groups import Site
from orbitviz.model.find_text import Found, find_text
from orbitviz.model.hit import Hit
from orbitviz.model.searched_names import SearchedNames
from orbitviz.model.selecting import pick_satellite, select, select_satellites
from orbitviz.model.source import SatelliteKey
from orbitviz.model.store import Command, Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.find_popup import FindEntry
from orbitviz.ui.window import MainWindow

_LIVE_MS, _REST_MS, _LATE_MS = 500, 700, 250
_PAUSE = 2.0  # between evaluations, in durations of the last one
_TAKES = "Looking…"
_WAITS = "Waits for the operating maps of the design…"


class Find(QObject):
    """Looks up what is typed in the popup, and selects what is chosen.

    keepRequested   to keep a predicate as a set of the design

    snapshot   returns what is shown
    """

    keepRequested = Signal(str)

    def __init__(
        self,
        store: Store,
        engine: Engine,
        window: MainWindow,
        canvas: GlobeCanvas,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        popup = window.find_popup.part
        super().__init__(popup)
        self._store, self._engine, self._popup = store, engine, popup
        self._canvas, self._snapshot = canvas, snapshot
        self._fly = window.actions_by_id["fly_to_selection"].trigger
        self._names: SearchedNames | None = None
        self._found = Found((), 0)
        self._condition: Condition | None = None  # that what is typed states
        self._wrong: UserError | None = None  # with it, where it states none
        self._result: Evaluated | None = None
        self._shows_matches = False
        self._asked: object = None  # the state, instant and maps that it was requested for
        self._not_before_s = 0.0
        self._awaited: bool | None = None  # whether to fly once the result is there that was chosen
        self._live = self._timer(_LIVE_MS, self._go_on, repeats=True)
        self._rest = self._timer(_REST_MS, self._show_error_unless_typing, repeats=False)
        self._late = self._timer(_LATE_MS, self._show_that_it_takes, repeats=False)
        popup.typed.connect(self._look)
        popup.caretMoved.connect(self._complete)
        popup.chosen.connect(self._choose)
        popup.keepRequested.connect(self._keep)
        popup.closed.connect(self._close)
        for part in ("document", "catalogues"):
            store.watch(attrgetter(part), self._follow)

    def open(self) -> None:
        """Open the popup, with what was typed last."""
        self._names = SearchedNames.of(self._store.state)
        self._engine.run_aside(read_so_far, _make_parser, lambda _: None)
        self._popup.open()
        self._look(self._popup.field.text())
        self._live.start()

    def _follow(self) -> None:
        """Search what is open now."""
        if self._names is not None:
            self._names = SearchedNames.of(self._store.state)
            self._look(self._popup.field.text())

    def _close(self) -> None:
        """Let go of what was found: it holds designs and catalogues."""
        self._live.stop()
        self._stop()
        self._names, self._found = None, Found((), 0)
        self._awaited = self._asked = self._condition = self._wrong = self._result = None
        self._shows_matches = False
        self._popup.show_found((), "")

    def _stop(self) -> None:
        for timer in (self._rest, self._late):
            timer.stop()

    # Looking up --------------------------------------------------------------------------

    def _look(self, text: str) -> None:
        if self._names is None:
            return
        self._stop()
        self._awaited = self._asked = self._condition = self._wrong = self._result = None
        if not reads_as_predicate(text):
            self._found = find_text(self._names, text, MOST)
            self._show_names(keep=False)
            return
        if not self._shows_matches:  # else those stay until there are new ones
            self._popup.show_found((), "")
        try:
            self._condition = condition_of(text, self._store.state)
        except UserError as error:
            self._wrong = error
            self._rest.start()  # it may only be half of what is being typed, as completions are
        else:
            self._late.start()
            self._evaluate(self._condition)

    def _go_on(self) -> None:
        """Follow time: evaluate again, or show new distances."""
        if self._condition is not None:
            if time.monotonic() >= self._not_before_s and not self._engine.is_busy(self):
                self._evaluate(self._condition)
        elif self._wrong is None:
            self._show_names(keep=True)

    def _evaluate(self, condition: Condition) -> None:
        state, snapshot = self._store.state, self._snapshot()
        about = (state.document, state.catalogues, snapshot.instant, snapshot.fleet)
        if about == self._asked:
            return
        self._asked = about

        def job() -> Generator[None, None, tuple[Evaluated | None, float]]:
            began_s = time.monotonic()
            yield
            found = evaluated(condition, state, snapshot.geometry, snapshot.fleet)
            return found, time.monotonic() - began_s

        self._engine.run_aside(self, job, partial(self._evaluated, condition))

    def _evaluated(self, condition: Condition, timed: tuple[Evaluated | None, float]) -> None:
        result, took_s = timed
        self._not_before_s = time.monotonic() + _PAUSE * took_s
        if condition is not self._condition:
            return
        self._late.stop()
        is_same, self._result = self._result is not None, result
        if result is None:
            self._popup.show_found((), _WAITS)
            return
        self._show_matches(result, keep=is_same)
        if self._awaited is not None:
            self._do(result.matches, fly=self._awaited)

    def _eye_km(self) -> Floats | None:
        view = self._canvas.view
        return None if view is None else view.eye_km

    # Showing -----------------------------------------------------------------------------

    def _show_names(self, *, keep: bool) -> None:
        self._shows_matches = False
        entries = entries_of_names(self._found, self._store.state, self._snapshot(), self._eye_km())
        text = self._popup.field.text()
        sites = entries_of_sites(text, self._store.state)
        is_site = bool(sites) and not entries
        message = "" if is_site else message_of_names(text, self._found, self._store.state)
        self._popup.show_found([*entries, *sites], message, keep=keep)

    def _show_matches(self, result: Evaluated, *, keep: bool) -> None:
        self._shows_matches = True
        entries = entries_of_matches(result, self._store.state, self._snapshot(), self._eye_km())
        self._popup.show_found(entries, message_of_matches(result), keep=keep)

    def _show_that_it_takes(self) -> None:
        self._popup.show_found((), _TAKES)

    def _show_error_unless_typing(self) -> None:
        """Show the error but where it is the word that is offered to be completed."""
        begins = {option.begin for option in self._popup.shown_options}
        if self._wrong is not None and (column_of(self._wrong) or 0) - 1 in begins:
            self._popup.show_found((), "")
        else:
            self._show_error()

    def _show_error(self) -> None:
        if self._wrong is not None:
            self._shows_matches = False
            column = column_of(self._wrong)
            self._popup.show_wrong(str(self._wrong), None if column is None else column - 1)

    def _complete(self, text: str, caret: int) -> None:
        self._popup.show_options(options_of(text, caret, self._store.state))

    # Choosing ----------------------------------------------------------------------------

    def _choose(self, entry: object, fly: bool) -> None:
        if self._wrong is not None:
            self._show_error()
        elif self._condition is not None and self._result is None:
            self._awaited = fly  # the list is still that of another text
        elif isinstance(entry, FindEntry) and entry.target == KEEP:
            self._keep()
        elif isinstance(entry, FindEntry) and isinstance(entry.target, Site):
            self._popup.field.setText(predicate_above(entry.target))
        elif isinstance(entry, FindEntry):
            self._do(entry.target, fly=fly)

    def _keep(self) -> None:
        """Request that the predicate becomes a set."""
        if self._wrong is not None:
            self._show_error()
        elif self._condition is not None:
            where = self._popup.field.text().strip()
            self._popup.hide()
            self.keepRequested.emit(where)

    def _do(self, target: object, *, fly: bool) -> None:
        command = _selecting(target)
        if command is None:
            return
        self._popup.hide()
        self._store.do(command)
        if fly:
            self._fly()

    def _timer(self, interval_ms: int, call: Callable[[], None], *, repeats: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(not repeats)
        timer.setInterval(interval_ms)
        timer.timeout.connect(call)
        return timer


def _make_parser() -> Generator[None, None, None]:
    """Make the parser, which takes longer than a key press may."""
    yield
    read_so_far("")


def _selecting(target: object) -> Command | None:
    """Return the command that selects what a line stands for."""
    if isinstance(target, Matches):
        return select_satellites(target.rows)
    if isinstance(target, SatelliteKey):
        return pick_satellite(target)
    if not isinstance(target, Hit):
        return None
    if target.satellite is not None:
        return pick_satellite(target.satellite)
    if target.rows is not None:
        return select_satellites({target.source: target.rows})
    return select(target.shells)
