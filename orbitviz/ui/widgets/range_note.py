"""A line that says that ranges are kept, with the button that fits them again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from orbitviz.ui.widgets.plain_text import PlainLabel


class RangeNote(QWidget):
    """Hidden until there is something to say."""

    fitRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label = PlainLabel()
        self._label.setObjectName("caption")
        self._label.setWordWrap(True)
        self.button = fit_button()
        self.button.clicked.connect(self.fitRequested)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self.button)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say it; nothing for an empty text."""
        self._label.setText(text)
        self.setVisible(bool(text))


def fit_button() -> QPushButton:
    """Return the button that fits ranges again; the caller connects it."""
    button = QPushButton("Re-range")
    button.setToolTip("Fit the ranges of colours and charts to the design as it is now")
    return button
