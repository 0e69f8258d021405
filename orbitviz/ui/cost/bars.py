"""Bars that are painted: a band with its middle, and how far one input moves a result."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from orbitviz.analysis.cost.bands import Band
from orbitviz.base.units import number_text
from orbitviz.ui.charts.tones import faded, tone_of
from orbitviz.ui.cost.log_axis import LogAxis
from orbitviz.ui.theme import colours, text_font

_BAND_ALPHA = 130
_THICK, _MARK = 9.0, 15.0  # height of a band, and of the mark in it
_ROW = 18
_SCALE = 14  # height of the numbers below an axis


class BandBar(QWidget):
    """A band on an axis: a bar from low to high, and a mark in the middle."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self._axis: LogAxis | None = None
        self._band: Band | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a line of text."""
        return QSize(60, _ROW)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(40, _ROW)

    def show_band(self, axis: LogAxis, band: Band) -> None:
        """Show a band."""
        if (axis, band) != (self._axis, self._band):
            self._axis, self._band = axis, band
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the band."""
        if self._axis is None or self._band is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_band(painter, QRectF(self.rect()), self._axis, self._band, self._tone)


class RatioBar(QWidget):
    """The band of orbit over ground on an axis of powers of ten, with a line at parity."""

    def __init__(self) -> None:
        super().__init__()
        self._band: Band | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a bar over its scale."""
        return QSize(200, _ROW + _SCALE + 2)

    def show_band(self, band: Band) -> None:
        """Show a band."""
        if band != self._band:
            self._band = band
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scale, parity and band."""
        if self._band is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis, c = LogAxis.around([self._band], decades=True), colours()
        place = QRectF(0.0, 0.0, self.width(), _ROW)
        painter.setFont(text_font(8))
        for value in axis.powers:
            x = _pixel(place, axis, value)
            is_parity = value == 1.0
            painter.setPen(QPen(QColor(c.error if is_parity else c.line), 1.0 + 0.4 * is_parity))
            painter.drawLine(QPointF(x, 0.0), QPointF(x, _ROW + 1.0))
            painter.setPen(QColor(c.error if is_parity else c.muted))
            text = "parity" if is_parity else f"{number_text(value)} ×"
            width = float(painter.fontMetrics().horizontalAdvance(text)) + 2.0
            left = min(max(x - 0.5 * width, 0.0), self.width() - width)
            below = QRectF(left, _ROW + 1.0, width, _SCALE)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
        _paint_band(painter, place, axis, self._band, "sun")


class SwingBar(QWidget):
    """How far a result moves with an input at either end of its range."""

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[float, float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a line of text."""
        return QSize(60, _ROW)

    def show_places(self, at_low: float, middle: float, at_high: float) -> None:
        """Show where the result is, 0 to 1, with the input at its low, middle and high value."""
        if (at_low, middle, at_high) != self._places:
            self._places = at_low, middle, at_high
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar to either side of the line in the middle."""
        if self._places is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - 2.0
        at_low, middle, at_high = (1.0 + room * place for place in self._places)
        top = 0.5 * (self.height() - _THICK)
        for end, tone in ((at_low, SWING_TONES[0]), (at_high, SWING_TONES[1])):
            left, right = min(middle, end), max(middle, end)
            painter.fillRect(QRectF(left, top, right - left, _THICK), faded(tone_of(tone), 190))
        painter.setPen(QPen(QColor(colours().muted), 1.0))
        painter.drawLine(QPointF(middle, 0.0), QPointF(middle, self.height()))


SWING_TONES = ("load", "hot")  # of an input at its low, and at its high end


def _pixel(place: QRectF, axis: LogAxis, value: float) -> float:
    return place.left() + 1.0 + (place.width() - 2.0) * axis.place(value)


def _paint_band(painter: QPainter, place: QRectF, axis: LogAxis, band: Band, tone: str) -> None:
    middle = place.center().y()
    left, mid, right = (_pixel(place, axis, end) for end in band)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(tone_of(tone), _BAND_ALPHA))
    bar = QRectF(left, middle - 0.5 * _THICK, max(right - left, 1.0), _THICK)
    painter.drawRoundedRect(bar, 3.0, 3.0)
    painter.setBrush(QColor(tone_of(tone)))
    painter.drawRoundedRect(QRectF(mid - 1.5, middle - 0.5 * _MARK, 3.0, _MARK), 1.5, 1.5)
