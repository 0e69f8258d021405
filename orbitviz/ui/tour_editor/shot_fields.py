"""Fields of the form of a shot: text, number, choice; each says which key it is of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QPlainTextEdit

from orbitviz.base.errors import UserError
from orbitviz.base.units import parse_number
from orbitviz.model.design.key_path import KeyPath
from orbitviz.ui.widgets.marked_boxes import ArrowBox
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.value_entry import ValueEntry
from orbitviz.ui.widgets.wheel import IgnoreWheelMixin

EASES = (
    ("smooth", "smooth"),
    ("linear", "even"),
    ("in", "begins gently"),
    ("out", "ends gently"),
)
_WORDS_PX = 320  # width of the list of words that are offered
Check = Callable[[KeyPath, Any], None]  # raises UserError for a value that is not allowed
Change = Callable[[KeyPath, Any], None]


class Entry(ValueEntry):
    """A field of a key; what is refused stays typed, and is marked."""

    def __init__(
        self,
        path: KeyPath,
        parse: Callable[[str], Any],
        check: Check,
        change: Change,
        name: str,
        tip: str = "",
    ) -> None:
        super().__init__(self._value)
        self._path, self._parse_text, self._check = path, parse, check
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setMinimumWidth(40)
        self.valueEntered.connect(lambda value: change(path, value))

    def show_text(self, text: str) -> None:
        """Show a value unless the user is typing; of a long one, its beginning."""
        super().show_text(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def enter(self) -> None:
        """Accept what stands in the field."""
        self._start()
        self._accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the tour unless there is typing to undo."""
        keys = QKeySequence.StandardKey
        if not self._editing and (event.matches(keys.Undo) or event.matches(keys.Redo)):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _value(self, text: str) -> Any:
        value = self._parse_text(text)
        self._check(self._path, value)
        return value


class Choice(IgnoreWheelMixin, ArrowBox):
    """A list of values with their words."""

    def __init__(
        self, choices: Sequence[tuple[Any, str]], chosen: Callable[[Any], None], name: str
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(ArrowBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for value, words in choices:
            self.addItem(words, value)
        self.activated.connect(lambda _: chosen(self.currentData()))

    def show_value(self, value: Any) -> None:
        """Show a value."""
        self.setCurrentIndex(max(self.findData(value), 0))


class Switch(QCheckBox):
    """A key that is on or off."""

    def __init__(self, path: KeyPath, text: str, change: Change, tip: str = "") -> None:
        super().__init__(text)
        self.setToolTip(tip)
        self.clicked.connect(lambda on: change(path, on or None))


class Notes(QPlainTextEdit):
    """Text of several lines, accepted when it is left."""

    def __init__(self, path: KeyPath, change: Change, name: str) -> None:
        super().__init__()
        self._path, self._change = path, change
        self._known = ""  # what stands here when nothing is being typed
        self.setAccessibleName(name)
        self.setPlaceholderText("What you want to say; on the presenter's screen alone")
        self.setTabChangesFocus(True)
        self.setFixedHeight(56)

    def show_text(self, text: str) -> None:
        """Show a text, unless it is being typed."""
        typed = self.toPlainText()
        if self.hasFocus() and typed != self._known:
            return
        if text not in (typed, typed.strip()):
            with QSignalBlocker(self):
                self.setPlainText(text)
        self._known = self.toPlainText()

    def focusOutEvent(self, event: Any) -> None:
        """Accept what was typed."""
        super().focusOutEvent(event)
        self.settle()

    def settle(self) -> None:
        """Accept what was typed, as leaving the field does."""
        typed = self.toPlainText()
        if typed != self._known:
            self._known = typed
            self._change(self._path, typed.strip() or None)


def complete(field: Entry, words: Sequence[str]) -> None:
    """Offer words while one types; one that is clicked is entered."""
    completer = QCompleter(list(words), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    if (popup := completer.popup()) is not None:
        popup.setObjectName("completions")
        popup.setMinimumWidth(_WORDS_PX)
    # Once the field has the word that was chosen.
    completer.activated.connect(lambda _: QTimer.singleShot(0, field, field.enter))
    field.setCompleter(completer)


def offer_all(field: QLineEdit) -> None:
    """Show all words that a field completes."""
    completer = field.completer()
    if completer is not None:
        field.setFocus()
        completer.setCompletionPrefix("")
        completer.complete()


def label(text: str) -> PlainLabel:
    """Return the name of a field."""
    made = PlainLabel(text)
    made.setObjectName("caption")
    return made


def text_of(text: str) -> str | None:
    """Return a text, None for an empty one."""
    return text.strip() or None


def required(text: str) -> str:
    """Return a text that may be refused if it is empty."""
    return text.strip()


def number_of(text: str) -> float | None:
    """Return a number, with its unit or without, None for an empty text. Raises UserError."""
    plain = text.strip().rstrip("s°×x").strip()
    if not plain:
        return None
    try:
        return parse_number(plain)
    except ValueError:
        raise UserError(f'"{text}" is not a number', allowed="a number such as 8 or 2.5") from None


def moment_of(text: str) -> datetime | None:
    """Return an instant, None for an empty text. Raises UserError."""
    plain = text.strip().removesuffix("UTC").strip()
    if not plain:
        return None
    try:
        found = datetime.fromisoformat(plain.replace("Z", "+00:00"))
    except ValueError:
        raise UserError(
            f'"{text}" is not a date', allowed="date and time in UTC such as 2026-12-21 18:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def moment_text(moment: datetime | None) -> str:
    """Return an instant as it is typed."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"
