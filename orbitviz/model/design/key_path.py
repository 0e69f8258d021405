"""Paths of keys in a design, and their spelling in messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

KeyPath = tuple[str | int, ...]

_LONGEST_NAME = 40  # that stands in a sentence


class KeyLocator(Protocol):
    """Finds keys: in the text of a file, or in a design without one."""

    def line(self, path: KeyPath) -> int | None:
        """Return the line of a key, None if there is no text."""

    def place(self, path: KeyPath) -> str | None:
        """Return where a key is, in words; None for the design as a whole."""


class TableKeys:
    """Locates keys below a table of a design that has no text."""

    def __init__(self, *table: str | int) -> None:
        self._table = table

    def line(self, path: KeyPath) -> int | None:
        """Return None: there is no text."""
        return None

    def place(self, path: KeyPath) -> str | None:
        """Return the keys in words."""
        return key_words((*self._table, *path))


def key_words(path: KeyPath, data: object = None) -> str:
    """Return e.g. 'group "Polar", altitude_km' for ("groups", 1, "altitude_km").

    data   what the design was to be made of. It has the names of its tables; those without a
           name of their own are counted from 1.
    """
    words: list[str] = []
    in_table = True  # whether the next key is the first of its table
    for part in path:
        if isinstance(part, int):
            tables = data if isinstance(data, list) else []
            words[-1] = _one_of(words[-1], part, tables)
            data = tables[part] if part < len(tables) else None
            in_table = True
        else:
            words[-1:] = [*words[-1:], part] if in_table else [f"{words[-1]}.{part}"]
            data = data.get(part) if isinstance(data, Mapping) else None
            in_table = False
    return ", ".join(words)


def _one_of(key: str, index: int, tables: Sequence[object]) -> str:
    """Return which table of an array it is: by its name if no other has it."""
    kind = key.removesuffix("s")
    names = [table.get("name") if isinstance(table, Mapping) else None for table in tables]
    name = names[index] if index < len(names) else None
    if isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and names.count(name) == 1:
        return f'{kind} "{name}"'
    return f"{kind} {index + 1}" + (f" of {len(tables)}" if tables else "")
