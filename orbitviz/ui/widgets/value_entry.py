"""A text field that shows a running value and accepts a typed one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from orbitviz.base.errors import UserError

_LEFT_BY_HAND = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
)


class ValueEntry(QLineEdit):
    """Follows `show_text` until the user types; Esc discards the text.

    Enter accepts it and stays where it is refused. So does leaving the field, but what is refused
    then is discarded.
    """

    valueEntered = Signal(object)  # what `parse` made of the text
    errorOccurred = Signal(object)  # UserError
    editingEnded = Signal()  # accepted or given up
    discarded = Signal()  # the value is shown again; what was said of the text has no object

    def __init__(self, parse: Callable[[str], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parse = parse
        self._shown = ""
        self._editing = False
        self.textEdited.connect(self._start)
        self.returnPressed.connect(self._accept)

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

    def start_editing(self) -> None:
        """Focus the field and select its text."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the program unless there is typing to undo."""
        if event.type() is QEvent.Type.ShortcutOverride and not self._editing:
            keys = QKeySequence.StandardKey
            assert isinstance(event, QKeyEvent)
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Discard the text on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.discard()
            self.editingEnded.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what was typed when the user goes elsewhere, keep it while a menu is open."""
        super().focusOutEvent(event)
        reason = event.reason()
        if reason in _LEFT_BY_HAND and self._editing and not self.property("wrong"):
            self._accept_or_discard()
        elif reason not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.discard()

    def discard(self) -> None:
        """Give up what is typed, refused or not, and show the value."""
        self._editing = False
        self._mark(wrong=False)
        self.setText(self._shown)
        self.discarded.emit()

    def _start(self) -> None:
        self._editing = True
        self._mark(wrong=False)

    def _accept(self) -> None:
        if not self._editing:
            return
        try:
            value = self._parse(self.text())
        except UserError as error:
            self._mark(wrong=True)
            self.errorOccurred.emit(error)
            return
        self._editing = False
        self.valueEntered.emit(value)
        self.editingEnded.emit()

    def _accept_or_discard(self) -> None:
        try:
            value = self._parse(self.text())
        except UserError as error:
            self.discard()
            self.errorOccurred.emit(error)
            return
        self._editing = False
        self.valueEntered.emit(value)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)


def width_of(widget: QWidget, text: str) -> int:
    """Return the width of an entry that a text fits into, in the font of a widget."""
    return QFontMetrics(widget.font()).horizontalAdvance(text) + 26
