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
from orbitviz.formats.catalogues.tle_columns import (
    LENGTH,
    NUMBER,
    catalogue_number,
    check_line,
    designator,
    with_zeros,
)
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk, whole_lines

_LINES = 600  # some milliseconds
_ELEMENTS = re.compile(r"^[ \t]*1 [ 0-9A-Z][ 0-9]{4}", re.MULTILINE)


@dataclass(frozen=True)
class _Line:
    """A line of the file with its number, counted from 1."""

    number: int
    text: str


def read_tle(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of a file of two-line element sets.

    A line right before the two that is neither of them is the name; a leading "0 " belongs to the
    three-line format. The checksum (column 69) may be missing but not wrong. Sets that are cut,
    have letters where digits belong, or whose lines do not fit each other are refused, and so
    are lines of other text.

    Raises UserError if there are too many of those.
    Format: T. S. Kelso, "Two-Line Element Set Format", celestrak.org.
    """
    builder = CatalogueBuilder()
    sets = _Sets(builder)
    for chunk in whole_lines(chunks):
        lines = chunk.text.splitlines()
        if chunk.data.isspace():
            sets.read_blank(len(lines))
            continue
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

    def __init__(self, builder: CatalogueBuilder) -> None:
        self._builder = builder
        self._number = 0  # lines read
        self._name: _Line | None = None
        self._first: _Line | None = None
        self._blank_after_name = self._blank_within = False
        self._refused_first = False
        self._ids: list[int] = []
        self._names: list[str] = []
        self._designators: list[str] = []
        self._satellites: list[Satrec] = []

    def read(self, raw: str) -> None:
        """Take the next line."""
        self._number += 1
        line = _Line(self._number, _unindented(raw.rstrip()))
        if not line.text.strip():
            self._blank_after_name |= self._first is None
            self._blank_within |= self._first is not None
        elif line.text.startswith("#"):
            pass
        elif self._first is not None and line.text.startswith("2 "):
            self._complete(self._first, line)
        else:
            self._drop_first(line)
            self._begin(line)

    def read_blank(self, lines: int) -> None:
        """Take some empty lines at once."""
        self.read("")
        self._number += lines - 1

    def end(self) -> None:
        """Refuse what has begun and is not complete."""
        if self._first is not None:
            self._builder.refuse(
                UserError(
                    "the file ends in the middle of an element set",
                    place=f"line {self._first.number}",
                    allowed="pairs of lines 1 and 2, each with or without a name before it",
                )
            )
        else:
            self._drop_name()

    def _begin(self, line: _Line) -> None:
        """Take a line that is not the second one of the set that has begun."""
        if _is_of_elements(line.text, 1):
            self._blank_within = False
            try:
                check_line(line.text, 1, line.number)
                self._first, self._refused_first = line, False
            except UserError as error:
                self._builder.refuse(error)
                self._name, self._refused_first = None, True
        elif _is_of_elements(line.text, 2):
            self._name = None
            if not self._refused_first:
                self._builder.refuse(_misplaced(line, 1, "the catalogue number"))
            self._refused_first = False
        else:
            self._drop_name()
            self._name, self._blank_after_name, self._refused_first = line, False, False

    def _complete(self, first: _Line, second: _Line) -> None:
        # A title stands apart, unless empty lines stand everywhere.
        if self._blank_after_name and not self._blank_within:
            self._drop_name()
        try:
            _check_second(first, second)
            self._keep(first, second)
        except UserError as error:
            self._builder.refuse(error)
        self._name, self._first, self._blank_after_name = None, None, False

    def _drop_first(self, line: _Line) -> None:
        """Refuse the set that has begun, since another line follows."""
        if self._first is not None:
            self._builder.refuse(_misplaced(line, 2, "the catalogue number of the line before"))
            self._name, self._first = None, None

    def _drop_name(self) -> None:
        """Refuse the text that would be the name of a set if one followed."""
        if self._name is not None:
            self._builder.refuse(
                UserError(
                    f'no element set follows "{_start(self._name.text)}"',
                    place=f"line {self._name.number}",
                    allowed="a satellite name followed by lines 1 and 2",
                )
            )
        self._name = None

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
        self._names.append(_name(self._name.text) if self._name else "")
        self._designators.append(designator(first.text[9:17].strip()))
        self._satellites.append(Satrec.twoline2rv(*with_zeros(first.text, second.text)))


def _unindented(text: str) -> str:
    """Return a line of elements without the blanks before it, any other as it is."""
    bare = text.lstrip()
    return bare if bare.startswith(("1 ", "2 ")) and len(bare) >= LENGTH else text


def _is_of_elements(text: str, which: int) -> bool:
    """Return whether a text is line 1 or 2 of a set, not the name of, say, "1 KUNS-PF"."""
    if not text.startswith(f"{which} ") or len(text) <= 8:
        return False
    return NUMBER.fullmatch(text[2:7]) is not None or len(text) >= LENGTH


def _name(text: str) -> str:
    return text[2:].strip() if text.startswith("0 ") else text.strip()


def _misplaced(line: _Line, which: int, number: str) -> UserError:
    return UserError(
        f'expected line {which} of an element set, found "{_start(line.text)}"',
        place=f"line {line.number}",
        allowed=f'a line that begins with "{which} " and {number}',
    )


def _check_second(first: _Line, line: _Line) -> None:
    check_line(line.text, 2, line.number)
    if catalogue_number(first.text[2:7]) != catalogue_number(line.text[2:7]):
        raise UserError(
            f"the catalogue number {line.text[2:7].strip()} differs from that of the previous "
            f"line, {first.text[2:7].strip()}",
            place=f"line {line.number}",
            allowed="the same number on both lines",
        )


def _start(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _recognise(head: str) -> Recognition:
    return Recognition.LIKELY if _ELEMENTS.search(head) else Recognition.NO


FORMAT = CatalogueFormat(
    title="TLE or 3LE", endings=(".tle", ".3le", ".txt"), recognise=_recognise, parse=read_tle
)
