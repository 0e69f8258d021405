"""Charts on the screen; the only user of pyqtgraph."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QGuiApplication,
    QImage,
    QPaintDevice,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QFileDialog,
    QGraphicsItem,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from orbitviz.analysis.chart import Chart, Curve, rows_of, separated, told_at
from orbitviz.base.errors import UserError
from orbitviz.base.files import save_through, write_atomically
from orbitviz.base.rounding import round_step
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.style_sheet import mix
from orbitviz.ui.theme import Colours, colours, text_font, title_font
from orbitviz.ui.widgets.wheel import LeavesWheel

_HEIGHT = 132
_NOTHING = 1e-6  # in the unit of a chart
_LEFT_AXIS = 46
_WORDS_AXIS = 74  # of a waterfall, with the names of its steps
_ROW_HEIGHT = 19
_SHARPER = 4  # a saved picture, than the screen
_MARGIN, _ABOUT_HEIGHT = 14, 22  # of a saved picture
_DARK_TONES = {
    "sun": "#ffc35c", "load": "#5aa7ff", "charge": "#3ddc97", "shed": "#ff7b72",
    "hot": "#ff9d5c", "cool": "#7cc7ff", "flops": "#c3a6ff", "soft": "#9ba8ba",
}  # fmt: skip
_LIGHT_TONES = {
    "sun": "#b87400", "load": "#1764c8", "charge": "#0b8457", "shed": "#b3261e",
    "hot": "#c2500a", "cool": "#2277b3", "flops": "#6b3fc4", "soft": "#566274",
}  # fmt: skip


class ChartView(QWidget):
    """One chart with its title, a legend, a reading under the pointer, a cursor at the present."""

    clicked = Signal(object)  # Instant
    offerTaken = Signal()
    mistaken = Signal(object)  # UserError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._offered: Chart | None = None
        self._about = ""
        self._line_width = 1.0
        self._curves: list[pg.PlotDataItem] = []
        self._extra: list[pg.GraphicsObject] = []
        self._title, self._reading = QLabel(), QLabel()
        self._title.setFont(title_font(9))
        self._reading.setObjectName("caption")
        self._reading.setFont(text_font(8.5))
        self._reading.setTextFormat(Qt.TextFormat.RichText)
        self._reading.setWordWrap(True)
        self._plot = _Plot(useOpenGL=False, background=None)
        self._plot.setFixedHeight(_HEIGHT)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.viewport().setAutoFillBackground(False)
        item = self._plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(False, False)
        self._plot.getAxis("left").setWidth(_LEFT_AXIS)
        self._plot.getAxis("left").enableAutoSIPrefix(False)
        self._plot.getAxis("bottom").enableAutoSIPrefix(False)
        self._keep_axes(True)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._plot.addItem(self._cursor, ignoreBounds=True)
        self._cursor.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(self._reading)
        box.addWidget(self._plot)
        self._plot.scene().sigMouseMoved.connect(self._hovered)
        self._plot.scene().sigMouseClicked.connect(self._was_clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def offer(self, chart: Chart, about: str) -> None:
        """Show a chart as soon as it is in view; about what it tells, for pictures of it."""
        self._offered, self._about = chart, about
        if self._chart is None or not self.visibleRegion().isEmpty():
            self._take_offer()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what was offered while the chart was hidden or scrolled away."""
        super().paintEvent(event)
        if self._offered is not None:
            QTimer.singleShot(0, self, self._take_offer)

    def _take_offer(self) -> None:
        if self._offered is not None:
            chart, self._offered = self._offered, None
            self.show_chart(chart)
            self.offerTaken.emit()

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; lines of the same names are moved, not made anew."""
        old, self._chart = self._chart, chart
        if old is None or _shape(old) != _shape(chart):
            self._build(chart)
        self._title.setText(f"{chart.title}  ·  {chart.unit}" if chart.unit else chart.title)
        self.setToolTip(chart.assumption)
        if chart.is_waterfall:
            self._fill_waterfall(chart)
        else:
            self._fill(chart)
        if not self._plot.underMouse():
            self._show_key()

    def show_instant(self, instant: Instant) -> None:
        """Mark the present on an axis of time, if it is on it."""
        chart = self._chart
        if chart is None or chart.time_axis is None:
            self._cursor.hide()
            return
        place = chart.time_axis.place(instant)
        self._cursor.setVisible(float(chart.x[0]) <= place <= float(chart.x[-1]))
        # Less is not worth painting the window anew.
        half_pixel = 0.5 * self._plot.getPlotItem().vb.viewPixelSize()[0]
        if abs(place - self._cursor.value()) >= half_pixel:
            self._cursor.setPos(place)

    def refresh_theme(self) -> None:
        """Take the colours of the theme."""
        chart, self._chart = self._chart, None
        if chart is not None:
            self.show_chart(chart)

    # Drawing -----------------------------------------------------------------------------

    def _build(self, chart: Chart) -> None:
        c = colours()
        ground = mix(c.panel, c.raised, 0.5)  # that of the card around it
        self._plot.setBackground(ground)
        for item in (*self._curves, *self._extra):
            self._plot.removeItem(item)
        self._curves, self._extra = [], []
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(self._pen(c.line))
            axis.setTextPen(pg.mkPen(c.muted))
            axis.setStyle(tickFont=text_font(8), tickTextOffset=4, tickLength=-4)
        self._plot.showGrid(x=False, y=True, alpha=0.12)
        self._cursor.setPen(self._pen(c.accent, 1.5))
        ticks = [list(chart.ticks)] if chart.ticks else None
        self._plot.getAxis("bottom").setTicks(ticks)
        for begin, end in chart.bands:
            band = pg.LinearRegionItem(
                (begin, end), movable=False, brush=_faded(c.shade, 70), pen=pg.mkPen(None)
            )
            band.setZValue(-10)
            self._add(band)
        for level in chart.levels:
            pen = self._pen(c.error, 1.2)
            pen.setStyle(Qt.PenStyle.DashLine)
            # On a ground of its own, or curves strike it through.
            options = {
                "position": 0.02, "anchors": [(0, 0), (0, 1)], "color": c.error,
                "fill": _faded(ground, 210),
            }  # fmt: skip
            line = pg.InfiniteLine(
                level.value, angle=0, pen=pen, label=level.name, labelOpts=options
            )
            line.label.setFont(text_font(8))
            self._add(line)
        for curve in chart.curves:
            self._curves.append(self._made_curve(chart, curve))

    def _pen(self, colour: str, width: float = 1.0) -> QPen:
        pen: QPen = pg.mkPen(colour, width=width * self._line_width)
        return pen

    def _add(self, item: pg.GraphicsObject) -> None:
        self._plot.addItem(item, ignoreBounds=True)
        self._extra.append(item)

    def _made_curve(self, chart: Chart, curve: Curve) -> pg.PlotDataItem:
        tone = tone_of(curve.tone)
        item = pg.PlotDataItem(
            pen=self._pen(tone, 1.8),
            antialias=True,
            stepMode="center" if chart.bars else None,
            fillLevel=0.0 if chart.bars else None,
            brush=_faded(tone, 90) if chart.bars else None,
        )
        self._plot.addItem(item)
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
        # What hardly changes must not look as if it did.
        flat = max(0.05 * abs(high) - (high - low), 0.0)
        low, high = low - 0.5 * flat, high + 0.5 * flat
        room = max(high - low, 1e-9)
        # Round ends: the axis stands still while values move a little.
        step = round_step(room / 8.0)
        low = np.floor((low - 0.04 * room * (low != 0.0)) / step) * step
        high = np.ceil((high + 0.04 * room) / step) * step
        self._plot.setYRange(low, high, padding=0.0)
        self._plot.setXRange(float(chart.x[0]), float(chart.x[-1]), padding=0.0)

    def _fill_waterfall(self, chart: Chart) -> None:
        for item in self._extra:
            self._plot.removeItem(item)
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
                brush=_faded(tone, 190), pen=pg.mkPen(None),
            )  # fmt: skip
            self._add(bar)
            if total or amount != 0.0:
                text = pg.TextItem(f"{amount:,.3g}", color=colours().text, anchor=(0.0, 0.5))
                text.setFont(text_font(8))
                # Beside the bar, or on it where there is no room.
                beside = max(begin, end) < 0.82 * amounts[0]
                text.setAnchor((0.0 if beside else 1.0, 0.5))
                text.setPos(max(begin, end) if beside or total else min(begin, end), -k)
                self._add(text)
        names = [(float(-k), name) for k, (name, _) in enumerate(chart.steps)]
        self._plot.getAxis("left").setTicks([names])
        self._plot.getAxis("left").setWidth(_WORDS_AXIS)
        self._plot.setFixedHeight(_ROW_HEIGHT * len(amounts) + 24)
        self._plot.showGrid(x=True, y=False, alpha=0.12)
        self._plot.setYRange(-last - 0.5, 0.5, padding=0.0)
        self._plot.setXRange(0.0, max(float(amounts[0]), 1e-9) * 1.02, padding=0.0)

    # Reading -----------------------------------------------------------------------------

    def _show_key(self) -> None:
        chart = self._chart
        if chart is None:
            return
        parts = [
            f'<span style="color:{tone_of(curve.tone)}">■</span>&nbsp;{curve.name}'
            for curve in chart.curves
            if len(chart.curves) > 1
        ]
        if chart.bands and chart.band_name:
            parts.append(f'<span style="color:{colours().shade}">■</span>&nbsp;{chart.band_name}')
        self._reading.setText(" &nbsp; ".join(parts))
        self._reading.setVisible(bool(parts) or self._plot.underMouse())

    def _hovered(self, place: QPointF) -> None:
        chart = self._chart
        if chart is None:
            return
        view = self._plot.getPlotItem().vb
        if not view.sceneBoundingRect().contains(place):
            self._show_key()
            return
        at = view.mapSceneToView(place)
        x, y = at.x(), at.y()
        if chart.is_waterfall:
            k = int(np.clip(round(-y), 0, len(chart.steps) - 1))
            name, amount = chart.steps[k]
            self._reading.setText(f"{name}: {amount:,.4g} {chart.unit}")
        else:
            self._reading.setText(told_at(chart, x))
        self._reading.setVisible(True)

    def _was_clicked(self, event: object) -> None:
        chart = self._chart
        place = event.scenePos()  # type: ignore[attr-defined]
        left = event.button() == Qt.MouseButton.LeftButton  # type: ignore[attr-defined]
        if chart is None or chart.time_axis is None or not left:
            return
        view = self._plot.getPlotItem().vb
        if view.sceneBoundingRect().contains(place):
            self.clicked.emit(chart.time_axis.instant(float(view.mapSceneToView(place).x())))

    # Taking it along ---------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save what is shown."""
        menu = QMenu(self)
        menu.addAction("Copy as Table", self.copy_table)
        menu.addAction("Save as CSV…", lambda: self._ask("CSV", "csv"))
        menu.addAction("Save as PNG…", lambda: self._ask("PNG picture", "png"))
        menu.addAction("Save as SVG…", lambda: self._ask("SVG picture", "svg"))
        menu.exec(QCursor.pos())
        event.accept()

    def copy_table(self) -> None:
        """Put the values on the clipboard as a table that spreadsheets take."""
        if self._chart is not None:
            QGuiApplication.clipboard().setText(separated(rows_of(self._chart), "\t"))

    def save(self, path: str) -> None:
        """Save as CSV, PNG or SVG by the name's ending. Raises UserError."""
        chart = self._chart
        if chart is None:
            return
        if path.lower().endswith(".csv"):
            write_atomically(path, separated(rows_of(chart)))
            return
        if path.lower().endswith(".svg"):
            write_atomically(path, self._as_svg())
            return
        picture = self._as_picture()
        save_through(path, lambda scratch: _saved(picture, scratch), ".png")

    def _as_svg(self) -> bytes:
        """Return the chart as SVG, by Qt: pyqtgraph's exporter fails on paths of newer Qt."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        # The axes are recordings made for the screen, which another resolution would scale.
        generator.setResolution(self.logicalDpiX())
        generator.setSize(self._paper().size())
        generator.setViewBox(self._paper())
        self._draw_on(generator)
        return bytes(buffer.data().data())

    def _as_picture(self) -> QImage:
        """Return the chart as a picture for slides, sharper than on the screen."""
        picture = QImage(self._paper().size() * _SHARPER, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(_SHARPER)
        # Lines are as wide in pixels, of whatever size.
        self._line_width = _SHARPER
        self.refresh_theme()
        self._draw_on(picture)
        self._line_width = 1.0
        self.refresh_theme()
        return picture

    def _paper(self) -> QRect:
        """Return the chart with a margin, and below it a line for what it is about."""
        return QRect(0, 0, self.width() + 2 * _MARGIN, self.height() + 2 * _MARGIN + _ABOUT_HEIGHT)

    def _keep_axes(self, on: bool) -> None:
        """Keep the pixels of the axes: their grids lie under the curves, words take a millisecond.

        Not for another device, where pixels of the screen would be coarse.
        """
        mode = QGraphicsItem.CacheMode
        for name in ("left", "bottom"):
            self._plot.getAxis(name).setCacheMode(
                mode.DeviceCoordinateCache if on else mode.NoCache
            )

    def _draw_on(self, device: QPaintDevice) -> None:
        self._keep_axes(False)
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._paper(), self._plot.backgroundBrush())
        flags = QWidget.RenderFlag.DrawChildren
        QWidget.render(self, painter, QPoint(_MARGIN, _MARGIN), QRegion(), flags)
        painter.setFont(text_font(8.5))
        painter.setPen(QColor(colours().muted))
        below = self._paper().adjusted(_MARGIN, self.height() + _MARGIN, -_MARGIN, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._about)
        painter.end()
        self._keep_axes(True)

    def _ask(self, kind: str, ending: str) -> None:
        chart = self._chart
        if chart is None:
            return
        words = re.findall(r"[a-z0-9]+", chart.title.lower())
        start = "-".join(words) + f".{ending}"
        name, _ = QFileDialog.getSaveFileName(self, f"Save {kind}", start, f"{kind} (*.{ending})")
        if name:
            try:
                self.save(name if name.lower().endswith(f".{ending}") else f"{name}.{ending}")
            except UserError as error:
                self.mistaken.emit(error)


class _Plot(LeavesWheel, pg.PlotWidget):  # type: ignore[misc]
    """A plot that scrolls with its panel."""


def _saved(picture: QImage, path: Path) -> None:
    """Save in the format of the name's ending."""
    # The name of a format is taken as text by some versions of PySide6, as bytes by others.
    if not picture.save(str(path)):
        raise UserError("the picture cannot be written", file=path)


def tone_of(name: str) -> str:
    """Return the colour of a tone in the theme in use, #rrggbb; or as it is if it is one."""
    tones = _DARK_TONES if _is_dark(colours()) else _LIGHT_TONES
    return name if name.startswith("#") else tones[name]


def _is_dark(c: Colours) -> bool:
    return QColor(c.window).lightness() < 128


def _faded(colour: str, alpha: int) -> QColor:
    shade = QColor(colour)
    shade.setAlpha(alpha)
    return shade


def _shape(chart: Chart) -> tuple[object, ...]:
    names = tuple((c.name, c.tone) for c in chart.curves)
    return names, chart.bands, chart.levels, chart.ticks, chart.bars, chart.is_waterfall
