"""Panels at their least width: nothing is cut, columns give way to names, a chart is in view."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.aging import ages_of
from orbitviz.model.selection import Selection
from orbitviz.model.view import Theme
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.stations import Fineness
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.comparison_table import ComparisonTable, _NameCell
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.theme import apply_theme, load_fonts

COMPARING = [spec for spec in PANELS if spec.columns]


@pytest.fixture(autouse=True)
def _theme(qapp):
    load_fonts()
    apply_theme(qapp, Theme.DARK)


@pytest.fixture(scope="module")
def answers():
    """Return what every panel says of the million at its epoch, by coarse maps of all ages."""
    document = read_builtin()
    geometry = sky_geometry_at(document.design.epoch_instant)
    sun_km = sun_step_km(float(np.linalg.norm(geometry.sun_teme_km)))
    coarse = solve_fleet(document, sun_km, ages=ages_of, fineness=Fineness.DRAFT)
    # Not a draft, of which the panels tell less.
    question = Question(document, Selection(), geometry, replace(coarse, is_draft=False))
    needs = frozenset().union(*(spec.quick_needs | spec.slow_needs for spec in PANELS))
    return Analyst().answer(question, needs)


@pytest.fixture
def filled(qtbot, answers):
    """Return a function that shows a panel of a width, with the answers."""

    def show(spec, width, height=304):
        panel = AnalysisPanel(spec)
        qtbot.addWidget(panel)
        panel.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)  # which would tile it
        panel.resize(width, height)
        panel.show()
        qtbot.waitExposed(panel)
        panel.show_answers(answers)
        qtbot.wait(50)
        return panel

    return show


@pytest.mark.parametrize("spec", PANELS, ids=lambda spec: spec.id)
def test_nothing_is_cut_at_the_least_width(filled, spec):
    panel = filled(spec, 316)
    assert panel.width() == panel.minimumWidth() == 316
    body = panel.widget()
    assert body.minimumSizeHint().width() <= panel.viewport().width()
    assert body.width() == panel.viewport().width()


@pytest.mark.parametrize("spec", COMPARING, ids=lambda spec: spec.id)
@pytest.mark.parametrize("width", [316, 340, 365, 500])
def test_names_of_groups_are_whole_and_columns_give_way(filled, spec, width):
    table = filled(spec, width).findChild(ComparisonTable)
    seen = set()
    for name in table._name_cells:
        assert name.width() >= name.sizeHint().width(), name.text()
        seen.add(name.text())
    for name, cells in zip(table._name_cells, table._cells, strict=True):
        visible = [cell for cell in cells if not cell.isHidden()]
        assert name.geometry().right() < visible[0].x()
        assert visible[0].width() >= visible[0].sizeHint().width()
        assert visible[-1].geometry().right() + 1 == table.contentsRect().right() + 1 - 12
    assert "ODC 967-1002 km SSO" in seen
    heads = {head.text(): head.isHidden() for head in table._heads}
    assert list(heads.values()) == sorted(heads.values())  # the last one gives way first
    assert not heads[spec.columns[0].heading]
    for heading, hidden in heads.items():
        assert (f"\n{heading}: " in table._name_cells[0].toolTip()) is hidden
    assert any(heads.values()) is (width == 316) or 316 < width < 500


def test_the_end_of_a_long_name_is_left():
    cell = _NameCell("A very long name of a group of shells at 550 km SSO")
    cell.resize(cell.minimumWidth(), 20)
    assert cell.shown_text.startswith("A very")
    assert cell.shown_text.endswith("km SSO")
    assert "…" in cell.shown_text
    assert cell.text() in cell.toolTip()


@pytest.mark.parametrize("spec", PANELS, ids=lambda spec: spec.id)
def test_the_first_chart_is_in_view_in_a_window_of_1366_by_768(filled, spec):
    """There the panel below the shells has 304 pixels, of which the findings take some."""
    panel = filled(spec, 365)
    chart = panel.charts[0]
    assert chart.visibleRegion().boundingRect() == chart.rect()
