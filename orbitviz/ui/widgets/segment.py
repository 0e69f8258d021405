"""Buttons of which one is on, side by side in a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton


class Choice(NamedTuple):
    """A button: its text, what it says of itself in a tip, and what a click calls."""

    text: str
    tip: str
    choose: Callable[[], object]


class Segment(QFrame):
    """A row of buttons; a click checks one instead of another."""

    def __init__(self, name: str, choices: Iterable[Choice]) -> None:
        super().__init__()
        self.setObjectName("segment")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        self.buttons: list[QToolButton] = []
        for choice in choices:
            button = QToolButton()
            button.setText(choice.text)
            button.setToolTip(choice.tip)
            button.setAccessibleName(choice.tip)
            button.setCheckable(True)
            button.clicked.connect(partial(_call, choice))
            self._group.addButton(button)
            self.buttons.append(button)
            row.addWidget(button)


def _call(choice: Choice, _on: bool = True) -> None:
    choice.choose()
