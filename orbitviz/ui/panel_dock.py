"""A panel that can be torn off and put anywhere, with a title to take hold of."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QToolButton, QWidget

from orbitviz.base.on_demand import OnDemand
from orbitviz.ui.theme import colours, title_font
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import PlainLabel

_ICON = QSize(16, 16)


class PanelDock(QDockWidget):
    """A dock whose title gives way to the tab where panels lie on one another.

    A panel on demand is built when the dock is first shown.
    """

    def __init__(self, title: str, panel: QWidget | OnDemand[Any]) -> None:
        super().__init__(title)
        self.setObjectName(f"dock{title}")  # by which a saved layout knows it
        self._panel = panel
        if isinstance(panel, OnDemand):
            panel.when_built(self.setWidget)
        else:
            self.setWidget(panel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._title = _Title(self)
        self.setTitleBarWidget(self._title)

    def setVisible(self, visible: bool) -> None:
        """Show or hide; the panel is there before Qt asks for its size."""
        if visible and isinstance(self._panel, OnDemand):
            _ = self._panel.part
        super().setVisible(visible)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an edge around a panel that was torn off."""
        super().paintEvent(event)
        if self.isFloating():
            painter = QPainter(self)
            painter.setPen(QColor(colours().faint))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def show_title(self, on: bool) -> None:
        """Show the title, or leave its place to the panel."""
        self._title.show_at_all(on)

    def refresh_icons(self) -> None:
        """Redraw the buttons in the colours of the theme."""
        self._title.refresh_icons()


class _Title(QWidget):
    """Name and buttons; what is pressed beside them moves the dock, twice tears it off."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("dockTitle")
        self._is_shown = True
        self._dock = dock
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 4)
        row.setSpacing(0)
        label = PlainLabel(dock.windowTitle())
        label.setFont(title_font())
        row.addWidget(label, 1)
        self._float = _button(f"Tear off or put back the {dock.windowTitle()} panel")
        self._float.clicked.connect(self._tear_off)
        self._close = _button(f"Hide the {dock.windowTitle()} panel")
        self._close.clicked.connect(dock.close)
        row.addWidget(self._float)
        row.addWidget(self._close)
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Redraw the buttons in the colours of the theme."""
        self._float.setIcon(icon("tear_off"))
        self._close.setIcon(icon("close"))

    def show_at_all(self, on: bool) -> None:
        """Take up room, or none."""
        if on is not self._is_shown:
            self._is_shown = on
            for part in self.findChildren(QWidget):
                part.setVisible(on)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return what Qt makes the title as high as."""
        return super().sizeHint() if self._is_shown else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a title is never squeezed."""
        return self.sizeHint()

    def _tear_off(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setIconSize(_ICON)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
