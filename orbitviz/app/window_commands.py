"""What the actions of window and help do."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from orbitviz.app.about import about_box
from orbitviz.app.controls import Controls
from orbitviz.app.display.display import Display
from orbitviz.app.files.documents import Documents
from orbitviz.app.settings import Settings
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.help import HelpDialog
from orbitviz.ui.palette import PaletteEntry, action_entries
from orbitviz.ui.shells.rows import groups_of
from orbitviz.ui.window import MainWindow


class WindowCommands:
    """The handlers of what concerns the window itself."""

    def __init__(
        self,
        *,
        store: Store,
        window: MainWindow,
        canvas: GlobeCanvas,
        display: Display,
        documents: Documents,
        controls: Controls,
        settings: Settings,
        log_file: Path,
    ) -> None:
        self._store, self._window, self._canvas, self._display = store, window, canvas, display
        self._documents, self._controls = documents, controls
        self._settings, self._log_file = settings, log_file

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        window = self._window
        return {
            "save_picture": self._save_picture,
            "quit": window.close,
            "select_next": window.tree.select_next,
            "select_previous": window.tree.select_previous,
            "edit_colour": window.tree.edit_selected_colour,
            "filter": self._focus_filter,
            "edit_time": window.time_bar.time_entry.start_editing,
            "edit_rate": window.time_bar.rate_entry.start_editing,
            "full_screen": window.show_full_screen,
            "globe_only": window.show_globe_only,
            "reset_layout": window.reset_layout,
            "palette": self._open_palette,
            "help": self._show_help,
            "open_log": self._open_log_folder,
            "about": self._show_about,
        }

    def _focus_filter(self) -> None:
        self._window.show_panel("panel_shells")
        self._window.tree.focus_filter()

    def _open_palette(self) -> None:
        actions = action_entries(self._window.actions_by_id)
        self._window.palette_popup.open_with([*actions, *self._designs(), *self._flights()])

    def _designs(self) -> list[PaletteEntry]:
        return [
            PaletteEntry(
                text=f"Open {title}",
                place="Built-in design",
                help="Open this built-in design.",
                keys="",
                run=partial(self._documents.open_builtin, name),
            )
            for name, title in self._documents.builtins()
        ]

    def _flights(self) -> list[PaletteEntry]:
        return [
            PaletteEntry(
                text=f"Fly to {group.name}{'' if group.is_leaf else f' · {shell.name}'}",
                place="Shell",
                help="Fly to a close view of this shell.",
                keys="",
                run=partial(self._controls.fly_to, shell.key),
            )
            for group in groups_of(self._store.state)
            for shell in group.shells
        ]

    def _show_help(self) -> None:
        dialog = HelpDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_about(self) -> None:
        about_box(self._window, self._canvas.renderer).open()

    def _open_log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))

    def _save_picture(self) -> None:
        picture = self._canvas.native.grabFramebuffer()
        stamp = self._display.snapshot.instant.isoformat().replace(":", "").removesuffix("Z")
        start = Path(self._settings.last_folder) / f"orbitviz-{stamp}.png"
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save Picture", str(start), "PNG pictures (*.png)"
        )
        if name and not picture.save(name, "PNG"):
            self._window.notices.show_message(f"{name}: the picture cannot be written to this file")
