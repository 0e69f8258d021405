"""The panels of power, heat, compute and design: asks the analyst, takes edits to the store."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from orbitviz.analysis.analyst import Analyst, PanelData, Question
from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.transients import SCENARIOS, Scenario
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import edit_document
from orbitviz.model.design_edits import reset_satellite, set_satellite_value
from orbitviz.model.selection import Selection
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.window import MainWindow

_FOLLOW_AGAIN_S = 15.0
# Of simulated time: while it runs, figures of so long ago will do, a third of a degree of an orbit.
_FRESH_S = 5.0


def is_outdated(then: Instant, now: Instant, *, playing: bool) -> bool:
    """Return whether figures of one instant are to be made anew at another."""
    return abs(now.seconds_since(then)) >= _FRESH_S if playing else now != then


class PanelPresenter(QObject):
    """Keeps the panels up to date with the design, the selection and the time."""

    def __init__(self, store: Store, engine: Engine, window: MainWindow) -> None:
        super().__init__(window)
        self._store, self._engine, self._window = store, engine, window
        self._analyst = Analyst()
        self._asked: tuple[Fleet, Selection, Instant] | None = None
        self._data: PanelData | None = None
        self._scenarios_about: tuple[object, ...] = ()
        self._scenarios: tuple[Scenario, ...] = ()
        self._followed_s = 0.0
        window.design.changeRequested.connect(self._change)
        window.design.resetRequested.connect(self._reset)
        window.design.mistaken.connect(self._mistaken)

    def show_state(self) -> None:
        """Show the design of the selected shells."""
        self._window.design.show_state(self._store.state)

    def refresh(self, state: State, snapshot: Snapshot) -> None:
        """Ask for what the panels show, if it is no longer what they do show."""
        fleet, document = snapshot.fleet, state.document
        if fleet is None or not self._is_seen():
            return
        question = Question(document, state.selection, snapshot.geometry, fleet)
        self._ask_panels(question, playing=state.playback.playing)
        self._follow_representative(question, playing=state.playback.playing)

    def _ask_panels(self, question: Question, *, playing: bool) -> None:
        fleet, selection, instant = question.fleet, question.selection, question.geometry.instant
        asked = self._asked
        # A fleet is known by its identity: its arrays are not compared.
        known = (
            asked is not None
            and asked[0] is fleet
            and asked[1] == selection
            and not is_outdated(asked[2], instant, playing=playing)
        )
        if known or self._engine.is_busy("panels"):
            return
        self._asked = (fleet, selection, instant)
        self._engine.run("panels", partial(self._analyst.answer, question), self._answered)

    def show_instant(self, snapshot: Snapshot) -> None:
        """Move the cursors to the instant shown."""
        for panel in self._window.subsystems.values():
            panel.show_instant(snapshot.instant)

    def _is_seen(self) -> bool:
        return any(panel.is_seen for panel in self._window.subsystems.values())

    def _answered(self, data: object) -> None:
        assert isinstance(data, PanelData)
        self._data = replace(data, scenarios=self._scenarios)
        for panel in self._window.subsystems.values():
            panel.show_data(self._data)

    def _follow_representative(self, question: Question, *, playing: bool) -> None:
        """Have the lead of the selection followed, if that is seen and it is another one.

        It takes seconds, so not while a slider moves; and for another time while time runs only
        now and then.
        """
        about = (question.fleet.design, question.selection, question.geometry.instant)
        same = self._scenarios_about[:2] == about[:2]
        if not same:
            self._scenarios = ()
        if question.is_draft or not self._window.subsystems["transients"].is_seen:
            return
        soon = playing and time.monotonic() - self._followed_s < _FOLLOW_AGAIN_S
        if (same and (soon or self._scenarios_about == about)) or self._engine.is_busy("lead"):
            return
        self._scenarios_about, self._followed_s = about, time.monotonic()
        self._follow(question, about, (), tuple(SCENARIOS))

    def _follow(
        self,
        question: Question,
        about: tuple[object, ...],
        found: tuple[Scenario, ...],
        keys: tuple[str, ...],
    ) -> None:
        """Have one episode after another made: between them the worker is free for the panels."""
        key, *rest = keys

        def followed(scenarios: object) -> None:
            assert isinstance(scenarios, tuple)
            if about != self._scenarios_about:  # of a design or selection that is gone
                return
            known = (*found, *scenarios)
            # Those of another time stay until all new ones are there.
            if not rest or len(known) > len(self._scenarios):
                self._scenarios = known
                if self._data is not None:
                    self._answered(self._data)
            if rest:
                self._follow(question, about, known, tuple(rest))

        self._engine.run("lead", partial(self._analyst.scenarios, question, (key,)), followed)

    def _change(self, name: str, path: tuple[str, ...], value: object, going_on: bool) -> None:
        try:
            document = set_satellite_value(self._store.state.document, name, path, value)
        except UserError as error:
            self._mistaken(error)
            self._window.design.show_again()
            return
        self._window.notices.withdraw("design")
        label = f"Change {path[-1].replace('_', ' ')}"
        self._store.do(edit_document(document), undo=label, merge=going_on)

    def _reset(self, name: str) -> None:
        document = reset_satellite(self._store.state.document, name)
        if document is not self._store.state.document:
            self._store.do(edit_document(document), undo="Reset satellite")

    def _mistaken(self, error: object) -> None:
        self._window.notices.tell(str(error), topic="design")
