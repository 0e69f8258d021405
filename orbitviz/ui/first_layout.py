"""The first places of the panels, which depend on the size of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

# From this width on the sliders stand on the other side of the globe than the charts.
WIDE_PX = 1440
# Below this height shells and charts do not fit above one another.
_LOW_PX = 600
_SIDE_SHARE, _COLUMN_SHARE = 0.19, 0.27  # of the width: each of two sides, the only column
_LEAST_SIDE_PX, _MOST_SIDE_PX = 338, 400  # names, counts and sunlit shares of shells have room
_TAB_ROOM = 4
_SHELLS_SHARE = 0.42  # of the height of the column, at most
_SHELLS_PX = 212  # four shells at least
_RESULT_PX = 338  # tab, heading, findings and the first chart of a panel
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class Shape(Enum):
    """How panels are arranged first."""

    TWO_SIDES = auto()  # shells over sliders on the left, results on the right
    COLUMN = auto()  # shells over all other panels
    TABS = auto()  # all panels on one another


def shape_for(size: QSize) -> Shape:
    """Return the arrangement for a window."""
    if size.width() >= WIDE_PX:
        return Shape.TWO_SIDES
    return Shape.TABS if size.height() < _LOW_PX else Shape.COLUMN


def tab_bars(window: QMainWindow) -> list[QTabBar]:
    """Return the rows of tabs of docks that share a place; panels may have others."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return window.findChildren(QTabBar, options=direct)


def width_of_tabs(bar: QTabBar) -> int:
    """Return the width at which all tabs are in view, pixels."""
    return bar.sizeHint().width() + _TAB_ROOM


@dataclass(frozen=True)
class FirstLayout:
    """Puts docks to their first places; the only way in which these are made.

    docks     of the panels, by the action that shows each: "panel_shells", "panel_design" and
              the results; the window may have others, which are only shown
    results   those that lie on one another
    hidden    those that lie with them once they are shown
    above     those that stand over the globe once they are shown
    under     those that stand under it, over the time bar, once they are shown
    """

    window: QMainWindow
    docks: Mapping[str, QDockWidget]
    results: Sequence[str]
    hidden: Sequence[str] = ()
    above: Sequence[str] = ()
    under: Sequence[str] = ()

    def arrange(self, shape: Shape, front: str) -> None:
        """Put every dock to its first place, with one of the results in front."""
        window, docks, first = self.window, self.docks, self.docks[self.results[0]]
        shells, design = docks["panel_shells"], docks["panel_design"]
        hidden = (*self.hidden, *self.above, *self.under)
        for name in ("panel_shells", "panel_design", *self.results, *hidden):
            docks[name].setFloating(False)
            window.removeDockWidget(docks[name])
        is_two_sided = shape is Shape.TWO_SIDES
        window.addDockWidget(_LEFT if is_two_sided else _RIGHT, shells)
        if is_two_sided:
            window.splitDockWidget(shells, design, Qt.Orientation.Vertical)
            window.addDockWidget(_RIGHT, first)
        elif shape is Shape.TABS:
            window.tabifyDockWidget(shells, first)
        else:
            window.splitDockWidget(shells, first, Qt.Orientation.Vertical)
        for name in (*self.results[1:], *(() if is_two_sided else ("panel_design",))):
            window.tabifyDockWidget(first, docks[name])
        for name in self.hidden:
            window.tabifyDockWidget(first, docks[name])
        for name in self.above:
            window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, docks[name])
        for name in self.under:
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, docks[name])
            window.splitDockWidget(docks[name], docks["panel_time"], Qt.Orientation.Vertical)
        for name, dock in docks.items():
            dock.setVisible(name not in hidden)
        layout = window.layout()
        assert layout is not None
        layout.activate()  # or there are no tabs yet of which one could come to the front
        docks[front].raise_()

    def size(self, shape: Shape) -> None:
        """Give the docks their sizes, once Qt has laid them out: the tabs decide too."""
        window, docks = self.window, self.docks
        shells, design, first = (
            docks[name] for name in ("panel_shells", "panel_design", self.results[0])
        )
        if shape is Shape.TWO_SIDES:
            width = max(round(window.width() * _SIDE_SHARE), _LEAST_SIDE_PX)
        else:
            width = round(window.width() * _COLUMN_SHARE)
        width = min(width, _MOST_SIDE_PX)
        width = max(width, *map(width_of_tabs, tab_bars(window)), 0)  # none is out of view
        window.resizeDocks([shells, first], [width, width], Qt.Orientation.Horizontal)
        centre = window.centralWidget()
        assert centre is not None
        column = centre.height()
        height = round(column * _SHELLS_SHARE)
        if shape is Shape.COLUMN:
            height = min(height, max(column - _RESULT_PX, _SHELLS_PX))
        below = design if shape is Shape.TWO_SIDES else first
        window.resizeDocks([shells, below], [height, column - height], Qt.Orientation.Vertical)
