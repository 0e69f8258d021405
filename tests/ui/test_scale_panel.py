"""The panel of scale: facts with their sources, charts, what cannot be planned; ladders."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.answers.scale_now import SCALE
from orbitviz.analysis.chart import Chart, rows_of, summary_of
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.reports.svg_chart import svg_chart
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.fleet_date_commands import show_fleet_date
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.panels.scale import SCALE_PANEL
from tests.analysis.fitted import builtin_catalogue
from tests.designs import design_of, walker

GROUPS = (
    walker(550, 53, 10, 10, name="Low", satellite="ai1"),
    walker(800, 53, 10, 10, name="High", satellite="ai1"),
)
DOCUMENT = design_of(*GROUPS, tail="[reliability]\nfailures_per_year = 0.1\n")
LADDER = Chart(
    title="Power", unit="W", x=np.zeros(0), x_name="power", curves=(), log_floor=1.0,
    steps=(("small", 10.0), ("mine", 1_000.0), ("large", 1e6)),
    step_texts=("ten", "a thousand", "a million"), marked_step="mine",
    ticks=((10.0, "10 W"), (1e6, "1 MW")),
)  # fmt: skip


def question_of(document, shells=(), catalogues=(), years=None):
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    if years is not None:
        state = show_fleet_date(FleetDate(years))(state)
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    return Question(
        snapshot.seen(state).document,
        Selection(shells=keys_of_shells(shells)),
        snapshot.geometry,
        snapshot.fleet,
        tuple(catalogues),
        fleet_at_date=snapshot.fleet_at_date,
    )


def answered(question, analyst=None):
    analyst = analyst or Analyst()
    answers = analyst.answer(question, SCALE_PANEL.quick_needs)
    return answers.with_answer(SCALE, analyst.step(question, SCALE, 0))


@pytest.fixture(scope="module")
def question():
    return question_of(DOCUMENT)


def test_facts_have_source_and_certainty(question):
    answers = answered(question)
    facts = SCALE_PANEL.facts(answers)
    assert SCALE_PANEL.notice(answers) == ""
    assert len(facts) == 14
    assert all("Certainty: " in fact.assumption for fact in facts)
    values = {fact.name: fact.value for fact in facts}
    assert "\n(" in values["Launch is paid back in"]
    assert not any("nan" in value for value in values.values())


def test_it_says_that_it_computes_until_there_is_an_answer(question):
    answers = Analyst().answer(question, SCALE_PANEL.quick_needs)
    (fact,) = SCALE_PANEL.facts(answers)
    assert fact.value == "computing…"
    assert SCALE_PANEL.charts(answers) == ()


def test_charts_are_power_altitude_meetings_and_air(question):
    power, altitude, meetings, air = SCALE_PANEL.charts(answered(question))
    assert power.is_ladder
    assert [name for name, _ in power.steps][-1] == "the Sun"
    amounts = [amount for _, amount in power.steps]
    assert amounts == sorted(amounts)
    assert power.step_text(len(amounts) - 1) == "383 YW, 2.06"
    assert altitude.curves[0].values.sum() == 200.0
    assert [level.name for level in air.levels] == ["natural", "in 2022"]
    assert all(chart.log_floor > 0.0 for chart in (power, altitude, meetings, air))


def test_a_catalogue_is_counted_in_the_same_layers(question, tmp_path):
    catalogue = builtin_catalogue("one-shell", tmp_path)
    altitude = SCALE_PANEL.charts(answered(replace(question, catalogues=(catalogue,))))[1]
    assert [curve.name for curve in altitude.curves][-1] == "one-shell"
    assert altitude.curves[-1].values.sum() == pytest.approx(480.0)
    assert altitude.levels == ()


def test_it_is_of_the_whole_design(question):
    whole = answered(question)[SCALE][0].scale
    part = answered(replace(question, selection=Selection(keys_of_shells([1]))))[SCALE][0].scale
    assert part.satellites == whole.satellites == 200
    assert part.power_w == pytest.approx(whole.power_w)


def test_it_is_of_the_whole_design_at_every_date():
    """The maps that are shown at a date are of its ages; the scale is of the design as it is."""
    document = design_of(
        *GROUPS, tail="[satellites.ai1.array]\ndegradation_per_year = 0.05\n[life]\nyears = 10\n"
    )
    whole = answered(question_of(document))[SCALE][0].scale
    analyst = Analyst()
    for years in (0.5, 6.0):
        dated = answered(question_of(document, years=years), analyst)[SCALE][0].scale
        assert dated.power_w == pytest.approx(whole.power_w, rel=1e-4)
        assert dated.payback.days == pytest.approx(whole.payback.days, rel=1e-4)


def test_what_cannot_be_planned_is_a_sentence():
    document = design_of(*GROUPS, tail="[deployment]\npayload_t = 2\n")
    answers = answered(question_of(document))
    assert "is 2,333 kg, and a launch carries 2 t" in SCALE_PANEL.notice(answers)
    assert SCALE_PANEL.facts(answers) == ()
    assert SCALE_PANEL.charts(answers) == ()


@pytest.mark.parametrize("width", [230, 300, 600])
def test_the_numbers_of_a_ladder_stay_inside_the_plot(qtbot, width):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(width, 220)
    view.show()
    qtbot.waitExposed(view)
    view.show_chart(LADDER)
    box = view.plot.getPlotItem().vb
    qtbot.waitUntil(lambda: box.viewRange()[1] == [-2.5, 0.5])
    plot = box.mapRectToScene(box.rect())
    texts = [item for item in view.plot.items() if isinstance(item, pg.TextItem)]
    assert [item.textItem.toPlainText() for item in reversed(texts)] == list(LADDER.step_texts)
    for item in texts:
        left = box.mapViewToScene(item.pos()).x()
        right = left + item.textItem.boundingRect().width()
        assert plot.left() - 1.0 <= left < right <= plot.right() + 1.0
    assert view.accessibleDescription().startswith("small ten, mine a thousand, large a million")


def test_a_ladder_is_told_and_drawn_as_svg():
    assert summary_of(LADDER) == "small ten, mine a thousand, large a million"
    assert rows_of(LADDER) == [
        ["step", "amount (W)"], ["small", "10"], ["mine", "1000"], ["large", "1e+06"],
    ]  # fmt: skip
    name = "{http://www.w3.org/2000/svg}"
    root = ET.fromstring(svg_chart(LADDER))
    widths = [float(bar.get("width")) for bar in root.findall(f"{name}rect")]
    # 1, 3 and 6 decades above the floor.
    assert widths[1] == pytest.approx(3.0 * widths[0], abs=0.4)
    assert widths[2] == pytest.approx(6.0 * widths[0], abs=0.4)
    assert [bar.get("class") for bar in root.findall(f"{name}rect")] == ["total", "loss", "total"]


def test_svg_has_a_logarithmic_axis():
    from orbitviz.analysis.chart import Curve, Level

    x = np.arange(4.0)
    chart = Chart(
        title="L", unit="", x=x, x_name="x", log_floor=1.0, levels=(Level("ten", 10.0),),
        curves=(Curve("a", np.array([0.0, 10.0, 100.0, 1000.0]), "load"),),
    )  # fmt: skip
    name = "{http://www.w3.org/2000/svg}"
    root = ET.fromstring(svg_chart(chart))
    points = root.find(f"{name}polyline").get("points").split()
    y = [float(point.split(",")[1]) for point in points]
    assert y[0] - y[1] == pytest.approx(y[1] - y[2], abs=0.2)
    assert y[1] - y[2] == pytest.approx(y[2] - y[3], abs=0.2)
    words = [text.text for text in root.findall(f"{name}text")]
    assert [word for word in words if word in ("1", "10", "100", "1,000")] == [
        "1", "10", "100", "1,000",
    ]  # fmt: skip
    level = next(line for line in root.findall(f"{name}line") if line.get("class") == "level")
    assert float(level.get("y1")) == pytest.approx(y[1], abs=0.1)
