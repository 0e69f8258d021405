"""What the bars of time and of years have in common: fields that are typed into, and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QToolButton

from orbitviz.ui.theme import number_font
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.value_entry import ValueEntry


class ControlBar(QFrame):
    """A bar below the globe."""

    errorOccurred = Signal(object)  # UserError: what was typed cannot be used
    typingDiscarded = Signal()  # the field shows the value again
    editingEnded = Signal()  # the keyboard belongs to the globe again

    def make_entry(
        self, parse: Callable[[str], Any], name: str, tip: str, widest: str, entered: SignalInstance
    ) -> ValueEntry:
        """Return a field for a value.

        parse     makes it of what is typed
        name, tip accessible name, and what is said of it
        widest    text that must fit in
        entered   is emitted with what was typed
        """
        entry = ValueEntry(parse)
        entry.setFont(number_font(10.5))
        entry.setAccessibleName(name)
        entry.setToolTip(tip)
        entry.fit_to(widest)
        entry.valueEntered.connect(entered)
        entry.editingEnded.connect(self.editingEnded)
        entry.errorOccurred.connect(self.errorOccurred)
        entry.discarded.connect(self.typingDiscarded)
        return entry


def action_button(icon_name: str, action: QAction) -> QToolButton:
    """Return a button for an action, with an icon of its own."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(20, 20))
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.clicked.connect(action.trigger)
    return button
