"""Connects the parts of a session: watchers of the store, signals of the window, actions."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from orbitviz.app.compare.compare_desk import CompareDesk
from orbitviz.app.controls import Controls
from orbitviz.app.crash import CrashHandler
from orbitviz.app.design_editor import DesignEditor
from orbitviz.app.display.display import Display
from orbitviz.app.display.held_ranges import HeldRanges
from orbitviz.app.files.catalogue_fit import CatalogueFit
from orbitviz.app.files.documents import Documents
from orbitviz.app.files.edited_file import EditedFile
from orbitviz.app.files.new_designs import NewDesigns
from orbitviz.app.first_sight import FirstSight
from orbitviz.app.following import Following
from orbitviz.app.ground.sites import Sites
from orbitviz.app.group_editor import GroupEditor
from orbitviz.app.outline_selection import OutlineSelection
from orbitviz.app.pointer_name import PointerName
from orbitviz.app.ruler_tool import RulerTool
from orbitviz.app.set_editor import SetEditor
from orbitviz.app.settings import Settings
from orbitviz.app.tools import handlers_of
from orbitviz.app.window_commands import WindowCommands
from orbitviz.base.errors import UserError
from orbitviz.base.on_demand import OnDemand
from orbitviz.engine.engine import Engine
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.ui.findings.findings_actions import CHECK_ACTIONS
from orbitviz.ui.route.route_actions import ROUTE_ACTIONS, show_route_state
from orbitviz.ui.sky.sky_actions import SKY_ACTIONS, show_sky_options
from orbitviz.ui.stage.stage_actions import STAGE_ACTIONS
from orbitviz.ui.theme import apply_theme
from orbitviz.ui.tour_editor.tour_actions import TOUR_ACTIONS, show_no_tour
from orbitviz.ui.window import MainWindow
from orbitviz.ui.world_map.map_actions import MAP_ACTIONS, SAVE_MAP, show_map_state
from orbitviz.ui.years.years_actions import YEARS_ACTIONS, show_years_state

if TYPE_CHECKING:
    from orbitviz.app.compare.differences import Differences
    from orbitviz.app.cost.cost_desk import CostDesk
    from orbitviz.app.design_check import DesignCheck
    from orbitviz.app.film_desk import FilmDesk
    from orbitviz.app.find import Find
    from orbitviz.app.ground.ground import GroundSky
    from orbitviz.app.route.route_desk import RouteDesk
    from orbitviz.app.stage.stage_desk import StageDesk
    from orbitviz.app.tour_editor.tour_desk import TourDesk
    from orbitviz.app.world_map.map_desk import MapDesk
    from orbitviz.app.years.years_desk import YearsDesk
    from orbitviz.orbits.timescale import Instant

# The parts of the state that are watched.
_DOCUMENT, _CATALOGUES = attrgetter("document"), attrgetter("catalogues")
_HIDDEN, _SELECTION = attrgetter("hidden"), attrgetter("selection")
_FLEET_DATE = attrgetter("fleet_date")
_PLAYBACK, _VIEW, _THEME = (
    attrgetter("playback"), attrgetter("view"), attrgetter("view.theme"),
)  # fmt: skip


class Parts(Protocol):
    """The parts of a session as far as they are connected here."""

    settings: Settings
    store: Store
    engine: Engine
    window: MainWindow
    crash: CrashHandler
    first_sight: FirstSight
    display: Display
    documents: Documents
    catalogue_fit: CatalogueFit
    design_file: EditedFile
    design_editor: DesignEditor
    group_editor: GroupEditor
    new_designs: NewDesigns
    set_editor: SetEditor
    controls: Controls
    commands: WindowCommands
    following: Following
    pointer_name: PointerName
    outlining: OutlineSelection
    ruler: RulerTool
    sites: Sites
    find: OnDemand[Find]
    ground: OnDemand[GroundSky]
    map: OnDemand[MapDesk]
    compare: CompareDesk
    differences: OnDemand[Differences]
    check: OnDemand[DesignCheck]
    route: OnDemand[RouteDesk]
    cost: OnDemand[CostDesk]
    years: OnDemand[YearsDesk]
    stage: OnDemand[StageDesk]
    tour: OnDemand[TourDesk]
    film: OnDemand[FilmDesk]
    ranges: HeldRanges
    autosave_timer: QTimer

    def close(self) -> None:
        """Stop threads and timers and release what they hold."""


class Connections(QObject):
    """The one place where parts are connected with one another, but for those of a single topic.

    What engine and canvas call is named where they are built: in the session.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._of = parts
        self._connect_store()
        self._connect_window()
        self._bind_actions()

    def _connect_store(self) -> None:
        of, watch = self._of, self._of.store.watch
        tree, display = of.window.tree, of.display
        watch(_DOCUMENT, tree.model.update_design)
        watch(_CATALOGUES, tree.model.rebuild)
        watch(_HIDDEN, tree.model.update_visibility)
        watch(attrgetter("hidden_satellites"), tree.model.update_visibility)
        watch(_SELECTION, tree.show_selection)
        watch(_PLAYBACK, of.engine.clock.restart)  # before anything that reads the clock
        watch(_FLEET_DATE, of.engine.clock.restart_fleet)
        watch(_PLAYBACK, display.show_time)
        watch(_PLAYBACK, display.set_text_interval)
        watch(_PLAYBACK, self._clear_time_error)
        watch(_everything, display.show_state)
        watch(_DOCUMENT, of.first_sight.follow)
        watch(_DOCUMENT, display.refresh_panels)  # which mark at once what is about to change
        watch(_SELECTION, display.refresh_panels)
        watch(_CATALOGUES, display.refresh_panels)
        watch(_everything, self.update_actions)
        watch(_DOCUMENT, of.documents.show_title)
        watch(_DOCUMENT, of.design_file.follow)
        watch(_DOCUMENT, of.design_editor.show_state)
        watch(_SELECTION, of.design_editor.show_state)
        watch(_DOCUMENT, of.group_editor.show_state)
        watch(_SELECTION, of.group_editor.follow_selection)
        watch(_DOCUMENT, of.ranges.follow)
        watch(_SELECTION, of.ranges.follow)
        watch(attrgetter("view.camera.neighbour"), of.following.tell_no_more)
        watch(_VIEW, of.ranges.show_note)
        of.ranges.tell(of.window.design.show_ranges_kept)
        of.ranges.tell(of.group_editor.show_ranges_kept)
        watch(_THEME, self._apply_theme)
        watch(_VIEW, self._save_view)

    def _connect_window(self) -> None:
        of, window, controls = self._of, self._of.window, self._of.controls
        window.closeRequested.connect(self._close_requested)
        window.filesDropped.connect(of.documents.open_files)
        of.outlining.outline.begun.connect(of.pointer_name.hide)
        window.time_bar.timeRequested.connect(controls.go_to)
        window.time_bar.rateRequested.connect(controls.run_at)
        window.time_bar.errorOccurred.connect(self._show_time_error)
        window.time_bar.typingDiscarded.connect(self._clear_time_error)
        window.tree.flyRequested.connect(controls.fly_to)
        window.design.changeRequested.connect(of.design_editor.change_value)
        window.design.resetRequested.connect(of.design_editor.reset)
        window.design.errorOccurred.connect(of.design_editor.show_error)
        window.design.typingDiscarded.connect(of.design_editor.clear_error)
        window.design.fitRequested.connect(of.ranges.fit)
        of.find.when_built(lambda find: find.keepRequested.connect(self._keep_as_set))
        window.sky.when_built(lambda _: of.ground.part)
        window.map.when_built(lambda _: of.map.part)
        window.compare.when_built(lambda _: of.differences.part)
        window.findings.when_built(lambda _: of.check.part)
        window.route.when_built(lambda _: of.route.part)
        window.cost.when_built(lambda _: of.cost.part)
        window.tour.when_built(lambda _: of.tour.part)
        of.display.textsShown.connect(self._texts_shown)
        of.display.panels.comparisonChanged.connect(of.ranges.show_note)
        for panel in window.panels.values():
            panel.fitRequested.connect(of.ranges.fit)
            panel.cameIntoView.connect(of.display.refresh_panels)
            panel.timeRequested.connect(
                self._go_to_year if panel.spec.over_years else controls.go_to
            )
            panel.errorOccurred.connect(self._show_error)
        window.facts.curves.timeRequested.connect(controls.go_to)
        window.facts.curves.errorOccurred.connect(self._show_error)
        # It may come from another thread.
        queued = Qt.ConnectionType.QueuedConnection
        of.crash.userErrorOccurred.connect(self._show_error, queued)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._desktop_theme_changed)
        of.autosave_timer.timeout.connect(of.documents.autosave)

    def _bind_actions(self) -> None:
        of, commands = self._of, self._of.commands
        of.window.tree.menuRequested.connect(commands.show_selection_menu)
        of.window.actions_by_id.bind(
            {
                **of.controls.handlers(),
                **commands.handlers(),
                **of.outlining.handlers(),
                **of.ruler.handlers(),
                "find": lambda: of.find.part.open(),
                **handlers_of(of.map, (*MAP_ACTIONS, SAVE_MAP)),
                **of.sites.handlers(),
                **handlers_of(of.ground, SKY_ACTIONS),
                **of.compare.handlers(),
                **handlers_of(of.check, CHECK_ACTIONS),
                **handlers_of(of.route, ROUTE_ACTIONS),
                **handlers_of(of.years, YEARS_ACTIONS),
                **handlers_of(of.stage, STAGE_ACTIONS),
                **handlers_of(of.tour, TOUR_ACTIONS),
                "export_film": lambda: of.film.part.ask(),
                **of.following.handlers(),
                **of.catalogue_fit.handlers(),
                "rerange": of.ranges.fit,
                "save_set": partial(of.set_editor.ask_save, of.window),
                **of.new_designs.handlers(),
                **of.group_editor.handlers(),
                "open": of.documents.ask_open,
                "save": of.documents.save,
                "save_as": of.documents.ask_save_as,
                "edit_file": of.design_file.edit,
                "reload": of.design_file.reload,
                "close_catalogue": of.documents.close_catalogues,
            }
        )

    # What they call ----------------------------------------------------------------------

    def _keep_as_set(self, where: str) -> None:
        self._of.set_editor.ask_save(self._of.window, where)

    def _go_to_year(self, date: Instant) -> None:
        self._of.years.part.show_at(date)

    def update_actions(self) -> None:
        """Check what is on and disable what cannot be done."""
        of = self._of
        of.controls.update_actions(of.window.actions_by_id)
        of.ruler.update_actions(of.window.actions_by_id)
        show_map_state(of.window.actions_by_id, of.store.state)
        show_sky_options(of.window.actions_by_id, of.store.state.view.sky)
        of.compare.update_actions()
        if of.tour.built is None:
            show_no_tour(of.window.actions_by_id)
        show_route_state(of.window.actions_by_id, of.store.state)
        show_years_state(of.window.actions_by_id, of.store.state)
        of.following.update_actions(of.window.actions_by_id)
        of.catalogue_fit.update_actions(of.window.actions_by_id)

    def _apply_theme(self) -> None:
        apply_theme(_application(), self._of.store.state.view.theme)
        self._of.window.refresh_theme()

    def _desktop_theme_changed(self) -> None:
        if self._of.store.state.view.theme == "system":
            self._apply_theme()

    def _save_view(self) -> None:
        self._of.settings.view = self._of.store.state.view

    def _show_error(self, error: UserError) -> None:
        self._of.window.notices.show_error(error)

    def _show_time_error(self, error: UserError) -> None:
        self._of.window.notices.show_error(error, "time")

    def _clear_time_error(self) -> None:
        self._of.window.notices.clear_topic("time")

    def _close_requested(self, event: QCloseEvent) -> None:
        tour = self._of.tour.built
        if not self._of.documents.maybe_save() or not (tour is None or tour.files.maybe_save()):
            event.ignore()
            return
        self._of.settings.layout = (self._of.window.saveGeometry(), self._of.window.save_layout())
        self._of.documents.discard_autosave()
        self._of.close()

    def _texts_shown(self) -> None:
        self._of.set_editor.show_sets()
        self._of.group_editor.show_totals()
        self._of.documents.review_offers(self._of.display.snapshot.instant)
        if (years := self._of.years.built) is not None:
            years.show()


def _everything(state: State) -> State:
    return state


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
