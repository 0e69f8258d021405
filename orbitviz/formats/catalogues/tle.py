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
from orbitviz.formats.catalogues.field_values import allowed_range, is_day_of_year, outside
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk, whole_lines

_LINES = 600  # some milliseconds
_LENGTH = 68  # columns of a line without its checksum

# field -> columns (from 0), what may stand there; blanks may stand for leading zeros
_NUMBER = re.compile(r" *[0-9]+|[A-HJ-NP-Z][0-9]{4}")  # Alpha-5 has no I and no O
_ELEMENTS = re.compile(r"^[ \t]*1 [ 0-9A-Z][ 0-9]{4}", re.MULTILINE)
_EXPONENT = re.compile(r"[-+ ][0-9]{5}[-+ ][0-9]| {8}")
_DEGREES = re.compile(r" *[0-9]+\.[0-9]{4}")
_COUNTER = re.compile(r" *[0-9]*")
_EPOCH = "epoch"
_FIELDS = {
    1: (
        ("catalogue number", slice(2, 7), _NUMBER),
        (_EPOCH, slice(18, 32), re.compile(r"[ 0-9][0-9] {0,2}[0-9]{1,3}\.[0-9]{8}")),
        ("derivative of the mean motion", slice(33, 43), re.compile(r"[-+ 0]\.[0-9]{8}| {10}")),
        ("second derivative of the mean motion", slice(44, 52), _EXPONENT),
        ("drag term", slice(53, 61), _EXPONENT),
        ("ephemeris type", slice(62, 63), re.compile(r"[0-9 ]")),
        ("element set number", slice(64, 68), _COUNTER),
    ),
    2: (
        ("catalogue number", slice(2, 7), _NUMBER),
        ("inclination", slice(8, 16), _DEGREES),
        ("right ascension of the node", slice(17, 25), _DEGREES),
        ("eccentricity", slice(26, 33), re.compile(r" *[0-9]+")),
        ("argument of perigee", slice(34, 42), _DEGREES),
        ("mean anomaly", slice(43, 51), _DEGREES),
        ("mean motion", slice(52, 63), re.compile(r" *[0-9]+\.[0-9]{8}")),
        ("revolution number", slice(63, 68), _COUNTER),
    ),
}
# fields with a range, as an OMM calls them
_RANGES = {
    "inclination": "INCLINATION",
    "right ascension of the node": "RA_OF_ASC_NODE",
    "argument of perigee": "ARG_OF_PERICENTER",
    "mean anomaly": "MEAN_ANOMALY",
    "mean motion": "MEAN_MOTION",
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
        line = _Line(self._number, _unindented(raw.rstrip()))
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
                f'"{_start(line.text)}" stands where line 1 of an element set should',
                place=f"line {line.number}",
                allowed='a line that begins with "1 " and the catalogue number',
            )
        else:
            self._name = _name(line.text)

    def end(self) -> None:
        """Raise UserError if a set has begun."""
        if self._first is not None or self._name:
            raise UserError(
                "the file ends within an element set",
                place=f"line {self._number}",
                allowed="pairs of lines 1 and 2, each with or without a name before it",
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
        self._satellites.append(Satrec.twoline2rv(*_with_zeros(first.text, second.text)))


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


def _unindented(text: str) -> str:
    """Return a line of elements without the blanks before it, any other as it is."""
    bare = text.lstrip()
    return bare if bare.startswith(("1 ", "2 ")) and len(bare) >= _LENGTH else text


def _with_zeros(first: str, second: str) -> tuple[str, str]:
    """Return both lines without checksum, with zeros for the blanks that stand for them.

    python-sgp4 takes blanks for other things, or what stands in the next field.
    """
    first, second = first[:_LENGTH], second[:_LENGTH]
    epoch = first[18:32].replace(" ", "0")
    rates = [field if field.strip() else zero for field, zero in (
        (first[33:43], " .00000000"), (first[44:52], " 00000+0"), (first[53:61], " 00000+0"),
    )]  # fmt: skip
    first = f"{first[:18]}{epoch} {' '.join(rates)} {first[62:]}"
    ecc = second[26:33].replace(" ", "0")
    return first, f"{second[:2]}{first[2:7]}{second[7:26]}{ecc}{second[33:]}"


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
    return f"{_year(year)}-{text[2:]}" if year.isdigit() else text


def _check_second(first: _Line, line: _Line) -> None:
    if not line.text.startswith("2 "):
        raise UserError(
            f'"{_start(line.text)}" stands where line 2 of an element set should',
            place=f"line {line.number}",
            allowed='a line that begins with "2 " and the catalogue number of the line before',
        )
    _check(line, 2)
    if catalogue_number(first.text[2:7]) != catalogue_number(line.text[2:7]):
        raise UserError(
            f"the catalogue number {line.text[2:7].strip()} differs from that of the line before, "
            f"{first.text[2:7].strip()}",
            place=f"line {line.number}",
            allowed="the same number in both lines",
        )


def _check(line: _Line, which: int) -> None:
    text, place = line.text, f"line {line.number}"
    if len(text) < _LENGTH:
        raise UserError(
            f"the line is cut: it has {len(text)} columns", place=place, allowed="68 or 69 columns"
        )
    if not text.isascii():
        wrong = next(character for character in text if not character.isascii())
        raise UserError(f'"{wrong}" stands among the elements', place=place, allowed="plain ASCII")
    for field, columns, pattern in _FIELDS[which]:
        allowed = _fault(field, text[columns], pattern)
        if allowed:
            raise UserError(
                f'the {field} reads "{text[columns]}"',
                place=f"{place}, columns {columns.start + 1} to {columns.stop}",
                allowed=allowed,
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
            f"the checksum is {given}, the line adds up to {checksum(text)}",
            place=place,
            allowed="a line as it was published, or one without checksum",
        )


def _fault(field: str, text: str, pattern: re.Pattern[str]) -> str:
    """Return what may stand in a field if the text may not, else ""."""
    if not pattern.fullmatch(text):
        return "digits in the columns of the two-line format"
    if field == _EPOCH and not is_day_of_year(_year(text[:2]), float(text[2:])):
        return "two digits of the year and a day that the year has"
    name = _RANGES.get(field)
    if name is not None and outside(name, np.array(float(text))):
        return allowed_range(name)
    return ""


def _year(text: str) -> int:
    """Return the year of two digits: 57 is 1957, 56 is 2056."""
    year = int(text)
    return year + (1900 if year >= 57 else 2000)


def _start(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _recognise(head: str) -> Recognition:
    return Recognition.LIKELY if _ELEMENTS.search(head) else Recognition.NO


FORMAT = CatalogueFormat(
    title="TLE or 3LE", endings=(".tle", ".3le", ".txt"), recognise=_recognise, parse=read_tle
)
