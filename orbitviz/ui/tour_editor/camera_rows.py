"""The camera keys of a shot: when, what is seen, how it is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from orbitviz.model.tour.camera_key import CameraKey
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.tour_editor.shot_fields import (
    EASES,
    Change,
    Check,
    Choice,
    Entry,
    number_of,
    required,
)
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip


class CameraRows(QWidget):
    """A row for each key, and a button for one more."""

    updateRequested = Signal(int)
    removeRequested = Signal(int)
    addRequested = Signal()
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(self, check: Check, change: Change) -> None:
        super().__init__()
        self._check, self._change = check, change
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        add = QPushButton("+ Camera Key from View")
        add.setToolTip(
            "At the time of the play head, the camera comes to where it is now in the window"
        )
        add.clicked.connect(self.addRequested)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._grid)
        box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_keys(self, shot: Shot) -> None:
        """Show the keys of a shot."""
        while len(self._rows) > len(shot.camera):
            for widget in self._rows.pop().widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self._rows) < len(shot.camera):
            self._add_row()
        for row, key in zip(self._rows, shot.camera, strict=True):
            row.show_key(key)

    def field(self, number: int) -> QWidget | None:
        """Return the field of a key's time."""
        return self._rows[number].at if number < len(self._rows) else None

    def _add_row(self) -> None:
        number = len(self._rows)
        row = _Row(number, self._entry, self._change)
        row.update.clicked.connect(lambda: self.updateRequested.emit(number))
        row.remove.clicked.connect(lambda: self.removeRequested.emit(number))
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, number, column)
        self._rows.append(row)

    def _entry(self, path: Any, parse: Callable[[str], Any], name: str, tip: str) -> Entry:
        entry = Entry(path, parse, self._check, self._change, name, tip)
        entry.errorOccurred.connect(self.errorOccurred)
        entry.discarded.connect(self.typingDiscarded)
        return entry


class _Row:
    def __init__(self, number: int, entry: Callable[..., Entry], change: Change) -> None:
        path = ("camera", number)
        self.at = entry((*path, "at_s"), number_of, "At, s", "Seconds from the shot's beginning.")
        self.at.fit_to("88.88")
        self.view = entry(
            (*path, "view"), required, "View",
            "A named view such as home, pole or terminator, or azimuth,elevation,distance.",
        )  # fmt: skip
        self.place = PlainLabel()
        self.ease = Choice(
            EASES, lambda ease: change((*path, "ease"), ease), "How the camera arrives"
        )
        self.ease.setMaximumWidth(92)
        self.view.setMinimumWidth(88)
        self.ease.setToolTip("How the camera arrives here from the key before.")
        self.update = _button("camera", "Have this key show what the window shows now")
        self.remove = _button("close", "Remove this camera key")
        self.widgets: tuple[QWidget, ...] = (
            self.at, self.view, self.ease, self.update, self.remove
        )  # fmt: skip

    def show_key(self, key: CameraKey) -> None:
        """Show a key."""
        self.at.show_text(f"{key.at_s:g}")
        self.view.show_text(key.view)
        self.view.setEnabled(key.shell is None and key.site is None)
        place = _place_of(key)
        self.view.setPlaceholderText(place)
        if place:
            self.view.setToolTip(plain_tip(place))
        if key.shell is not None or key.site is not None:
            self.view.setText(place)
        self.ease.show_value(key.ease)
        self.update.setIcon(icon("camera"))
        self.remove.setIcon(icon("close"))


def _place_of(key: CameraKey) -> str:
    """Return what a key is about, "" for the Earth."""
    if key.satellite is not None:
        return f"with {key.satellite}"
    if key.shell is not None:
        return f"over {key.shell}"
    if key.site is not None:
        return f"over {key.site}"
    return ""


def _button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(14, 14))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
