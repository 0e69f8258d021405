"""Counts through a night or a year, as charts that grow while they are computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from orbitviz.analysis.chart import Chart
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

if TYPE_CHECKING:
    from orbitviz.ui.charts.chart_view import ChartView

_LEAST_WIDTH = 280


class SeriesPage(ScrollPanel):
    """A heading, what is unusual as a sentence, progress, and charts."""

    timeRequested = Signal(object)  # Instant
    errorOccurred = Signal(object)  # UserError

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _LEAST_WIDTH, parent=parent)
        self.heading.setContentsMargins(4, 0, 0, 0)
        self._remark = PlainLabel()
        self._remark.setWordWrap(True)
        self._remark.setContentsMargins(4, 0, 4, 0)
        self._remark.hide()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName("Progress of the counts")
        self._progress.hide()
        self.append(self._remark)
        self.append(self._progress)
        self._views: list[ChartView] = []
        self._frames: list[QFrame] = []

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that are shown."""
        return tuple(
            view.chart
            for view, frame in zip(self._views, self._frames, strict=True)
            if view.chart is not None and not frame.isHidden()
        )

    def show_progress(self, done: float | None) -> None:
        """Show how much is computed, 0 to 1; None once all is."""
        self._progress.setVisible(done is not None)
        self._progress.setValue(round(1000 * (done or 0.0)))

    def show_series(self, heading: str, charts: Sequence[Chart], remark: str) -> None:
        """Show charts; a sentence alone where there is nothing to draw."""
        self.heading.setText(heading)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        while len(self._views) < len(charts):
            self._add_view()
        for k, frame in enumerate(self._frames):
            frame.setVisible(k < len(charts))
        for view, chart in zip(self._views, charts, strict=False):
            view.set_chart_when_visible(chart, f"{heading}. {chart.assumption}")
        self.fit_height()

    def show_instant(self, instant: Instant) -> None:
        """Mark the present in charts over time."""
        for view in self._views:
            view.show_instant(instant)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        for view in self._views:
            view.refresh_theme()

    def _add_view(self) -> None:
        # Drawn with a library that takes a while to be loaded.
        from orbitviz.ui.charts.chart_view import ChartView

        view, frame = ChartView(), QFrame()
        frame.setObjectName("card")
        box = QVBoxLayout(frame)
        box.setContentsMargins(8, 6, 8, 6)
        box.addWidget(view)
        view.timeRequested.connect(self.timeRequested)
        view.errorOccurred.connect(self.errorOccurred)
        self._views.append(view)
        self._frames.append(frame)
        self.append(frame)
