"""Where the panels are: the first layout, room for the globe, what is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.panel_dock import PanelDock

LAYOUT_VERSION = 3
# From this width on the sliders stand on the other side of the globe than the charts.
WIDE_PX = 1440
# Below this height shells and charts do not fit above one another.
_LOW_PX = 600
_SIDE_SHARE, _SIDE_PX = 0.19, 400  # width of a side: share of the window, at most this
_TAB_ROOM = 4
_SHELLS_SHARE = 0.42  # of the height of the column
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class PanelLayout(QObject):
    """Arranges the docks of a window; the globe keeps at least half of its width and height.

    Where panels do not fit beside that half, those of one side are hidden until they do.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: ActionSet,
        docks: Mapping[str, QDockWidget],
        results: Sequence[str],
        front: str,
    ) -> None:
        """Build.

        docks    of the panels, by the action that shows each: "panel_shells", "panel_design" and
                 the results; the window may have others, which stay as they are
        results  those that lie on one another, and which of them is in front at first
        """
        super().__init__(window)
        self._window, self._actions, self._docks = window, actions, docks
        self._results, self._front = results, front
        self._collapsed: list[QDockWidget] = []  # hidden for want of room
        self._needed_px = 0  # beside the globe, for those to come back
        options = QMainWindow.DockOption
        window.setDockOptions(
            options.AnimatedDocks
            | options.AllowTabbedDocks
            | options.AllowNestedDocks
            | options.GroupedDragging  # and with it tabs can be torn off
        )
        # Once Qt has finished, and for all docks together.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_state)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for action_id, dock in docks.items():
            actions.bind({action_id: partial(self._toggle, dock)})
            dock.visibilityChanged.connect(self._later.start)
            dock.topLevelChanged.connect(partial(self._moved, dock))
            dock.dockLocationChanged.connect(partial(self._moved, dock))
        self._arrange()

    def reset(self) -> None:
        """Put every panel to its first place, which depends on the size of the window."""
        self._arrange()
        self.make_room()
        self._size()

    def save(self) -> QByteArray:
        """Return the layout as the user has it: what is hidden for want of room belongs to it."""
        hidden = list(self._collapsed)
        for dock in hidden:
            dock.show()
        state = self._window.saveState(LAYOUT_VERSION)
        for dock in hidden:
            dock.hide()
        return state

    def restore(self, state: QByteArray) -> bool:
        """Put the panels where they were; return whether that could be read."""
        self._collapsed = []
        restored = self._window.restoreState(state, LAYOUT_VERSION)
        self.make_room()
        self._show_state()
        return restored

    def make_room(self, keep: QDockWidget | None = None) -> None:
        """Leave the globe its half, hiding one side if need be; the side of `keep` last."""
        width, height = self._window.width(), self._window.height()
        centre = self._window.centralWidget()
        if centre is None or self._actions["globe_only"].isChecked():
            return
        centre.setMinimumSize(width // 2, height // 2)
        if self._collapsed and self._needed_px <= width - width // 2:
            back, self._collapsed = self._collapsed, []
            for dock in back:
                dock.show()
        if self._least_width() <= width:
            return
        self._needed_px = max(self._least_width() - width // 2, 0)
        sides = sorted((_LEFT, _RIGHT), key=lambda side: self._side_of(keep) is side)
        for side in sides:
            self._collapse(side)
            if self._least_width() <= width:
                break

    def _collapse(self, side: Qt.DockWidgetArea) -> None:
        ours = [d for d in self._docks.values() if self._side_of(d) is side and not d.isHidden()]
        # Those in front first: of tabs, the first that comes back is in front again.
        ours.sort(key=lambda dock: dock.visibleRegion().isEmpty())
        self._collapsed += ours
        for dock in ours:
            dock.hide()

    def _least_width(self) -> int:
        layout = self._window.layout()
        assert layout is not None
        layout.invalidate()
        return layout.minimumSize().width()

    def _side_of(self, dock: QDockWidget | None) -> Qt.DockWidgetArea | None:
        if dock is None or dock.isFloating():
            return None
        return self._window.dockWidgetArea(dock)

    def _arrange(self) -> None:
        window, docks, first = self._window, self._docks, self._results[0]
        shells, design = docks["panel_shells"], docks["panel_design"]
        self._collapsed = []
        ours = [docks[name] for name in ("panel_shells", "panel_design", *self._results)]
        for dock in ours:
            dock.setFloating(False)
            window.removeDockWidget(dock)
        is_wide, is_low = window.width() >= WIDE_PX, window.height() < _LOW_PX
        side = _LEFT if is_wide else _RIGHT
        window.addDockWidget(side, shells)
        if is_wide:
            window.splitDockWidget(shells, design, Qt.Orientation.Vertical)
            window.addDockWidget(_RIGHT, docks[first])
        elif is_low:
            window.tabifyDockWidget(shells, docks[first])
        else:
            window.splitDockWidget(shells, docks[first], Qt.Orientation.Vertical)
        for name in (*self._results[1:], *(() if is_wide else ("panel_design",))):
            window.tabifyDockWidget(docks[first], docks[name])
        for dock in docks.values():
            dock.show()
        docks[self._front].raise_()
        self._show_state()

    def _size(self) -> None:
        window, docks = self._window, self._docks
        shells, design, first = (
            docks[name] for name in ("panel_shells", "panel_design", self._results[0])
        )
        width = min(round(window.width() * _SIDE_SHARE), _SIDE_PX)
        for bar in window.findChildren(QTabBar):
            width = max(width, bar.sizeHint().width() + _TAB_ROOM)  # of which none is out of view
        window.resizeDocks([shells, first], [width, width], Qt.Orientation.Horizontal)
        below = design if window.width() >= WIDE_PX else first
        height = round(window.height() * _SHELLS_SHARE)
        window.resizeDocks(
            [shells, below], [height, window.height() - height], Qt.Orientation.Vertical
        )

    def bring(self, dock: QDockWidget) -> None:
        """Show a panel in front of those it shares its place with."""
        if dock in self._collapsed:
            self._collapsed.remove(dock)
        dock.show()
        dock.raise_()
        self.make_room(keep=dock)
        self._show_state()

    def _toggle(self, dock: QDockWidget, on: bool) -> None:
        """Bring a panel to the front, or hide it if it is there."""
        is_behind = not dock.isHidden() and dock.visibleRegion().isEmpty()
        if on or is_behind:
            self.bring(dock)
            return
        dock.hide()
        self.make_room()
        self._show_state()

    def _moved(self, dock: QDockWidget, _where: object) -> None:
        # When Qt has finished: a hidden neighbour would spoil the drop.
        QTimer.singleShot(0, self, partial(self.make_room, dock))
        self._show_state()

    def _show_state(self) -> None:
        """Tick what is shown in the menu, and give titles to panels without a tab."""
        for action_id, dock in self._docks.items():
            self._actions.check(action_id, not dock.isHidden())
        window = self._window
        for dock in self._docks.values():
            if isinstance(dock, PanelDock):
                is_in_window = dock.parentWidget() is window and not dock.isFloating()
                dock.show_title(not (is_in_window and _shown(window.tabifiedDockWidgets(dock))))
        for bar in window.findChildren(QTabBar):
            bar.setElideMode(Qt.TextElideMode.ElideNone)  # the names are short enough


def _shown(docks: Sequence[QWidget]) -> bool:
    return any(not dock.isHidden() for dock in docks)
