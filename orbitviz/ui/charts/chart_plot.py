"""Draws a chart with pyqtgraph; only this file and ChartView know it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem

from orbitviz.analysis.chart import Chart, Curve
from orbitviz.base.arrays import Floats
from orbitviz.base.units import fixed_text, number_text
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.charts.ranges import has_same_places, log_range, value_range
from orbitviz.ui.charts.step_rows import StepRow, label_place, step_range, step_rows
from orbitviz.ui.charts.tones import faded, tone_of
from orbitviz.ui.colours import mix
from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.widgets.wheel import IgnoreWheelMixin

if TYPE_CHECKING:
    from orbitviz.ui.charts.heatmap_layer import HeatmapLayer

_HEIGHT, _HEATMAP_HEIGHT = 150, 220
_FAINT = 110  # opacity of curves before an edit, of 255
_LEFT_AXIS = 58
_WORDS_AXIS = 74  # of a waterfall, with the names of its steps
_DECADE_PX = 45  # of a logarithmic axis: 2 is a third of it above 1
_ROW_HEIGHT = 16


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are written as everywhere else."""

    def logTickValues(
        self,
        minVal: float,
        maxVal: float,
        size: float,
        stdTicks: list[tuple[float, list[float]]],
    ) -> list[tuple[float | None, list[float]]]:
        """Return the decades, with their doubles and fives where these have room."""
        if size < _DECADE_PX * (maxVal - minVal):
            return [(spacing, values) for spacing, values in stdTicks if spacing >= 1.0]
        every = range(math.floor(minVal), math.ceil(maxVal) + 1)
        levels = [(1.0, (1,)), (None, (2, 5))]
        return [
            (
                spacing,
                [
                    place
                    for decade in every
                    for part in parts
                    if minVal <= (place := decade + math.log10(part)) <= maxVal
                ],
            )
            for spacing, parts in levels
        ]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the texts of the ticks."""
        if self.logMode:
            return [number_text(10.0**value) for value in values]
        places = max(0, math.ceil(-math.log10(spacing * scale) - 1e-9))
        return [fixed_text(value * scale, places) for value in values]


class ChartPlot(IgnoreWheelMixin, pg.PlotWidget):  # type: ignore[misc]
    """The axes, curves, bands, levels and bars of one chart, and a cursor at the present."""

    def __init__(self) -> None:
        axes = {side: NumberAxis(side) for side in ("left", "bottom")}
        super().__init__(useOpenGL=False, background=None, axisItems=axes)
        self._curves: list[pg.PlotDataItem] = []
        self._faint: list[pg.PlotDataItem] = []  # behind the curves, those before an edit
        self._extra: list[pg.GraphicsObject] = []
        self._heatmap: HeatmapLayer | None = None
        self.line_width = 1.0  # factor of every line
        self.is_log = True  # where a chart offers it
        self.setFixedHeight(_HEIGHT)
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(False, False)
        self.getAxis("left").setWidth(_LEFT_AXIS)
        self.getAxis("left").enableAutoSIPrefix(False)
        self.getAxis("bottom").enableAutoSIPrefix(False)
        self.cache_axes(True)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self.addItem(self._cursor, ignoreBounds=True)
        self._cursor.hide()

    def show_chart(self, chart: Chart, old: Chart | None, earlier: Chart | None = None) -> None:
        """Draw a chart; the items of the old one are reused if they fit.

        earlier  the one before an edit, in the same unit: drawn faintly, and the ranges are its own
        """
        if old is None or _shape(old) != _shape(chart):
            self._build(chart)
        elif (old.y_label, old.x_name) != (chart.y_label, chart.x_name):
            self._name_axes(chart)
        if chart.is_waterfall:
            self._fill_waterfall(chart, earlier)
        else:
            self._fill(chart, earlier)

    def show_instant(self, chart: Chart | None, instant: Instant | None) -> None:
        """Mark the present on an axis of time, if there is one and it is on it."""
        if chart is None or chart.time_axis is None or instant is None:
            self._cursor.hide()
            return
        place = chart.time_axis.place(instant)
        self._cursor.setVisible(float(chart.x[0]) <= place <= float(chart.x[-1]))
        # Smaller moves are not worth a repaint of the window.
        half_pixel = 0.5 * self.getPlotItem().vb.viewPixelSize()[0]
        if abs(place - self._cursor.value()) >= half_pixel:
            self._cursor.setPos(place)

    def cache_axes(self, on: bool) -> None:
        """Cache the pixels of the axes: drawing their labels takes a millisecond.

        Not for another device, where pixels of the screen would be coarse.
        """
        mode = QGraphicsItem.CacheMode
        for name in ("left", "bottom"):
            self.getAxis(name).setCacheMode(mode.DeviceCoordinateCache if on else mode.NoCache)

    def _build(self, chart: Chart) -> None:
        c = colours()
        ground = mix(c.panel, c.raised, 0.5)  # as the card around it
        self.setBackground(ground)
        self.setFixedHeight(_HEATMAP_HEIGHT if chart.heatmap is not None else _HEIGHT)
        for item in (*self._curves, *self._faint, *self._extra):
            self.removeItem(item)
        self._curves, self._faint, self._extra = [], [], []
        self.getAxis("left").setLogMode(y=self._is_log_of(chart))
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(self._pen(c.line))
            axis.setTextPen(pg.mkPen(c.muted))
            axis.setStyle(tickFont=text_font(8), tickTextOffset=4, tickLength=-4)
            axis.label.setFont(text_font(8))
        self._name_axes(chart)
        self.showGrid(x=False, y=True, alpha=0.12)
        self._cursor.setPen(self._pen(c.accent, 1.5))
        ticks = [(self._along(chart, place), word) for place, word in chart.ticks]
        self.getAxis("bottom").setTicks([ticks] if ticks else None)
        for begin, end in chart.bands:
            band = pg.LinearRegionItem(
                (begin, end), movable=False, brush=faded(c.shade, 70), pen=pg.mkPen(None)
            )
            band.setZValue(-10)
            self._add(band)
        for level in chart.levels:
            pen = self._pen(c.error, 1.2)
            pen.setStyle(Qt.PenStyle.DashLine)
            # With a background, or curves would cross the text.
            options = {
                "position": 0.02, "anchors": [(0, 0), (0, 1)], "color": c.error,
                "fill": faded(ground, 210),
            }  # fmt: skip
            line = pg.InfiniteLine(
                self._place_of(chart, level.value),
                angle=0,
                pen=pen,
                label=level.name,
                labelOpts=options,
            )
            line.label.setFont(text_font(8))
            line.setZValue(1)  # the words, with their background, over the curves
            self._add(line)
        for curve in chart.curves:
            self._curves.append(self._make_curve(chart, curve))

    def _name_axes(self, chart: Chart) -> None:
        """Name the axes, with their units."""
        below = chart.y_label if chart.is_waterfall else chart.x_name
        aside = "" if chart.is_waterfall else chart.y_label
        for side, name in (("left", aside), ("bottom", below)):
            self.getAxis(side).setLabel(name, color=colours().muted)
            self.getAxis(side).showLabel(bool(name))

    def _pen(self, colour: str | QColor, width: float = 1.0) -> QPen:
        pen: QPen = pg.mkPen(colour, width=width * self.line_width)
        return pen

    def _add(self, item: pg.GraphicsObject) -> None:
        self.addItem(item, ignoreBounds=True)
        self._extra.append(item)

    def _make_curve(self, chart: Chart, curve: Curve) -> pg.PlotDataItem:
        tone = tone_of(curve.tone)
        item = pg.PlotDataItem(
            pen=self._pen(tone, 1.8),
            antialias=True,
            stepMode="center" if chart.bars else None,
            fillLevel=0.0 if chart.bars else None,
            brush=faded(tone, 90) if chart.bars else None,
        )
        self.addItem(item)
        return item

    def _make_faint(self, chart: Chart, curve: Curve) -> pg.PlotDataItem:
        item = pg.PlotDataItem(
            pen=self._pen(faded(tone_of(curve.tone), _FAINT), 1.4),
            antialias=True,
            stepMode="center" if chart.bars else None,
        )
        item.setZValue(-5)
        self.addItem(item, ignoreBounds=True)
        return item

    def _fill(self, chart: Chart, earlier: Chart | None) -> None:
        self._fill_heatmap(chart)
        if chart.heatmap is not None:
            return
        for item, curve in zip(self._curves, chart.curves, strict=True):
            item.setData(chart.x, self._drawn(chart, curve))
        self._fill_faint(earlier if earlier and has_same_places(chart, earlier) else None)
        if not chart.curves:
            return
        ranges = log_range if self._is_log_of(chart) else value_range
        self.setYRange(*ranges(earlier or chart), padding=0.0)
        x = earlier.x if earlier and has_same_places(chart, earlier) else chart.x
        self.setXRange(float(x[0]), float(x[-1]), padding=0.0)

    def _fill_faint(self, earlier: Chart | None) -> None:
        curves = earlier.curves if earlier is not None else ()
        if len(curves) != len(self._faint):
            for item in self._faint:
                self.removeItem(item)
            self._faint = [self._make_faint(earlier, curve) for curve in curves] if earlier else []
        for item, curve in zip(self._faint, curves, strict=True):
            assert earlier is not None
            item.setData(earlier.x, self._drawn(earlier, curve))

    def _fill_heatmap(self, chart: Chart) -> None:
        if self._heatmap is None and chart.heatmap is not None:
            from orbitviz.ui.charts.heatmap_layer import HeatmapLayer

            self._heatmap = HeatmapLayer(self)
        if self._heatmap is not None:
            self._heatmap.show(chart.heatmap)

    def _is_log_of(self, chart: Chart) -> bool:
        return self.is_log and chart.log_floor > 0.0 and not chart.is_ladder

    def _drawn(self, chart: Chart, curve: Curve) -> Floats:
        """Return the values of a curve as they are drawn: their logarithms on such an axis."""
        if not self._is_log_of(chart):
            return curve.values
        return np.log10(np.maximum(curve.values, chart.log_floor))

    def _place_of(self, chart: Chart, value: float) -> float:
        """Return where a value stands on the vertical axis."""
        return math.log10(max(value, chart.log_floor)) if self._is_log_of(chart) else value

    def _along(self, chart: Chart, place: float) -> float:
        return math.log10(place) if chart.is_ladder else place

    def _fill_waterfall(self, chart: Chart, earlier: Chart | None) -> None:
        for item in self._extra:
            self.removeItem(item)
        self._extra = []
        if earlier is not None:
            for k, row in enumerate(step_rows(earlier)):
                line = self._pen(faded(tone_of(row.tone), _FAINT))
                self._add(_bar(k, row, brush=pg.mkBrush(None), pen=line))
        for k, row in enumerate(step_rows(chart)):
            self._add(_bar(k, row, brush=faded(tone_of(row.tone), 190), pen=pg.mkPen(None)))
            if row.text:
                text = pg.TextItem(row.text, color=colours().text, anchor=(0.0, 0.5))
                text.setFont(text_font(8))
                place, anchor = label_place(earlier or chart, row.begin, row.end)
                text.setAnchor((anchor, 0.5))
                text.setPos(place, -k)
                self._add(text)
        names = [(float(-k), name) for k, (name, _) in enumerate(chart.steps)]
        self.getAxis("left").setTicks([names])
        self.getAxis("left").setWidth(_WORDS_AXIS)
        self.getAxis("left").setStyle(tickLength=0)
        self.setFixedHeight(_ROW_HEIGHT * len(names) + 42)
        self.showGrid(x=True, y=False, alpha=0.12)
        self.setYRange(0.5 - len(names), 0.5, padding=0.0)
        self.setXRange(*step_range(earlier or chart), padding=0.0)


def _bar(k: int, row: StepRow, **look: object) -> pg.BarGraphItem:
    width = row.end - row.begin
    return pg.BarGraphItem(x0=[row.begin], width=[width], y=[-k], height=0.62, **look)


def _shape(chart: Chart) -> tuple[object, ...]:
    names = tuple((c.name, c.tone) for c in chart.curves)
    kind = chart.is_waterfall, chart.heatmap is not None, chart.log_floor
    return names, chart.bands, chart.levels, chart.ticks, chart.bars, kind
