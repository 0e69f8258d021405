"""A field for one line that underlines where a text is wrong."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from orbitviz.ui.theme import colours

_THICK_PX, _LEAST_PX = 2, 8


class MarkedLine(QLineEdit):
    """A line edit with a mark below the word that begins at a column."""

    def __init__(self) -> None:
        super().__init__()
        self._begin: int | None = None

    @property
    def mark(self) -> int | None:
        """The character that is marked, counted from 0; None while nothing is."""
        return self._begin

    def set_mark(self, begin: int | None) -> None:
        """Mark the word at a character, or nothing."""
        if begin != self._begin:
            self._begin = begin
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the mark."""
        super().paintEvent(event)
        if self._begin is None:
            return
        text, metrics = self.text(), self.fontMetrics()
        word = (text[self._begin :].split() or [""])[0]
        caret = self.cursorRect()  # which tells how far the text is scrolled
        left = caret.center().x() - metrics.horizontalAdvance(text[: self.cursorPosition()])
        begin = left + metrics.horizontalAdvance(text[: self._begin])
        end = begin + max(metrics.horizontalAdvance(word), _LEAST_PX)
        painter = QPainter(self)
        painter.setClipRect(self.contentsRect())
        painter.setPen(QPen(QColor(colours().error), _THICK_PX))
        painter.drawLine(begin, caret.bottom() + 1, end, caret.bottom() + 1)
