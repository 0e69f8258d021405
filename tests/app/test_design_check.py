"""Findings in the real window: checked while seen, shown on the globe, mended, undone."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.check.finding import Fix, GroupEdit
from orbitviz.engine.ruler import pair_reading
from orbitviz.model.commands import edit_document, open_document
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.orbits.propagate import state_vectors
from orbitviz.ui.findings.findings_actions import PANEL
from tests.designs import dawn_dusk, design_of, walker

pytestmark = pytest.mark.gl


@pytest.fixture
def session(qtbot, new_session):
    made = new_session()
    opened = design_of(walker(550, 53, 6, 10, 0, name="Low"), dawn_dusk(900, 2000))
    made.store.do(open_document(opened))
    made.start([])
    qtbot.waitExposed(made.window)
    return made


def found_of(qtbot, session):
    """Show the panel and wait for the findings of the design as it is."""
    session.window.show_panel(PANEL)
    panel, check = session.window.findings.part, session.check.part

    def is_there():
        return check._shown[:1] == (session.store.state.document.design,)

    qtbot.waitUntil(is_there, timeout=60_000)
    return panel, panel._checked.findings


def choose(panel, findings, rule):
    (finding,) = [one for one in findings if one.rule == rule]
    panel.view.setCurrentIndex(panel.model.index(findings.index(finding)))
    return finding


def test_a_fix_is_one_edit_that_can_be_undone(qtbot, session):
    store = session.store
    assert session.check.built is None  # before the panel is first shown
    panel, findings = found_of(qtbot, session)
    choose(panel, findings, "separation")
    before = store.state.document.design
    session.window.actions_by_id["apply_fix"].trigger()
    assert store.state.document.design.groups[0].phasing != 0
    assert store.undo_label.startswith("Fix: phasing ")
    _, findings = found_of(qtbot, session)
    assert "separation" not in {one.rule for one in findings}
    store.undo()
    assert store.state.document.design == before


def test_what_would_make_another_design_is_told_and_has_no_button(qtbot, session):
    panel, findings = found_of(qtbot, session)
    session.store.do(
        edit_document(set_group_values(session.store.state.document, 1, {"satellite": "ai1"}))
    )
    panel, findings = found_of(qtbot, session)
    finding = choose(panel, findings, "eclipses")
    assert finding.fix.label.startswith("an altitude of 1,407 km, or a battery of ")
    assert panel._fix.text() == f"Would mend it: {finding.fix.label}."
    assert panel._apply.isHidden()
    assert not session.window.actions_by_id["apply_fix"].isEnabled()
    before = session.store.state.document
    session.check.part.apply_fix()
    assert session.store.state.document is before


def test_a_chosen_pair_is_selected_when_it_meets(qtbot, session):
    panel, findings = found_of(qtbot, session)
    finding = choose(panel, findings, "separation")
    panel.findingChosen.emit(finding)
    state = session.store.state
    rows = state.selection.members.rows(MAIN_DESIGN)
    assert sorted(rows.tolist()) == sorted(finding.satellites)
    assert not state.playback.playing
    r_km, _ = state_vectors(state.document.constellation, state.playback.at, rows)
    ten_metres_km = 0.01
    assert np.linalg.norm(r_km[0] - r_km[1]) == pytest.approx(finding.value, abs=ten_metres_km)
    apart = pair_reading(state, session.display.snapshot)
    assert apart.lines == ("0 m",)  # less than a millimetre
    panel.findingChosen.emit(choose(panel, findings, "eclipses"))
    assert session.store.state.selection.shells == {ShellKey(MAIN_DESIGN, 1)}
    assert pair_reading(session.store.state, session.display.snapshot) is None


def test_best_phasing_is_set_for_the_group_of_the_selected_shell(qtbot, session):
    store, actions = session.store, session.window.actions_by_id
    store.do(select([ShellKey(MAIN_DESIGN, 1)]))
    actions["best_phasing"].trigger()
    assert store.state.document.design.groups[0].phasing == 0
    store.do(select([ShellKey(MAIN_DESIGN, 0)]))
    actions["best_phasing"].trigger()
    best = store.state.document.design.groups[0].phasing
    assert best != 0
    assert store.undo_label in {"Best Phasing"}
    actions["best_phasing"].trigger()  # it is the best already: no edit
    store.undo()
    assert store.state.document.design.groups[0].phasing == 0


def test_a_fix_of_a_design_that_changed_meanwhile_is_refused_in_a_sentence(qtbot, session):
    panel, findings = found_of(qtbot, session)
    choose(panel, findings, "separation")
    changed = set_group_values(session.store.state.document, 0, {"altitude_km": 560.0})
    session.check.part._timer.stop()
    session.store.do(edit_document(changed))
    session.check.part.apply_fix()
    (told,) = session.window.notices.messages
    assert "the design has changed since it was checked" in told
    assert session.store.state.document is changed
    assert Fix("", (GroupEdit(0, changed.design.groups[0], {}),)).satellites == ()
