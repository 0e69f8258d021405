"""The numbers of a waterfall stay inside its chart, whatever its bars are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest

from orbitviz.analysis.chart import Chart
from orbitviz.ui.charts.chart_view import ChartView

LOSSES = Chart(title="Where the FLOP/s go", unit="PFLOP/s", x=np.zeros(0), x_name="step", curves=())
CASES = {
    "one loss takes nearly all": (186.0, -24.3, -143.0, -0.894, 17.9),
    "one loss takes all": (186.0, 0.0, -186.0, 0.0, 0.0),
    "two halves": (186.0, -93.0, -93.0, 0.0, 0.0),
    "hardly anything": (186.0, -0.001, -0.002, -0.003, 185.994),
    "nothing installed": (0.0, 0.0, 0.0, 0.0, 0.0),
}


def with_amounts(amounts):
    names = ("installed", "chip losses", "array", "battery", "delivered")
    return replace(LOSSES, steps=tuple(zip(names, amounts, strict=True)))


def labels_of(view):
    """Return the left and right ends of the number of each bar, and those of the plot, pixels."""
    box = view.plot.getPlotItem().vb
    ends = {}
    for one in view.plot.items():
        if isinstance(one, pg.TextItem):
            width = one.textItem.boundingRect().width()
            left = box.mapViewToScene(one.pos()).x() - one.anchor.x() * width
            ends[one.textItem.toPlainText()] = left, left + width
    plot = box.mapRectToScene(box.rect())
    return ends, (plot.left(), plot.right())


@pytest.mark.parametrize("width", [230, 300, 600])
@pytest.mark.parametrize("amounts", CASES.values(), ids=CASES)
def test_numbers_of_bars_stay_inside_the_plot(qtbot, amounts, width):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(width, 220)
    view.show()
    qtbot.waitExposed(view)
    view.show_chart(with_amounts(amounts))
    qtbot.waitUntil(lambda: view.plot.getPlotItem().vb.viewRange()[1] == [-4.5, 0.5])
    labels, plot = labels_of(view)
    assert labels
    for words, (left, right) in labels.items():
        assert plot[0] - 1.0 <= left < right <= plot[1] + 1.0, words


def test_numbers_stay_inside_the_range_of_what_was_before_an_edit(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(300, 220)
    view.show()
    qtbot.waitExposed(view)
    view.plot.show_chart(
        with_amounts((300.0, -60.0, -200.0, 0.0, 40.0)), None, with_amounts(CASES["two halves"])
    )
    labels, plot = labels_of(view)
    assert len(labels) == 4
    for words, (left, right) in labels.items():
        assert plot[0] - 1.0 <= left < right <= plot[1] + 1.0, words
