"""The button of the toolbar that shows the colour mode and offers the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from orbitviz.ui.action_set import ActionSet


class ColourButton(QToolButton):
    """A menu of all colour modes, named after the one in use."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setToolTip("Quantity shown by the colour of the satellites")
        self.setAccessibleName("Colour mode")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        menu = QMenu(self)
        section: int | None = None
        for spec, action in actions:
            if spec.group != "colour":
                continue
            if section is not None and section != spec.section:
                menu.addSeparator()
            section = spec.section
            menu.addAction(action)
            action.toggled.connect(partial(self._show_mode, spec.text))
            self._show_mode(spec.text, action.isChecked())
        self.setMenu(menu)

    def _show_mode(self, text: str, on: bool) -> None:
        if on:  # without the words that all have in common: a toolbar must fit a small window
            self.setText(text.removeprefix("Colour by "))
