"""A text field that shows a running value and takes a typed one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from orbitviz.base.errors import UserError


class ValueEntry(QLineEdit):
    """Follows `show_text` until the user types; Enter takes the text, Esc gives it up."""

    entered = Signal(object)  # what `parse` made of the text
    mistaken = Signal(object)  # UserError
    done = Signal()  # the user has finished typing, one way or the other

    def __init__(self, parse: Callable[[str], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parse = parse
        self._shown = ""
        self._editing = False
        self.textEdited.connect(self._edited)
        self.returnPressed.connect(self._take)

    def fit_to(self, widest: str) -> None:
        """Be as wide as a text needs."""
        self.setFixedWidth(width_of(self, widest))

    def show_text(self, text: str) -> None:
        """Show a value unless the user is typing."""
        self._shown = text
        if self._editing or text == self.text():
            return
        selected = self.hasSelectedText()
        self.setText(text)
        if selected:
            self.selectAll()

    def begin(self) -> None:
        """Let the user type."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
            self.done.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up what was typed and not entered."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._give_up()

    def _edited(self) -> None:
        self._editing = True
        self._mark(wrong=False)

    def _take(self) -> None:
        if not self._editing:
            return
        try:
            value = self._parse(self.text())
        except UserError as error:
            self._mark(wrong=True)
            self.mistaken.emit(error)
            return
        self._editing = False
        self.entered.emit(value)
        self.done.emit()

    def _give_up(self) -> None:
        self._editing = False
        self._mark(wrong=False)
        self.setText(self._shown)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)


def width_of(widget: QWidget, text: str) -> int:
    """Return the width of an entry that a text fits into, in the font of a widget."""
    return QFontMetrics(widget.font()).horizontalAdvance(text) + 26
