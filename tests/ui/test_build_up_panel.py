"""The panel of the years: figures of the whole design, sentences where there are none, a check."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.build_up import BUILD_UP, DELIVERED
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.base.units import MISSING, si_text
from orbitviz.engine.engine import snapshot_at
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.build_up import BUILD_UP_PANEL
from orbitviz.ui.panels.facts import TableCard
from tests.designs import design_of, walker
from tests.ui.visible_texts import visible_texts

ALL = Selection()
NEEDS = BUILD_UP_PANEL.quick_needs | BUILD_UP_PANEL.slow_needs


def answers_about(tail="", mass_kg=2_000, selection=ALL, needs=NEEDS):
    document = design_of(
        walker(600, 30, 10, 60, name="Low", satellite="ai"),
        walker(900, 50, 5, 20, name="High", satellite="ai"),
        name="A few",
        epoch="2027-01-01T00:00:00Z",
        tail=f"[satellites.ai]\nmass_kg = {mass_kg}\n{tail}",
    )
    at = document.design.epoch_instant
    snapshot = snapshot_at(State.of(document, Playback(at)), at, with_survey=False)
    question = Question(document, selection, snapshot.geometry, snapshot.fleet)
    return Analyst().answer(question, needs)


def facts_of(answers):
    return {fact.name: fact.value for fact in BUILD_UP_PANEL.facts(answers)}


@pytest.fixture
def panel(qtbot):
    made = AnalysisPanel(BUILD_UP_PANEL)
    qtbot.addWidget(made)
    made.resize(340, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


TAIL = (
    "[deployment]\npayload_t = 40\nlaunches_per_year = 35\nlaunch_success = 1\n"
    "growth_per_year = 0\n"
    "[reliability]\nearly_failures = 0\nfailures_per_year = 0\n[life]\nyears = 7\n"
)


def test_the_facts_are_of_the_whole_design_whatever_is_selected():
    facts = facts_of(answers_about(TAIL))
    # 700 of 2 t, 20 on a launch; a seventh of them a year.
    assert facts["Launches until then"] == "35"
    assert facts["Mass until then"] == "1.40 kt"
    assert facts["Replaced a year"] == "100"
    assert facts["Launches for that"] == "5"
    assert facts["Complete"].startswith("2028-")
    part = answers_about(TAIL, selection=Selection(keys_of_shells([1])))
    assert facts_of(part) == facts
    assert BUILD_UP_PANEL.heading(part) == "A few"


def test_power_and_compute_are_of_those_that_work():
    answers = answers_about(TAIL)
    designed, flown = answers[DELIVERED]
    assert np.array_equal(designed.operational, answers[BUILD_UP][0].outlook.years.operational)
    each_w = designed.power_w[1:] / designed.operational[1:]
    assert each_w == pytest.approx(each_w[0], rel=0.2)  # but for their ages
    assert flown.power_w[-1] / flown.operational[-1] == pytest.approx(each_w[-1], rel=0.05)
    facts = facts_of(answers)
    assert facts["Power, end 2046"] == si_text(float(designed.power_w[-1]), "W")
    titles = [chart.title for chart in BUILD_UP_PANEL.charts(answers)]
    assert "Power drawn at the end of each year" in titles
    without = answers_about(TAIL, needs=NEEDS - {DELIVERED})
    assert facts_of(without)["Power, end 2046"] == "computing…"


def test_before_there_is_an_answer_it_is_being_computed(panel):
    answers = answers_about(needs=BUILD_UP_PANEL.quick_needs)
    assert facts_of(answers) == {"Complete": "computing…"}
    panel.show_answers(answers)
    assert panel.charts == ()
    first = answers_about(needs=NEEDS)
    half = first.with_answer(BUILD_UP, first[BUILD_UP][:1])
    assert facts_of(half)["As flown: complete"] == "computing…"
    panel.show_answers(half)
    assert len(panel.charts) == 10


def test_what_cannot_be_planned_is_told_in_place_of_figures(panel):
    panel.show_answers(answers_about("[deployment]\npayload_t = 1\n"))
    texts = visible_texts(panel)
    assert any("is 2,000 kg, and a launch carries 1 t" in text for text in texts)
    assert "Over the years" not in texts
    assert panel.charts == ()
    assert "A check: the Starlinks since 2019" in texts
    panel.show_answers(answers_about(TAIL))  # mended
    texts = visible_texts(panel)
    assert not any("a launch carries" in text for text in texts)
    assert "Over the years" in texts


def test_launches_that_never_get_there_and_what_has_not_flown_are_told(panel):
    answers = answers_about(
        "[deployment]\npayload_t = 100\nlaunches_per_year = 1\ngrowth_per_year = 0\n", 60_000
    )
    notice = BUILD_UP_PANEL.notice(answers)
    assert "never keeps 700 satellites in orbit" in notice
    assert "As flown: satellites.ai.mass_kg: is 60,000 kg, and a launch carries 44 t" in notice
    facts = facts_of(answers)
    assert facts["Complete"] == "not by 2046"
    assert facts["As flown: working"] == "–"
    panel.show_answers(answers)
    assert notice in visible_texts(panel)
    assert len(panel.charts[0].chart.curves) == 1


def test_the_check_is_a_table_of_model_and_count(panel):
    (table,) = BUILD_UP_PANEL.tables(answers_about(TAIL))
    assert isinstance(table, TableCard)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Working"][1] == "11,114"
    assert rows["Re-entered"][1] == "1,717"
    assert rows["Down in 2025"][2].startswith("+")
    assert rows["Re-entered, longer life"][2].startswith("−")
    panel.show_answers(answers_about(TAIL))
    texts = visible_texts(panel)
    assert {"Model", "Counted", "Differs", "11,114"} <= set(texts)


def test_drafts_keep_what_was_told_before_the_edit(panel):
    answers = answers_about(TAIL)
    draft = replace(answers.question, fleet=replace(answers.question.fleet, is_draft=True))
    quick = Analyst().answer(draft, BUILD_UP_PANEL.quick_needs)
    kept = quick.with_answer(BUILD_UP, answers[BUILD_UP], is_before_edit=True)
    panel.show_answers(kept)
    assert facts_of(kept)["Launches until then"] == "35"
    assert len(panel.charts) == 7


def test_a_level_stands_where_its_value_is_on_a_logarithmic_axis(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.show()
    x = np.arange(3.0)
    chart = Chart(
        title="L", unit="", x=x, x_name="x", curves=(Curve("a", 10.0 ** (x + 1.0), "sun"),),
        levels=(Level("limit", 100.0),), log_floor=1.0,
    )  # fmt: skip
    view.show_chart(chart)
    assert view.plot._extra[0].value() == pytest.approx(2.0)
    view.set_logarithmic(False)
    assert view.plot._extra[0].value() == pytest.approx(100.0)


def test_where_none_ever_works_nobody_can_say_how_many_replace_them():
    answers = answers_about("[reliability]\nearly_failures = 1\n", needs=frozenset({BUILD_UP}))
    facts = facts_of(answers)
    assert facts["Replaced a year"] == facts["Launches for that"] == MISSING
    for chart in BUILD_UP_PANEL.charts(answers):
        assert all(np.isfinite(level.value) for level in chart.levels)
