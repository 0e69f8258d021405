"""A chart with its title, legend and reading; it can be copied and saved."""

from __future__ import annotations

from functools import partial
from html import escape

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from orbitviz.analysis.chart import (
    Chart,
    in_unit_of,
    reading_at,
    rows_of,
    separated,
    summary_of,
    without_empty_steps,
)
from orbitviz.base.errors import UserError
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.charts.chart_export import ChartExporter, ask_for_file
from orbitviz.ui.charts.chart_plot import ChartPlot
from orbitviz.ui.charts.ranges import comparable, is_beyond
from orbitviz.ui.charts.tones import tone_of
from orbitviz.ui.theme import colours, text_font, title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_RING = 3  # width of the frame in which the focus is drawn
_KEY_STEPS = 60  # of the arrow keys from end to end


class ChartView(QWidget):
    """One chart with its title, a legend, a reading under the pointer, a cursor at the present."""

    timeRequested = Signal(object)  # Instant: of a click
    chartShown = Signal()  # a chart that waited to be visible
    errorOccurred = Signal(object)  # UserError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._pending: Chart | None = None
        self._earlier: Chart | None = None
        self._caption = ""
        self._title, self._reading = PlainLabel(), PlainLabel()
        self._title.setFont(title_font(9))
        self._title.setWordWrap(True)
        self._reading.setObjectName("caption")
        self._reading.setFont(text_font(8.5))
        self._reading.setTextFormat(Qt.TextFormat.RichText)
        self._reading.setWordWrap(True)
        self.plot = ChartPlot()
        box = QVBoxLayout(self)
        box.setContentsMargins(_RING, _RING, _RING, _RING)
        box.setSpacing(2)
        box.addWidget(self._title)
        box.addWidget(self._reading)
        box.addWidget(self.plot)
        self.plot.scene().sigMouseMoved.connect(self._on_hover)
        self.plot.scene().sigMouseClicked.connect(self._on_click)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._read_at: float | None = None  # place that the keyboard has moved to
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def set_chart_when_visible(
        self, chart: Chart, caption: str, earlier: Chart | None = None
    ) -> None:
        """Show a chart as soon as it is in view; the caption is for pictures of it.

        earlier  the chart before an edit: it stays faintly behind, and its ranges and unit too
        """
        earlier = comparable(chart, earlier)
        if earlier is None:
            (self._pending,), self._earlier = without_empty_steps(chart), None
        else:
            chart = in_unit_of(chart, earlier)
            self._pending, self._earlier = without_empty_steps(chart, earlier)
        self._caption = caption
        if self._chart is None or not self.visibleRegion().isEmpty():
            self._show_pending()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the chart that came while the view was hidden or scrolled away."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(colours().accent), _RING - 1.0))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self._pending is not None:
            QTimer.singleShot(0, self, self._show_pending)

    def _show_pending(self) -> None:
        if self._pending is not None:
            chart, self._pending = self._pending, None
            self.show_chart(chart)
            self.chartShown.emit()

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; lines of the same names are moved, not created again."""
        old, self._chart = self._chart, chart
        beyond = "  ·  out of range" if is_beyond(chart, self._earlier) else ""
        self._title.setText(f"{chart.title}{beyond}")
        self.setAccessibleName(f"Chart: {chart.title}")
        self.setAccessibleDescription(f"{summary_of(chart)}. {chart.assumption}")
        self.setToolTip(plain_tip(chart.assumption))
        self.plot.show_chart(chart, old, self._earlier)
        if not self.plot.underMouse():
            self._show_key()

    def show_instant(self, instant: Instant | None) -> None:
        """Mark the present on an axis of time, if there is one and it is on it."""
        self.plot.show_instant(self._chart, instant)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        chart, self._chart = self._chart, None
        if chart is not None:
            self.show_chart(chart)

    # Reading -----------------------------------------------------------------------------

    def _show_key(self) -> None:
        chart = self._chart
        if chart is None:
            return
        parts = [
            f'<span style="color:{tone_of(curve.tone)}">■</span>&nbsp;{escape(curve.name)}'
            for curve in chart.curves
            if len(chart.curves) > 1
        ]
        if chart.bands and chart.band_name:
            parts.append(
                f'<span style="color:{colours().shade}">■</span>&nbsp;{escape(chart.band_name)}'
            )
        if chart.heatmap is not None:
            from orbitviz.ui.charts.heatmap_layer import key_of

            parts.append(key_of(chart.heatmap))
        self._reading.setText(" &nbsp; ".join(parts))
        self._reading.setVisible(bool(parts) or self.plot.underMouse())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values along the axis with the arrow keys; Enter goes to that time."""
        chart = self._chart
        if chart is None or chart.is_waterfall or not len(chart.x):
            super().keyPressEvent(event)
            return
        first, last = float(chart.x[0]), float(chart.x[-1])
        step = (last - first) / _KEY_STEPS
        at = first if self._read_at is None else self._read_at
        moves = {
            Qt.Key.Key_Left: at - step,
            Qt.Key.Key_Right: at + step,
            Qt.Key.Key_Home: first,
            Qt.Key.Key_End: last,
        }
        place = moves.get(Qt.Key(event.key()))
        if place is not None:
            self._read_at = min(max(place, first), last)
            self._show_reading(reading_at(chart, self._read_at))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chart.time_axis is not None:
            self.timeRequested.emit(chart.time_axis.instant(at))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the legend again where the keyboard was read out."""
        super().focusOutEvent(event)
        self._read_at = None
        self._show_key()

    def _show_reading(self, text: str) -> None:
        self._reading.setText(escape(text))
        self._reading.setAccessibleName(text)
        self._reading.setVisible(True)

    def _on_hover(self, place: QPointF) -> None:
        chart = self._chart
        if chart is None:
            return
        view = self.plot.getPlotItem().vb
        if not view.sceneBoundingRect().contains(place):
            self._show_key()
            return
        at = view.mapSceneToView(place)
        x, y = at.x(), at.y()
        if chart.is_waterfall:
            k = int(np.clip(round(-y), 0, len(chart.steps) - 1))
            self._show_reading(f"{chart.steps[k][0]}: {chart.step_text(k, 4)}")
        elif chart.heatmap is not None:
            self._show_reading(chart.heatmap.reading_at(x, y))
        else:
            self._show_reading(reading_at(chart, x))

    def _on_click(self, event: object) -> None:
        chart = self._chart
        place = event.scenePos()  # type: ignore[attr-defined]
        left = event.button() == Qt.MouseButton.LeftButton  # type: ignore[attr-defined]
        if chart is None or chart.time_axis is None or not left:
            return
        view = self.plot.getPlotItem().vb
        if view.sceneBoundingRect().contains(place):
            self.timeRequested.emit(chart.time_axis.instant(float(view.mapSceneToView(place).x())))

    # Copying and saving ------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save what is shown."""
        menu = QMenu(self)
        chart = self._chart
        if chart is not None and chart.log_floor > 0.0 and not chart.is_ladder:
            logarithmic = menu.addAction("Logarithmic Scale")
            logarithmic.setCheckable(True)
            logarithmic.setChecked(self.plot.is_log)
            logarithmic.toggled.connect(self.set_logarithmic)
            menu.addSeparator()
        menu.addAction("Copy as Table", self.copy_table)
        menu.addAction("Save as CSV…", partial(self._save_as, "CSV", "csv"))
        menu.addAction("Save as PNG…", partial(self._save_as, "PNG picture", "png"))
        menu.addAction("Save as SVG…", partial(self._save_as, "SVG picture", "svg"))
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu.exec(self.mapToGlobal(self.rect().center()) if by_key else QCursor.pos())
        event.accept()

    def set_logarithmic(self, on: bool) -> None:
        """Draw on a logarithmic or a linear axis, where the chart offers both."""
        self.plot.is_log = on
        self.refresh_theme()

    def copy_table(self) -> None:
        """Put the values on the clipboard as a table that spreadsheets can paste."""
        if self._chart is not None:
            QGuiApplication.clipboard().setText(separated(rows_of(self._chart), "\t"))

    def save(self, path: str) -> None:
        """Save as CSV, PNG or SVG by the name's ending. Raises UserError."""
        if self._chart is not None:
            exporter = ChartExporter(self, self.plot, self._caption, self.refresh_theme)
            exporter.save(self._chart, path)

    def _save_as(self, kind: str, ending: str) -> None:
        if self._chart is None:
            return
        name = ask_for_file(self, self._chart, kind, ending)
        if name:
            try:
                self.save(name)
            except UserError as error:
                self.errorOccurred.emit(error)
