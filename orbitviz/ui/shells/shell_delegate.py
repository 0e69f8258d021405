"""Paints the cells of the shell tree that are more than text: tick, swatch, sunlit bar."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from orbitviz.ui.shells.cell_texts import TreeColumn
from orbitviz.ui.shells.shell_model import COLOUR_ROLE, HIDDEN_ROLE, SUNLIT_ROLE
from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.widgets.marked_boxes import draw_tick

Index = QModelIndex | QPersistentModelIndex

_TICK = 14.0
_SWATCH = 12.0
_BAR_HEIGHT = 3.0
_ROLE = Qt.ItemDataRole.CheckStateRole


class ShellDelegate(QStyledItemDelegate):
    """Draws a tick box, a colour as a rounded square, a share as a number over a bar."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Grey out what is hidden and give numbers a quieter colour than names."""
        super().initStyleOption(option, index)
        c = colours()
        name = index.column() == TreeColumn.NAME
        colour = QColor(c.faint if index.data(HIDDEN_ROLE) else c.text if name else c.muted)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, colour)
        if not name:
            option.font = text_font(8)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match index.column():
            case TreeColumn.VISIBLE:
                _paint_tick(painter, option, Qt.CheckState(index.data(_ROLE)))
            case TreeColumn.COLOUR:
                _paint_swatch(painter, option, index)
            case TreeColumn.SUNLIT:
                _paint_bar(painter, option, index)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Turn a click on a tick box into a tick; the selection stays as it is."""
        if index.column() != TreeColumn.VISIBLE or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if event.type() is QEvent.Type.MouseButtonRelease:
            shown = Qt.CheckState(index.data(_ROLE)) is Qt.CheckState.Checked
            model.setData(index, Qt.CheckState.Unchecked if shown else Qt.CheckState.Checked, _ROLE)
        return True


def _paint_tick(painter: QPainter, option: QStyleOptionViewItem, tick: Qt.CheckState) -> None:
    c = colours()
    box = _centred(option, _TICK)
    over = QStyle.StateFlag.State_MouseOver in option.state
    if tick is Qt.CheckState.Unchecked:
        painter.setPen(QPen(QColor(c.text if over else c.faint), 1.2))
        painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 3.5, 3.5)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.accent))
    painter.drawRoundedRect(box, 3.5, 3.5)
    if tick is not Qt.CheckState.PartiallyChecked:
        draw_tick(painter, box)
        return
    painter.setPen(QPen(QColor(c.on_accent), 1.9))
    x, y = box.left(), box.top()
    painter.drawLine(QPointF(x + 4, y + 7), QPointF(x + 10, y + 7))


def _paint_swatch(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    colour = QColor(str(index.data(COLOUR_ROLE)))
    if index.data(HIDDEN_ROLE):
        colour.setAlphaF(0.35)
    over = QStyle.StateFlag.State_MouseOver in option.state
    painter.setPen(QPen(QColor(colours().text), 1.2) if over else Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(_centred(option, _SWATCH), 3.5, 3.5)


def _paint_bar(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    share = index.data(SUNLIT_ROLE)
    if share is None:
        return
    c = colours()
    row = QRectF(option.rect).adjusted(8, 0, -6, 0)
    rect = QRectF(row.left(), row.bottom() - _BAR_HEIGHT - 1, row.width(), _BAR_HEIGHT)
    lit = QRectF(rect)
    lit.setWidth(rect.width() * min(max(share, 0.0), 1.0))
    painter.setPen(Qt.PenStyle.NoPen)
    if index.data(HIDDEN_ROLE):
        painter.setOpacity(0.35)
    for colour, part in ((c.line, rect), (c.sun, lit)):
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(part, 1.5, 1.5)


def _centred(option: QStyleOptionViewItem, size: float) -> QRectF:
    box = QRectF(0, 0, size, size)
    box.moveCenter(QRectF(option.rect).center())
    return box
