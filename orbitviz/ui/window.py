"""The main window: a place for the globe, docks around it, menus and toolbar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from orbitviz.base.on_demand import OnDemand
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.compare.compare_actions import PANEL as COMPARE
from orbitviz.ui.cost.cost_actions import PANEL as COST
from orbitviz.ui.design.design_pages import DesignPages
from orbitviz.ui.design.design_panel import DesignPanel
from orbitviz.ui.findings.findings_actions import PANEL as FINDINGS
from orbitviz.ui.first_layout import WIDE_PX
from orbitviz.ui.menus import fill_menus
from orbitviz.ui.palette import Palette
from orbitviz.ui.panel_dock import PanelDock
from orbitviz.ui.panel_layout import PanelLayout
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.facts_panel import FactsPanel
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.route.route_actions import PANEL as ROUTE
from orbitviz.ui.sets.set_list import SetList
from orbitviz.ui.shells.shell_tree import ShellTree
from orbitviz.ui.sky.sky_actions import PANEL as SKY
from orbitviz.ui.status_line import StatusLine
from orbitviz.ui.timeline.time_bar import TimeBar
from orbitviz.ui.toolbar import Toolbar
from orbitviz.ui.tour_editor.tour_actions import PANEL as TOUR
from orbitviz.ui.widgets.hidden_panels import HiddenPanels
from orbitviz.ui.widgets.notices import Notices
from orbitviz.ui.world_map.map_actions import PANEL as MAP
from orbitviz.ui.world_map.map_place import MapPlace

if TYPE_CHECKING:
    from orbitviz.ui.compare.compare_panel import ComparePanel
    from orbitviz.ui.cost.cost_panel import CostPanel
    from orbitviz.ui.find_popup import FindPopup
    from orbitviz.ui.findings.findings_panel import FindingsPanel
    from orbitviz.ui.route.route_panel import RoutePanel
    from orbitviz.ui.sky.sky_panel import SkyPanel
    from orbitviz.ui.tour_editor.tour_panel import TourPanel
    from orbitviz.ui.world_map.map_panel import MapPanel
    from orbitviz.ui.years.years_bar import YearsBar

_FIRST_SIZE = QSize(1600, 1000)
_LEAST_SIZE = QSize(640, 400)
# The panels that share a place, one tab each, and the one in front.
_RESULTS = ("panel_facts", *(f"panel_{spec.id}" for spec in PANELS if spec.at_first))
_FRONT = f"panel_{PANELS[0].id}"
_ABOVE_THE_GLOBE = (MAP,)  # hidden at first
_BELOW_THE_GLOBE = (TOUR,)
_ASKED_FOR = (f"panel_{spec.id}" for spec in PANELS if not spec.at_first)
_HIDDEN_AT_FIRST = (SKY, COMPARE, FINDINGS, ROUTE, COST, *_ASKED_FOR)


class MainWindow(QMainWindow):
    """Everything around the globe; `set_globe` puts the globe in the centre."""

    closeRequested = Signal(object)  # QCloseEvent: ignore it to stay open
    filesDropped = Signal(object)  # list[Path]

    def __init__(self, store: Store, instant: Instant) -> None:
        super().__init__()
        self.setWindowTitle("orbitviz")
        self.setAcceptDrops(True)
        self.actions_by_id = ActionSet(self, ACTIONS)
        self.notices = Notices()
        self.hidden_panels = HiddenPanels()
        self.tree = ShellTree(store)
        self.sets = SetList()
        self.facts = FactsPanel()
        self.panels = {spec.id: AnalysisPanel(spec) for spec in PANELS}
        self.design, self.design_pages = DesignPanel(), DesignPages()
        self.design_pages.add_page("satellite", "Satellite", lambda: self.design)
        self.map: OnDemand[MapPanel] = OnDemand(
            "orbitviz.ui.world_map.map_panel.MapPanel", self.actions_by_id
        )
        self.sky: OnDemand[SkyPanel] = OnDemand(
            "orbitviz.ui.sky.sky_panel.SkyPanel", self.actions_by_id
        )
        self.compare: OnDemand[ComparePanel] = OnDemand(
            "orbitviz.ui.compare.compare_panel.ComparePanel"
        )
        self.findings: OnDemand[FindingsPanel] = OnDemand(
            "orbitviz.ui.findings.findings_panel.FindingsPanel", self.actions_by_id
        )
        self.route: OnDemand[RoutePanel] = OnDemand(
            "orbitviz.ui.route.route_panel.RoutePanel", self.actions_by_id
        )
        self.cost: OnDemand[CostPanel] = OnDemand("orbitviz.ui.cost.cost_panel.CostPanel")
        self.tour: OnDemand[TourPanel] = OnDemand(
            "orbitviz.ui.tour_editor.tour_panel.TourPanel", self.actions_by_id
        )
        self.time_bar = TimeBar(self.actions_by_id, instant)
        self.years_bar: OnDemand[YearsBar] = OnDemand(
            "orbitviz.ui.years.years_bar.YearsBar", self.actions_by_id
        )
        self.status = StatusLine()
        self.palette_popup = Palette(self)
        self.find_popup: OnDemand[FindPopup] = OnDemand("orbitviz.ui.find_popup.FindPopup", self)
        self._make_centre()
        self.menus = fill_menus(self.menuBar(), self.actions_by_id)
        self._toolbar = Toolbar(self.actions_by_id)
        self.addToolBar(self._toolbar)
        self.setStatusBar(self.status)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize() * 0.92))
        self._layout = self._make_docks()
        self._layout.collapsedShown.connect(self._show_collapsed)

    # The globe ---------------------------------------------------------------------------

    def set_globe(self, globe: QWidget) -> None:
        """Put the globe in the middle; once, before the window is shown."""
        globe.setAccessibleName("Globe")
        globe.setAccessibleDescription(
            "Picture of the Earth and the satellites; the tree of shells gives the same "
            "information as text"
        )
        globe.setMinimumSize(240, 120)
        globe.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for released in (self.time_bar.editingEnded, self.notices.focusReleased):
            released.connect(globe.setFocus)
        self._centre.addWidget(globe, 1)
        self.setTabOrder(globe, self.facts)  # which are of what is selected there
        self.map_place.set_globe(globe)

    @property
    def is_cramped(self) -> bool:
        """Whether the screen has no room for more than a small window."""
        return self.width() < WIDE_PX

    # Layout ------------------------------------------------------------------------------

    def save_layout(self) -> QByteArray:
        """Return where the docks are, empty while they are at their first places."""
        return self._layout.save()

    def restore_layout(self, layout: QByteArray) -> bool:
        """Put the docks where they were; return whether that could be read."""
        return self._layout.restore(layout)

    def reset_layout(self) -> None:
        """Put every panel back to its first place."""
        self.show_globe_only(False)
        self._layout.reset()

    def show_panel(self, action_id: str) -> None:
        """Bring a panel to the front; it is named by the action that shows it."""
        self._layout.bring(self.docks[action_id])

    def show_globe_only(self, alone: bool) -> None:
        """Hide all that is not globe, or bring it back."""
        if alone is self._layout.is_aside:
            return
        self.actions_by_id.check("globe_only", alone)
        self._layout.set_aside(alone)
        for part in (self.menuBar(), self._toolbar, self.status):
            part.setVisible(not alone)

    def show_full_screen(self, on: bool) -> None:
        """Fill the screen, or be as large as before: maximised if it was."""
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if on else self.windowState() & ~full)

    def refresh_theme(self) -> None:
        """Redraw icons and panels in the colours of the theme."""
        self.actions_by_id.refresh_icons()
        self.time_bar.refresh_icons()
        if (years := self.years_bar.built) is not None:
            years.refresh_icons()
        self._toolbar.refresh_icons()
        for dock in self.findChildren(PanelDock):
            dock.refresh_icons()
        self.facts.refresh_theme()
        for panel in self.panels.values():
            panel.refresh_theme()
        for tool in (self.sky, self.compare, self.findings, self.route, self.cost, self.tour):
            built = tool.built
            if built is not None:
                built.refresh_theme()

    def _show_collapsed(self, names: list[str]) -> None:
        self.hidden_panels.show_panels(
            [(self.docks[name].windowTitle(), self.actions_by_id[name]) for name in names]
        )

    # Qt events ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the panels suit the window, and the globe keep its half."""
        super().resizeEvent(event)
        self._layout.follow_window()

    def changeEvent(self, event: QEvent) -> None:
        """Show whether the window fills the screen; the desktop has keys for that too."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.actions_by_id.check("full_screen", self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave full screen on Esc, else bring the panels back, else select nothing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.isFullScreen():
            self.show_full_screen(False)
        elif self.actions_by_id["globe_only"].isChecked():
            self.show_globe_only(False)
        else:
            self.actions_by_id["select_none"].trigger()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Move the focus by Tab, past panels that lie behind others: to Qt they are visible."""
        begin = self.focusWidget()
        while super().focusNextPrevChild(next_):
            here = self.focusWidget()
            if here is begin or not self._layout.is_behind(here):
                return True
        return False

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
        self._centre.addWidget(self.hidden_panels)
        self.setCentralWidget(middle)

    def _make_docks(self) -> PanelLayout:
        time_dock = QDockWidget("Time")
        time_dock.setObjectName("dockTime")
        time_dock.setWidget(_column(self.time_bar, self.years_bar))
        time_dock.setTitleBarWidget(QWidget())
        # Or it would take the room of a panel below the globe that is hidden.
        self.time_bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        time_dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        time_dock.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.addDockWidget(bottom, time_dock)
        self.setCorner(Qt.Corner.BottomLeftCorner, bottom)
        self.setCorner(Qt.Corner.BottomRightCorner, bottom)
        self.setCorner(Qt.Corner.TopLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.TopRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.docks: dict[str, QDockWidget] = {
            "panel_shells": PanelDock("Shells", _column(self.tree, self.sets)),
            "panel_facts": PanelDock("Facts", self.facts),
            **{
                f"panel_{name}": PanelDock(panel.spec.title, panel)
                for name, panel in self.panels.items()
            },
            "panel_design": PanelDock("Design", self.design_pages),
            MAP: PanelDock("Map", self.map),
            SKY: PanelDock("Sky", self.sky),
            COMPARE: PanelDock("Compare", self.compare),
            FINDINGS: PanelDock("Findings", self.findings),
            ROUTE: PanelDock("Route", self.route),
            COST: PanelDock("Cost", self.cost),
            TOUR: PanelDock("Tour", self.tour),
            "panel_time": time_dock,
        }
        self.map_place = MapPlace(self.map, self.docks[MAP], self._centre, self.actions_by_id)
        for name, panel in self.panels.items():
            self.docks[f"panel_{name}"].visibilityChanged.connect(panel.set_in_front)
        in_front = self.docks[SKY].visibilityChanged
        self.sky.when_built(lambda panel: in_front.connect(panel.set_in_front))
        shown = self.docks[COMPARE].visibilityChanged
        self.compare.when_built(lambda panel: shown.connect(panel.set_in_front))
        findings_in_front = self.docks[FINDINGS].visibilityChanged
        self.findings.when_built(lambda panel: findings_in_front.connect(panel.set_in_front))
        route_in_front = self.docks[ROUTE].visibilityChanged
        self.route.when_built(lambda panel: route_in_front.connect(panel.set_in_front))
        cost_in_front = self.docks[COST].visibilityChanged
        self.cost.when_built(lambda panel: cost_in_front.connect(panel.set_in_front))
        return PanelLayout(
            self,
            self.actions_by_id,
            self.docks,
            _RESULTS,
            _FRONT,
            hidden=_HIDDEN_AT_FIRST,
            above=_ABOVE_THE_GLOBE,
            under=_BELOW_THE_GLOBE,
        )


def _column(upper: QWidget, lower: QWidget | OnDemand[QWidget]) -> QWidget:
    """Return two widgets one below the other, the upper one with all the room that is left."""
    column = QWidget()
    if isinstance(lower, OnDemand):  # which gives its room back when it is hidden
        column.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(upper, 1)
    if isinstance(lower, OnDemand):
        lower.when_built(layout.addWidget)
    else:
        layout.addWidget(lower)
    return column


def _files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
