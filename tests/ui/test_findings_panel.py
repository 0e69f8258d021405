"""The panel of findings: rows, the chosen one, what is said while a check is under way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from orbitviz.analysis.check.registry import RULES
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.findings.finding_model import LIMIT_ROLE, TITLE_ROLE, VALUE_ROLE
from orbitviz.ui.findings.findings_panel import FindingsPanel
from tests.analysis.check_designs import checked
from tests.designs import dawn_dusk, design_of, walker

TWO_GROUPS = design_of(walker(550, 53, 72, 22, 36), dawn_dusk(700, 10, planes=1))


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(360, 700)
    return made


@pytest.fixture
def panel(window):
    made = FindingsPanel(ActionSet(window, ACTIONS))
    window.setCentralWidget(made)
    window.show()
    return made


@pytest.fixture(scope="module")
def found():
    return checked(TWO_GROUPS, "separation", "phasing", "eclipses")


def test_findings_are_rows_and_the_first_is_told_whole(panel, found):
    assert panel.heading.text() == "Computing…"
    panel.show_checked(found)
    assert panel.heading.text() == "1 error, 2 notes"
    row = panel.model.index(0)
    assert row.data() == "Group 1"
    assert row.data(TITLE_ROLE) == "Satellites of a shell too close"
    assert (row.data(VALUE_ROLE), row.data(LIMIT_ROLE)) == ("0 km", "limit 1 km")
    assert panel.chosen is found.findings[0]
    assert panel._why.text() == found.findings[0].why
    assert panel._fix.text() == "Would mend it: phasing 65."
    assert panel._actions["apply_fix"].isEnabled()
    assert panel._apply.isVisible()


def test_a_click_or_enter_chooses(qtbot, panel, found):
    panel.show_checked(found)
    with qtbot.waitSignal(panel.findingChosen) as told:
        place = panel.view.visualRect(panel.model.index(1)).center()
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [found.findings[1]]
    with qtbot.waitSignal(panel.findingChosen) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert told.args == [found.findings[1]]
    panel.show_checked(checked(TWO_GROUPS, "phasing", "eclipses"))
    assert panel.chosen.rule == "phasing"
    panel.view.setCurrentIndex(panel.model.index(1))
    panel.show_checked(found)
    assert panel.chosen.rule == "eclipses"  # it stays chosen, wherever it stands now
    assert panel.view.currentIndex().row() == 2


def test_while_a_check_is_under_way_old_findings_cannot_be_applied(panel, found):
    panel.show_checked(found)
    panel.show_pending()
    assert panel.aside.text() == "Computing…"
    assert not panel._actions["apply_fix"].isEnabled()
    assert not panel._why.isEnabled()
    panel.show_checked(found)
    assert panel.aside.text() == "as of 2026-11-22"
    assert panel._actions["apply_fix"].isEnabled()


def test_nothing_to_check_and_nothing_found_are_told(panel, found):
    panel.show_checked(found)
    panel.show_absence("There is no design.")
    assert panel.heading.text() == "There is no design."
    assert panel.chosen is None
    assert not panel._actions["apply_fix"].isEnabled()
    panel.show_checked(checked(TWO_GROUPS, "any-phasing"))
    assert panel.heading.text() == "Nothing was found."
    assert RULES


def test_the_list_has_the_keys_after_a_fix_is_applied(qtbot, window, panel, found):
    panel.show_checked(found)
    window.activateWindow()
    panel._apply.setFocus()
    qtbot.waitUntil(panel._apply.hasFocus)
    panel.show_pending()  # as an edit has it
    assert window.focusWidget() is panel.view
