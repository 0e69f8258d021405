"""Opening, saving and closing: files and unsaved edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from orbitviz.app.files.autosave import Autosave
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.files.path_to_write import path_to_write
from orbitviz.app.files.questions import Answer, ask_about_changed_file, ask_about_edits
from orbitviz.app.files.recovery import Recovery
from orbitviz.app.saved_files import file_name_of
from orbitviz.app.settings import Settings
from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there
from orbitviz.base.progress import Progress
from orbitviz.base.untrusted_text import printable
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_designs, builtin_ids
from orbitviz.formats.designs.design_file import FORMAT as DESIGN_FORMAT
from orbitviz.formats.designs.design_file import is_changed_outside, save_design
from orbitviz.formats.open_file import OPEN_FILTER, SAVE_FILTER, open_file
from orbitviz.formats.registry import Opened
from orbitviz.model.commands import (
    add_catalogue,
    close_catalogue,
    edit_document,
    open_document,
    set_time,
)
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant, within_ephemeris
from orbitviz.ui.widgets.notices import Message
from orbitviz.ui.widgets.plain_text import menu_text, plain_tip
from orbitviz.ui.window import MainWindow

_DESIGN_ENDING = DESIGN_FORMAT.endings[0]


class Documents(QObject):
    """The design and the catalogues that are open."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        jobs: Jobs,
        settings: Settings,
        autosave: Autosave,
        report_crash: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._store, self._window, self._jobs = store, window, jobs
        self._settings, self._autosave, self._report_crash = settings, autosave, report_crash
        self.open_tour: Callable[[Path], object] = lambda _path: None
        self._autosave_failed = False
        self._complaints: list[Message] = []  # about files that could not be opened or saved
        self._offers: list[tuple[Catalogue, Message]] = []  # to go to the epoch of one
        self._recovery = Recovery(autosave, window.notices, self._restore, self.report_failure)
        self._fill_builtins()
        # What can be recovered changes without a word to the menu.
        window.menus["Open Recent"].aboutToShow.connect(self.show_recent)
        self.show_recent()
        self.show_title()

    # Open --------------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Let the user choose files."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Open", self._settings.last_folder, OPEN_FILTER
        )
        self.open_files([Path(name) for name in names])

    def open_names(self, names: Sequence[str]) -> None:
        """Open files, and built-in designs by their ids, as named on the command line."""
        known = builtin_ids()
        for name in names:
            if name in known and not is_there(name):
                self.open_builtin(name)
            else:
                self.open_files([Path(name)])

    def open_files(self, files: Sequence[Path]) -> None:
        """Open designs and catalogues, each in its own time; what is open stays until then.

        Tours are opened where they are edited.
        """
        from orbitviz.formats.tours.recognise import is_tour

        self.forget_complaints()
        tours = [file for file in files if file.suffix == _DESIGN_ENDING and is_tour(file)]
        for file in tours:
            self.open_tour(file)
        for file in (one for one in files if one not in tours):
            self._jobs.run(
                f"Opening {file.name}",
                partial(_read, file),
                partial(self._opened, file),
                self.report_failure,
            )

    def open_builtin(self, identifier: str) -> None:
        """Open a design that comes with the program."""
        self.open_made(f"Opening {identifier}", partial(read_builtin, identifier))

    def open_made(
        self,
        title: str,
        make: Callable[[], Document],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Open a design that is made on the worker; `then` is called once it is open."""
        self.forget_complaints()
        self._jobs.run(
            title,
            lambda _progress: Opened(designs=(make(),)),
            partial(self._opened, None, then=then),
            self.report_failure,
        )

    def open_new(self, document: Document) -> bool:
        """Open a document in place of the open one, if the user lets it; return whether it is."""
        if not self.maybe_save():
            return False
        self._store.do(open_document(document))
        self._store.forget_edits()
        return True

    def report_failure(self, error: Exception) -> None:
        """Show what could not be done; nothing that is open is touched."""
        if isinstance(error, UserError):
            self._complaints.append(self._window.notices.show_error(error))
        else:
            self._report_crash(error)

    def forget_complaints(self) -> None:
        """Remove what was said about other files: the user has gone on."""
        self._window.notices.remove(self._complaints)
        self._complaints = []

    def _opened(
        self, file: Path | None, opened: Opened, then: Callable[[], None] = lambda: None
    ) -> None:
        for document in opened.designs:
            if not self.open_new(document):
                return
        for catalogue in opened.catalogues:
            self._store.do(add_catalogue(catalogue))
            self._tell_refusals(catalogue)
            self._offer_epoch(catalogue)
        if file is not None:
            self._add_recent(file)
        then()

    def _tell_refusals(self, catalogue: Catalogue) -> None:
        """Say which records of a catalogue were left out; all of them can be opened."""
        if catalogue.refused:
            message = self._window.notices.show_message(f"{catalogue.refusals_text}.", "info")
            if len(catalogue.refused) > 1:
                message.add_details([one.text for one in catalogue.refused])
            self._complaints.append(message)

    def _offer_epoch(self, catalogue: Catalogue) -> None:
        """Offer to go to the epoch of a catalogue whose elements are stale at the time shown."""
        now, epoch = self._store.state.playback.at, catalogue.median_epoch
        if not catalogue.is_stale(now) or within_ephemeris(epoch) != epoch:
            return
        days = abs(now.seconds_since(epoch)) / DAY_S
        date = f"{epoch.to_datetime():%Y-%m-%d}"
        message = self._window.notices.show_message(
            f"{catalogue.name}: its elements are of {date}, {days:,.0f} days from the time shown; "
            "SGP4 becomes less accurate every day.",
            "info",
        )
        message.add_button("Go to Its Epoch", partial(self._store.do, set_time(epoch)))
        self._offers.append((catalogue, message))

    def review_offers(self, now: Instant) -> None:
        """Take back what was said of catalogues that are closed, or no longer stale."""
        open_now = self._store.state.catalogues.values()
        for catalogue, message in list(self._offers):
            if not catalogue.is_stale(now) or all(catalogue is not other for other in open_now):
                self._offers.remove((catalogue, message))
                self._window.notices.remove([message])

    def close_catalogues(self) -> None:
        """Close the selected catalogues, or the last one if none is selected."""
        state = self._store.state
        for source in state.selection.catalogues or list(state.catalogues)[-1:]:
            self._store.do(close_catalogue(source))

    # Save --------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the design's file, asking for one if it has none; return whether it is saved."""
        document = self._store.state.document
        if document.path is None:
            return self.ask_save_as()
        if is_changed_outside(document):
            match ask_about_changed_file(self._window, document.path.name):
                case Answer.SAVE_AS:
                    return self.ask_save_as()
                case Answer.CANCEL:
                    return False
        return self.save_to(document.path)

    def ask_save_as(self) -> bool:
        """Let the user choose a file and save to it."""
        document = self._store.state.document
        folder = Path(self._settings.last_folder)
        start = (
            document.path
            or folder / f"{file_name_of(document.design.name, 'design')}{_DESIGN_ENDING}"
        )
        name, _ = QFileDialog.getSaveFileName(self._window, "Save As", str(start), SAVE_FILTER)
        path = path_to_write(self._window, name, _DESIGN_ENDING)
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save the design; return whether it is saved."""
        try:
            saved = save_design(self._store.state.document, path)
        except UserError as error:
            self.report_failure(error)
            return False
        self.forget_complaints()
        self._store.do(edit_document(saved))
        self._autosave.clear()
        self._add_recent(path)
        return True

    def maybe_save(self) -> bool:
        """Ask whether to save unsaved edits; return False if the user cancels."""
        document = self._store.state.document
        if not has_edits(document):
            return True
        answer = ask_about_edits(self._window, "design", document.design.name)
        return self.save() if answer is Answer.SAVE else answer is Answer.DISCARD

    # Autosave ----------------------------------------------------------------------------

    def autosave(self) -> bool:
        """Autosave unsaved edits; return whether they are on disk now."""
        try:
            self._autosave.save(self._store.state.document)
        except (UserError, OSError) as error:
            if not self._autosave_failed:  # it is tried again every few seconds, but told once
                self._window.notices.show_message(f"Edits are not autosaved: {error}")
            self._autosave_failed = True
        else:
            self._autosave_failed = False
        return not self._autosave_failed

    def discard_autosave(self) -> None:
        """Remove the autosaved copy: the window closes with the user's consent."""
        self._autosave.clear()

    def offer_recovery(self) -> None:
        """Offer the edits that earlier runs could not save."""
        self._recovery.offer()
        self.show_recent()

    def _restore(self, document: Document) -> bool:
        """Open a document of an earlier run in place of the open one, if the user lets it.

        Return whether its old copy has been replaced by one of this run.
        """
        return self.open_new(document) and self.autosave()

    # Menus and title ---------------------------------------------------------------------

    def show_title(self) -> None:
        """Show name, file and whether there are unsaved edits."""
        document = self._store.state.document
        self._window.setWindowModified(has_edits(document))
        place = f" — {document.path.name}" if document.path else ""
        title = printable(f"{document.design.name}{place}")
        self._window.setWindowTitle(f"{title}[*] — orbitviz")

    def show_recent(self) -> None:
        """Fill the menu of recent files."""
        menu = self._window.menus["Open Recent"]
        menu.clear()
        self._recovery.fill(menu)
        if not menu.isEmpty():
            menu.addSeparator()
        for file in self._settings.recent:
            action = menu.addAction(menu_text(file.name), partial(self.open_files, [file]))
            action.setToolTip(plain_tip(str(file)))
        menu.setToolTipsVisible(True)
        menu.setEnabled(not menu.isEmpty())
        if self._settings.recent:
            menu.addSeparator()
            menu.addAction("Clear List", self._clear_recent)

    def builtins(self) -> list[tuple[str, str]]:
        """Return id and title of the designs that come with the program."""
        return builtin_designs()

    def _fill_builtins(self) -> None:
        menu = self._window.menus["Open Built-in"]
        for identifier, title in self.builtins():
            menu.addAction(title, partial(self.open_builtin, identifier))

    def _add_recent(self, file: Path) -> None:
        self._settings.add_recent(file)
        self._settings.last_folder = str(file.resolve().parent)
        self.show_recent()

    def _clear_recent(self) -> None:
        self._settings.clear_recent()
        self.show_recent()


def _read(path: Path, progress: Progress) -> Opened:
    progress(0.0)
    opened = open_file(path, progress)
    progress(1.0)
    return opened


def has_edits(document: Document) -> bool:
    """Whether closing would lose work; undone edits do not count."""
    return document.edited and document.design != document.saved
