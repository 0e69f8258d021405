"""Autosaves the tour that is edited, so that a crash loses no more than a few seconds."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer

from orbitviz.app.files.autosave import INTERVAL_MS, LOCK, folders_in, is_taken, lock_of
from orbitviz.app.tour_editor.history import History
from orbitviz.base.errors import UserError
from orbitviz.base.files import write_atomically
from orbitviz.formats.tours.tour_draft import TourDraft, read_draft
from orbitviz.ui.widgets.notices import Notices

_TOUR, _ORIGIN = "tour.toml", "origin.txt"


class TourAutosave(QObject):
    """Keeps a copy of unsaved edits, and offers those of runs that ended without saving them."""

    def __init__(
        self,
        root: Path,
        history: History,
        notices: Notices,
        restore: Callable[[TourDraft], bool],
        parent: QObject,
    ) -> None:
        """Build.

        root      folder of all copies
        restore   opens a tour of an earlier run; returns whether the user lets it
        """
        super().__init__(parent)
        self._root, self._history, self._notices = root, history, notices
        self._restore_draft = restore
        self._folder = root / uuid4().hex
        self._lock: QLockFile | None = None
        self._kept = ""
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.save)
        self._timer.start()

    def save(self) -> None:
        """Keep a copy of the edits; remove it where there are none."""
        draft = self._history.draft
        if draft is None or not self._history.is_edited:
            self.clear()
            return
        if draft.text == self._kept:
            return
        # A folder that cannot be written to is told of where the design is autosaved.
        with suppress(UserError, OSError):
            if self._lock is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._lock = lock_of(self._folder)
                self._lock.tryLock(0)
            write_atomically(self._folder / _ORIGIN, os.fsencode(draft.path or ""))
            write_atomically(self._folder / _TOUR, draft.text)
            self._kept = draft.text

    def clear(self) -> None:
        """Remove the copy: the edits are saved or discarded."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            rmtree(self._folder, ignore_errors=True)
        self._kept = ""

    def close(self) -> None:
        """Save no more: the window closes with the user's consent."""
        self._timer.stop()
        self.clear()

    def offer(self) -> None:
        """Offer the tours of runs that ended without saving them."""
        for folder in folders_in(self._root):
            if folder == self._folder or not (folder / _TOUR).is_file():
                continue
            lock = lock_of(folder)
            if is_taken(lock, folder / LOCK):
                continue
            self._offer(folder, lock)

    def _offer(self, folder: Path, lock: QLockFile) -> None:
        try:
            draft = read_draft(folder / _TOUR)
            data = (folder / _ORIGIN).read_bytes()
        except (UserError, OSError):
            lock.unlock()
            return
        draft = replace(draft, path=Path(os.fsdecode(data)) if data else None)
        message = self._notices.show_message(
            f"orbitviz closed before edits to the tour “{draft.tour.title}” were saved.", "info"
        )
        message.add_button("Restore", partial(self._restore, draft, folder, lock))
        message.add_button("Discard", partial(_discard, folder, lock))

    def _restore(self, draft: TourDraft, folder: Path, lock: QLockFile) -> None:
        if self._restore_draft(draft):
            self.save()
            _discard(folder, lock)


def _discard(folder: Path, lock: QLockFile) -> None:
    lock.unlock()
    rmtree(folder, ignore_errors=True)
