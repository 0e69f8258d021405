"""Saves the map: asks for size and file, draws, says where it went."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog

from orbitviz.app.files.jobs import Jobs
from orbitviz.app.files.path_to_write import path_to_write
from orbitviz.app.saved_files import first_path, open_folder
from orbitviz.app.settings import Settings
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable
from orbitviz.base.progress import Progress
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.pictures import png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.model.state import State
from orbitviz.scene.world_map.projection import MapFrame
from orbitviz.scene.world_map.world_map import MapPainter, pixel_ratio_of
from orbitviz.ui.window import MainWindow
from orbitviz.ui.world_map.map_dialog import MapDialog

_TOPIC = "map"
_STEPS = 400  # of the drawing of a large map, about: for the bar


class MapSaver:
    """The command to save the map; it is of the moment at which it is asked for."""

    def __init__(self, window: MainWindow, jobs: Jobs, settings: Settings) -> None:
        self._window, self._jobs, self._settings = window, jobs, settings
        self._moment: tuple[State, Snapshot, MapFrame] | None = None
        self.dialog = MapDialog(window)
        self.dialog.sizeChosen.connect(self._ask_file)

    def ask(self, state: State, snapshot: Snapshot, frame: MapFrame) -> None:
        """Ask for size and file, then save what is shown now."""
        self._moment = state, snapshot, frame
        self.dialog.ask(QSize(*frame.size))

    def save(self, path: Path, size: tuple[int, int]) -> None:
        """Draw the map as it was when it was asked for, and write it to a file, on a thread."""
        if self._moment is None:
            return
        state, snapshot, frame = self._moment
        work = partial(_save, path, state, snapshot, replace(frame, size=size))
        name = f"Saving the map as {path.name}"
        self._jobs.run(name, work, partial(self._tell, path, size), self._show_error)

    def _ask_file(self, size: QSize) -> None:
        if self._moment is None:
            return
        start = first_path(self._settings, "orbitviz-map", self._moment[1].instant)
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save Map", str(start), "PNG pictures (*.png)"
        )
        if path := path_to_write(self._window, name, ".png", only=True):
            self.save(path, (size.width(), size.height()))

    def _tell(self, path: Path, size: tuple[int, int], _result: object) -> None:
        folder = path.resolve().parent
        self._settings.last_folder = str(folder)
        message = self._window.notices.show_message(
            f"Map of {size[0]:,} × {size[1]:,} pixels saved as {path}", "info", _TOPIC
        )
        message.add_button("Open Folder", partial(open_folder, folder))

    def _show_error(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._window.notices.show_error(error, _TOPIC)


def _save(
    path: Path, state: State, snapshot: Snapshot, frame: MapFrame, progress: Progress
) -> None:
    check_writable(path)
    steps = MapPainter().paint(
        state, snapshot, frame, pixel_ratio_of(frame.size), heading=True, legend=True
    )
    done = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            picture = PictureBands.of(end.value.pixels)
            break
        done += 1
        progress(done / (done + _STEPS), "drawing")
    png.FORMAT.write(picture, path)
