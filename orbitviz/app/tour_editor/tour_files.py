"""The file of the tour that is edited: opened, saved, asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from orbitviz.app.files.path_to_write import path_to_write
from orbitviz.app.files.questions import Answer, ask_about_changed_file, ask_about_edits
from orbitviz.app.saved_files import TOUR_FILTER, file_name_of
from orbitviz.app.settings import Settings
from orbitviz.app.tour_editor.history import History
from orbitviz.base.errors import UserError
from orbitviz.formats.tours.tour_draft import (
    TourDraft,
    is_changed_outside,
    read_draft,
    save_draft,
)
from orbitviz.ui.window import MainWindow

_ENDING = ".toml"


class TourFiles:
    """Opens and saves; what fails is told, and nothing is lost."""

    def __init__(
        self,
        history: History,
        window: MainWindow,
        settings: Settings,
        changed: Callable[[], None],
        tell: Callable[[UserError], object],
        settle: Callable[[], None],
    ) -> None:
        """Build.

        changed   called when there is another tour, or another file
        tell      called with what a user can put right
        settle    called before the tour is saved or asked about: takes over what is being typed
        """
        self._history, self._window, self._settings = history, window, settings
        self._changed, self._tell, self._settle = changed, tell, settle

    def ask_open(self) -> None:
        """Let the user choose a file."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open Tour", self._settings.last_folder, TOUR_FILTER
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a file in place of the tour that is open; return whether it is."""
        try:
            draft = read_draft(path)
        except UserError as error:
            self._tell(error)
            return False
        if not self.maybe_save():
            return False
        self._history.open(draft, is_saved=True)
        self._settings.last_folder = str(path.resolve().parent)
        self._changed()
        return True

    def restore(self, draft: TourDraft) -> bool:
        """Open a tour with edits of an earlier run; return whether the user lets it."""
        if not self.maybe_save():
            return False
        self._history.open(draft, is_saved=False)
        self._changed()
        return True

    def close(self) -> bool:
        """Begin with no tour; return whether the user lets it."""
        if not self.maybe_save():
            return False
        self._history.open(None, is_saved=True)
        self._changed()
        return True

    def save(self) -> bool:
        """Save to the tour's file, asking for one if it has none; return whether it is saved."""
        self._settle()
        draft = self._history.draft
        if draft is None:
            return True
        if draft.path is None:
            return self.ask_save_as()
        if is_changed_outside(draft, self._history.saved_text):
            match ask_about_changed_file(self._window, draft.path.name):
                case Answer.SAVE_AS:
                    return self.ask_save_as()
                case Answer.CANCEL:
                    return False
        return self.save_to(draft.path)

    def ask_save_as(self) -> bool:
        """Let the user choose a file and save to it."""
        self._settle()
        draft = self._history.draft
        if draft is None:
            return True
        first = Path(self._settings.last_folder) / file_name_of(draft.tour.title, "tour")
        start = draft.path or first.with_suffix(_ENDING)
        name, _ = QFileDialog.getSaveFileName(self._window, "Save Tour As", str(start), TOUR_FILTER)
        path = path_to_write(self._window, name, _ENDING)
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save the tour; return whether it is saved."""
        assert self._history.draft is not None
        try:
            saved = save_draft(self._history.draft, path)
        except UserError as error:
            self._tell(error)
            return False
        self._history.mark_saved(saved)
        self._settings.last_folder = str(path.resolve().parent)
        self._changed()
        return True

    def maybe_save(self) -> bool:
        """Ask whether to save unsaved edits; return False if the user cancels."""
        self._settle()
        draft = self._history.draft
        if draft is None or not self._history.is_edited or not draft.tour.shots:
            return True
        answer = ask_about_edits(self._window, "tour", draft.tour.title)
        return self.save() if answer is Answer.SAVE else answer is Answer.DISCARD
