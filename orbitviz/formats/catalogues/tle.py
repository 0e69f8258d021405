"""Two-line element sets, with or without a line for the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sgp4.api import Satrec

from orbitviz.base.errors import UserError
from orbitviz.base.packed_strings import PackedStrings
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk, whole_lines

_LINES = 600  # some milliseconds
_LENGTH = 68  # columns of a line without its checksum

# name of the field -> columns (from 0), what may stand there
_NUMBER = re.compile(r" *[0-9]+|[A-HJ-NP-Z][0-9]{4}")  # Alpha-5 has no I and no O
_ELEMENTS = re.compile(r"^1 [ 0-9A-Z][ 0-9]{4}", re.MULTILINE)
_EXPONENT = re.compile(r"[-+ ][ 0-9]{5}[-+ ][0-9 ]")
_FIELDS = {
    1: (
        ("catalogue number", slice(2, 7), _NUMBER),
        ("epoch", slice(18, 32), re.compile(r"[ 0-9]{5}\.[0-9 ]{8}")),
        ("derivative of the mean motion", slice(33, 43), re.compile(r"[-+ 0]\.[0-9 ]{8}")),
        ("second derivative of the mean motion", slice(44, 52), _EXPONENT),
        ("drag term", slice(53, 61), _EXPONENT),
        ("ephemeris type", slice(62, 63), re.compile(r"[0-9 ]")),
        ("element set number", slice(64, 68), re.compile(r"[0-9 ]{4}")),
    ),
    2: (
        ("catalogue number", slice(2, 7), _NUMBER),
        ("inclination", slice(8, 16), re.compile(r" *[0-9]+\.[0-9 ]{4}")),
        ("right ascension of the node", slice(17, 25), re.compile(r" *[0-9]+\.[0-9 ]{4}")),
        ("eccentricity", slice(26, 33), re.compile(r"[0-9 ]{7}")),
        ("argument of perigee", slice(34, 42), re.compile(r" *[0-9]+\.[0-9 ]{4}")),
        ("mean anomaly", slice(43, 51), re.compile(r" *[0-9]+\.[0-9 ]{4}")),
        ("mean motion", slice(52, 63), re.compile(r" *[0-9]+\.[0-9 ]{8}")),
        ("revolution number", slice(63, 68), re.compile(r"[0-9 ]{5}")),
    ),
}


@dataclass(frozen=True)
class _Line:
    """A line of the file with its number, counted from 1."""

    number: int
    text: str


def read_tle(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of a file of two-line element sets.

    A line before the two that is neither of them is the name; a leading "0 " belongs to the
    three-line format. The checksum (column 69) may be missing but not wrong.

    Raises UserError with the line if one is cut, has letters where digits belong, or does not
    fit its neighbour. Format: T. S. Kelso, "Two-Line Element Set Format", celestrak.org.
    """
    sets = _Sets()
    builder = CatalogueBuilder()
    for chunk in whole_lines(chunks):
        lines = chunk.text.splitlines()
        for first in range(0, len(lines), _LINES):
            for raw in lines[first : first + _LINES]:
                sets.read(raw)
            sets.hand_over(builder)
            yield_to_threads()
            progress(chunk.done, READING)
    sets.end()
    return builder


class _Sets:
    """Takes lines one after another and collects the sets that they complete."""

    def __init__(self) -> None:
        self._number = 0  # lines read
        self._name = ""
        self._first: _Line | None = None
        self._ids: list[int] = []
        self._names: list[str] = []
        self._designators: list[str] = []
        self._satellites: list[Satrec] = []

    def read(self, raw: str) -> None:
        """Take the next line."""
        self._number += 1
        line = _Line(self._number, raw.rstrip())
        if not line.text.strip() or line.text.startswith("#"):
            return
        if self._first is not None:
            _check_second(self._first, line)
            self._keep(self._first, line)
            self._name, self._first = "", None
        elif _is_first(line.text):
            _check(line, 1)
            self._first = line
        elif self._name or _is_second(line.text):
            raise UserError(
                f'"{_start(line.text)}" is where line 1 of an element set should be',
                place=f"line {line.number}",
                allowed='a line beginning with "1 " and the catalogue number',
            )
        else:
            self._name = _name(line.text)

    def end(self) -> None:
        """Raise UserError if a set has begun."""
        if self._first is not None or self._name:
            raise UserError(
                "the file ends in the middle of an element set",
                place=f"line {self._number}",
                allowed="pairs of lines 1 and 2, each with or without a name line before it",
            )

    def hand_over(self, builder: CatalogueBuilder) -> None:
        """Pass the complete sets on to the builder."""
        builder.add_objects(
            np.array(self._ids, np.int64),
            PackedStrings.of(self._names),
            PackedStrings.of(self._designators),
        )
        builder.add_satellites(self._satellites)
        for passed_on in (self._ids, self._names, self._designators, self._satellites):
            passed_on.clear()

    def _keep(self, first: _Line, second: _Line) -> None:
        self._ids.append(catalogue_number(first.text[2:7]))
        self._names.append(self._name)
        self._designators.append(_designator(first.text[9:17].strip()))
        # Blank fields are zeros to the format; python-sgp4 reads them so too.
        self._satellites.append(
            Satrec.twoline2rv(first.text[: _LENGTH + 1], second.text[: _LENGTH + 1])
        )


def catalogue_number(text: str) -> int:
    """Return the number of five columns, in digits or Alpha-5 ("A0001" is 100001)."""
    head, rest = text[0], text[1:]
    if not head.isalpha():
        return int(text)
    letter = "ABCDEFGHJKLMNPQRSTUVWXYZ".index(head)
    return (10 + letter) * 10_000 + int(rest)


def checksum(line: str) -> int:
    """Return the checksum of the first 68 columns: digits as they are, minus signs as 1."""
    return sum(int(c) if c.isdigit() else c == "-" for c in line[:_LENGTH]) % 10


def _is_first(text: str) -> bool:
    return text.startswith("1 ") and len(text) > 8 and _looks_like_elements(text)


def _is_second(text: str) -> bool:
    return text.startswith("2 ") and len(text) > 8 and _looks_like_elements(text)


def _looks_like_elements(text: str) -> bool:
    """Return whether a line is one of elements, not the name of, say, "1 KUNS-PF"."""
    return _NUMBER.fullmatch(text[2:7]) is not None or len(text) >= _LENGTH


def _name(text: str) -> str:
    return text[2:].strip() if text.startswith("0 ") else text.strip()


def _designator(text: str) -> str:
    """Return e.g. "1998-067A" of "98067A"."""
    year = text[:2]
    if not year.isdigit():
        return text
    century = "19" if int(year) >= 57 else "20"
    return f"{century}{year}-{text[2:]}"


def _check_second(first: _Line, line: _Line) -> None:
    if not line.text.startswith("2 "):
        raise UserError(
            f'"{_start(line.text)}" is where line 2 of an element set should be',
            place=f"line {line.number}",
            allowed='a line beginning with "2 " and the catalogue number of the line before',
        )
    _check(line, 2)
    if first.text[2:7] != line.text[2:7]:
        raise UserError(
            f"the catalogue number {line.text[2:7].strip()} differs from that of the previous "
            "line, "
            f"{first.text[2:7].strip()}",
            place=f"line {line.number}",
            allowed="the same number on both lines",
        )


def _check(line: _Line, which: int) -> None:
    text, place = line.text, f"line {line.number}"
    if len(text) < _LENGTH:
        raise UserError(
            f"the line is cut off: it has {len(text)} columns",
            place=place,
            allowed="68 or 69 columns",
        )
    for field, columns, pattern in _FIELDS[which]:
        if not pattern.fullmatch(text[columns]):
            raise UserError(
                f'the {field} reads "{text[columns]}"',
                place=f"{place}, columns {columns.start + 1} to {columns.stop}",
                allowed="digits in the columns of the two-line format",
            )
    if which == 1 and text[62] == "4":
        raise UserError(
            "the ephemeris type is 4 (SGP4-XP), which SGP4 would propagate wrongly",
            place=place,
            allowed="ephemeris type 0",
        )
    given = text[_LENGTH : _LENGTH + 1].strip()
    if given and (not given.isdigit() or int(given) != checksum(text)):
        raise UserError(
            f"the checksum is {given}, but the line sums to {checksum(text)}",
            place=place,
            allowed="the line as published, or without a checksum",
        )


def _start(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _recognise(head: str) -> Recognition:
    return Recognition.LIKELY if _ELEMENTS.search(head) else Recognition.NO


FORMAT = CatalogueFormat(
    title="TLE or 3LE", endings=(".tle", ".3le", ".txt"), recognise=_recognise, parse=read_tle
)
