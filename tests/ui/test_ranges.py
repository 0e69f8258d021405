"""Ranges of charts stay while a design is edited, with the old curve faint behind the new one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.chart import Chart, Curve, Level, in_unit_of
from orbitviz.base.units import unit_ratio
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.charts.ranges import comparable, is_beyond, value_range

DAYS = tuple(f"2026-11-{day}" for day in range(22, 27))
BEFORE = Chart(
    title="Power", unit="MW", x=np.arange(5.0), x_name="day", x_labels=DAYS,
    curves=(Curve("array", np.array([600.0, 700.0, 800.0, 900.0, 950.0]), "sun"),),
    levels=(Level("limit", 920.0),),
)  # fmt: skip
LOSSES = Chart(
    title="Losses", unit="EFLOP/s", x=np.zeros(0), x_name="step", curves=(),
    steps=(("installed", 10.0), ("array", -4.0), ("delivered", 6.0)),
)  # fmt: skip


def edited(chart, factor):
    """Return a chart with other values."""
    curves = tuple(replace(curve, values=curve.values * factor) for curve in chart.curves)
    steps = tuple((name, amount * factor) for name, amount in chart.steps)
    return replace(chart, curves=curves, steps=steps)


@pytest.fixture
def view(qtbot):
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(360, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown_range(view):
    return view.plot.getPlotItem().vb.viewRange()


def faint(view):
    return [item.getData()[1].tolist() for item in view.plot._faint]


def test_the_ranges_stay_and_the_old_curve_too(view):
    view.set_chart_when_visible(BEFORE, "")
    before = shown_range(view)
    assert faint(view) == []
    for factor in (0.5, 0.7, 1.4):
        view.set_chart_when_visible(edited(BEFORE, factor), "", BEFORE)
        assert shown_range(view) == before
        assert faint(view) == [BEFORE.curves[0].values.tolist()]
    view.set_chart_when_visible(edited(BEFORE, 0.5), "")  # fitted again
    assert shown_range(view) != before
    assert shown_range(view)[1] == pytest.approx(value_range(edited(BEFORE, 0.5)))
    assert faint(view) == []


def test_the_unit_stays_while_the_prefix_would_change(view):
    """950 MW grow to 1,900 MW, which a chart of its own would call 1.9 GW."""
    grown = replace(edited(BEFORE, 2.0), unit="GW")
    grown = replace(
        grown,
        curves=(replace(grown.curves[0], values=grown.curves[0].values / 1000.0),),
        levels=(Level("limit", 0.92),),
    )
    view.set_chart_when_visible(grown, "", BEFORE)
    assert view.chart.unit == "MW"
    np.testing.assert_allclose(view.chart.curves[0].values, 2.0 * BEFORE.curves[0].values)
    assert view.chart.levels[0].value == pytest.approx(920.0)


@pytest.mark.parametrize(
    ("unit", "other", "ratio"),
    [
        ("GW", "MW", 1000.0),
        ("W", "kW", 1e-3),
        ("kW/m² of radiator", "W/m² of radiator", 1000.0),
        ("EFLOP/s", "ZFLOP/s", 1e-3),
        ("°C", "°C", 1.0),
        ("min", "h", None),
        ("% of satellites", "°C", None),
        ("m", "W", None),
    ],
)
def test_units_differ_by_a_prefix_or_not_at_all(unit, other, ratio):
    assert unit_ratio(unit, other) == (None if ratio is None else pytest.approx(ratio))


def test_another_day_keeps_the_range_but_not_the_curve(view):
    """The year begins at the day shown: after midnight the curves would be a day apart."""
    view.set_chart_when_visible(BEFORE, "")
    later = replace(edited(BEFORE, 0.8), x_labels=(*DAYS[1:], "2026-11-27"))
    before = shown_range(view)
    view.set_chart_when_visible(later, "", BEFORE)
    assert shown_range(view) == before
    assert faint(view) == []


def test_a_waterfall_keeps_its_range(view):
    view.set_chart_when_visible(LOSSES, "")
    before = shown_range(view)
    bars = len(view.plot._extra)
    view.set_chart_when_visible(edited(LOSSES, 0.5), "", LOSSES)
    assert shown_range(view) == before
    assert len(view.plot._extra) == bars + len(LOSSES.steps)  # outlines of the old ones


@pytest.mark.parametrize("chart", [BEFORE, LOSSES], ids=lambda chart: chart.title)
def test_values_out_of_range_are_noticed(chart):
    assert not is_beyond(edited(chart, 0.99), chart)
    assert is_beyond(edited(chart, 1.5), chart)
    assert not is_beyond(edited(chart, 1.5), None)


def test_only_the_same_chart_is_compared(view):
    other = replace(BEFORE, title="Heat")
    assert comparable(BEFORE, other) is None
    assert comparable(BEFORE, replace(BEFORE, unit="°C")) is None
    assert comparable(BEFORE, None) is None
    assert in_unit_of(BEFORE, replace(BEFORE, unit="°C")) is BEFORE
    view.set_chart_when_visible(BEFORE, "", other)
    assert faint(view) == []
    assert shown_range(view)[1] == pytest.approx(value_range(BEFORE))
