"""Finds the line of each key of a TOML text, which tomllib does not report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from orbitviz.model.design.key_path import KeyPath, key_words

_PART = r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'"""
_KEY = rf"(?:{_PART})(?:\s*\.\s*(?:{_PART}))*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY})\s*\]")
ASSIGNMENT = re.compile(rf"\s*({_KEY})\s*=")
_FENCE = re.compile(r'"""|' + "'''")


class TomlPlaces:
    """The places of keys in a TOML text, and in the tables that tomllib makes of it."""

    def __init__(self, text: str, data: Mapping[str, object]) -> None:
        self._text, self._data = text, data

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        return _lines_by_path(self._text)  # when a place is asked for: most texts have no mistake

    def line(self, path: KeyPath) -> int | None:
        """Return the line, from 1, of the key at `path`, or of the nearest table around it.

        path  e.g. ("groups", 2, "altitude_km"): tables in an array count from 0
        """
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return None

    def place(self, path: KeyPath) -> str | None:
        """Return e.g. 'line 12, group "Polar", altitude_km'; None for the file as a whole."""
        key, line = key_words(path, self._data), self.line(path)
        return f"line {line}, {key}" if line else key or None


class Header(NamedTuple):
    """The header of a table: its line from 0, its key, whether it is one of an array."""

    line: int
    path: KeyPath
    is_array: bool


def headers(text: str) -> list[Header]:
    """Return the headers of the tables of a text, in order."""
    return [
        Header(number - 1, parts_of_key(header[2]), header[1] == "[[")
        for number, line in _lines_of_keys(text)
        if (header := _HEADER.match(line))
    ]


def _lines_of_keys(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines, numbered from 1, that do not go on with a text of several lines."""
    in_text = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not in_text:
            yield number, line
        in_text ^= len(_FENCE.findall(line)) % 2 == 1


def _lines_by_path(text: str) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in _lines_of_keys(text):
        if header := _HEADER.match(line):
            table = _inside(parts_of_key(header[2]), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                lines.setdefault(table, number)
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif assignment := ASSIGNMENT.match(line):
            lines.setdefault((*table, *parts_of_key(assignment[1])), number)
    return lines


def _inside(path: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """Return `path` with the number of the last table wherever it passes an array of tables."""
    found: KeyPath = ()
    for part in path[:-1]:
        found = (*found, part)
        if found in counts:
            found = (*found, counts[found])
    return (*found, path[-1])


def header_of_line(line: str) -> tuple[str, ...] | None:
    """Return the key of the header of a table, None of another line."""
    header = _HEADER.match(line)
    return None if header is None else parts_of_key(header[2])


def parts_of_key(key: str) -> tuple[str, ...]:
    """Return the parts of a dotted key."""
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
