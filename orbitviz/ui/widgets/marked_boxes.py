"""Choices with an arrow and boxes with a tick: the style sheet draws neither."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton

from orbitviz.ui.theme import colours
from orbitviz.ui.widgets.icons import icon

_ARROW, _ARROW_ROOM = 14, 22
_GRID = 14.0  # of the tick
_TICK = ((3.6, 7.3), (6.0, 9.7), (10.4, 4.6))
_TICK_WIDTH = 1.9


class ArrowBox(QComboBox):
    """A choice with an arrow that says so."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow on what the style draws."""
        super().paintEvent(event)
        c = colours()
        top = (self.height() - _ARROW) // 2
        place = QRect(self.width() - _ARROW_ROOM, top, _ARROW, _ARROW)
        icon("chevron", c.muted if self.isEnabled() else c.faint).paint(QPainter(self), place)


class TickBox(QCheckBox):
    """A box that has a tick when it is checked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick on what the style draws."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            indicator = QStyle.SubElement.SE_CheckBoxIndicator
            box = self.style().subElementRect(indicator, option, self)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_tick(painter, QRectF(box))


def draw_tick(painter: QPainter, box: QRectF) -> None:
    """Draw a tick into a box that has the accent colour of the theme."""
    scale = box.width() / _GRID
    pen = QPen(QColor(colours().on_accent), _TICK_WIDTH * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([QPointF(box.left() + x * scale, box.top() + y * scale) for x, y in _TICK])
    )
