"""The list of differences from the file that is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.design.fields import Changes, DesignField
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.range_note import fit_button


class ChangeList(QFrame):
    """What differs from what was opened; each line has a button to reset it."""

    resetRequested = Signal(object)  # path
    resetAllRequested = Signal()
    fitRequested = Signal()  # ranges shall follow the values again

    def __init__(self, title: str = "Changes", *, with_fit: bool = True) -> None:
        """Build; with the button that lets ranges follow the values again, or without."""
        super().__init__()
        self.setObjectName("card")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(10, 10, 6, 8)
        self._box.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(6)
        heading = PlainLabel(title)
        heading.setFont(title_font())
        self._all = QPushButton("Reset All")
        self._all.clicked.connect(self.resetAllRequested)
        # Always there: a line that came with the first edit would move the slider in the hand.
        self._fit = fit_button()
        self._fit.setEnabled(False)
        self._fit.clicked.connect(self.fitRequested)
        self._fit.setVisible(with_fit)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self._fit)
        head.addWidget(self._all)
        self._box.addLayout(head)
        self._none = PlainLabel()
        self._none.setObjectName("caption")
        self._none.setWordWrap(True)
        self._box.addWidget(self._none)
        self._lines: list[tuple[tuple[str, ...], QWidget, QLabel]] = []

    @property
    def texts(self) -> list[str]:
        """The changes as they are shown, e.g. "110 → 90 m²"."""
        return [label.text() for _, _, label in self._lines]

    def show_changes(self, found: Changes, where: str) -> None:
        """Show the changes; lines stay as long as the same values differ.

        where   what they are counted from, in words: "as in my-design.toml"
        """
        self._none.setText(f"None: every value is {where}.")
        self._none.setVisible(not found)
        self._all.setEnabled(bool(found))
        if [path for path, _, _ in self._lines] != [field.path for field, _ in found]:
            for _, line, _ in self._lines:
                self._box.removeWidget(line)
                line.deleteLater()
            self._lines = [self._make_line(field) for field, _ in found]
        for (_, _, label), (_, text) in zip(self._lines, found, strict=True):
            label.setText(text)

    def show_ranges_kept(self, on: bool) -> None:
        """Show whether there are ranges to fit again."""
        self._fit.setEnabled(on)

    def _request_reset(self, path: tuple[str, ...]) -> None:
        self.resetRequested.emit(path)

    def _make_line(self, field: DesignField) -> tuple[tuple[str, ...], QWidget, QLabel]:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        part = f"{field.section}: " if field.section else ""
        name = PlainLabel(f"{part}{field.title.lower() if part else field.title}")
        name.setObjectName("caption")
        name.setWordWrap(True)
        value = PlainLabel()
        back = QToolButton()
        back.setText("↺")
        back.setToolTip("Back to the original value")
        back.setAccessibleName(f"Reset {field.title}")
        back.clicked.connect(partial(self._request_reset, field.path))
        row.addWidget(name, 1)
        row.addWidget(value)
        row.addWidget(back)
        self._box.addWidget(line)
        return field.path, line, value
