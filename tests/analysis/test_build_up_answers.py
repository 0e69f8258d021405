"""The answers about the years: of the whole design, cached by what a plan follows from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.build_up import BUILD_UP
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.deployment import planned_fleet
from orbitviz.engine.engine import snapshot_at
from orbitviz.model.design_edits import recolour, set_satellite_value
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from tests.designs import design_of, walker

ALL = Selection()
PLANS = 2  # as designed, as flown


@pytest.fixture
def document():
    return design_of(
        walker(600, 30, 4, 10, name="Low", satellite="ai"),
        walker(900, 50, 4, 5, name="High", satellite="ai"),
        head="[satellites.ai]\nmass_kg = 2000\n",
    )


@pytest.fixture
def planned(monkeypatch):
    """Return the designs that were planned."""
    seen, real = [], planned_fleet.followed_fleet

    def plan(document, *more):
        seen.append(document.design)
        return real(document, *more)

    monkeypatch.setattr(planned_fleet, "followed_fleet", plan)
    return seen


def question_about(document, selection=ALL, at_s=0.0):
    at = document.design.epoch_instant.plus_s(at_s)
    snapshot = snapshot_at(State.of(document, Playback(at)), at, with_survey=False)
    return Question(document, selection, snapshot.geometry, snapshot.fleet)


def test_selection_and_time_plan_nothing_again(document, planned):
    analyst, needs = Analyst(), frozenset({BUILD_UP})
    first = analyst.answer(question_about(document), needs)[BUILD_UP]
    assert [one.outlook.slots for one in first] == [60, 60]
    assert len(planned) == PLANS
    part = Selection(keys_of_shells([0]))
    for selection, at_s in ((part, 0.0), (part, 3_600.0)):
        again = analyst.answer(question_about(document, selection, at_s), needs)[BUILD_UP]
        assert all(one is other for one, other in zip(again, first, strict=True))
    assert len(planned) == PLANS


def test_edits_plan_again_only_if_a_plan_follows_from_them(document, planned):
    analyst, needs = Analyst(), frozenset({BUILD_UP})
    analyst.answer(question_about(document), needs)
    analyst.answer(question_about(recolour(document, 0, "#112233")), needs)
    assert len(planned) == PLANS
    heavier = set_satellite_value(document, "ai", ("mass_kg",), 3_000.0)
    analyst.answer(question_about(heavier), needs)
    assert len(planned) == 2 * PLANS
    faster = document.design.model_copy(
        update={"deployment": document.design.deployment.model_copy(update={"payload_t": 9.0})}
    )
    analyst.answer(question_about(replace(document, design=faster)), needs)
    assert len(planned) == 3 * PLANS


def test_what_cannot_be_planned_is_a_sentence(document):
    heavy = set_satellite_value(document, "ai", ("mass_kg",), 90_000.0)
    designed, flown = Analyst().answer(question_about(heavy), frozenset({BUILD_UP}))[BUILD_UP]
    assert designed.outlook is not None
    assert designed.refusal == ""
    assert flown.outlook is None
    assert flown.refusal.startswith(
        "satellites.ai.mass_kg: is 90,000 kg, and a launch carries 44 t"
    )
