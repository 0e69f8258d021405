"""The names of panels that are hidden for want of room, over the globe: a click brings one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from orbitviz.ui.widgets.plain_text import PlainLabel


class HiddenPanels(QFrame):
    """A row of buttons; hidden while every panel has room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noticeBar")
        self.setAccessibleName("Panels that have no room beside the globe")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 2, 6, 2)
        self._row.setSpacing(2)
        label = PlainLabel("Hidden:")
        label.setObjectName("caption")
        self._row.addWidget(label)
        self._row.addStretch(1)
        self._shown: Sequence[tuple[str, QAction]] = ()
        self.buttons: list[QToolButton] = []
        self.hide()

    def show_panels(self, panels: Sequence[tuple[str, QAction]]) -> None:
        """Show the title of each panel, and trigger its action on a click."""
        if panels == self._shown:
            return
        self._shown = panels
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [_button(*panel) for panel in panels]
        for place, button in enumerate(self.buttons, start=1):
            self._row.insertWidget(place, button)
        self.setVisible(bool(panels))


def _button(title: str, action: QAction) -> QToolButton:
    button = QToolButton()
    button.setText(title)
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.clicked.connect(action.trigger)
    return button
