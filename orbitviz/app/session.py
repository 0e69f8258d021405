"""One run of the window: builds the parts and connects them. The one place of connections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from orbitviz.app import autosave
from orbitviz.app.about import about_box
from orbitviz.app.autosave import Autosave
from orbitviz.app.controls import Controls
from orbitviz.app.crash import CrashHandler
from orbitviz.app.documents import Documents
from orbitviz.app.jobs import Jobs
from orbitviz.app.live import Live
from orbitviz.app.settings import Settings
from orbitviz.engine.engine import Engine
from orbitviz.engine.pick import pick
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import pick_satellite, set_camera
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose, SatellitePath
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.view import View
from orbitviz.ui.help import HelpDialog
from orbitviz.ui.palette import PaletteEntry, action_entries
from orbitviz.ui.shells.rows import groups_of
from orbitviz.ui.theme import apply_theme
from orbitviz.ui.window import MainWindow

_FIRST_RATE = 60.0
_PICK_REACH_PX = 12.0


class _Courier(QObject):
    """Brings calls from other threads to the window's thread."""

    called = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.called.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        self.called.emit(call)


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
        self.engine = Engine(_Courier(self), crash.report, news=lambda: self.live.maps_changed())
        self.window = MainWindow(self.store, epoch)
        self.canvas = GlobeCanvas(
            self.store.state,
            on_camera=self._moved_camera,
            on_pick=self._clicked,
            on_frame=lambda milliseconds: self.live.frames.drew(milliseconds),
            on_failure=crash.report,
        )
        self.window.set_globe(self.canvas.native)
        self.live = Live(self.store, self.engine, self.canvas, self.window)
        self.jobs = Jobs(self.window.notices, self)
        self._image_jobs = Jobs(self.window.notices, self)  # no file waits for pictures
        self.documents = Documents(
            self.store,
            self.window,
            self.jobs,
            self.settings,
            Autosave(autosave_root),
            crash.report,
        )
        self.controls = Controls(
            self.store, self.engine.clock, self.canvas, lambda: self.live.snapshot
        )
        self._connect_store()
        self._connect_window()
        self._autosave_timer = QTimer(self)
        self._autosave_timer.timeout.connect(self.documents.keep_aside)

    def start(self, names: Sequence[str]) -> None:
        """Show the window, then fill it; `names` are files or ids of built-in designs."""
        geometry, docks = self.settings.layout
        if not geometry.isEmpty():
            self.window.restoreGeometry(geometry)
        self.window.show()
        if docks.isEmpty() or not self.window.restore_layout(docks):
            QTimer.singleShot(0, self.window.reset_layout)  # when the window has its size
        self.canvas.native.setFocus()
        self._show_actions()
        self.live.panels.show_state()
        self.live.show_texts()
        self._image_jobs.run(
            "", lambda _progress: load_images(), self.canvas.show_images, self._no_images
        )
        self.documents.open_names(names)
        self.documents.offer_left()
        self.live.start()
        self._autosave_timer.start(autosave.INTERVAL_MS)

    def close(self) -> None:
        """Stop threads and timers and let go of what they hold."""
        self.live.stop()
        self._autosave_timer.stop()
        self.jobs.close()
        self._image_jobs.close()
        self.engine.close()
        self.window.tree.close_model()
        self.canvas.close()

    # Connections -------------------------------------------------------------------------

    def _connect_store(self) -> None:
        watch = self.store.watch
        watch(lambda state: state.playback, self.engine.clock.restart)
        watch(lambda state: state.playback, self.live.show_time)
        watch(lambda state: state.playback, self.live.set_pace)
        watch(lambda state: state.playback, lambda: self.window.notices.withdraw("time"))
        watch(lambda state: state, self.live.state_changed)
        watch(lambda state: state, self._show_actions)
        watch(lambda state: state.document, self.documents.show_title)
        watch(lambda state: state.document, self.live.panels.show_state)
        watch(lambda state: state.selection, self.live.panels.show_state)
        watch(lambda state: state.view.theme, self._show_theme)
        watch(lambda state: state.view, self._keep_view)

    def _connect_window(self) -> None:
        window, controls, documents = self.window, self.controls, self.documents
        window.closing.connect(self._closing)
        window.dropped.connect(documents.open_files)
        window.time_bar.timeRequested.connect(controls.go_to)
        window.time_bar.rateRequested.connect(controls.run_at)
        window.time_bar.mistaken.connect(
            lambda error: window.notices.tell(str(error), topic="time")
        )
        window.tree.flyRequested.connect(controls.fly_to)
        for panel in window.subsystems.values():
            panel.timeRequested.connect(controls.go_to)
            panel.mistaken.connect(lambda error: window.notices.tell(str(error)))
        self._crash.tell_user = window.notices.tell
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._desktop_theme_changed)
        window.actions_by_id.bind(
            {
                **controls.handlers(),
                "open": documents.ask_open,
                "save": documents.save,
                "save_as": documents.ask_save_as,
                "save_picture": self._save_picture,
                "close_catalogue": documents.close_catalogues,
                "quit": window.close,
                "select_next": lambda: window.tree.step(1),
                "select_previous": lambda: window.tree.step(-1),
                "edit_colour": window.tree.edit_selected_colour,
                "filter": self._filter,
                "edit_time": window.time_bar.time_entry.begin,
                "edit_rate": window.time_bar.rate_entry.begin,
                "full_screen": self._full_screen,
                "globe_only": window.show_globe_only,
                "reset_layout": window.reset_layout,
                "palette": self._open_palette,
                "help": self._show_help,
                "open_log": self._open_log,
                "about": lambda: about_box(window, self.canvas.renderer).open(),
            }
        )

    def _show_actions(self) -> None:
        self.controls.show_state(self.window.actions_by_id)

    def _show_theme(self) -> None:
        apply_theme(_app(), self.store.state.view.theme)
        self.window.refresh_icons()

    def _keep_view(self) -> None:
        self.settings.view = self.store.state.view

    def _desktop_theme_changed(self) -> None:
        if self.store.state.view.theme == "system":
            self._show_theme()

    # Gestures on the globe ---------------------------------------------------------------

    def _moved_camera(self, pose: CameraPose) -> None:
        self.store.do(set_camera(pose))

    def _clicked(self, view: View, x: float, y: float, more: bool) -> None:
        state, snapshot = self.store.state, self.live.snapshot
        reach = _PICK_REACH_PX * view.pixel_ratio

        def found(picked: Any) -> None:
            self.store.do(pick_satellite(picked and picked.satellite, more=more))

        self.engine.run(
            "pick",
            lambda: pick(state, snapshot, view.project, view.eye_km, (x, y), reach),
            found,
        )

    # Window ------------------------------------------------------------------------------

    def _closing(self, event: QCloseEvent) -> None:
        if not self.documents.may_lose_edits():
            event.ignore()
            return
        self.settings.layout = (self.window.saveGeometry(), self.window.save_layout())
        self.settings.sync()
        self.documents.forget_aside()
        self.close()

    def _full_screen(self, on: bool) -> None:
        if on:
            self.window.showFullScreen()
        else:
            self.window.showNormal()

    def _filter(self) -> None:
        self.window.docks["panel_shells"].show()
        self.window.tree.focus_filter()

    def _open_palette(self) -> None:
        documents, controls = self.documents, self.controls
        designs = [
            PaletteEntry(
                f"Open {title}",
                "Built-in design",
                "Open this built-in design.",
                "",
                partial(documents.open_builtin, name),
            )
            for name, title in documents.builtins()
        ]
        flights = [
            PaletteEntry(
                f"Fly to {group.name}{'' if group.is_leaf else f' · {shell.name}'}",
                "Shell",
                "Fly to where this shell can be seen closely.",
                "",
                partial(controls.fly_to, shell.key),
            )
            for group in groups_of(self.store.state)
            for shell in group.shells
        ]
        actions = action_entries(self.window.actions_by_id)
        self.window.palette_popup.open_with([*actions, *designs, *flights])

    def _show_help(self) -> None:
        dialog = HelpDialog(self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._crash.log_file.parent)))

    def _save_picture(self) -> None:
        picture = self.canvas.native.grabFramebuffer()
        stamp = self.live.snapshot.instant.isoformat().replace(":", "").removesuffix("Z")
        start = Path(self.settings.last_folder) / f"orbitviz-{stamp}.png"
        name, _ = QFileDialog.getSaveFileName(
            self.window, "Save Picture", str(start), "PNG pictures (*.png)"
        )
        if name and not picture.save(name, "PNG"):
            self.window.notices.tell(f"{name}: the picture cannot be written there")

    def _no_images(self, error: Exception) -> None:
        self._crash.report(error)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
