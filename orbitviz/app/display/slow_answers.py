"""Answers to slow needs: computed step by step, so that the worker stays free for quick ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Answers, Question, SlowNeed
from orbitviz.engine.engine import Engine
from orbitviz.model.design.constellation import Design
from orbitviz.model.selection import Selection
from orbitviz.orbits.timescale import Instant

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.fleet_at_date import FleetAtDate

# Of what; the last: the least elevation.
_About = tuple[tuple[Design, "FleetAtDate | None"], Selection, Instant, float]

_REPEAT_AFTER_S = 15.0  # while time runs: not for every instant


@dataclass(eq=False)
class _Progress:
    """The latest request of one need; `found` grows, old answers stay until all are new.

    about            None after an edit: no steps are under way
    is_before_edit   `found` is about the design before an edit
    """

    selection: Selection
    about: _About | None
    started_s: float
    found: tuple[Any, ...] = ()
    is_before_edit: bool = False

    def before_edit(self) -> _Progress:
        """Return it as it is after an edit: its answers stay until there are new ones."""
        return replace(self, about=None, is_before_edit=bool(self.found))


class SlowAnswers:
    """Requests the steps of slow needs one after another; `changed` is called after each.

    For one open design.
    """

    def __init__(self, engine: Engine, analyst: Analyst, changed: Callable[[], None]) -> None:
        self._engine, self._analyst, self._changed = engine, analyst, changed
        self._latest: dict[SlowNeed[Any], _Progress] = {}

    def request(self, question: Question, needs: Iterable[SlowNeed[Any]], *, playing: bool) -> None:
        """Request answers to those needs in view that are not answered for the question."""
        about = _about(question)
        # What is about another design or selection ends with the step that is under way.
        self._latest = {
            need: progress if _is_current(progress, about) else progress.before_edit()
            for need, progress in self._latest.items()
            if progress.selection == question.selection
        }
        if not question.is_draft:  # which takes seconds: not while dragging
            for need in needs:
                self._request(question, need, playing=playing)

    def pause(self) -> None:
        """Request no more steps about the design before an edit."""
        self._latest = {need: progress.before_edit() for need, progress in self._latest.items()}

    def clear(self) -> None:
        """Forget the answers; steps under way end with the present one."""
        self._latest = {}

    def added_to(self, answers: Answers) -> Answers:
        """Return answers with those found so far."""
        for need, progress in self._latest.items():
            answers = answers.with_answer(
                need, progress.found, is_before_edit=progress.is_before_edit
            )
        return answers

    def _request(self, question: Question, need: SlowNeed[Any], *, playing: bool) -> None:
        latest, now_s = self._latest.get(need), time.monotonic()
        about = _about(question)
        if latest is not None:
            is_recent = playing and now_s - latest.started_s < _REPEAT_AFTER_S
            if (is_recent and latest.about is not None) or latest.about == about:
                return
        if self._engine.is_busy(need):
            return
        found, is_before_edit = (latest.found, latest.is_before_edit) if latest else ((), False)
        self._latest[need] = progress = _Progress(
            question.selection, about, now_s, found, is_before_edit
        )
        self._run_step(question, need, progress, 0, ())

    def _run_step(
        self,
        question: Question,
        need: SlowNeed[Any],
        progress: _Progress,
        step: int,
        found: tuple[Any, ...],
    ) -> None:
        self._engine.run(
            need,
            partial(self._analyst.step, question, need, step),
            partial(self._add, question, need, progress, step, found),
        )

    def _add(
        self,
        question: Question,
        need: SlowNeed[Any],
        progress: _Progress,
        step: int,
        found: tuple[Any, ...],
        added: tuple[Any, ...],
    ) -> None:
        if self._latest.get(need) is not progress:  # of an earlier design or selection
            return
        found = (*found, *added)
        is_last = step + 1 == len(need.steps)
        # Answers for another instant stay until all new ones are there.
        if is_last or len(found) > len(progress.found):
            progress.found, progress.is_before_edit = found, False
            self._changed()
        if not is_last:
            self._run_step(question, need, progress, step + 1, found)


def _is_current(progress: _Progress, about: _About) -> bool:
    return progress.about is None or progress.about[:2] == about[:2]


def _about(question: Question) -> _About:
    least_rad = question.min_elevation_rad
    of = (question.fleet.design, question.fleet_at_date)
    return of, question.selection, question.geometry.instant, least_rad
