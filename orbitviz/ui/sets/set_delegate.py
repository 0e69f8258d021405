"""Paints a row of the list of sets: swatch, name, count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from orbitviz.ui.colours import ROW_HOVER, mix
from orbitviz.ui.sets.set_model import COLOUR_ROLE, COUNT_ROLE, FAULT_ROLE
from orbitviz.ui.theme import colours, text_font

Index = QModelIndex | QPersistentModelIndex

ROW_PX = 24
_SWATCH, _GAP = 12, 8


def swatch_of(row: QRect) -> QRect:
    """Return where the colour of a row is painted."""
    return QRect(row.left() + _GAP, row.center().y() - _SWATCH // 2 + 1, _SWATCH, _SWATCH)


class SetDelegate(QStyledItemDelegate):
    """Swatch, name and count; a set with a fault is quieter."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(0, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        c = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if QStyle.StateFlag.State_Selected in state or QStyle.StateFlag.State_MouseOver in state:
            chosen = QStyle.StateFlag.State_Selected in state
            over = mix(c.field, c.text, ROW_HOVER)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selection if chosen else over))
            painter.drawRoundedRect(option.rect, 4, 4)
        swatch = swatch_of(option.rect)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(index.data(COLOUR_ROLE))))
        painter.drawRoundedRect(swatch, 3.5, 3.5)
        count = str(index.data(COUNT_ROLE))
        small = text_font(8)
        width = QFontMetrics(small).horizontalAdvance(count)
        right = option.rect.adjusted(0, 0, -_GAP, 0)
        painter.setFont(small)
        painter.setPen(QColor(c.faint if index.data(FAULT_ROLE) else c.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, count)
        font = text_font(9)
        name = option.rect.adjusted(swatch.right() + _GAP - option.rect.left(), 0, 0, 0)
        name.setRight(right.right() - width - _GAP)
        painter.setFont(font)
        painter.setPen(QColor(c.muted if index.data(FAULT_ROLE) else c.text))
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, name.width()
        )
        painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
