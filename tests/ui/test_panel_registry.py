"""A panel is one file and one line: everything else follows from its declaration."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from orbitviz.analysis.answers.analyst import LIFE, Analyst
from orbitviz.analysis.answers.comparison import SELECTED
from orbitviz.analysis.answers.needs import Answers, Need, Question, SlowNeed
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.ui.panels.compute import COMPUTING
from orbitviz.ui.panels.power import POWER
from orbitviz.ui.panels.registry import PANELS
from tests.ui.conftest import DESIGN

ROOT = Path(__file__).parents[2]

PANEL = '''"""A made-up panel."""

from orbitviz.analysis.answers.comparison import SELECTED
from orbitviz.analysis.answers.needs import Need
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_spec import PanelSpec

DOUBLE = Need("double", lambda inquiry: 2 * inquiry.census.count)

DOUBLED = PanelSpec(
    id="doubled",
    title="Doubled",
    help="Show or hide twice the number of satellites.",
    shortcut="Ctrl+F12",
    needs=frozenset({DOUBLE}),
    facts=lambda answers: (Fact("Twice", str(answers[DOUBLE])),),
    charts=lambda answers: (),
    footnote="Made up.",
)
'''

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.ui.help import help_rows
from orbitviz.ui.palette import action_entries
from orbitviz.ui.window import MainWindow

app = QApplication(sys.argv)
document = read_builtin("one-shell")
store = Store(State.of(document, Playback(document.design.epoch_instant)))
window = MainWindow(store, store.state.playback.at)
window.show()
action = window.actions_by_id["panel_doubled"]
assert action.shortcut().toString() == "Ctrl+F12"
assert action in window.menus["Window"].actions()
assert "Doubled Panel" in [entry.text for entry in action_entries(window.actions_by_id)]
assert "panel_doubled" in [spec.id for spec in help_rows("twice the number")]
assert window.docks["panel_doubled"].windowTitle() == "Doubled"
action.trigger()
panel = window.panels["doubled"]
snapshot = snapshot_at(store.state, store.state.playback.at, with_survey=False)
question = Question(document, store.state.selection, snapshot.geometry, snapshot.fleet)
panel.set_in_front(True)
panel.show_answers(Analyst().answer(question, panel.spec.quick_needs))
texts = [label.text() for label in panel.findChildren(QLabel)]
assert str(2 * len(document.constellation)) in texts, texts
"""


def test_a_panel_needs_one_file_and_one_line(tmp_path):
    shutil.copytree(
        ROOT / "orbitviz", tmp_path / "orbitviz", ignore=shutil.ignore_patterns("__pycache__")
    )
    for folder in ("assets", "shaders"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    panels = tmp_path / "orbitviz/ui/panels"
    (panels / "doubled.py").write_text(PANEL)
    registry = panels / "registry.py"
    text = registry.read_text().replace("    TRANSIENTS,\n", "    TRANSIENTS,\n    DOUBLED,\n")
    heat = "from orbitviz.ui.panels.heat"
    its_import = "from orbitviz.ui.panels.doubled import DOUBLED\n"
    registry.write_text(text.replace(heat, its_import + heat))
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def question() -> Question:
    document = parse_design(DESIGN)
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False)
    return Question(document, Selection(), snapshot.geometry, snapshot.fleet)


def test_only_what_is_needed_is_answered(question):
    asked = []
    one = Need("one", lambda inquiry: asked.append("one") or 1)
    other = Need("other", lambda inquiry: asked.append("other") or 2)
    analyst = Analyst()
    answers = analyst.answer(question, frozenset({one}))
    assert asked == ["one"]
    assert not answers.covers(frozenset({one, other}))
    with pytest.raises(KeyError):
        answers[other]
    assert answers.get(other, 7) == 7
    again = analyst.answer(question, frozenset({one, other}))
    assert asked == ["one", "other"]  # of the same question, the first is kept
    assert (again[one], again[other]) == (1, 2)


def test_another_question_is_answered_anew(question):
    analyst = Analyst()
    everything = analyst.answer(question, frozenset({SELECTED}))
    shell = Selection(keys_of_shells([0]))
    few = analyst.answer(
        Question(question.document, shell, question.geometry, question.fleet),
        frozenset({SELECTED}),
    )
    assert (everything[SELECTED].count, few[SELECTED].count) == (212, 60)


def test_a_slow_need_is_answered_step_by_step(question):
    need = SlowNeed("slow", (lambda inquiry: ("a",), lambda inquiry: (), lambda inquiry: ("b",)))
    analyst = Analyst()
    assert [analyst.step(question, need, step) for step in range(3)] == [("a",), (), ("b",)]
    assert analyst.answer(question, frozenset({need}))[need] == ("a", "b")


@pytest.mark.parametrize("spec", PANELS, ids=lambda spec: spec.id)
def test_every_panel_names_all_that_it_reads(question, spec):
    answers = Analyst().answer(question, spec.quick_needs)
    spec.heading(answers)
    spec.facts(answers)
    spec.charts(answers)


@pytest.mark.parametrize("spec", [POWER, COMPUTING], ids=lambda spec: spec.id)
def test_a_draft_has_the_same_lines(question, spec):
    """Or the panel would jump with every drag."""
    draft = replace(question, fleet=replace(question.fleet, is_draft=True))
    full, quick = (spec.facts(Analyst().answer(one, spec.quick_needs)) for one in (question, draft))
    assert [fact.name for fact in quick] == [fact.name for fact in full]
    assert "–" in {fact.value for fact in quick} - {fact.value for fact in full}


def test_answers_to_other_needs_leave_a_panel_alone(qtbot, window, question):
    window.show()
    qtbot.waitExposed(window)
    panel = window.panels["heat"]
    panel.set_in_front(True)
    panel.show_answers(Answers(question).with_answer(LIFE, None))
    assert panel.charts == ()
    answers = Analyst().answer(question, panel.spec.quick_needs)
    panel.show_answers(answers)
    assert len(panel.charts) == len(panel.spec.charts(answers))
