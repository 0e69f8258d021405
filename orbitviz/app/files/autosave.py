"""Autosaves unsaved edits, so that a crash loses no more than a few seconds."""

from __future__ import annotations

import logging
import os
import shutil
import time
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile

from orbitviz.app.folders import autosave_folder
from orbitviz.base.files import write_atomically
from orbitviz.formats.designs.design_file import design_text, read_design
from orbitviz.formats.limits import MAX_DESIGN_BYTES
from orbitviz.model.state import Document

log = logging.getLogger("orbitviz")

INTERVAL_MS = 3_000

_DESIGN, _ORIGIN, LOCK = "design.toml", "origin.txt", "lock"
_ON_DISK = "origin.sha256"
_LONGEST_TITLE = 80
_SPOILT_LOCK_S = 60.0  # a lock that cannot be read is being written, or it is spoilt


@dataclass(frozen=True)
class RecoverableDesign:
    """An autosaved design of a run of the program that has ended; locked while it is offered."""

    folder: Path
    lock: QLockFile

    @property
    def origin(self) -> Path | None:
        """The file that the design came from, None if it had none or that is not known."""
        try:
            data = (self.folder / _ORIGIN).read_bytes().strip()
        except OSError:
            return None
        return Path(os.fsdecode(data)) if data and b"\0" not in data else None

    @property
    def title(self) -> str:
        """The name of the design, or of its file if it cannot be read."""
        file = self.folder / _DESIGN
        try:
            is_small = file.stat().st_size <= MAX_DESIGN_BYTES
            data = tomllib.loads(file.read_text(encoding="utf-8")) if is_small else {}
        except (OSError, ValueError, RecursionError):
            data = {}
        name = data.get("name")
        title = name if isinstance(name, str) and name else str(self.origin or "a design")
        return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"

    def read(self) -> Document:
        """Return the design, unsaved. Raises UserError if it cannot be read."""
        document = read_design(self.folder / _DESIGN)
        return replace(document, path=self.origin, saved=None, on_disk=self._on_disk)

    @property
    def _on_disk(self) -> str:
        """The digest of the file that the design came from, "" if it is not known."""
        try:
            return (self.folder / _ON_DISK).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""

    def discard(self) -> None:
        """Remove it."""
        self.lock.unlock()
        shutil.rmtree(self.folder, ignore_errors=True)


class Autosave:
    """Saves the edited design of this run to its own folder, locked while the program runs."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or autosave_folder()
        self._folder = self._root / uuid4().hex
        self._lock: QLockFile | None = None
        self._saved: Document | None = None

    def save(self, document: Document) -> None:
        """Autosave an edited design; remove the copy of one that is saved.

        Raises UserError or OSError if it cannot be written.
        """
        if not document.edited:
            self.clear()
            return
        if self._saved is not None and self._saved.design is document.design:
            return
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = lock_of(self._folder)
            self._lock.tryLock(0)
        if self._saved is None or _file_of(self._saved) != _file_of(document):
            # Killed between the writes below, no design must stand with the path of another.
            (self._folder / _DESIGN).unlink(missing_ok=True)
        write_atomically(self._folder / _ORIGIN, os.fsencode(document.path or ""))
        write_atomically(self._folder / _ON_DISK, document.on_disk)
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

    def recoverable(self) -> list[RecoverableDesign]:
        """Return the designs of runs that ended without removing them, the latest first.

        Each is locked, so that no other window offers it too. What cannot be read is skipped.
        """
        found: list[tuple[float, RecoverableDesign]] = []
        for folder in folders_in(self._root):
            try:
                design = folder / _DESIGN
                if folder == self._folder or not design.is_file():
                    continue
                lock = lock_of(folder)
                if is_taken(lock, folder / LOCK):
                    continue
                found.append((design.stat().st_mtime, RecoverableDesign(folder, lock)))
            except (OSError, ValueError) as error:
                log.warning("autosaved design skipped: %s: %s", folder, error)
        return [design for _, design in sorted(found, key=lambda pair: -pair[0])]


def folders_in(root: Path) -> list[Path]:
    """Return the folders of all runs, none where they cannot be read."""
    try:
        return sorted(root.iterdir())
    except OSError:
        return []


def is_taken(lock: QLockFile, file: Path) -> bool:
    """Lock what is free and return whether another window has it."""
    if lock.tryLock(0):
        return False
    is_readable = bool(lock.getLockInfo()[0])
    if is_readable or not file.is_file() or time.time() - file.stat().st_mtime < _SPOILT_LOCK_S:
        return True
    file.unlink()
    return not lock.tryLock(0)


def lock_of(folder: Path) -> QLockFile:
    """Return the lock of the copy of a run, which is held as long as the run lasts."""
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not when it is old
    return lock


def _file_of(document: Document) -> tuple[Path | None, str]:
    """Return the file that a design came from, and what it held."""
    return document.path, document.on_disk
