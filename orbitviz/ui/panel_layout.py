"""Where the panels are: the first layout, room for the globe, what is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.first_layout import FirstLayout, Shape, shape_for, tab_bars, width_of_tabs
from orbitviz.ui.panel_dock import PanelDock

LAYOUT_VERSION = 3
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_TOP, _BOTTOM = Qt.DockWidgetArea.TopDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea


class PanelLayout(QObject):
    """Arranges the docks of a window; the globe keeps at least half of its width and height.

    The first layout follows the size of the window until the user changes it. Where panels do not
    fit beside that half, those of one side are hidden until they do.
    """

    collapsedShown = Signal(object)  # list[str]: actions of the panels hidden for want of room

    def __init__(
        self,
        window: QMainWindow,
        actions: ActionSet,
        docks: Mapping[str, QDockWidget],
        results: Sequence[str],
        front: str,
        hidden: Sequence[str] = (),
        above: Sequence[str] = (),
        under: Sequence[str] = (),
    ) -> None:
        """Build.

        docks    of the panels, by the action that shows each: "panel_shells", "panel_design" and
                 the results; the window may have others, which stay as they are
        results  those that lie on one another, and which of them is in front at first
        hidden   those that are not shown at first; they lie with the results
        above    those that are not shown at first; they stand over the globe
        under    those that are not shown at first; they stand under it, over the time bar
        """
        super().__init__(window)
        self._window, self._actions, self._docks = window, actions, docks
        self._first = FirstLayout(window, docks, results, hidden, above, under)
        self._front = front
        self._shape: Shape | None = None  # of the first layout, None once the user has changed it
        self._aside: tuple[QByteArray, Shape | None] | None = None  # while all are hidden
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
        self._sizing = QTimer(self, singleShot=True, interval=0)
        self._sizing.timeout.connect(self._size)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for action_id, dock in docks.items():
            actions.bind({action_id: partial(self._toggle, dock)})
            dock.visibilityChanged.connect(self._later.start)
            dock.topLevelChanged.connect(partial(self._moved, dock))
            dock.dockLocationChanged.connect(partial(self._moved, dock))
        window.installEventFilter(self)
        self._arrange(shape_for(window.size()), front)

    def reset(self) -> None:
        """Put every panel to its first place, which depends on the size of the window."""
        self._arrange(shape_for(self._window.size()), self._front)

    def follow_window(self) -> None:
        """Suit the window's new size."""
        shape = shape_for(self._window.size())
        if self.is_aside or not self._is_first:
            self.make_room()
        elif shape is not self._shape:
            in_front = (name for name in self._first.results if _is_seen(self._docks[name]))
            self._arrange(shape, next(in_front, self._front))
        else:
            self.make_room()
            self._sizing.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the user takes hold of an edge between panels: the window's own area.

        Clicks that a panel or a tab has no use for come to the window too.
        """
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            is_edge = self._window.childAt(event.position().toPoint()) is None
            self._shape = None if is_edge else self._shape
        return super().eventFilter(watched, event)

    @property
    def is_aside(self) -> bool:
        """Whether every panel is hidden for a while."""
        return self._aside is not None

    def set_aside(self, on: bool) -> None:
        """Hide every panel, or put them back as they were."""
        if on:
            self._aside = self._state(), self._shape if self._is_first else None
            for dock in self._docks.values():
                dock.hide()
        elif self._aside is not None:
            state, shape = self._aside
            self._aside = None
            self._window.restoreState(state, LAYOUT_VERSION)
            self._shape = shape
            self.follow_window()
        self._show_state()

    def save(self) -> QByteArray:
        """Return the layout as the user has it, empty for the first one, that of any window."""
        if self._aside is not None:
            state, shape = self._aside
            return state if shape is None else QByteArray()
        return QByteArray() if self._is_first else self._state()

    @property
    def _is_first(self) -> bool:
        """Whether the user has left the first layout as it is."""
        hidden = (*self._first.hidden, *self._first.above, *self._first.under)
        return self._shape is not None and all(
            dock in self._collapsed or dock.isHidden() is (name in hidden)
            for name, dock in self._docks.items()
        )

    def _state(self) -> QByteArray:
        """Return where the docks are; what is hidden for want of room belongs to it."""
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
        if restored:
            self._shape = None
        self.make_room()
        self._show_state()
        return restored

    def make_room(self, keep: QDockWidget | None = None) -> None:
        """Leave the globe its half, hiding one side if need be; the side of `keep` last."""
        width, height = self._window.width(), self._window.height()
        centre = self._window.centralWidget()
        if centre is None or self.is_aside:
            return
        # What is asked for over or under the globe may take of its half.
        shares = 3 if any(map(self._is_across, (*self._first.above, *self._first.under))) else 2
        centre.setMinimumSize(width // 2, height // shares)
        if self._collapsed and self._needed_px <= width - width // 2:
            back, self._collapsed = self._collapsed, []
            for dock in back:
                dock.show()
        if self._least_size().height() > height:
            self._leave_height(keep)
        if self._least_width() <= width:
            return
        self._needed_px = max(self._least_width() - width // 2, 0)
        sides = sorted((_LEFT, _RIGHT), key=lambda side: self._side_of(keep) is side)
        for side in sides:
            self._collapse(side)
            if self._least_width() <= width:
                break

    def _is_across(self, name: str) -> bool:
        dock = self._docks[name]
        return not dock.isHidden() and self._side_of(dock) in (_TOP, _BOTTOM)

    def _collapse(self, side: Qt.DockWidgetArea) -> None:
        ours = [d for d in self._docks.values() if self._side_of(d) is side and not d.isHidden()]
        # Those in front first: of tabs, the first that comes back is in front again.
        ours.sort(key=lambda dock: dock.visibleRegion().isEmpty())
        self._collapsed += ours
        for dock in ours:
            dock.hide()

    def _leave_height(self, keep: QDockWidget | None) -> None:
        """Have what stands over the globe give way in a low window: one asked for is torn off."""
        if keep is not None and self._side_of(keep) is _TOP:
            keep.setFloating(True)
            keep.resize(keep.sizeHint())
        else:
            self._collapse(_TOP)

    def _least_width(self) -> int:
        return self._least_size().width()

    def _least_size(self) -> QSize:
        layout = self._window.layout()
        assert layout is not None
        layout.invalidate()
        return layout.minimumSize()

    def _side_of(self, dock: QDockWidget | None) -> Qt.DockWidgetArea | None:
        if dock is None or dock.isFloating():
            return None
        return self._window.dockWidgetArea(dock)

    def _arrange(self, shape: Shape, front: str) -> None:
        self._collapsed = []
        self._shape = None  # what Qt says of docks that move now is not the user's doing
        self._first.arrange(shape, front)
        self._shape = shape
        self.make_room()
        self._show_state()
        self._sizing.start()

    def _size(self) -> None:
        if self._shape is not None and self._is_first:
            self._first.size(self._shape)

    def is_behind(self, widget: QWidget | None) -> bool:
        """Whether a widget belongs to a panel of which only the tab is seen."""
        return widget is not None and any(
            dock.isAncestorOf(widget) and not _is_seen(dock) for dock in self._docks.values()
        )

    def bring(self, dock: QDockWidget) -> None:
        """Show a panel in front of those it shares its place with."""
        if dock in self._collapsed:
            self._collapsed.remove(dock)
        comes_across = dock.isHidden() and self._side_of(dock) in (_TOP, _BOTTOM)
        dock.show()
        dock.raise_()
        self.make_room(keep=dock)
        if comes_across:  # Qt gave it what the globe had to spare before
            height = dock.sizeHint().height()
            self._window.resizeDocks([dock], [height], Qt.Orientation.Vertical)
        QTimer.singleShot(0, self, partial(self._fit_tabs, dock))  # once Qt has its tab
        self._show_state()

    def _fit_tabs(self, dock: QDockWidget) -> None:
        """Widen a panel that would have some of the tabs beside its own out of view."""
        for bar in tab_bars(self._window):
            names = [bar.tabText(k) for k in range(bar.count())]
            width = width_of_tabs(bar)
            if dock.windowTitle() in names and not dock.isFloating() and dock.width() < width:
                self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def _toggle(self, dock: QDockWidget, on: bool) -> None:
        """Bring a panel to the front, or hide it if it is there."""
        is_behind = not dock.isHidden() and not _is_seen(dock)
        if on or is_behind:
            self.bring(dock)
            return
        dock.hide()
        self.make_room()
        self._show_state()

    def _moved(self, dock: QDockWidget, _where: object) -> None:
        self._shape = None
        # When Qt has finished: a hidden neighbour would spoil the drop.
        QTimer.singleShot(0, self, partial(self.make_room, dock))
        self._show_state()

    def _show_state(self) -> None:
        """Tick what is shown in the menu, and give titles to panels without a tab."""
        for action_id, dock in self._docks.items():
            self._actions.check(action_id, not dock.isHidden())
        waiting = [] if self.is_aside else self._collapsed
        self.collapsedShown.emit([name for name, dock in self._docks.items() if dock in waiting])
        window = self._window
        for dock in self._docks.values():
            if isinstance(dock, PanelDock):
                is_in_window = dock.parentWidget() is window and not dock.isFloating()
                dock.show_title(not (is_in_window and _shown(window.tabifiedDockWidgets(dock))))
        for bar in window.findChildren(QTabBar):
            bar.setElideMode(Qt.TextElideMode.ElideNone)  # the names are short enough


def _is_seen(dock: QDockWidget) -> bool:
    return not dock.isHidden() and not dock.visibleRegion().isEmpty()


def _shown(docks: Sequence[QWidget]) -> bool:
    return any(not dock.isHidden() for dock in docks)
