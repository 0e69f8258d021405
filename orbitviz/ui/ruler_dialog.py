"""Asks for both ends of the ruler by name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.widgets.plain_text import PlainLabel

_WIDTH = 400
_EXAMPLE = 'Satellite, city, "52.5,13.4" or centre'


class RulerDialog(QDialog):
    """Two names; stays open with a sentence until both are known."""

    endsChosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Measure Between")
        self.one, self.other = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        form = QFormLayout()
        for name, entry in (("From", self.one), ("To", self.other)):
            entry.setPlaceholderText(_EXAMPLE)
            entry.setAccessibleName(f"{name}: satellite, place or centre of the Earth")
            entry.setMinimumWidth(_WIDTH - 80)
            entry.returnPressed.connect(partial(self._entered, entry))
            form.addRow(PlainLabel(name), entry)
        layout.addLayout(form)
        self.note = PlainLabel("")
        self.note.setObjectName("footnote")
        self.note.setWordWrap(True)
        self.note.setFixedWidth(_WIDTH)  # or Qt guesses another and cuts off lines
        layout.addWidget(self.note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton("Measure", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def ask(self, one: str, other: str, places: Iterable[str]) -> None:
        """Open with names to begin with, completed to names of places."""
        names = list(dict.fromkeys(places))
        for entry, text in ((self.one, one), (self.other, other)):
            entry.setText(text)
            completer = QCompleter(names, entry)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            entry.setCompleter(completer)
        self.show_error("")
        first = self.one if not one else self.other
        first.setFocus()
        first.selectAll()
        self.open()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the names, or what is measured."""
        self.note.setText(
            text
            or "The straight distance, the angle seen from the Earth's centre, the time that light "
            "takes, and whether the Earth stands between. It is live while time runs."
        )
        self.note.setProperty("wrong", bool(text))
        self.note.style().polish(self.note)
        self.note.setFixedHeight(self.note.heightForWidth(_WIDTH))
        self.adjustSize()

    def _entered(self, entry: QLineEdit) -> None:
        """Measure although the list of places is open, which takes Enter from the button."""
        popup = entry.completer().popup()
        if popup is not None and popup.isVisible() and not popup.currentIndex().isValid():
            popup.hide()
            self._choose()

    def _choose(self) -> None:
        self.endsChosen.emit(self.one.text(), self.other.text())
