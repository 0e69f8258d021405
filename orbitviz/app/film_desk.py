"""Films of tours, made in a process of their own beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from orbitviz.app.files.jobs import Jobs
from orbitviz.app.files.path_to_write import path_to_write
from orbitviz.app.saved_files import TOUR_FILTER, file_name_of, open_folder
from orbitviz.app.settings import Settings
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.engine.films.film_job import FilmJob, FilmOrder
from orbitviz.formats.films.content import FilmShape
from orbitviz.formats.films.film_file import FILMS, folder_of_parts
from orbitviz.formats.registry import file_filter
from orbitviz.formats.tours.tour_file import builtin_tours, read_tour
from orbitviz.scene.films.making import make_film
from orbitviz.ui.action_set import Handler
from orbitviz.ui.film_dialog import FilmChoice, FilmDialog, TourToFilm
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.app.tour_editor.tour_desk import TourDesk

_TOPIC = "film"


class FilmDesk:
    """Asks for films and makes them, one after another."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        edited_tour: Callable[[], TourDesk | None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Build.

        edited_tour   returns the editor of tours, None before there is one
        failed        called with an error that nobody foresaw
        """
        self._window, self._settings = window, settings
        self._edited_tour, self._failed = edited_tour, failed
        self.jobs = Jobs(window.notices)  # files need not wait for films
        self.dialog = FilmDialog(window)
        self.dialog.exportRequested.connect(self._ask_file)
        self.dialog.fileRequested.connect(self._ask_tour)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {"export_film": self.ask}

    def stop(self) -> None:
        """End what is being made; what is drawn is kept."""
        self.jobs.close()

    def ask(self) -> None:
        """Ask what is to be filmed; the tour in the editor comes first."""
        tours = [_tour(name) for name in builtin_tours()]
        editor = self._edited_tour()
        if editor is not None and editor.history.draft is not None:
            if not editor.files.maybe_save():
                return
            path = editor.history.draft.path
            if path is not None:
                tours.insert(0, _tour(path))
        self.dialog.ask(tours)

    def export(self, choice: FilmChoice, path: Path) -> None:
        """Make a film; where that cannot be, one sentence says why."""
        order = FilmOrder(
            tour=choice.tour.tour,
            path=path,
            shape=FilmShape(choice.size, choice.fps),
            begin_s=choice.span_s[0],
            end_s=choice.span_s[1],
            blur=choice.blur,
        )
        notices = self._window.notices
        notices.clear_topic(_TOPIC)
        try:
            order.check()
        except UserError as error:
            notices.show_error(error, _TOPIC)
            return
        self._settings.last_folder = str(path.resolve().parent)
        self.jobs.run(
            f"Film {path.name}",
            partial(_make, order),
            self._tell_done,
            partial(self._tell_failed, choice, path),
            partial(self._tell_cancelled, choice, path),
        )

    def _ask_tour(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Tour to Film", self._settings.last_folder, TOUR_FILTER
        )
        if not name:
            return
        try:
            self.dialog.offer(_tour(Path(name)))
        except UserError as error:
            self.dialog.reject()
            self._window.notices.show_error(error, _TOPIC)

    def _ask_file(self, choice: FilmChoice) -> None:
        first = Path(self._settings.last_folder) / file_name_of(choice.tour.title, "film")
        filters = ";;".join(file_filter(form.title, [form]) for form in FILMS)
        usual = FILMS[0].endings[0]
        start = str(first.with_suffix(usual))
        name, _ = QFileDialog.getSaveFileName(self._window, "Export Film", start, filters)
        if path := path_to_write(self._window, name, usual):
            self.export(choice, path)

    def _tell_done(self, job: FilmJob) -> None:
        path, parts = job.parts.first_file, job.parts
        length = f"{parts.count:,} frames, {parts.count / parts.shape.fps:.1f} s"
        message = self._window.notices.show_message(
            f"Film of {length}, saved as {path}", "info", _TOPIC
        )
        message.add_button("Open Folder", partial(open_folder, path.resolve().parent))

    def _tell_failed(self, choice: FilmChoice, path: Path, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._failed(error)
            return
        message = self._window.notices.show_error(error, _TOPIC)
        message.add_button("Try Again", partial(self.export, choice, path))

    def _tell_cancelled(self, choice: FilmChoice, path: Path) -> None:
        if not folder_of_parts(path).is_dir():
            self._window.notices.show_message(
                f"{path.name} was cancelled before two seconds of it were drawn", "info", _TOPIC
            )
            return
        message = self._window.notices.show_message(
            f"{path.name} is not finished; what is drawn of it is kept beside it", "info", _TOPIC
        )
        message.add_button("Go On", partial(self.export, choice, path))


def _tour(name: str | Path) -> TourToFilm:
    """Return what a tour is called and how long it is. Raises UserError."""
    tour = read_tour(name).tour
    return TourToFilm(tour.title, name, tour.begins_s, tuple(shot.name for shot in tour.shots))


def _make(order: FilmOrder, progress: Progress) -> FilmJob:
    progress(0.0, "opening the tour")
    job = order.job(progress)
    make_film(job, job.begin(), progress, is_background=True)
    return job
