"""Saves the picture of the window: asks for size and file, draws, says where it went."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
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
        self.dialog.sizeChosen.connect(self._ask_file)

    def ask(self, state: State, snapshot: Snapshot) -> None:
        """Ask for size and file, then save what is shown now."""
        view = replace(state.view, camera=self._canvas.input.pose)
        self._moment = replace(state, view=view), snapshot
        width, height = (int(pixels) for pixels in self._canvas.physical_size)
        self.dialog.ask(QSize(width, height))

    def _ask_file(self, size: QSize) -> None:
        if self._moment is None:
            return
        stamp = self._moment[1].instant.isoformat().replace(":", "").removesuffix("Z")
        start = Path(self._settings.last_folder) / f"orbitviz-{stamp}.png"
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save Picture", str(start), "PNG pictures (*.png)"
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix.lower() == ".png" else Path(f"{name}.png"), size)

    def save(self, path: Path, size: QSize) -> None:
        """Draw the picture that was asked for and write it to a file."""
        if self._moment is None:
            return
        notices, pixels = self._window.notices, (size.width(), size.height())
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            picture = self._canvas.render(*self._moment, pixels)
            save_through(path, Image.fromarray(picture).save, ".png")
        except UserError as error:
            notices.show_error(error, _TOPIC)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._moment = None
        self._settings.last_folder = str(path.resolve().parent)
        message = notices.show_message(
            f"Picture of {pixels[0]:,} × {pixels[1]:,} pixels saved as {path}", "info", _TOPIC
        )
        message.add_button("Open Folder", partial(open_folder, path.resolve().parent))


def open_folder(folder: Path) -> None:
    """Show a folder in the program that the desktop has for that."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
