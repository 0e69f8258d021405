"""Fields of a design in cards, one for each part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from orbitviz.ui.design.field_row import FieldRow
from orbitviz.ui.design.fields import DesignField, Shown
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel


class FieldCards(QWidget):
    """A card with a title and rows for each section of the fields; rows are kept and reused."""

    valueEdited = Signal(object, object, bool)  # path, value, whether a drag goes on
    errorOccurred = Signal(object)  # UserError
    typingDiscarded = Signal()

    def __init__(self, untitled: str, *, tells_faults: bool = False) -> None:
        """Build.

        untitled       title of what has no section
        tells_faults   say below a field why what was typed there was refused
        """
        super().__init__()
        self._untitled, self._tells_faults = untitled, tells_faults
        self._rows: dict[DesignField, FieldRow] = {}
        self._fields: tuple[DesignField, ...] = ()
        self._cards: dict[str, tuple[QFrame, QVBoxLayout]] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(8)

    @property
    def rows(self) -> list[FieldRow]:
        """The rows that are shown."""
        return [self._rows[field] for field in self._fields]

    def row(self, path: tuple[str, ...]) -> FieldRow:
        """Return the row of one value."""
        return next(row for row in self.rows if row.field.path == path)

    def show_fields(self, fields: Iterable[DesignField]) -> None:
        """Have rows for these fields, in this order."""
        wanted = tuple(fields)
        if wanted == self._fields:
            return
        before, place = self.rows, self._focused
        self._fields = wanted
        sections: dict[str, list[FieldRow]] = {}
        for field in wanted:
            sections.setdefault(field.section or self._untitled, []).append(self._row_of(field))
        for title, rows in sections.items():
            box = self._box_of(title)
            for row in rows:  # also those that are there already: behind the others, in order
                box.addWidget(row)
                row.show()
            self._cards[title][0].show()
        for row, after in zip(self.rows, self.rows[1:], strict=False):
            QWidget.setTabOrder(row, after)
        gone = [row for row in before if row.field not in wanted]
        if place is not None and before[place] in gone and wanted:
            # Before it is hidden: Qt would give the keys to another panel.
            self.rows[min(place, len(wanted) - 1)].take_keys()
        for row in gone:
            row.hide()
        for title, (card, _) in self._cards.items():
            card.setVisible(title in sections)

    def show_values(self, shown_of: Callable[[DesignField], Shown]) -> None:
        """Show the values of a design."""
        for row in self.rows:
            row.show_value(shown_of(row.field))

    def discard_typing(self) -> None:
        """Give up what is being typed: it was meant for another design."""
        for row in self.rows:
            row.discard_typing()

    @property
    def _focused(self) -> int | None:
        """Which of the rows has the keys."""
        focused = self.window().focusWidget()
        rows = enumerate(self.rows)
        return next((k for k, row in rows if focused and row.isAncestorOf(focused)), None)

    def _row_of(self, field: DesignField) -> FieldRow:
        if field not in self._rows:
            row = self._rows[field] = FieldRow(field)
            row.valueEdited.connect(self.valueEdited)
            row.errorOccurred.connect(self.errorOccurred)
            row.typingDiscarded.connect(self.typingDiscarded)
            if self._tells_faults:
                row.errorOccurred.connect(row.tell_fault)
                row.typingDiscarded.connect(row.forget_fault)
                row.valueEdited.connect(row.forget_fault)
        return self._rows[field]

    def _box_of(self, title: str) -> QVBoxLayout:
        if title not in self._cards:
            card = QFrame()
            card.setObjectName("card")
            box = QVBoxLayout(card)
            box.setContentsMargins(10, 10, 6, 8)
            box.setSpacing(4)
            label = PlainLabel(title)
            label.setFont(title_font())
            box.addWidget(label)
            self._cards[title] = card, box
            self._stack.addWidget(card)
        return self._cards[title][1]
