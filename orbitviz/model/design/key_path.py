"""Paths of keys in a design, and their spelling in messages."""

from __future__ import annotations

from typing import Protocol

KeyPath = tuple[str | int, ...]


class KeyLocator(Protocol):
    """Finds keys: in the text of a file, or in a design without one."""

    def line(self, path: KeyPath) -> int | None:
        """Return the line of a key, None if there is no text."""

    def place(self, path: KeyPath) -> str | None:
        """Return where a key is, in words; None for the design as a whole."""


class TableKeys:
    """Locates keys below a table of a design that has no text."""

    def __init__(self, *table: str) -> None:
        self._table = table

    def line(self, path: KeyPath) -> int | None:
        """Return None: there is no text."""
        return None

    def place(self, path: KeyPath) -> str | None:
        """Return the dotted key."""
        return dotted((*self._table, *path))


def dotted(path: KeyPath) -> str:
    """Return e.g. "groups[2].altitude_km" for ("groups", 2, "altitude_km")."""
    key = ""
    for part in path:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else part
    return key
