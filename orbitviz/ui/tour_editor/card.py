"""What the cards of a shot have in common: a grid of fields, and a button that removes it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QWidget

from orbitviz.ui.tour_editor.shot_fields import Entry, label
from orbitviz.ui.widgets.icons import icon


class Card(QFrame):
    """Names at the left, fields in the middle, the button at the upper right."""

    removeRequested = Signal(str, int)
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(self, kind: str, number: int, what: str) -> None:
        """Build.

        kind   of the shot, such as "callouts"; `what` one of them is, in words
        """
        super().__init__()
        self.setObjectName("card")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(8, 6, 6, 8)
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(3)
        self.grid.setColumnStretch(1, 1)
        self._remove = QToolButton()
        self._remove.setIconSize(QSize(14, 14))
        self._remove.setToolTip(f"Remove this {what}".strip())
        self._remove.setAccessibleName(self._remove.toolTip())
        self._remove.clicked.connect(lambda: self.removeRequested.emit(kind, number))

    def add_row(self, row: int, name: str, field: QWidget) -> None:
        """Put a field and its name into a row."""
        self.grid.addWidget(label(name), row, 0)
        self.grid.addWidget(field, row, 1)

    def add_remove_button(self) -> None:
        """Put the button in its place; the keyboard comes to it after the fields before."""
        self.grid.addWidget(self._remove, 0, 2)

    def heard(self, entry: Entry) -> Entry:
        """Return a field whose mistakes are told."""
        entry.errorOccurred.connect(self.errorOccurred)
        entry.discarded.connect(self.typingDiscarded)
        return entry

    def show_icons(self) -> None:
        """Show icons in the colours of the theme."""
        self._remove.setIcon(icon("close"))
