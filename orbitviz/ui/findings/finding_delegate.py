"""Paints a row of the list of findings: severity, place and title, value and limit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from orbitviz.analysis.remark import Severity
from orbitviz.ui.colours import ROW_HOVER, mix
from orbitviz.ui.findings.finding_model import LIMIT_ROLE, SEVERITY_ROLE, TITLE_ROLE, VALUE_ROLE
from orbitviz.ui.theme import colours, text_font, title_font

Index = QModelIndex | QPersistentModelIndex

ROW_PX = 46
_BAR, _GAP, _EDGE = 4, 12, 6


def severity_colour(severity: Severity) -> QColor:
    """Return the colour of a severity in the theme."""
    c = colours()
    by_severity = {Severity.ERROR: c.error, Severity.WARNING: c.sun, Severity.NOTE: c.shade}
    return QColor(by_severity[severity])


class FindingDelegate(QStyledItemDelegate):
    """A bar in the colour of the severity; two lines, with a figure at the end of each."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(0, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        c = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_chosen = QStyle.StateFlag.State_Selected in option.state
        if is_chosen or QStyle.StateFlag.State_MouseOver in option.state:
            over = mix(c.field, c.text, ROW_HOVER)
            painter.setBrush(QColor(c.selection if is_chosen else over))
            painter.drawRoundedRect(option.rect, 4, 4)
        row = option.rect.adjusted(0, 4, -_EDGE, -4)
        painter.setBrush(severity_colour(Severity(index.data(SEVERITY_ROLE))))
        painter.drawRoundedRect(QRectF(row.left() + 3, row.top(), _BAR, row.height()), 2, 2)
        lines = row.adjusted(_GAP + 2, 0, 0, 0)
        half = lines.height() // 2
        upper = QRect(lines.left(), lines.top(), lines.width(), half)
        lower = upper.translated(0, half)
        names, figures, small = title_font(9), text_font(9), text_font(8.5)
        value, limit = str(index.data(VALUE_ROLE)), str(index.data(LIMIT_ROLE))
        place, title = str(index.data()), str(index.data(TITLE_ROLE))
        _line(painter, upper, (place, names, c.text), (value, figures, c.text))
        _line(painter, lower, (title, small, c.muted), (limit, small, c.muted))
        painter.restore()


def _line(
    painter: QPainter, row: QRect, text: tuple[str, QFont, str], figure: tuple[str, QFont, str]
) -> None:
    """Paint a text that gives way to the figure at the end of its line."""
    middle = Qt.AlignmentFlag.AlignVCenter
    width = 0
    for (words, font, colour), side in ((figure, "right"), (text, "left")):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        if side == "right":
            width = metrics.horizontalAdvance(words) + (_GAP if words else 0)
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, words)
        else:
            room = row.adjusted(0, 0, -width, 0)
            fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, fitting)
