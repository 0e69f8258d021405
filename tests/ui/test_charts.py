"""Charts: what is read under the pointer, copied and saved; the panels made of them."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabWidget

from orbitviz.analysis.answers.analyst import REPRESENTATIVE, YEAR, Analyst
from orbitviz.analysis.answers.comparison import SELECTED
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.chart import (
    Chart,
    Curve,
    TimeAxis,
    reading_at,
    rows_of,
    separated,
    summary_of,
)
from orbitviz.base.units import si_text
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.design.expand import expand
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Document, Playback, State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.plane_geometry import planes_under_sun
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.ui.charts.chart_plot import NumberAxis
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.compute import COMPUTING
from orbitviz.ui.panels.heat import HEAT
from orbitviz.ui.panels.power import POWER
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.theme import colours
from tests.ui.visible_texts import visible_texts

CHART = Chart(
    title="Power", unit="kW", x=np.arange(3.0), x_name="day",
    curves=(Curve("array", np.array([1.0, 2.0, 3.0]), "sun"),), x_labels=("a", "b", "c, d"),
)  # fmt: skip


ALL_NEEDS = frozenset().union(*(spec.quick_needs | spec.slow_needs for spec in PANELS))


@pytest.fixture(scope="module")
def document() -> Document:
    """Return two groups of the million, of 10 and of 22 shells, with fewer satellites."""
    groups = read_builtin().design.groups
    update = {"groups": (groups[0], groups[3]), "max_satellites": 100_000}
    design = read_builtin().design.model_copy(update=update)
    return Document(design, expand(design))


@pytest.fixture(scope="module")
def answers(document):
    """Return what the panels show: of everything, and of the 22 shells of one group."""
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    group = Selection(keys_of_shells(range(10, 32)))
    analyst = Analyst()
    questions = [
        Question(document, chosen, snapshot.geometry, snapshot.fleet)
        for chosen in (Selection(), group)
    ]
    return [analyst.answer(question, ALL_NEEDS) for question in questions]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.257e11, "126 GW"),
        (0.0, "0 W"),
        (5.98e-13, "598 fW"),
        (-2.5e6, "−2.50 MW"),
        (999.9, "1.00 kW"),
    ],
)
def test_numbers_are_told_with_their_prefix(value, text):
    assert si_text(value, "W") == text


def test_a_chart_is_read_where_the_pointer_is():
    assert reading_at(CHART, 1.2) == "b:   array 2 kW"


def test_a_chart_is_copied_and_saved(qtbot, tmp_path):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(360, 200)
    view.show()
    view.set_chart_when_visible(CHART, "All three satellites")
    rows = [["day", "array (kW)"], ["a", "1"], ["b", "2"], ["c, d", "3"]]
    assert rows_of(CHART) == rows
    for ending in ("csv", "png", "svg"):
        view.save(str(tmp_path / f"chart.{ending}"))
    with (tmp_path / "chart.csv").open(newline="") as stream:
        assert list(csv.reader(stream)) == rows
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    drawing = (tmp_path / "chart.svg").read_text()
    assert "<svg" in drawing
    assert "All three satellites" in drawing
    assert separated(rows, "\t").splitlines()[1] == "a\t1"


def is_shown(view, chart):
    """Return whether a view shows a chart: title, names and values."""
    return view.chart.title == chart.title and all(
        shown.name == meant.name and np.array_equal(shown.values, meant.values)
        for shown, meant in zip(view.chart.curves, chart.curves, strict=True)
    )


def test_a_panel_behind_another_shows_what_came_meanwhile(qtbot, answers):
    """One chart as high as the panel and one below: both, when each comes into view."""
    tabs = QTabWidget()
    panel = AnalysisPanel(POWER)
    tabs.addTab(panel, "Power")
    tabs.addTab(QLabel("another"), "Other")
    qtbot.addWidget(tabs)
    tabs.resize(400, 700)
    tabs.show()
    qtbot.waitExposed(tabs)
    panel.show_answers(answers[0])
    charts = POWER.charts(answers[0])
    qtbot.waitUntil(lambda: is_shown(panel.charts[0], charts[0]))
    tabs.setCurrentIndex(1)
    panel.show_answers(answers[1])
    tabs.setCurrentIndex(0)
    charts = POWER.charts(answers[1])
    panel.ensureWidgetVisible(panel.charts[0])
    qtbot.waitUntil(lambda: is_shown(panel.charts[0], charts[0]))
    panel.ensureWidgetVisible(panel.charts[-1])
    qtbot.waitUntil(lambda: is_shown(panel.charts[-1], charts[-1]))


@pytest.mark.parametrize("spec", PANELS, ids=lambda spec: spec.id)
def test_every_panel_shows_numbers_and_charts(qtbot, answers, spec):
    panel = AnalysisPanel(spec)
    qtbot.addWidget(panel)
    panel.resize(390, 3000)
    panel.show()
    for answer in answers:
        panel.show_answers(answer)
        qtbot.wait(20)
        charts = spec.charts(answer)
        for view, chart in zip(panel.charts, charts, strict=True):
            panel.ensureWidgetVisible(view)  # charts are drawn when they come into view
            qtbot.waitUntil(lambda view=view, chart=chart: is_shown(view, chart))
            for shown in view.chart.curves:
                assert np.isfinite(shown.values).all()
        assert all(fact.value not in ("", "–", "nan") for fact in spec.facts(answer))


@pytest.mark.parametrize(
    ("change", "levels"),
    [({}, 1), ({"faces": 0}, 0), ({"chip_r_k_w": 0.1}, 0)],
    ids=["as built in", "no radiator", "the path alone is too long"],
)
def test_a_limit_of_rejected_heat_is_drawn_where_there_is_one(answers, change, levels):
    part = answers[0][SELECTED].parts[0]
    satellite = replace(part.operating.satellite, **change)
    operating = replace(part.operating, satellite=satellite)
    other = replace(part, mixture=replace(part.mixture, operating=operating))
    charts = HEAT.charts(
        answers[0].with_answer(SELECTED, replace(answers[0][SELECTED], parts=(other,)))
    )
    flux = next(chart for chart in charts if chart.title == "Heat rejected over one orbit")
    assert len(flux.levels) == levels


def test_the_wheel_over_a_chart_is_left_to_the_panel(qtbot, turn_wheel):
    view = ChartView()
    qtbot.addWidget(view)
    assert not turn_wheel(view.plot.viewport())


def test_shells_that_are_left_out_are_told(qtbot, answers):
    panel = AnalysisPanel(PANELS[0])
    qtbot.addWidget(panel)
    panel.show()
    panel.show_answers(answers[1])
    assert "12 of 22, evenly chosen" in visible_texts(panel)


@pytest.mark.qt_log_ignore("Mouse event")  # pyqtgraph reads it and lets it pass
def test_a_click_on_the_year_goes_to_that_day(qtbot, answers):
    [view], begin = click_in_the_middle(qtbot, PANELS[0], answers[1], "Always sunny?")
    assert view.seconds_since(begin) == pytest.approx(182.0 * 86_400.0, abs=3 * 86_400.0)


@pytest.mark.qt_log_ignore("Mouse event")
def test_a_click_on_the_orbit_goes_to_where_the_first_satellite_is_there(qtbot, document, answers):
    """Noon is in the middle of the axis: the satellite stands nearest to the Sun."""
    [instant], _ = click_in_the_middle(qtbot, PANELS[1], answers[1], "Temperature over one orbit")
    row = answers[1][REPRESENTATIVE].row
    geometry = sky_geometry_at(instant)
    r_km, _ = state_vectors(document.constellation, instant, slice(row, row + 1))
    plane = int(document.constellation.plane_index[row])
    beta = planes_under_sun(document.constellation, instant, geometry.sun_direction).beta_rad[plane]
    up = r_km[0] / np.linalg.norm(r_km[0])
    three_pixels_rad = np.radians(3.0)
    assert np.arccos(up @ geometry.sun_direction) == pytest.approx(abs(beta), abs=three_pixels_rad)


def click_in_the_middle(qtbot, spec, answer, title):
    """Return the instants asked for by a click on a chart, and the first of its year."""
    panel = AnalysisPanel(spec)
    qtbot.addWidget(panel)
    panel.resize(390, 3000)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_answers(answer)
    qtbot.wait(50)
    view = next(view for view in panel.charts if view.chart.title == title)
    box = view.plot.getPlotItem().vb
    with qtbot.waitSignal(panel.timeRequested) as asked:
        place = view.plot.mapFromScene(box.sceneBoundingRect().center())
        qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return asked.args, answer[YEAR].instants[0]


def test_the_year_of_a_dawn_dusk_group_shows_its_seasons(answers):
    """Two planes, 06:00 and 18:00: eclipses around December and around June."""
    year = answers[1][YEAR]
    assert len(year.seasons) == 3  # one is under way at the start of the year shown
    days = sum(last - first + 1 for first, last in year.seasons)
    assert 150 < days < 180
    assert year.lit.min() < 0.93
    assert year.lit.max() == pytest.approx(1.0)


@pytest.fixture(scope="module")
def about_none():
    """Return a question about no satellite: one for two groups, and the one without it selected."""
    group = (
        '[[groups]]\npattern = "walker-delta"\naltitude_km = 550\ninclination_deg = 53\n'
        "planes = 1\nsatellites_per_plane = 1\n"
    )
    document = parse_design(
        'format = "orbitviz/1"\nname = "Few"\nepoch = 2026-11-22T00:00:00Z\nmax_satellites = 1\n'
        + group
        + group
    )
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    sizes = np.diff(document.constellation.shell_first)
    empty = Selection(keys_of_shells([int(np.flatnonzero(sizes == 0)[0])]))
    return Question(document, empty, snapshot.geometry, snapshot.fleet)


@pytest.mark.parametrize(
    "spec", [one for one in PANELS if not one.over_years], ids=lambda spec: spec.id
)
def test_panels_of_no_satellites_have_dashes_and_no_charts(qtbot, about_none, spec):
    answer = Analyst().answer(about_none, spec.quick_needs)
    panel = AnalysisPanel(spec)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_answers(answer)
    assert panel.charts == ()
    facts = {fact.name: fact.value for fact in spec.facts(answer)}
    assert not any("nan" in value or "273" in value for value in facts.values())
    shown = {value for name, value in facts.items() if name != "Ages"}  # that of their design
    assert shown <= {"–", "0 W", "0 FLOP/s", "0 J", "0", "nothing"}


def test_axes_are_named_with_their_units(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.show_chart(replace(CHART, y_name="power", x_name="date, UTC"))
    assert view.plot.getAxis("left").labelText == "power, kW"
    assert view.plot.getAxis("bottom").labelText == "date, UTC"
    view.show_chart(replace(CHART, y_name="", unit="°C"))
    assert view.plot.getAxis("left").labelText == "°C"
    axis = view.plot.getAxis("left")
    assert axis.tickStrings([-12_500.0, 0.0, 12_500.0], 1.0, 12_500.0) == ["−12,500", "0", "12,500"]
    assert axis.tickStrings([-0.05, 0.0], 1.0, 0.05) == ["−0.05", "0.00"]


@pytest.mark.parametrize("spec", PANELS, ids=lambda spec: spec.id)
def test_every_chart_of_a_panel_names_what_it_shows(answers, spec):
    for chart in spec.charts(answers[1]):
        assert chart.y_label
        assert chart.x_name or chart.is_waterfall
        assert summary_of(chart)


def test_a_chart_is_read_and_used_with_the_keyboard(qtbot):
    begin = sky_geometry_at(read_builtin().design.epoch_instant).instant
    view = ChartView()
    qtbot.addWidget(view)
    view.show()
    view.show_chart(replace(CHART, time_axis=TimeAxis(begin, 60.0), assumption="Assumed."))
    assert view.accessibleName() == "Chart: Power"
    assert view.accessibleDescription() == "array 1 to 3 kW, over day. Assumed."
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    framed = view.grab().toImage().pixelColor(1, view.height() // 2).name()
    assert framed == colours().accent
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert "array 3 kW" in view._reading.text()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    with qtbot.waitSignal(view.timeRequested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args[0].seconds_since(begin) == pytest.approx(60.0 * 2.0 * (1.0 - 1.0 / 60.0))
    view.clearFocus()
    assert view.grab().toImage().pixelColor(1, view.height() // 2).name() != framed


def test_satellites_without_computers_are_not_said_to_run_at_full_rate():
    """One group has computers that nothing limits, the other has none."""
    text = 'format = "orbitviz/1"\nname = "Two"\nepoch = 2026-11-22T00:00:00Z\n'
    text += '[satellites.none]\nlike = "ai1"\ncompute.rated_kw = 0\n' + "".join(
        f'[[groups]]\nname = "{name}"\npattern = "walker-delta"\naltitude_km = 550\n'
        f'inclination_deg = 53\nplanes = 2\nsatellites_per_plane = 5\nsatellite = "{name}"\n'
        for name in ("ai1", "none")
    )
    document = parse_design(text)
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    analyst = Analyst()
    shown = []
    for shells in ([0], [1], [0, 1]):
        question = Question(
            document, Selection(keys_of_shells(shells)), snapshot.geometry, snapshot.fleet
        )
        answers = analyst.answer(question, COMPUTING.quick_needs)
        shown.append({fact.name: fact.value for fact in COMPUTING.facts(answers)})
        assert bool(COMPUTING.charts(answers)) == (shells != [1])
    assert shown[1] == {"Computers": "none"}
    assert shown[2]["At full rate"] == shown[0]["At full rate"] != "100 %"
    # With its policy AI1 idles in the shadow, and in sunlight it has power and radiator enough.
    r_km, _ = state_vectors(document.constellation, snapshot.instant, np.arange(10))
    dark = int((sunlit(r_km, snapshot.geometry.sun_teme_km) == 0.0).sum())
    assert dark > 1
    assert shown[0]["At a limit now"] == f"policy {dark}"


def test_a_logarithmic_axis_has_room_for_its_numbers():
    axis = NumberAxis("left")
    axis.setLogMode(y=True)

    def numbers(low, high):
        levels = axis.tickValues(low, high, 110.0)
        return [axis.tickStrings(values, 1.0, spacing) for spacing, values in levels]

    assert numbers(-2.95, -1.0) == [["0.01", "0.1"], ["0.002", "0.005", "0.02", "0.05"]]
    assert numbers(-2.95, 0.0) == [["0.01", "0.1", "1"]]
