"""Unsaved edits are kept aside, so that a crash loses no more than a few seconds."""

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
class Leftover:
    """A design that another run of the program left behind."""

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
    """Keeps the edited design of this run in a folder of its own, locked while it runs."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or autosave_folder()
        self._folder = self._root / uuid4().hex
        self._lock: QLockFile | None = None
        self._kept: Document | None = None

    def keep(self, document: Document) -> None:
        """Save an edited design aside; one that is saved needs no copy."""
        if not document.edited:
            self.clear()
            return
        if self._kept is not None and self._kept.design is document.design:
            return
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock_of(self._folder)
            self._lock.tryLock(0)
        write_atomically(self._folder / _ORIGIN, str(document.path or ""))
        write_atomically(self._folder / _DESIGN, design_text(document))
        self._kept = document

    def clear(self) -> None:
        """Remove what was kept: it is saved or given up."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            shutil.rmtree(self._folder, ignore_errors=True)
        self._kept = None

    def left_behind(self) -> Iterator[Leftover]:
        """Yield what runs that no longer live have left."""
        for folder in sorted(self._root.iterdir()) if self._root.is_dir() else ():
            if folder == self._folder or not (folder / _DESIGN).is_file():
                continue
            lock = _lock_of(folder)
            if lock.tryLock(0):
                lock.unlock()
                yield Leftover(folder)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not when it is old
    return lock
