"""One run of the window: builds the parts and connects them.

The one place where parts are connected with one another: every watcher of the store, every
slot of a signal of the window and every callback of engine and canvas is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from orbitviz.app.controls import Controls
from orbitviz.app.crash import CrashHandler
from orbitviz.app.design_editor import DesignEditor
from orbitviz.app.display.display import Display
from orbitviz.app.display.held_ranges import HeldRanges
from orbitviz.app.files import autosave
from orbitviz.app.files.autosave import Autosave
from orbitviz.app.files.documents import Documents
from orbitviz.app.files.edited_file import EditedFile
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.find import Find
from orbitviz.app.first_sight import FirstSight
from orbitviz.app.following import Following
from orbitviz.app.ground.ground import GroundSky
from orbitviz.app.outline_selection import OutlineSelection
from orbitviz.app.picking import Picking
from orbitviz.app.pointer_name import PointerName
from orbitviz.app.ruler_tool import RulerTool
from orbitviz.app.set_editor import SetEditor
from orbitviz.app.settings import Settings
from orbitviz.app.window_commands import WindowCommands
from orbitviz.app.world_map.map_desk import MapDesk
from orbitviz.app.world_map.map_saver import MapSaver
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import STARTING_POINT
from orbitviz.model.commands import set_camera
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose, SatellitePath
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.view import View
from orbitviz.ui.theme import apply_theme
from orbitviz.ui.window import MainWindow

# The parts of the state that are watched.
_DOCUMENT, _CATALOGUES = attrgetter("document"), attrgetter("catalogues")
_HIDDEN, _SELECTION = attrgetter("hidden"), attrgetter("selection")
_PLAYBACK, _VIEW, _THEME = (
    attrgetter("playback"), attrgetter("view"), attrgetter("view.theme"),
)  # fmt: skip
_FIRST_RATE = 60.0


class _MainThread(QObject):
    """Calls functions in the window's thread; may itself be called from any thread."""

    callRequested = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.callRequested.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        self.callRequested.emit(call)

    def _run(self, call: Callable[[], None]) -> None:
        call()


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
        self._crash = crash
        self.settings = settings or Settings()
        document = read_builtin()
        epoch = document.design.epoch_instant
        view = self.settings.view
        if satellite_path is not None:
            view = replace(view, satellite_path=satellite_path)
        self.store = Store(State.of(document, Playback(epoch, _FIRST_RATE), view=view))
        self.engine = Engine(
            _MainThread(self),
            crash.report,
            on_maps_solved=self._maps_solved,
            on_figures=self._figures_computed,
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
        self._first_sight = FirstSight(self.store, self.canvas)
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
        self.design_file = EditedFile(self.store, self.window, self.jobs, self.documents)
        self.set_editor = SetEditor(self.store, self.window.sets, self.window.notices)
        self.design_editor = DesignEditor(self.store, self.window.design, self.window.notices)
        self.controls = Controls(self.store, self.engine.clock, self.canvas, self._snapshot)
        self.ground = GroundSky(
            self.store, self.engine, self.canvas, self.window, self.controls, self._snapshot
        )
        self.following = Following(
            self.store, self.canvas, self._snapshot, self.controls.flights, self.window.notices
        )
        self.pointer_name = PointerName(self.store, self.canvas, self._snapshot)
        self.outlining = OutlineSelection(self.store, self.canvas, self._snapshot)
        self.ruler = RulerTool(self.store, self.window, self.canvas, self._snapshot)
        self.find = Find(self.store, self.engine, self.window, self.canvas, self._snapshot)
        self.ranges = HeldRanges(self.store, self.display, self.window.design)
        self._autosave_timer = QTimer(self)
        self._connect_store()
        self._connect_window()
        self._bind_actions()

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
        self._update_actions()
        self.design_editor.show_state()
        self.display.show_texts()
        self._first_sight.follow()
        self._image_jobs.run("", _load_images, self._show_images, self._crash.report)
        self.documents.open_names(names)
        self.documents.offer_recovery()
        if self._crash.log_refused:
            self.window.notices.show_message(
                f"{self._crash.log_file}: no log can be written ({self._crash.log_refused})", "info"
            )
        self.display.start()
        self._autosave_timer.start(autosave.INTERVAL_MS)

    def close(self) -> None:
        """Stop threads and timers and release what they hold."""
        self.display.stop()
        self.map.stop()
        self.ground.stop()
        self._autosave_timer.stop()
        self.jobs.close()
        self._image_jobs.close()
        self.engine.close()
        self.canvas.close()

    # Connections -------------------------------------------------------------------------

    def _connect_store(self) -> None:
        tree, display = self.window.tree, self.display
        watch = self.store.watch
        watch(_DOCUMENT, tree.model.update_design)
        watch(_CATALOGUES, tree.model.rebuild)
        watch(_HIDDEN, tree.model.update_visibility)
        watch(attrgetter("hidden_satellites"), tree.model.update_visibility)
        watch(_SELECTION, tree.show_selection)
        watch(_PLAYBACK, self.engine.clock.restart)  # before anything that reads the clock
        watch(_PLAYBACK, display.show_time)
        watch(_PLAYBACK, display.set_text_interval)
        watch(_PLAYBACK, self._clear_time_error)
        watch(_everything, display.show_state)
        watch(_DOCUMENT, self._first_sight.follow)
        watch(_DOCUMENT, display.refresh_panels)  # which mark at once what is about to change
        watch(_SELECTION, display.refresh_panels)
        watch(_everything, self._update_actions)
        watch(_DOCUMENT, self.documents.show_title)
        watch(_DOCUMENT, self.design_file.follow)
        watch(_DOCUMENT, self.design_editor.show_state)
        watch(_SELECTION, self.design_editor.show_state)
        watch(_DOCUMENT, self.ranges.follow)
        watch(_SELECTION, self.ranges.follow)
        watch(_DOCUMENT, self.find.follow)
        watch(_CATALOGUES, self.find.follow)
        watch(_VIEW, self.ranges.show_note)
        watch(_THEME, self._apply_theme)
        watch(_VIEW, self._save_view)

    def _connect_window(self) -> None:
        window, controls = self.window, self.controls
        window.closeRequested.connect(self._close_requested)
        window.filesDropped.connect(self.documents.open_files)
        self.outlining.outline.begun.connect(self.pointer_name.hide)
        window.time_bar.timeRequested.connect(controls.go_to)
        window.time_bar.rateRequested.connect(controls.run_at)
        window.time_bar.errorOccurred.connect(self._show_time_error)
        window.time_bar.typingDiscarded.connect(self._clear_time_error)
        window.tree.flyRequested.connect(controls.fly_to)
        window.design.changeRequested.connect(self.design_editor.change_value)
        window.design.resetRequested.connect(self.design_editor.reset)
        window.design.errorOccurred.connect(self.design_editor.show_error)
        window.design.typingDiscarded.connect(self.design_editor.clear_error)
        window.design.fitRequested.connect(self.ranges.fit)
        self.find.keepRequested.connect(self._keep_as_set)
        self.display.textsShown.connect(self._texts_shown)
        self.display.panels.comparisonChanged.connect(self.ranges.show_note)
        for panel in window.panels.values():
            panel.fitRequested.connect(self.ranges.fit)
            panel.cameIntoView.connect(self.display.refresh_panels)
            panel.timeRequested.connect(controls.go_to)
            panel.errorOccurred.connect(self._show_error)
        window.facts.curves.timeRequested.connect(controls.go_to)
        window.facts.curves.errorOccurred.connect(self._show_error)
        # It may come from another thread.
        queued = Qt.ConnectionType.QueuedConnection
        self._crash.userErrorOccurred.connect(self._show_error, queued)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._desktop_theme_changed)
        self._autosave_timer.timeout.connect(self.documents.autosave)

    def _bind_actions(self) -> None:
        commands = self.commands = WindowCommands(
            store=self.store,
            window=self.window,
            canvas=self.canvas,
            display=self.display,
            documents=self.documents,
            controls=self.controls,
            settings=self.settings,
            log_file=self._crash.log_file,
        )
        commands.more_searches.append(self.ground.sites.entries)
        self.picking = Picking(self.store, self._snapshot, commands)
        saver = MapSaver(self.window, self.jobs, self.settings)
        self.map = MapDesk(self.store, self.engine, self.window, commands, saver, self._snapshot)
        self.window.tree.menuRequested.connect(commands.show_selection_menu)
        self.window.actions_by_id.bind(
            {
                **self.controls.handlers(),
                **commands.handlers(),
                **self.outlining.handlers(),
                **self.ruler.handlers(),
                "find": self.find.open,
                **self.map.handlers(),
                **self.ground.handlers(),
                **self.following.handlers(),
                "rerange": self.ranges.fit,
                "save_set": partial(self.set_editor.ask_save, self.window),
                "new": partial(self.documents.open_builtin, STARTING_POINT),
                "open": self.documents.ask_open,
                "save": self.documents.save,
                "save_as": self.documents.ask_save_as,
                "edit_file": self.design_file.edit,
                "reload": self.design_file.reload,
                "close_catalogue": self.documents.close_catalogues,
            }
        )

    # Callbacks of engine and canvas ------------------------------------------------------

    def _show_images(self, images: Any) -> None:
        self.canvas.show_images(images)
        self._first_sight.begin()

    def _maps_solved(self) -> None:
        self.display.show_new_maps()

    def _figures_computed(self) -> None:
        self.display.show_figures()

    def _texts_shown(self) -> None:
        self.set_editor.show_sets(self.display.snapshot)
        self.documents.review_offers(self.display.snapshot.instant)

    def _snapshot(self) -> Snapshot:
        return self.display.snapshot

    def _frame_drawn(self, milliseconds: float) -> None:
        self.display.frames.record(milliseconds)

    def _camera_moved(self, pose: CameraPose) -> None:
        self.store.do(set_camera(pose))

    def _globe_clicked(self, view: View, x: float, y: float, more: bool) -> None:
        if not self.ruler.take_click(view, x, y, more):
            self.picking.select(view, x, y, more)

    def _globe_menu_requested(self, view: View, x: float, y: float) -> None:
        self.picking.show_menu(view, x, y)
        self.ground.sites.point_at(view, x, y)

    def _pointer_moved(self, x: float, y: float) -> None:
        self.pointer_name.follow(x, y)

    def _gesture_begun(self) -> None:
        self.pointer_name.hide()

    # Callbacks of store and window -------------------------------------------------------

    def _keep_as_set(self, where: str) -> None:
        self.set_editor.ask_save(self.window, where)

    def _update_actions(self) -> None:
        self.controls.update_actions(self.window.actions_by_id)
        self.ruler.update_actions(self.window.actions_by_id)
        self.map.update_actions()
        self.following.update_actions(self.window.actions_by_id)

    def _apply_theme(self) -> None:
        apply_theme(_application(), self.store.state.view.theme)
        self.window.refresh_theme()

    def _desktop_theme_changed(self) -> None:
        if self.store.state.view.theme == "system":
            self._apply_theme()

    def _save_view(self) -> None:
        self.settings.view = self.store.state.view

    def _show_error(self, error: UserError) -> None:
        self.window.notices.show_error(error)

    def _show_time_error(self, error: UserError) -> None:
        self.window.notices.show_error(error, "time")

    def _clear_time_error(self) -> None:
        self.window.notices.clear_topic("time")

    def _close_requested(self, event: QCloseEvent) -> None:
        if not self.documents.maybe_save():
            event.ignore()
            return
        self.settings.layout = (self.window.saveGeometry(), self.window.save_layout())
        self.documents.discard_autosave()
        self.close()


def _everything(state: State) -> State:
    return state


def _load_images(_progress: Progress) -> Any:
    return load_images()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
