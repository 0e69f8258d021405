"""The main window: a place for the globe, docks around it, menus and toolbar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QTabBar,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.action_set import Action, ActionSet
from orbitviz.ui.actions import ACTIONS, MENUS
from orbitviz.ui.colour_button import ColourButton
from orbitviz.ui.design.design_panel import DesignPanel
from orbitviz.ui.palette import Palette
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.facts_panel import FactsPanel
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.shells.shell_tree import ShellTree
from orbitviz.ui.status_line import StatusLine
from orbitviz.ui.theme import title_font
from orbitviz.ui.timeline.time_bar import TimeBar
from orbitviz.ui.widgets.notices import Notices
from orbitviz.ui.widgets.plain_text import PlainLabel

LAYOUT_VERSION = 2
# Widths of the side panels: at most this many pixels, and at most this share of the window.
_SHELLS_WIDTH, _SHELLS_SHARE = 470, 0.32
_FACTS_WIDTH, _FACTS_SHARE = 390, 0.27
_FIRST_SIZE = QSize(1600, 1000)
# The panels that share the right side, one tab each.
_TABS = ("panel_facts", *(f"panel_{spec.id}" for spec in PANELS), "panel_design")
_FRONT_TAB = f"panel_{PANELS[0].id}"


class MainWindow(QMainWindow):
    """Everything around the globe; `set_globe` puts the globe in the centre."""

    closeRequested = Signal(object)  # QCloseEvent: ignore it to stay open
    filesDropped = Signal(object)  # list[Path]

    def __init__(self, store: Store, instant: Instant) -> None:
        super().__init__()
        self.setWindowTitle("orbitviz")
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.actions_by_id = ActionSet(self, ACTIONS)
        self.notices = Notices()
        self.tree = ShellTree(store)
        self.facts = FactsPanel()
        self.panels = {spec.id: AnalysisPanel(spec) for spec in PANELS}
        self.design = DesignPanel()
        self.time_bar = TimeBar(self.actions_by_id, instant)
        self.status = StatusLine()
        self.palette_popup = Palette(self)
        self.menus: dict[str, QMenu] = {}
        self._make_centre()
        self._make_menus()
        self._make_toolbar()
        self._make_docks()
        self.setStatusBar(self.status)
        self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize() * 0.92))
        self._first_layout = self.saveState(LAYOUT_VERSION)
        self._docks_before: QByteArray | None = None

    # The globe ---------------------------------------------------------------------------

    def set_globe(self, globe: QWidget) -> None:
        """Put the globe in the middle; once, before the window is shown."""
        globe.setAccessibleName("Globe")
        globe.setAccessibleDescription(
            "Picture of the Earth and the satellites; the tree of shells gives the same "
            "information as text"
        )
        globe.setMinimumSize(240, 180)
        globe.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.time_bar.editingEnded.connect(globe.setFocus)
        self._centre.addWidget(globe, 1)

    # Layout ------------------------------------------------------------------------------

    def save_layout(self) -> QByteArray:
        """Return where toolbars and docks are."""
        if self._docks_before is not None:
            return self._docks_before
        return self.saveState(LAYOUT_VERSION)

    def restore_layout(self, layout: QByteArray) -> bool:
        """Put toolbars and docks where they were; return whether that could be read."""
        restored = self.restoreState(layout, LAYOUT_VERSION)
        self._show_panel_ticks()
        return restored

    def reset_layout(self) -> None:
        """Put every panel back to its first place."""
        self._docks_before = None
        self.actions_by_id.check("globe_only", False)
        self.restoreState(self._first_layout, LAYOUT_VERSION)
        self.size_docks()

    def size_docks(self) -> None:
        """Set the initial widths of the side panels; the globe gets the rest."""
        sides = [self.docks["panel_shells"], self.docks["panel_facts"]]
        widths = [
            min(_SHELLS_WIDTH, round(self.width() * _SHELLS_SHARE)),
            min(_FACTS_WIDTH, round(self.width() * _FACTS_SHARE)),
        ]
        self.resizeDocks(sides, widths, Qt.Orientation.Horizontal)

    def show_globe_only(self, alone: bool) -> None:
        """Hide all that is not globe, or bring it back."""
        if alone == (self._docks_before is not None):
            return
        if alone:
            self._docks_before = self.saveState(LAYOUT_VERSION)
            for part in (*self.docks.values(), self._toolbar):
                part.hide()
        else:
            before, self._docks_before = self._docks_before, None
            if before is not None:
                self.restoreState(before, LAYOUT_VERSION)
        for part in (self.menuBar(), self.status):
            part.setVisible(not alone)

    def refresh_theme(self) -> None:
        """Redraw icons and panels in the colours of the theme."""
        self.actions_by_id.refresh_icons()
        self.time_bar.refresh_icons()
        for panel in self.panels.values():
            panel.refresh_theme()

    # Qt events ---------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave it to the session whether the window may close."""
        self.closeRequested.emit(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit the dropped files."""
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.filesDropped.emit(files)

    # Parts -------------------------------------------------------------------------------

    def _make_centre(self) -> None:
        middle = QWidget()
        self._centre = QVBoxLayout(middle)
        self._centre.setContentsMargins(0, 0, 0, 0)
        self._centre.setSpacing(0)
        self._centre.addWidget(self.notices)
        self.setCentralWidget(middle)

    def _make_menus(self) -> None:
        for name in MENUS:
            self.menus[name] = self.menuBar().addMenu(f"&{name}")
        sections: dict[str, int] = {}
        for spec in ACTIONS:
            menu = self._menu(spec.menu)
            if sections.setdefault(spec.menu, spec.section) != spec.section:
                menu.addSeparator()
                sections[spec.menu] = spec.section
            menu.addAction(self.actions_by_id[spec.id])
            if spec.id == "open":
                self.menus["Open Recent"] = menu.addMenu("Open Recent")
                self.menus["Open Built-in"] = menu.addMenu("Open Built-in")

    def _menu(self, path: str) -> QMenu:
        if path not in self.menus:
            above, _, name = path.rpartition("/")
            self.menus[path] = self._menu(above).addMenu(name)
        return self.menus[path]

    def _make_toolbar(self) -> None:
        self._toolbar = QToolBar("Toolbar")
        self._toolbar.setObjectName("toolbar")
        self._toolbar.setMovable(False)
        self._toolbar.setIconSize(QSize(20, 20))
        self._toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        before: Action | None = None
        for spec in ACTIONS:
            if not spec.toolbar:
                continue
            if before and (before.menu, before.group) != (spec.menu, spec.group):
                self._toolbar.addSeparator()
            if spec.group == "colour":
                if before is None or before.group != "colour":
                    self._toolbar.addWidget(ColourButton(self.actions_by_id))
            else:
                self._toolbar.addAction(self.actions_by_id[spec.id])
            before = spec
        self.addToolBar(self._toolbar)

    def _make_docks(self) -> None:
        area = Qt.DockWidgetArea
        self.docks = {
            "panel_shells": self._make_dock("Shells", self.tree, area.LeftDockWidgetArea),
            "panel_facts": self._make_dock("Facts", self.facts, area.RightDockWidgetArea),
            **{
                f"panel_{name}": self._make_dock(panel.spec.title, panel, area.RightDockWidgetArea)
                for name, panel in self.panels.items()
            },
            "panel_design": self._make_dock("Design", self.design, area.RightDockWidgetArea),
            "panel_time": self._make_dock("Time", self.time_bar, area.BottomDockWidgetArea),
        }
        self.setTabPosition(area.RightDockWidgetArea, QTabWidget.TabPosition.North)
        for name in _TABS[1:]:
            self.tabifyDockWidget(self.docks[_TABS[0]], self.docks[name])
        for name in _TABS:
            # The tab has the title.
            self.docks[name].setTitleBarWidget(QWidget())
        for bar in self.findChildren(QTabBar):
            bar.setElideMode(Qt.TextElideMode.ElideNone)  # the names are short enough
        self.docks[_FRONT_TAB].raise_()
        time_dock = self.docks["panel_time"]
        time_dock.setTitleBarWidget(QWidget())
        time_dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setCorner(Qt.Corner.BottomLeftCorner, area.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, area.BottomDockWidgetArea)
        for action_id, dock in self.docks.items():
            self.actions_by_id.bind({action_id: partial(self._show_dock, dock)})
            self.actions_by_id.check(action_id, True)
            dock.visibilityChanged.connect(self._show_panel_ticks)
        for name, panel in self.panels.items():
            self.docks[f"panel_{name}"].visibilityChanged.connect(panel.set_in_front)

    def _make_dock(self, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(f"dock{title}")
        dock.setWidget(panel)
        dock.setTitleBarWidget(_title_bar(title))
        dock.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addDockWidget(area, dock)
        return dock

    def _show_dock(self, dock: QDockWidget, on: bool) -> None:
        """Bring a panel to the front, or hide it if it is there."""
        is_behind = not dock.isHidden() and dock.visibleRegion().isEmpty()
        dock.setVisible(on or is_behind)
        if on or is_behind:
            dock.raise_()
        self._show_panel_ticks()

    def _show_panel_ticks(self) -> None:
        for action_id, dock in self.docks.items():
            self.actions_by_id.check(action_id, not dock.isHidden())


def _title_bar(text: str) -> QWidget:
    bar = QWidget()
    bar.setObjectName("dockTitle")
    row = QHBoxLayout(bar)
    row.setContentsMargins(12, 10, 12, 8)
    label = PlainLabel(text)
    label.setFont(title_font())
    row.addWidget(label)
    return bar


def _files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
