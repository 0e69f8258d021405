"""Autosaves unsaved edits, so that a crash loses no more than a few seconds."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile

from orbitviz.app.folders import autosave_folder
from orbitviz.base.files import write_atomically
from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.model.state import Document

INTERVAL_MS = 3_000

_DESIGN, _ORIGIN, _LOCK = "design.toml", "origin.txt", "lock"


@dataclass(frozen=True)
class RecoverableDesign:
    """An autosaved design of a run of the program that has ended."""

    folder: Path

    @property
    def origin(self) -> Path | None:
        """The file that the design came from."""
        text = (self.folder / _ORIGIN).read_text(encoding="utf-8").strip()
        return Path(text) if text else None

    @property
    def title(self) -> str:
        """The name of the design, or of its file if it cannot be read."""
        try:
            data = tomllib.loads((self.folder / _DESIGN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            data = {}
        return str(data.get("name") or self.origin or "a design")

    def read(self) -> Document:
        """Return the design, unsaved. Raises UserError if it cannot be read."""
        text = (self.folder / _DESIGN).read_text(encoding="utf-8")
        return replace(parse_design(text), path=self.origin, saved=None)

    def discard(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Autosave:
    """Saves the edited design of this run to its own folder, locked while the program runs."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or autosave_folder()
        self._folder = self._root / uuid4().hex
        self._lock: QLockFile | None = None
        self._saved: Document | None = None

    def save(self, document: Document) -> None:
        """Autosave an edited design; remove the copy of one that is saved."""
        if not document.edited:
            self.clear()
            return
        if self._saved is not None and self._saved.design is document.design:
            return
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock_of(self._folder)
            self._lock.tryLock(0)
        write_atomically(self._folder / _ORIGIN, str(document.path or ""))
        write_atomically(self._folder / _DESIGN, design_text(document))
        self._saved = document

    def clear(self) -> None:
        """Remove the copy: the edits are saved or discarded."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            shutil.rmtree(self._folder, ignore_errors=True)
        self._saved = None

    def unlock(self) -> None:
        """Give up the lock and leave the copy, as the end of the process does."""
        if self._lock is not None:
            self._lock.unlock()

    def recoverable(self) -> Iterator[RecoverableDesign]:
        """Yield the designs of runs that have ended without removing them."""
        for folder in sorted(self._root.iterdir()) if self._root.is_dir() else ():
            if folder == self._folder or not (folder / _DESIGN).is_file():
                continue
            lock = _lock_of(folder)
            if lock.tryLock(0):
                lock.unlock()
                yield RecoverableDesign(folder)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not when it is old
    return lock
