"""Pictures of the window: asks what they show, draws them, says where they went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QProgressBar, QProgressDialog

from orbitviz.app.files.path_to_write import path_to_write
from orbitviz.app.saved_files import first_path, open_folder
from orbitviz.app.settings import Settings
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.base.files import check_writable
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.pictures.content import PictureBands, Pixels
from orbitviz.formats.pictures.picture_file import PICTURES, check_picture
from orbitviz.formats.pictures.whole import check_memory, whole_picture
from orbitviz.formats.registry import file_filter
from orbitviz.model.state import State
from orbitviz.model.view import Background
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.picture_dialog import PictureChoice, PictureDialog
from orbitviz.ui.window import MainWindow

_TOPIC = "picture"
_PATIENCE_MS = 700  # before the progress of a picture is shown
_STEPS, _WIDTH = 1000, 320


class PictureSaver:
    """The command to save a picture; it is of the moment at which it is asked for."""

    def __init__(self, window: MainWindow, canvas: GlobeCanvas, settings: Settings) -> None:
        self._window, self._canvas, self._settings = window, canvas, settings
        self._moment: tuple[State, Snapshot] | None = None
        self.dialog = PictureDialog(window)
        self._window_picture = QPixmap()
        self.dialog.saveRequested.connect(self._ask_file)
        self.dialog.copyRequested.connect(self.copy)

    def ask(self, state: State, snapshot: Snapshot) -> None:
        """Ask what the picture is to show, then save or copy what is shown now."""
        view = replace(state.view, camera=self._canvas.input.pose)
        self._moment = replace(state, view=view), snapshot
        self._window_picture = self._window.grab()  # before the dialog lies over it
        width, height = (int(pixels) for pixels in self._canvas.physical_size)
        self.dialog.ask(QSize(width, height), self._window_picture.size())

    def _ask_file(self, choice: PictureChoice) -> None:
        if self._moment is None:
            return
        start = first_path(self._settings, "orbitviz", self._moment[1].instant)
        formats = PICTURES.formats
        if choice.background is Background.TRANSPARENT:
            formats = formats[:1]
        filters = ";;".join(file_filter(f"{form.title} pictures", [form]) for form in formats)
        name, _ = QFileDialog.getSaveFileName(self._window, "Save Picture", str(start), filters)
        if path := path_to_write(self._window, name, ".png"):
            self.save(path, choice)

    def save(self, path: Path, choice: PictureChoice) -> None:
        """Write the picture of the moment at which it was asked for to a file."""
        if self._moment is None:
            return

        def write(content: PictureBands) -> None:
            writer = PICTURES.for_path(path)
            check_picture(path, writer, is_transparent=content.has_alpha)
            check_writable(path)
            writer.write(content, path)

        size = self._draw(choice, write)
        if size is None:
            return
        self._settings.last_folder = str(path.resolve().parent)
        message = self._window.notices.show_message(
            f"Picture of {size[0]:,} × {size[1]:,} pixels saved as {path}", "info", _TOPIC
        )
        message.add_button("Open Folder", partial(open_folder, path.resolve().parent))

    def copy(self, choice: PictureChoice) -> None:
        """Put the picture of the moment at which it was asked for on the clipboard."""
        if self._moment is None:
            return

        def put(content: PictureBands) -> None:
            check_memory(content)
            QGuiApplication.clipboard().setImage(_image(whole_picture(content)))

        size = self._draw(choice, put)
        if size is not None:
            self._window.notices.show_message(
                f"Picture of {size[0]:,} × {size[1]:,} pixels is on the clipboard", "info", _TOPIC
            )

    def _draw(
        self, choice: PictureChoice, use: Callable[[PictureBands], None]
    ) -> tuple[int, int] | None:
        """Draw what is chosen and have it used; return its size, None if that failed."""
        progress = _Progress(self._window)
        content = self._content(choice, progress)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            use(content)
        except UserError as error:
            self._window.notices.show_error(error, _TOPIC)
            return None
        except Cancelled:
            self._window.notices.show_message("No picture was made: cancelled", "info", _TOPIC)
            return None
        finally:
            QGuiApplication.restoreOverrideCursor()
            progress.close()
        self._moment, self._window_picture = None, QPixmap()
        return content.size

    def _content(self, choice: PictureChoice, progress: _Progress) -> PictureBands:
        assert self._moment is not None
        if choice.size is None:
            return PictureBands.of(_pixels(self._window_picture.toImage()))
        state, snapshot = self._moment
        view = replace(state.view, overlays=choice.overlays).before(choice.background)
        state, size = replace(state, view=view), choice.size

        def bands() -> Iterator[Pixels]:
            return self._canvas.render(state, snapshot, size, progress=progress)

        return PictureBands(size, choice.background is Background.TRANSPARENT, bands)


class _Progress:
    """A dialog of how much is drawn, once that takes a while; raises Cancelled if it is closed."""

    def __init__(self, window: MainWindow) -> None:
        self._dialog = QProgressDialog("Drawing the picture", "Cancel", 0, _STEPS, window)
        self._dialog.setWindowTitle("Save Picture")
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setAccessibleName("Share of the picture that is drawn")
        self._dialog.setBar(bar)
        self._dialog.setMinimumWidth(_WIDTH)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(_PATIENCE_MS)
        self._dialog.setAutoClose(False)
        self._dialog.setAutoReset(False)

    def __call__(self, done: float, label: str = "") -> None:
        """Show the share done."""
        self._dialog.setValue(round(done * _STEPS))
        # Before the dialog bars the window, a key could ask for another picture while this is made.
        kinds = QEventLoop.ProcessEventsFlag
        is_barred = self._dialog.isVisible()
        QCoreApplication.processEvents(
            kinds.AllEvents if is_barred else kinds.ExcludeUserInputEvents
        )
        if self._dialog.wasCanceled():
            raise Cancelled

    def close(self) -> None:
        """Show nothing more."""
        self._dialog.close()
        self._dialog.deleteLater()


def _image(pixels: Pixels) -> QImage:
    """Return pixels (h, w, 3 or 4) as Qt's own picture."""
    height, width, channels = pixels.shape
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    # A copy: Qt would go on reading the memory of the array.
    return QImage(pixels.data, width, height, channels * width, kind).copy()


def _pixels(image: QImage) -> Pixels:
    """Return Qt's picture as pixels (h, w, 3)."""
    whole = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), -1)
    return rows[:, : 4 * whole.width()].reshape(whole.height(), whole.width(), 4)[..., :3].copy()
