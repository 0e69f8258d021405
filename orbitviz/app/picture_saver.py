"""Saves the picture of the window: asks for size and file, draws, says where it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog

from orbitviz.app.settings import Settings
from orbitviz.base.errors import UserError
from orbitviz.base.files import save_through
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.picture_dialog import PictureDialog
from orbitviz.ui.window import MainWindow

_TOPIC = "picture"


class PictureSaver:
    """The command to save a picture; it is of the moment at which it is asked for."""

    def __init__(self, window: MainWindow, canvas: GlobeCanvas, settings: Settings) -> None:
        self._window, self._canvas, self._settings = window, canvas, settings
        self._moment: tuple[State, Snapshot] | None = None
        self.dialog = PictureDialog(window)
        self._window_picture = QPixmap()
        self.dialog.sizeChosen.connect(self._save_globe)
        self.dialog.windowChosen.connect(self._save_window)

    def ask(self, state: State, snapshot: Snapshot) -> None:
        """Ask for size and file, then save what is shown now."""
        view = replace(state.view, camera=self._canvas.input.pose)
        self._moment = replace(state, view=view), snapshot
        self._window_picture = self._window.grab()  # before the dialog lies over it
        width, height = (int(pixels) for pixels in self._canvas.physical_size)
        self.dialog.ask(QSize(width, height), self._window_picture.size())

    def _save_globe(self, size: QSize) -> None:
        if path := self._ask_file():
            self.save(path, size)

    def _save_window(self) -> None:
        if path := self._ask_file():
            self.save_window(path)

    def _ask_file(self) -> Path | None:
        if self._moment is None:
            return None
        stamp = self._moment[1].instant.isoformat().replace(":", "").removesuffix("Z")
        start = Path(self._settings.last_folder) / f"orbitviz-{stamp}.png"
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save Picture", str(start), "PNG pictures (*.png)"
        )
        if not name:
            return None
        return Path(name if name.lower().endswith(".png") else f"{name}.png")

    def save(self, path: Path, size: QSize) -> None:
        """Draw the globe as it was when the picture was asked for, and write it to a file."""
        if self._moment is None:
            return
        moment, pixels = self._moment, (size.width(), size.height())

        def draw(scratch: Path) -> None:
            Image.fromarray(self._canvas.render(*moment, pixels)).save(scratch)

        self._write(path, size, draw)

    def save_window(self, path: Path) -> None:
        """Write the window as it was when the picture was asked for to a file."""

        def draw(scratch: Path) -> None:
            self._window_picture.save(str(scratch))

        self._write(path, self._window_picture.size(), draw)

    def _write(self, path: Path, size: QSize, draw: Callable[[Path], None]) -> None:
        notices = self._window.notices
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            save_through(path, draw, ".png")
        except UserError as error:
            notices.show_error(error, _TOPIC)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._moment, self._window_picture = None, QPixmap()
        self._settings.last_folder = str(path.resolve().parent)
        message = notices.show_message(
            f"Picture of {size.width():,} × {size.height():,} pixels saved as {path}",
            "info",
            _TOPIC,
        )
        message.add_button("Open Folder", partial(open_folder, path.resolve().parent))


def open_folder(folder: Path) -> None:
    """Show a folder in the program that the desktop has for that."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
