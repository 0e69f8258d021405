"""The list of the groups of a design, with buttons to add, copy, move and remove them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from orbitviz.model.design.constellation import Design
from orbitviz.model.group_colours import group_colours
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.design.design_actions import GROUP_TOOLS
from orbitviz.ui.sets.set_delegate import ROW_PX, SetDelegate
from orbitviz.ui.sets.set_model import COLOUR_ROLE, COUNT_ROLE
from orbitviz.ui.theme import text_font, title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_MOST_ROWS = 7  # that are seen at once


class GroupList(QFrame):
    """Groups by colour, name and number of slots."""

    chosen = Signal(int)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("card")
        title = PlainLabel("Groups")
        title.setFont(title_font())
        self.view = _View(actions)
        self.view.currentRowChanged.connect(self._choose)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for action_id, text in GROUP_TOOLS.items():
            button, action = QToolButton(), actions[action_id]
            button.setText(text)
            button.setFont(text_font(8.5))
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
            button.clicked.connect(action.trigger)
            tools.addWidget(button)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(4)
        column.addWidget(title)
        column.addWidget(self.view)
        column.addLayout(tools)

    def show_groups(self, design: Design, current: int) -> None:
        """Show the groups of a design, with one of them chosen."""
        colours, names = group_colours(design), design.group_names
        with QSignalBlocker(self.view):
            while self.view.count() > len(names):
                self.view.takeItem(self.view.count() - 1)
            while self.view.count() < len(names):
                self.view.addItem(QListWidgetItem())
            for k, group in enumerate(design.groups):
                item = self.view.item(k)
                shells = f"{group.shells:,} shell{'' if group.shells == 1 else 's'}"
                item.setText(names[k])
                item.setData(COLOUR_ROLE, colours[k])
                item.setData(COUNT_ROLE, f"{group.slots:,}")
                item.setToolTip(plain_tip(f"{names[k]}: {group.slots:,} slots in {shells}"))
            self.view.setCurrentRow(current)
        self.view.setFixedHeight(ROW_PX * min(len(names), _MOST_ROWS) + 2)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)


class _View(QListWidget):
    """A list whose current group is removed by Delete and moved by Ctrl with an arrow."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self._actions = actions
        self.setAccessibleName("Groups of the design")
        self.setItemDelegate(SetDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of a list mean here."""
        key, is_ctrl = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Delete:
            self._actions["remove_group"].trigger()
        elif key == Qt.Key.Key_Insert:
            self._actions["add_group"].trigger()
        elif is_ctrl and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._actions["group_up" if key == Qt.Key.Key_Up else "group_down"].trigger()
        else:
            super().keyPressEvent(event)
