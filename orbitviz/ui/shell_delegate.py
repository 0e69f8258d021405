"""Paints the cells of the shell tree that are more than text: swatch and sunlit bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from orbitviz.ui.shell_model import COLOUR_ROLE, HIDDEN_ROLE, SUNLIT_ROLE, Column
from orbitviz.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex

_SWATCH = 12.0
_BAR_HEIGHT = 3.0


class ShellDelegate(QStyledItemDelegate):
    """Draws a colour as a rounded square and a share as a number over a bar."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Grey out what is hidden and give numbers a quieter colour than names."""
        super().initStyleOption(option, index)
        c = colours()
        hidden = bool(index.data(HIDDEN_ROLE))
        quiet = index.column() != Column.NAME
        colour = QColor(c.faint if hidden else c.muted if quiet else c.text)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, colour)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        super().paint(painter, option, index)
        if index.column() == Column.COLOUR:
            self._paint_swatch(painter, option, index)
        elif index.column() == Column.SUNLIT:
            self._paint_bar(painter, option, index)

    def _paint_swatch(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(0, 0, _SWATCH, _SWATCH)
        box.moveCenter(QRectF(option.rect).center())
        colour = QColor(str(index.data(COLOUR_ROLE)))
        if index.data(HIDDEN_ROLE):
            colour.setAlphaF(0.35)
        over = QStyle.StateFlag.State_MouseOver in option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().text) if over else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 3.5, 3.5)
        painter.restore()

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = index.data(SUNLIT_ROLE)
        if share is None:
            return
        c = colours()
        row = QRectF(option.rect).adjusted(8, 0, -6, 0)
        rect = QRectF(row.left(), row.bottom() - _BAR_HEIGHT - 1, row.width(), _BAR_HEIGHT)
        lit = QRectF(rect)
        lit.setWidth(rect.width() * min(max(share, 0.0), 1.0))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if index.data(HIDDEN_ROLE):
            painter.setOpacity(0.35)
        painter.setBrush(QColor(c.line))
        painter.drawRoundedRect(rect, 1.5, 1.5)
        painter.setBrush(QColor(c.sun))
        painter.drawRoundedRect(lit, 1.5, 1.5)
        painter.restore()
