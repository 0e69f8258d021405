"""Orbit over ground by two inputs, painted: cells in colours, the line of parity, where we are."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from orbitviz.analysis.cost.ratio_map import STEPS, MapAxis, RatioMap
from orbitviz.base.units import number_text
from orbitviz.ui.charts.tones import tone_of
from orbitviz.ui.colours import mix
from orbitviz.ui.cost.cost_fields import CostField, field_of
from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.widgets.plain_text import plain_tip

_HEIGHT = 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 8.0, 18.0, 34.0
_FINER = 5  # times as many cells as places, in both directions
_GAP = 8.0  # between the numbers of an axis
_DOT = 4.5


class RatioMapView(QWidget):
    """A map with its axes; the tip reads the place under the pointer, a click chooses it."""

    pointChosen = Signal(object)  # input -> value as filed

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self._map: RatioMap | None = None
        self.setAccessibleName("Map of orbit over ground by two inputs")

    def show_map(self, found: RatioMap) -> None:
        """Show a map."""
        self._map = found
        low, high = number_text(found.ratio.min()), number_text(found.ratio.max())
        names = f"{_title(found.y)} up, {_title(found.x)} across"
        self.setAccessibleDescription(f"Orbit over ground from {low} to {high}: {names}")
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the ratio under the pointer."""
        found, shares = self._map, self._shares_at(event.position())
        if found is None or shares is None:
            self.setToolTip("")
            return
        rows, columns = found.ratio.shape
        across, up = shares
        ratio = found.ratio[round(up * (rows - 1)), round(across * (columns - 1))]
        words = [_value_text(axis, axis.at(at)) for axis, at in ((found.y, up), (found.x, across))]
        self.setToolTip(plain_tip(f"{words[0]}, {words[1]}: {number_text(float(ratio))} ×"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a place."""
        found, shares = self._map, self._shares_at(event.position())
        if found is None or shares is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        pairs = zip((found.x, found.y), shares, strict=True)
        self.pointChosen.emit({axis.name: float(f"{axis.at(at):.3g}") for axis, at in pairs})

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was read."""
        super().leaveEvent(event)
        self.setToolTip("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map."""
        found = self._map
        if found is None:
            return
        painter, c, place = QPainter(self), colours(), self._place
        painter.drawImage(place, _image(found))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.text), 1.8))
        for begin, end in found.parity:
            painter.drawLine(self._point(found, *begin), self._point(found, *end))
        painter.setBrush(QColor(c.field))
        painter.drawEllipse(self._point(found, found.x.now, found.y.now), _DOT, _DOT)
        self._draw_axes(painter, found)

    def _draw_axes(self, painter: QPainter, found: RatioMap) -> None:
        place, align = self._place, Qt.AlignmentFlag
        painter.setFont(text_font(8))
        painter.setPen(QColor(colours().muted))
        words = QFontMetricsF(painter.font())
        line, free = words.height(), 0.0
        for value, share in found.x.ticks:
            text = number_text(field_of(found.x.name).factor * value)
            width = words.horizontalAdvance(text)
            middle = place.left() + share * place.width()
            left = min(middle - 0.5 * width, self.width() - width)
            if left >= free:
                painter.drawText(QPointF(left, place.bottom() + line), text)
                free = left + width + _GAP
        free = self.height()
        for value, share in found.y.ticks:
            middle = place.bottom() - share * place.height()
            if middle + 0.5 * line <= free:
                text = number_text(field_of(found.y.name).factor * value)
                beside = QRectF(0.0, middle - 0.5 * line, place.left() - 6.0, line)
                painter.drawText(beside, align.AlignRight | align.AlignVCenter, text)
                free = middle - 0.5 * line
        below = QRectF(place.left(), self.height() - line, place.width(), line)
        painter.drawText(below, align.AlignCenter, _name(found.x))
        painter.drawText(QPointF(2.0, line - 3.0), _name(found.y))

    @property
    def _place(self) -> QRectF:
        width, height = self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM
        return QRectF(_LEFT, _TOP, width, height)

    def _point(self, found: RatioMap, x: float, y: float) -> QPointF:
        place = self._place
        across, up = (
            min(max(float(axis.share(np.array(value))), 0.0), 1.0) if value > 0.0 or not axis.is_log
            else 0.0
            for axis, value in ((found.x, x), (found.y, y))
        )  # fmt: skip
        return QPointF(place.left() + across * place.width(), place.bottom() - up * place.height())

    def _shares_at(self, point: QPointF) -> tuple[float, float] | None:
        place = self._place
        if not place.contains(point):
            return None
        across = (point.x() - place.left()) / place.width()
        return across, (place.bottom() - point.y()) / place.height()


def _image(found: RatioMap) -> QImage:
    """Return the cells in the colours of the theme, the first row below."""
    c = colours()
    ground = mix(c.panel, c.raised, 0.5)  # as the card around it
    tones = [QColor(mix(ground, tone_of(tone), much)).rgb() for _, tone, much in STEPS]
    cells = np.array(tones, np.uint32)[found.steps(_FINER)[::-1]]
    rows, columns = cells.shape
    return QImage(cells.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def _title(axis: MapAxis) -> str:
    return field_of(axis.name).title


def _name(axis: MapAxis) -> str:
    unit = _unit(field_of(axis.name))
    return f"{_title(axis)},{unit}" if unit else _title(axis)


def _value_text(axis: MapAxis, value: float) -> str:
    field = field_of(axis.name)
    name = field.title if field.title.isupper() else field.title.lower()
    return f"{name} {number_text(field.factor * value)}{_unit(field)}"


def _unit(field: CostField) -> str:
    return f" {field.number.unit}" if field.number and field.number.unit else ""
