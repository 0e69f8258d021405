"""The file of the open design in the hands of another program: an editor."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from orbitviz.app.files.documents import Documents, has_edits
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.files.questions import ask_to_discard, ask_to_save_first
from orbitviz.base.files import is_there
from orbitviz.formats.designs.design_file import is_changed_outside, read_design
from orbitviz.model.commands import reload_document
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.ui.window import MainWindow

_TOPIC = "file"
_SETTLE_MS = 300  # editors replace a file in several steps


class EditedFile(QObject):
    """Opens the design's file in an editor, says when it has changed, reads it again."""

    def __init__(self, store: Store, window: MainWindow, jobs: Jobs, documents: Documents) -> None:
        super().__init__(window)
        self._store, self._window, self._jobs, self._documents = store, window, jobs, documents
        self._followed: tuple[Path | None, str] = (None, "")  # with what was in it
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._watcher.fileChanged.connect(self._settle.start)
        self._settle.timeout.connect(self.check)

    def edit(self) -> None:
        """Open the file as it is saved in the editor that the desktop has for it."""
        document = self._store.state.document
        if document.path is None or has_edits(document):
            if not ask_to_save_first(self._window, document.design.name):
                return
            if not self._documents.save():
                return
        path = self._store.state.document.path
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._window.notices.show_message(
                f"{path}: the desktop has no program to edit it; any text editor does."
            )

    def reload(self) -> None:
        """Read the file again; the design stays as it is until then, or if it cannot be read."""
        path = self._store.state.document.path
        if path is not None:
            self._documents.forget_complaints()
            self._jobs.run(
                f"Reading {path.name}",
                lambda _progress: read_design(path),
                self._show,
                self._documents.report_failure,
            )

    def follow(self) -> None:
        """Watch the file of the design that is open now."""
        document = self._store.state.document
        now = document.path, document.on_disk
        if now == self._followed:
            return
        self._followed = now
        self._window.notices.clear_topic(_TOPIC)
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        self._watch()

    def check(self) -> None:
        """Offer to reload the file if it is no longer as it was read or written last."""
        self._watch()
        document = self._store.state.document
        if document.path is not None and is_changed_outside(document):
            message = self._window.notices.show_message(
                f"{document.path.name} has been changed by another program.", "info", _TOPIC
            )
            message.add_button("Reload", partial(self.reload))

    def _watch(self) -> None:
        """Watch the file, which may be another one under the same name by now."""
        path = self._followed[0]
        if path is not None and not self._watcher.files() and is_there(path):
            self._watcher.addPath(str(path))

    def _show(self, document: Document) -> None:
        before = self._store.state.document
        if before.path != document.path:
            return  # another design has been opened meanwhile
        if has_edits(before) and not ask_to_discard(self._window, before.design.name):
            return
        self._store.do(reload_document(document))
        self._store.forget_edits()
