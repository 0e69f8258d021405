"""The toolbar: the actions that are marked for it, in the order of their table."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolBar, QToolButton

from orbitviz.ui.action_set import Action, ActionSet
from orbitviz.ui.colour_button import ColourButton
from orbitviz.ui.widgets.icons import icon

_MORE_BUTTON = "qt_toolbar_ext_button"


class Toolbar(QToolBar):
    """A line between actions of different menus; the colour modes are one button."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__("Toolbar")
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        before: Action | None = None
        for spec, action in actions:
            if not spec.toolbar:
                continue
            if before and (before.menu, before.group) != (spec.menu, spec.group):
                self.addSeparator()
            if spec.group != "colour":
                self.addAction(action)
            elif before is None or before.group != "colour":
                self.addWidget(ColourButton(actions))
            before = spec
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw the button to what has no room in the toolbar: Qt's is black in any theme."""
        for more in self.findChildren(QToolButton, _MORE_BUTTON):
            more.setIcon(icon("more"))
            more.setToolTip("More commands")
