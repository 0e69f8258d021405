"""One run of the window: builds its parts and closes them; connections.py connects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer

from orbitviz.app.compare.compare_desk import CompareDesk
from orbitviz.app.connections import Connections
from orbitviz.app.controls import Controls
from orbitviz.app.crash import CrashHandler
from orbitviz.app.design_editor import DesignEditor
from orbitviz.app.display.display import Display
from orbitviz.app.display.held_ranges import HeldRanges
from orbitviz.app.files import autosave
from orbitviz.app.files.autosave import Autosave
from orbitviz.app.files.catalogue_fit import CatalogueFit
from orbitviz.app.files.documents import Documents
from orbitviz.app.files.edited_file import EditedFile
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.files.new_designs import NewDesigns
from orbitviz.app.first_sight import FirstSight
from orbitviz.app.folders import autosave_folder
from orbitviz.app.following import Following
from orbitviz.app.ground.sites import Sites
from orbitviz.app.group_editor import GroupEditor
from orbitviz.app.main_thread import MainThread
from orbitviz.app.outline_selection import OutlineSelection
from orbitviz.app.picking import Picking
from orbitviz.app.pointer_name import PointerName
from orbitviz.app.ruler_tool import RulerTool
from orbitviz.app.set_editor import SetEditor
from orbitviz.app.settings import Settings
from orbitviz.app.window_commands import WindowCommands
from orbitviz.base.on_demand import OnDemand
from orbitviz.base.progress import Progress
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_camera, set_route
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose, SatellitePath
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.sides import Seen
from orbitviz.ui.palette import PaletteEntry
from orbitviz.ui.route.route_actions import PANEL as ROUTE
from orbitviz.ui.window import MainWindow

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
    from orbitviz.app.world_map.map_saver import MapSaver
    from orbitviz.app.years.years_desk import YearsDesk

_FIRST_RATE = 60.0


class Session(QObject):
    """Store, engine, canvas and window of one run."""

    def __init__(
        self,
        crash: CrashHandler,
        settings: Settings | None = None,
        autosave_root: Path | None = None,
        *,
        satellite_path: SatellitePath | None = None,
    ) -> None:
        super().__init__()
        self.crash = crash
        self.settings = settings or Settings()
        self._tours_root = (autosave_root or autosave_folder()).with_name("autosaved-tours")
        document = read_builtin()
        epoch = document.design.epoch_instant
        view = self.settings.view
        if satellite_path is not None:
            view = replace(view, satellite_path=satellite_path)
        self.store = Store(State.of(document, Playback(epoch, _FIRST_RATE), view=view))
        self.engine = Engine(
            MainThread(self),
            crash.report,
            on_maps_solved=self._maps_solved,
            on_figures=self._figures_computed,
            on_fleet_date=self._fleet_date_found,
        )
        self.window = MainWindow(self.store, epoch)
        self.canvas = GlobeCanvas(
            self.store.state,
            on_camera=self._camera_moved,
            on_pick=self._globe_clicked,
            on_menu=self._globe_menu_requested,
            on_pointer=self._pointer_moved,
            on_gesture=self._gesture_begun,
            on_frame=self._frame_drawn,
            on_failure=crash.report,
        )
        self.window.set_globe(self.canvas.native)
        self.first_sight = FirstSight(self.store, self.canvas)
        self.display = Display(self.store, self.engine, self.canvas, self.window)
        self.jobs = Jobs(self.window.notices, self)
        self._image_jobs = Jobs(self.window.notices, self)  # files need not wait for images
        self.documents = Documents(
            self.store,
            self.window,
            self.jobs,
            self.settings,
            Autosave(autosave_root),
            crash.report,
        )
        self.catalogue_fit = CatalogueFit(
            self.store, self.window.notices, self.jobs, self.documents
        )
        self.design_file = EditedFile(self.store, self.window, self.jobs, self.documents)
        self.set_editor = SetEditor(
            self.store, self.window.sets, self.window.notices, self._snapshot
        )
        self.design_editor = DesignEditor(self.store, self.window.design, self.window.notices)
        self.controls = Controls(self.store, self.engine.clock, self.canvas, self._snapshot)
        self.sites = Sites(self.store, self.canvas, self.window, self.controls, self._snapshot)
        self.following = Following(
            self.store, self.canvas, self._snapshot, self.controls.flights, self.window.notices
        )
        self.pointer_name = PointerName(self.store, self.canvas, self._snapshot)
        self.outlining = OutlineSelection(self.store, self.canvas, self._snapshot)
        self.ruler = RulerTool(self.store, self.window, self.canvas, self._snapshot)
        self.ranges = HeldRanges(self.store, self.display)
        self.autosave_timer = QTimer(self)
        commands = self.commands = WindowCommands(
            store=self.store,
            window=self.window,
            canvas=self.canvas,
            display=self.display,
            documents=self.documents,
            controls=self.controls,
            sets=self.set_editor,
            settings=self.settings,
            log_file=self.crash.log_file,
        )
        commands.more_searches += [self.sites.entries, self._route_entries]
        self.picking = Picking(self.store, self._snapshot, commands)
        self.compare = CompareDesk(
            self.store, self.window, self.canvas, self.jobs, self.settings, self.documents
        )
        commands.more_entries.append(self.compare.entries)
        self._name_tools()
        self.group_editor = GroupEditor(
            self.store, self.engine, self.window, self._snapshot, self.ranges.fit
        )
        self.documents.open_tour = lambda path: self.tour.part.open(path)
        self.new_designs = NewDesigns(
            self.store, self.window, self.documents, self.group_editor.open
        )
        self._connections = Connections(self)

    def _name_tools(self) -> None:
        """Name the tools that are imported and built when they are first used."""
        store, engine, window, snapshot = self.store, self.engine, self.window, self._snapshot
        self.find: OnDemand[Find] = OnDemand(
            "orbitviz.app.find.Find", store, engine, window, self.canvas, snapshot
        )
        self.ground: OnDemand[GroundSky] = OnDemand(
            "orbitviz.app.ground.ground.GroundSky",
            store, engine, self.canvas, window, window.sky, self.controls, self.sites, snapshot,
        )  # fmt: skip
        self.differences: OnDemand[Differences] = OnDemand(
            "orbitviz.app.compare.differences.Differences", store, engine, window.compare, snapshot
        )
        self.check: OnDemand[DesignCheck] = OnDemand(
            "orbitviz.app.design_check.DesignCheck",
            store, engine, window, window.findings, self.canvas, self.controls, snapshot,
        )  # fmt: skip
        self.route: OnDemand[RouteDesk] = OnDemand(
            "orbitviz.app.route.route_desk.RouteDesk",
            store, engine, self.canvas, window, window.route, self.controls, snapshot,
        )  # fmt: skip
        self.cost: OnDemand[CostDesk] = OnDemand(
            "orbitviz.app.cost.cost_desk.CostDesk", store, engine, window, window.cost, snapshot
        )
        self.years: OnDemand[YearsDesk] = OnDemand(
            "orbitviz.app.years.years_desk.YearsDesk",
            store, engine, window, window.years_bar, snapshot,
        )  # fmt: skip
        self.stage: OnDemand[StageDesk] = OnDemand(
            "orbitviz.app.stage.stage_desk.StageDesk",
            window, self.display, self.jobs, self.settings, lambda: self.tour.built,
            self.crash.report,
        )  # fmt: skip
        self.tour: OnDemand[TourDesk] = OnDemand(
            "orbitviz.app.tour_editor.tour_desk.TourDesk",
            store, self.canvas, window, window.tour, self.display, self.settings, snapshot,
            lambda path: self.stage.part.present(path), self._tours_root, self.crash.report,
        )  # fmt: skip
        self.film: OnDemand[FilmDesk] = OnDemand(
            "orbitviz.app.film_desk.FilmDesk",
            window, self.settings, lambda: self.tour.built, self.crash.report,
        )  # fmt: skip
        saver: OnDemand[MapSaver] = OnDemand(
            "orbitviz.app.world_map.map_saver.MapSaver", window, self.jobs, self.settings
        )
        self.map: OnDemand[MapDesk] = OnDemand(
            "orbitviz.app.world_map.map_desk.MapDesk",
            store, engine, window, window.map, self.commands, saver, snapshot,
        )  # fmt: skip

    def start(self, names: Sequence[str]) -> None:
        """Show the window, then fill it; `names` are files or ids of built-in designs."""
        geometry, docks = self.settings.layout
        if not geometry.isEmpty():
            self.window.restoreGeometry(geometry)
        elif self.window.is_cramped:
            self.window.setWindowState(Qt.WindowState.WindowMaximized)
        self.window.show()
        self.window.restore_layout(docks)
        self.canvas.native.setFocus()
        self._connections.update_actions()
        self.design_editor.show_state()
        self.display.show_texts()
        self.first_sight.follow()
        self._image_jobs.run("", _load_images, self._show_images, self.crash.report)
        self.documents.open_names(names)
        self.documents.offer_recovery()
        if self._tours_root.is_dir() and any(self._tours_root.iterdir()):
            _ = self.tour.part  # which offers them
        if self.crash.log_refused:
            self.window.notices.show_message(
                f"{self.crash.log_file}: no log can be written ({self.crash.log_refused})", "info"
            )
        self.display.start()
        self.autosave_timer.start(autosave.INTERVAL_MS)

    def close(self) -> None:
        """Stop threads and timers and release what they hold."""
        self.display.stop()
        tools = (
            self.stage, self.film, self.tour, self.map, self.ground, self.differences, self.check,
            self.route, self.cost, self.years,
        )  # fmt: skip
        for tool in (one.built for one in tools):
            if tool is not None:
                tool.stop()
        self.autosave_timer.stop()
        self.jobs.close()
        self._image_jobs.close()
        self.engine.close()
        self.canvas.close()

    def _route_entries(self, query: str) -> list[PaletteEntry]:
        from orbitviz.app.route.route_entries import route_entries

        return route_entries(query, self.store.state.document.design.sites, self._choose_route)

    def _choose_route(self, ends: RouteEnds) -> None:
        self.store.do(set_route(ends))
        self.window.show_panel(ROUTE)

    # Callbacks of engine and canvas ------------------------------------------------------

    def _show_images(self, images: Any) -> None:
        self.canvas.show_images(images)
        self.first_sight.begin()

    def _maps_solved(self) -> None:
        self.display.show_new_maps()

    def _figures_computed(self) -> None:
        self.display.show_figures()

    def _fleet_date_found(self) -> None:
        self.display.show_fleet_date()
        if (years := self.years.built) is not None:
            years.show()

    def _snapshot(self) -> Snapshot:
        return self.display.snapshot

    def _frame_drawn(self, milliseconds: float) -> None:
        self.display.record_frame(milliseconds)

    def _camera_moved(self, pose: CameraPose) -> None:
        if not self.display.is_lent:
            self.store.do(set_camera(pose))

    def _globe_clicked(self, seen: Seen, more: bool) -> None:
        if self.display.is_lent:
            return
        if not self.ruler.take_click(seen.view, seen.x, seen.y, more):
            self.picking.select(seen, more)

    def _globe_menu_requested(self, seen: Seen) -> None:
        if self.display.is_lent:
            return
        self.picking.show_menu(seen)
        self.sites.point_at(seen.view, seen.x, seen.y)

    def _pointer_moved(self, x: float, y: float) -> None:
        if not self.display.is_lent:
            self.pointer_name.follow(x, y)

    def _gesture_begun(self) -> None:
        self.pointer_name.hide()
        if self.tour.built is not None:
            self.tour.built.preview.look_freely()


def _load_images(_progress: Progress) -> Any:
    return load_images()
