"""Keeps the panels of the analysis up to date: asks the worker for what those in view need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Answers, Needs, Question
from orbitviz.app.display.slow_answers import SlowAnswers
from orbitviz.app.display.surveys import is_outdated
from orbitviz.engine.engine import Engine, WorkTopic
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import State
from orbitviz.ui.panels.analysis_panel import AnalysisPanel


class PanelPresenter(QObject):
    """Requests the union of what the panels in view need, and shows the answers in each."""

    comparisonChanged = Signal()  # with charts before an edit: begun or ended

    def __init__(self, engine: Engine, panels: Sequence[AnalysisPanel], parent: QObject) -> None:
        super().__init__(parent)
        self._engine, self._panels = engine, panels
        self._opening: object = None
        self._analyst = Analyst()
        self._slow = SlowAnswers(engine, self._analyst, self._show_answers)
        self._requested: tuple[Question, Needs] | None = None
        self._latest: Question | None = None
        self._awaits_maps = False  # after an edit, until those of its draft are there
        self._answers: Answers | None = None
        self._earlier: Answers | None = None  # before the edits of the open design

    def refresh(self, state: State, snapshot: Snapshot, *, is_undone: bool = False) -> None:
        """Request what the panels in view need, if it is not what they show already.

        is_undone   the design was reached by undo, with which no comparison begins
        """
        if state.document.opening is not self._opening:
            self._opening = state.document.opening
            self._forget()
        then = snapshot.fleet_at_date
        if then is not None and not then.is_aged:
            return  # while years run: figures follow in larger steps
        reason = _reason_for_nothing(state)
        for panel in self._panels:
            panel.show_absence(reason)
            panel.show_pending(
                state.document, state.selection, is_dated=state.fleet_date is not None
            )
        fleet = snapshot.fleet
        # The maps are those of before an edit: answers would mix both, and keep its draft waiting.
        self._awaits_maps = fleet is None or not fleet.is_about(state.document)
        if self._awaits_maps:
            self._slow.pause()
        if fleet is None or self._awaits_maps or reason:
            return
        playing = state.playback.playing
        question = Question(
            state.document,
            state.selection,
            snapshot.geometry,
            fleet,
            tuple(state.catalogues.values()),
            state.view.min_elevation_rad,
            then,
        )
        before, self._latest = self._latest, question
        self._compare(before, question, is_undone=is_undone)
        quick = self._quick_needs_in_view()
        if not quick:
            return
        if not self._is_requested(question, quick, playing=playing):
            self._request(question, quick)
        slow = frozenset().union(*(panel.spec.slow_needs for panel in self._in_view()))
        self._slow.request(question, slow, playing=playing)

    def _forget(self) -> None:
        """Let go of all answers: with their maps they take more memory than the design itself."""
        self._slow.clear()
        self._analyst = Analyst()  # the one before may be at work
        self._slow = SlowAnswers(self._engine, self._analyst, self._show_answers)
        self._requested = self._latest = self._answers = None
        self._set_earlier(None)
        for panel in self._panels:
            panel.clear()

    @property
    def is_comparing(self) -> bool:
        """Whether charts are shown with those before an edit, in their ranges."""
        return self._earlier is not None

    def fit_ranges(self) -> None:
        """Forget the charts before the edits; the ranges follow the values again."""
        self._set_earlier(None)
        self._show_answers()

    def _compare(self, before: Question | None, question: Question, *, is_undone: bool) -> None:
        """Keep what was shown before the first edit, until another design or selection."""
        answers, earlier = self._answers, self._earlier
        if before is None or not before.is_about_the_same(question):
            self._set_earlier(None)
        elif earlier is None:
            if is_undone or not _is_edited(before, question):
                return
            is_shown = (
                answers is not None
                and before.is_about_the_same(answers.question)
                and not _is_edited(answers.question, before)
            )
            self._set_earlier(
                self._slow.added_to(answers) if answers and is_shown else Answers(before)
            )
        elif not _is_edited(earlier.question, question):  # by undo
            self._set_earlier(None)

    def _set_earlier(self, earlier: Answers | None) -> None:
        was_comparing, self._earlier = self.is_comparing, earlier
        if was_comparing is not self.is_comparing:
            self.comparisonChanged.emit()

    def show_instant(self, snapshot: Snapshot) -> None:
        """Move the cursors of the charts to the instant shown, and to the date of the fleet."""
        then = snapshot.fleet_at_date
        for panel in self._panels:
            if panel.spec.over_years:
                panel.show_instant(None if then is None else then.instant)
            else:
                panel.show_instant(snapshot.instant)

    def _in_view(self) -> list[AnalysisPanel]:
        return [panel for panel in self._panels if panel.is_in_view]

    def _quick_needs_in_view(self) -> Needs:
        return frozenset().union(*(panel.spec.quick_needs for panel in self._in_view()))

    def _is_requested(self, question: Question, needs: Needs, *, playing: bool) -> bool:
        if self._requested is None:
            return False
        before, covered = self._requested
        # A fleet is known by its identity: its arrays are not compared.
        return (
            needs <= covered
            and before.fleet is question.fleet
            and before.selection == question.selection
            and before.catalogues == question.catalogues
            and before.min_elevation_rad == question.min_elevation_rad
            and before.fleet_at_date is question.fleet_at_date
            and not is_outdated(before.geometry.instant, question.geometry.instant, playing=playing)
        )

    def _request(self, question: Question, needs: Needs) -> None:
        if self._engine.is_busy(WorkTopic.PANELS):
            return
        self._requested = (question, needs)
        # What takes seconds ends with an edit, whose draft would have to wait for it.
        check = self._engine.check_of(question.document.design)
        self._engine.run(
            WorkTopic.PANELS, partial(self._analyst.answer, question, needs, check), self._answered
        )

    def _answered(self, answers: Answers) -> None:
        if answers.question.document.opening is not self._opening:
            return
        self._answers = answers
        self._show_answers()
        if self._awaits_maps:
            return
        # A panel that came into view meanwhile has waited for the worker.
        quick = self._quick_needs_in_view()
        if self._latest is not None and not answers.covers(quick):
            self._request(self._latest, quick)
        elif self._earlier is not None and not self._earlier.covers(quick):
            # One that came into view after the edit.
            self._engine.run(
                WorkTopic.PANELS,
                partial(self._analyst.answer, self._earlier.question, quick),
                self._answered_earlier,
            )

    def _answered_earlier(self, answers: Answers) -> None:
        earlier = self._earlier
        if earlier is not None and earlier.question.is_same_as(answers.question):
            for need, found in answers.found.items():
                earlier = earlier.with_answer(need, found)
            self._earlier = earlier
            self._show_answers()

    def _show_answers(self) -> None:
        if self._answers is not None:
            answers = self._slow.added_to(self._answers)
            for panel in self._panels:
                panel.show_answers(answers, self._earlier)


def _reason_for_nothing(state: State) -> str:
    """Return why the panels have nothing to say of the selection; "" where they do."""
    catalogues = state.selection.catalogues
    if not catalogues or state.selection.includes_any_of(MAIN_DESIGN):
        return ""
    names = ", ".join(state.catalogues[source].name for source in catalogues)
    has, it = ("has", "it") if len(catalogues) == 1 else ("have", "them")
    return (
        f"{names} {has} no power model: a catalogue says where objects fly, but not what they "
        f"carry. The facts panel describes {it}; select a shell of a design, or nothing, to see "
        "power, heat and compute."
    )


def _is_edited(before: Question, after: Question) -> bool:
    """Whether the satellites of two questions, or their orbits, are not the same."""
    return not after.document.flies_as(before.document)
