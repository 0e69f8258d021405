"""The charts of one satellite below one another, with a cursor at the present."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orbitviz.analysis.one_satellite.curves import Curves
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.charts.chart_card import chart_card
from orbitviz.ui.panels.satellite_curves import curve_charts

if TYPE_CHECKING:
    from orbitviz.ui.charts.chart_view import ChartView


class CurveStack(QWidget):
    """Hidden while there are no curves."""

    timeRequested = Signal(object)  # Instant
    errorOccurred = Signal(object)  # UserError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None
        self._instant: Instant | None = None
        self._views: list[ChartView] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.hide()

    @property
    def views(self) -> tuple[ChartView, ...]:
        """The charts from top to bottom."""
        return tuple(self._views)

    def show_curves(self, curves: Curves | None, caption: str, instant: Instant) -> None:
        """Show curves, None for none, with the present at an instant.

        caption   of pictures of them
        """
        self._instant = instant
        self.setVisible(curves is not None)
        if curves is not None and curves is not self._curves:
            charts = curve_charts(curves)
            self._add(len(charts) - len(self._views))
            for view, chart in zip(self._views, charts, strict=True):
                view.set_chart_when_visible(chart, caption)
        self._curves = curves
        for view in self._views:
            view.show_instant(instant)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        for view in self._views:
            view.refresh_theme()

    def _add(self, count: int) -> None:
        if count <= 0:
            return
        # pyqtgraph takes half a second to load: not before a satellite is inspected.
        from orbitviz.ui.charts.chart_view import ChartView

        for _ in range(count):
            view = ChartView()
            view.timeRequested.connect(self.timeRequested)
            view.errorOccurred.connect(self.errorOccurred)
            view.chartShown.connect(partial(self._mark_present, view))
            self._box.addWidget(chart_card(view))
            self._views.append(view)

    def _mark_present(self, view: ChartView) -> None:
        if self._instant is not None:
            view.show_instant(self._instant)
