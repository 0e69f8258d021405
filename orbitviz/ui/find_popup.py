"""Find: a field, what may be written next, and a list of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from orbitviz.ui.entry_list import EntryList, ListEntry
from orbitviz.ui.theme import text_font
from orbitviz.ui.widgets.marked_line import MarkedLine
from orbitviz.ui.widgets.plain_text import PlainLabel

_WIDTH, _ROW, _ROWS = 680, 32, 10
_SMALL_ROW, MOST_OPTIONS = 24, 5
_TEXTS = 150  # height of the field and of the lines of text
_KEYS = "Enter selects · Ctrl+Enter flies there · Esc closes"
_COMPLETES = "Tab completes, Ctrl+Down the next · "


@dataclass(frozen=True, kw_only=True, eq=False)
class FindEntry(ListEntry):
    """One thing that was found; `target` is what the controller makes of it."""

    target: object


@dataclass(frozen=True, kw_only=True, eq=False)
class Option(ListEntry):
    """One way to go on typing: what replaces the characters from `begin` to `end`."""

    written: str
    begin: int
    end: int


class FindPopup(QFrame):
    """The field and its lists over the window; Esc or a click outside closes it."""

    typed = Signal(str)
    caretMoved = Signal(str, int)  # the text, and the characters before the caret
    chosen = Signal(object, bool)  # FindEntry, and whether to fly there
    keepRequested = Signal()  # as a set
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName("Find")
        self._window, self._most_rows = window, _ROWS
        self.field = MarkedLine()
        self.field.setFont(text_font(12))
        self.field.setPlaceholderText("Name, number, plane and slot, or a condition")
        self.field.setAccessibleName("Find")
        self.field.setAccessibleDescription(
            "Satellites, shells and objects by name, or all satellites of which a condition is true"
        )
        self.options = EntryList(_SMALL_ROW, is_quiet=True)
        self.options.setAccessibleName("What may be written next")
        self.options.hide()
        self.message = self._line("footnote")
        self.list = EntryList(_ROW)
        self.list.setAccessibleName("Found")
        self.keys = self._line("footnote")
        self.keys.setText(_KEYS)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        for part in (self.field, self.options, self.message):
            layout.addWidget(part)
        layout.addWidget(self.list)
        layout.addWidget(self.keys)
        self.field.textChanged.connect(self._text_changed)
        self.field.cursorPositionChanged.connect(self._emit_caret)
        self.field.installEventFilter(self)
        self.list.entryClicked.connect(self._choose)
        self.options.entryClicked.connect(self._complete)

    def open(self) -> None:
        """Show it over the upper middle of the window, what was typed last selected."""
        window = self._window
        top = max(60, window.height() // 8)
        self._most_rows = max(3, min(_ROWS, (window.height() - top - _TEXTS) // _ROW))
        self.setFixedWidth(min(_WIDTH, window.width()))
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, top)))
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    @property
    def shown_options(self) -> list[Option]:
        """The ways to go on that are offered."""
        return [entry for entry in self.options.entries if isinstance(entry, Option)]

    # What is shown -----------------------------------------------------------------------

    def show_found(self, entries: Sequence[FindEntry], message: str, *, keep: bool = False) -> None:
        """Show what was found, and a sentence above it.

        keep   the marked line stays: it is the same list as time goes by
        """
        self.list.show_entries(entries, keep=keep)
        self._show_message(message, is_wrong=False)
        self.field.set_mark(None)

    def show_wrong(self, sentence: str, begin: int | None) -> None:
        """Say what is wrong with the text, and mark the character where."""
        self.list.show_entries(())
        self._show_message(sentence[:1].upper() + sentence[1:], is_wrong=True)
        self.field.set_mark(begin)

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer ways to go on typing, at most MOST_OPTIONS."""
        self.options.show_entries(options)
        self._fit()
        self.keys.setText(f"{_COMPLETES if options else ''}{_KEYS}")

    def _show_message(self, text: str, *, is_wrong: bool) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.message.setProperty("wrong", is_wrong)
        self.message.style().polish(self.message)
        self._fit()

    def _fit(self) -> None:
        """Give every list the height of its lines, as far as there is room in the window."""
        options = len(self.options.entries)
        rows = self._most_rows - (options * _SMALL_ROW + _ROW - 1) // _ROW
        for part, most in ((self.options, MOST_OPTIONS), (self.list, rows)):
            part.setFixedHeight(part.height_of(most))
            part.setVisible(bool(part.entries))
        self._column.activate()
        wrapped = self._column.totalHeightForWidth(self.width())  # -1 if nothing is
        height = max(wrapped, self._column.totalMinimumSize().height())
        if height != self.height():
            self.setFixedHeight(height)

    # What is done ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the lists, complete and choose by keys while typing."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Emit that it is closed."""
        super().hideEvent(event)
        self.closed.emit()

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        with_control = Qt.KeyboardModifier.ControlModifier in event.modifiers()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS,
            Qt.Key.Key_PageUp: -_ROWS,
        }
        if key in steps:
            (self.options if with_control else self.list).move_by(steps[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._complete(self.options.current)
        elif key == Qt.Key.Key_G and with_control:
            self.keepRequested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.list.current, with_control)
        else:
            return False
        return True

    def _choose(self, entry: object) -> None:
        self.chosen.emit(entry, False)

    def _complete(self, option: object) -> None:
        if isinstance(option, Option):
            text = self.field.text()
            self.field.setText(text[: option.begin] + option.written + text[option.end :])
            self.field.setCursorPosition(option.begin + len(option.written))

    def _text_changed(self, text: str) -> None:
        self.field.set_mark(None)
        self.typed.emit(text)

    def _emit_caret(self) -> None:
        self.caretMoved.emit(self.field.text(), self.field.cursorPosition())

    def _line(self, name: str) -> PlainLabel:
        label = PlainLabel()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setContentsMargins(14, 3, 14, 5)
        return label
