"""Draws a chart with pyqtgraph; only this file and ChartView know it."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsItem

from orbitviz.analysis.chart import Chart, Curve
from orbitviz.base.rounding import round_step
from orbitviz.base.units import fixed_text, number_text
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.charts.tones import faded, tone_of
from orbitviz.ui.colours import mix
from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.widgets.wheel import IgnoreWheelMixin

_HEIGHT = 150
_NOTHING = 1e-6  # in the unit of a chart
_LEFT_AXIS = 58
_WORDS_AXIS = 74  # of a waterfall, with the names of its steps
_ROW_HEIGHT = 19


class _NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are written as everywhere else."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the texts of the ticks."""
        places = max(0, math.ceil(-math.log10(spacing * scale) - 1e-9))
        return [fixed_text(value * scale, places) for value in values]


class ChartPlot(IgnoreWheelMixin, pg.PlotWidget):  # type: ignore[misc]
    """The axes, curves, bands, levels and bars of one chart, and a cursor at the present."""

    def __init__(self) -> None:
        axes = {side: _NumberAxis(side) for side in ("left", "bottom")}
        super().__init__(useOpenGL=False, background=None, axisItems=axes)
        self._curves: list[pg.PlotDataItem] = []
        self._extra: list[pg.GraphicsObject] = []
        self.line_width = 1.0  # factor of every line
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

    def show_chart(self, chart: Chart, old: Chart | None) -> None:
        """Draw a chart; the items of the old one are reused if they fit."""
        if old is None or _shape(old) != _shape(chart):
            self._build(chart)
        elif (old.y_label, old.x_name) != (chart.y_label, chart.x_name):
            self._name_axes(chart)
        if chart.is_waterfall:
            self._fill_waterfall(chart)
        else:
            self._fill(chart)

    def show_instant(self, chart: Chart | None, instant: Instant) -> None:
        """Mark the present on an axis of time, if it is on it."""
        if chart is None or chart.time_axis is None:
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
        for item in (*self._curves, *self._extra):
            self.removeItem(item)
        self._curves, self._extra = [], []
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(self._pen(c.line))
            axis.setTextPen(pg.mkPen(c.muted))
            axis.setStyle(tickFont=text_font(8), tickTextOffset=4, tickLength=-4)
            axis.label.setFont(text_font(8))
        self._name_axes(chart)
        self.showGrid(x=False, y=True, alpha=0.12)
        self._cursor.setPen(self._pen(c.accent, 1.5))
        ticks = [list(chart.ticks)] if chart.ticks else None
        self.getAxis("bottom").setTicks(ticks)
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
                level.value, angle=0, pen=pen, label=level.name, labelOpts=options
            )
            line.label.setFont(text_font(8))
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

    def _pen(self, colour: str, width: float = 1.0) -> QPen:
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

    def _fill(self, chart: Chart) -> None:
        for item, curve in zip(self._curves, chart.curves, strict=True):
            item.setData(chart.x, curve.values)
        if not chart.curves:
            return
        values = np.concatenate([curve.values for curve in chart.curves])
        values = np.append(values[np.isfinite(values)], [level.value for level in chart.levels])
        low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
        if max(abs(low), abs(high)) < _NOTHING:
            low, high = 0.0, 1.0
        low = min(low, 0.0) if chart.bars or (low > 0.0 and low < 0.35 * high) else low
        # A nearly constant curve must not look as if it varied.
        flat = max(0.05 * abs(high) - (high - low), 0.0)
        low, high = low - 0.5 * flat, high + 0.5 * flat
        room = max(high - low, 1e-9)
        # Round ends, so that the axis does not move with every small change of the values.
        step = round_step(room / 8.0)
        low = np.floor((low - 0.04 * room * (low != 0.0)) / step) * step
        high = np.ceil((high + 0.04 * room) / step) * step
        self.setYRange(low, high, padding=0.0)
        self.setXRange(float(chart.x[0]), float(chart.x[-1]), padding=0.0)

    def _fill_waterfall(self, chart: Chart) -> None:
        for item in self._extra:
            self.removeItem(item)
        self._extra = []
        amounts = np.array([amount for _, amount in chart.steps])
        last = len(amounts) - 1
        # A loss hangs from what was left before it.
        left = amounts[0] + np.concatenate([[0.0], np.cumsum(amounts[1:])])
        for k, amount in enumerate(amounts):
            total = k in (0, last)
            begin, end = (0.0, amount) if total else (left[k], left[k] - amount)
            tone = tone_of("flops" if total else "shed")
            bar = pg.BarGraphItem(
                x0=[begin], width=[end - begin], y=[-k], height=0.62,
                brush=faded(tone, 190), pen=pg.mkPen(None),
            )  # fmt: skip
            self._add(bar)
            if total or amount != 0.0:
                text = pg.TextItem(number_text(amount), color=colours().text, anchor=(0.0, 0.5))
                text.setFont(text_font(8))
                # Next to the bar, or on it where there is no room.
                has_room = max(begin, end) < 0.82 * amounts[0]
                text.setAnchor((0.0 if has_room else 1.0, 0.5))
                text.setPos(max(begin, end) if has_room or total else min(begin, end), -k)
                self._add(text)
        names = [(float(-k), name) for k, (name, _) in enumerate(chart.steps)]
        self.getAxis("left").setTicks([names])
        self.getAxis("left").setWidth(_WORDS_AXIS)
        self.setFixedHeight(_ROW_HEIGHT * len(amounts) + 42)
        self.showGrid(x=True, y=False, alpha=0.12)
        self.setYRange(-last - 0.5, 0.5, padding=0.0)
        self.setXRange(0.0, max(float(amounts[0]), 1e-9) * 1.02, padding=0.0)


def _shape(chart: Chart) -> tuple[object, ...]:
    names = tuple((c.name, c.tone) for c in chart.curves)
    return names, chart.bands, chart.levels, chart.ticks, chart.bars, chart.is_waterfall
