"""The panel of density: facts, the curve beside catalogues, the images and their reading."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from PySide6.QtCore import Qt

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.density_now import DENSITY
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.chart import Chart, Curve, reading_at, rows_of, summary_of
from orbitviz.analysis.heatmap import Heatmap
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.charts.heatmap_layer import key_of
from orbitviz.ui.charts.ranges import log_range
from orbitviz.ui.panels.density import CROWDING
from tests.analysis.fitted import builtin_catalogue


@pytest.fixture(scope="module")
def gen1():
    document = read_builtin("starlink-gen1")
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    return document, snapshot_at(state, document.design.epoch_instant, with_survey=False)


def answers_for(gen1, shells=(), catalogues=()):
    document, snapshot = gen1
    selection = Selection(shells=keys_of_shells(shells))
    question = Question(document, selection, snapshot.geometry, snapshot.fleet, tuple(catalogues))
    return Analyst().answer(question, CROWDING.quick_needs)


def test_the_most_crowded_place_is_named(gen1):
    facts = {fact.name: fact.value for fact in CROWDING.facts(answers_for(gen1))}
    assert facts["Most crowded altitude"] == "545 km"
    assert facts["Most crowded place"] == "545 km, 53° N, S"
    assert facts["Groups there"] == "540 km, 53.2°"
    # 1,584 in 4/3 pi (6928.137^3 - 6918.137^3) km3.
    assert facts["Per million km³"] == "0.263"
    assert facts["Per million km³ there"] == "1.42"


def test_a_selection_has_its_own_density_in_the_cells_of_the_design(gen1):
    whole, part = answers_for(gen1)[DENSITY], answers_for(gen1, [2])[DENSITY]
    assert part.design.satellites == 720
    assert part.crowded == ("570 km, 70.0°",)
    assert np.array_equal(whole.cells.altitude_km, part.cells.altitude_km)


def test_catalogues_stand_beside_the_design(gen1, tmp_path):
    catalogue = builtin_catalogue("one-shell", tmp_path)
    answers = answers_for(gen1, catalogues=[catalogue])
    by_altitude, *images = CROWDING.charts(answers)
    assert [curve.name for curve in by_altitude.curves] == ["Starlink Gen1", "one-shell"]
    assert [chart.title for chart in images] == [
        "By latitude: Starlink Gen1", "By latitude: one-shell",
    ]  # fmt: skip
    assert images[0].heatmap.ends == images[1].heatmap.ends
    labels = [fact.name for fact in CROWDING.facts(answers)]
    assert labels[-1] == "one-shell at 545 km"
    # The same question again reuses what a catalogue costs most.
    assert answers[DENSITY].catalogues[0].satellites == 480


def test_a_chart_is_logarithmic_until_it_is_told(qtbot, gen1):
    view = ChartView()
    qtbot.addWidget(view)
    view.show()
    by_altitude, image = CROWDING.charts(answers_for(gen1))
    view.show_chart(by_altitude)
    shown = view.plot._curves[0].getOriginalDataset()[1]
    assert shown.max() == pytest.approx(np.log10(by_altitude.curves[0].values.max()))
    assert shown.min() == pytest.approx(-3.0)
    assert log_range(by_altitude)[1] == 0.0
    view.set_logarithmic(False)
    shown = view.plot._curves[0].getOriginalDataset()[1]
    assert shown.max() == pytest.approx(by_altitude.curves[0].values.max())
    view.show_chart(image)
    assert view.plot.getPlotItem().vb.viewRange()[0] == pytest.approx([-90.0, 90.0])
    assert "per million km³" in view._reading.text()
    view.show_chart(by_altitude)
    assert not view.plot._heatmap._image.isVisible()


CELLS = Heatmap(
    x=np.array([0.0, 1.0, 2.0]),
    y=np.array([100.0, 110.0, 120.0]),
    values=np.array([[0.0, 5.0], [0.001, 50.0]]),
    name="density",
    unit="units",
    y_name="height",
    x_text=lambda x: f"x {x:g}",
    y_text=lambda y: f"y {y:g}",
)
CHART = Chart(title="Cells", unit="units", x=CELLS.x, x_name="x", curves=(), heatmap=CELLS)


def test_cells_are_read_copied_and_told(qtbot, tmp_path):
    assert CELLS.ends == (0.05, 50.0)
    assert np.isnan(CELLS.shares[0, 0])
    assert CELLS.shares[1].tolist() == pytest.approx([0.0, 1.0])
    assert CELLS.reading_at(0.2, 119.0) == "y 115, x 0.5:   density 0.001 units"
    assert CELLS.reading_at(99.0, -5.0) == "y 105, x 1.5:   density 5 units"
    assert reading_at(CHART, 1.7) == "y 115, x 1.5:   density 50 units"
    assert summary_of(CHART) == "greatest at y 115, x 1.5:   density 50 units"
    assert rows_of(CHART)[0] == ["height", "x", "density (units)"]
    assert rows_of(CHART)[-1] == ["115", "1.5", "50"]
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(400, 260)
    view.show()
    view.set_chart_when_visible(CHART, "All")
    for ending in ("csv", "png", "svg"):
        view.save(str(tmp_path / f"cells.{ending}"))
    with (tmp_path / "cells.csv").open(newline="") as stream:
        assert list(csv.reader(stream)) == rows_of(CHART)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view._reading.text() == "y 115, x 1.5:   density 50 units"
    assert key_of(CELLS).startswith("0.05 <span")


def test_a_chart_without_a_floor_is_linear(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.show()
    x = np.arange(3.0)
    view.show_chart(Chart(title="L", unit="", x=x, x_name="x", curves=(Curve("a", x, "sun"),)))
    assert view.plot._curves[0].getOriginalDataset()[1].tolist() == [0.0, 1.0, 2.0]
    assert not view.plot.getAxis("left").logMode
