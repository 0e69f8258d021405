"""How a tour is chosen and opened; while it is presented the window draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFileDialog

from orbitviz.app.display.display import Display
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.saved_files import TOUR_FILTER
from orbitviz.app.settings import Settings
from orbitviz.app.stage.stage import Stage
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.engine.tours.later_figures import LaterFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.formats.tours.tour_file import builtin_tours, read_tour
from orbitviz.scene.backdrop.images import Images, load_images
from orbitviz.ui.action_set import Handler
from orbitviz.ui.palette import PaletteEntry
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.app.tour_editor.tour_desk import TourDesk

_TOPIC = "tour"


class _Ready(NamedTuple):
    moments: Moments
    figures: LaterFigures
    images: Images


class StageDesk:
    """Presents tours, one at a time."""

    def __init__(
        self,
        window: MainWindow,
        display: Display,
        jobs: Jobs,
        settings: Settings,
        edited_tour: Callable[[], TourDesk | None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Build.

        edited_tour   returns the editor of tours, None before there is one
        failed        called with an error that nobody foresaw
        """
        self._edited_tour = edited_tour
        self._window, self._display = window, display
        self._jobs, self._settings, self._failed = jobs, settings, failed
        self.stage: Stage | None = None

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {"present": self.choose}

    def choose(self) -> None:
        """Offer the tours there are."""
        self._window.palette_popup.open_with(self.entries(), lambda _query: [])

    def entries(self) -> list[PaletteEntry]:
        """Return what the palette offers: the tour in the editor, the built-in ones, and a file."""
        entries = self._edited_entry()
        entries += [
            PaletteEntry(
                text=f"Present “{read_tour(name).tour.title}”",
                place="Tour",
                help="Show this tour in full screen.",
                keys="",
                run=partial(self.present, name),
                synonyms=f"{name} tour film stage slides",
            )
            for name in builtin_tours()
        ]
        from_file = PaletteEntry(
            text="Present a Tour File…",
            place="Tour",
            help="Choose the file of a tour and show it in full screen.",
            keys="",
            run=self.ask,
            synonyms="tour film stage slides open",
        )
        return [*entries, from_file]

    def _edited_entry(self) -> list[PaletteEntry]:
        editor = self._edited_tour()
        if editor is None or editor.edits.draft is None or not editor.edits.shots:
            return []
        return [
            PaletteEntry(
                text=f"Present “{editor.edits.draft.tour.title}”",
                place="Tour Editor",
                help="Save the tour in the editor and show it in full screen.",
                keys="",
                run=self._window.actions_by_id["present_tour"].trigger,
                synonyms="tour film stage slides",
            )
        ]

    def ask(self) -> None:
        """Let the user choose the file of a tour."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Present a Tour", self._settings.last_folder, TOUR_FILTER
        )
        if name:
            self.present(Path(name))

    def present(self, name: str | Path, *, kiosk: bool = False) -> None:
        """Open a tour and show it; where that fails, one sentence says why.

        kiosk   again and again, waiting for nobody
        """
        self._window.notices.clear_topic(_TOPIC)
        self._jobs.run(
            f"Opening the tour {Path(name).stem}",
            partial(_open, name),
            partial(self._show, kiosk=kiosk),
            self._window.notices.complaint(_TOPIC, self._failed),
        )

    def stop(self) -> None:
        """Leave the tour that is presented."""
        if self.stage is not None:
            self.stage.window.close()

    def _show(self, ready: _Ready, *, kiosk: bool) -> None:
        self.stop()
        self._display.hold()
        self.stage = Stage(
            ready.moments,
            ready.figures,
            ready.images,
            on_left=self._left,
            on_failure=self._failed,
            parent=self._window,
            loops=kiosk,
        )
        self.stage.start()

    def _left(self, mistake: UserError | None) -> None:
        self.stage = None
        if mistake is not None:  # told now: the audience need not read it
            self._window.notices.show_error(mistake, _TOPIC)
        self._display.go_on()
        self._window.activateWindow()


def _open(name: str | Path, progress: Progress) -> _Ready:
    file = read_tour(name)
    progress(0.1)
    opened = open_tour(file, progress)
    progress(0.4)
    figures = LaterFigures(opened)
    moments = Moments(opened, found=figures)
    progress(0.6)
    return _Ready(moments, figures, load_images())
