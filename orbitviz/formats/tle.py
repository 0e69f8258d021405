"""Two-line element sets, with or without a line for the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sgp4.api import Satrec

from orbitviz.facts.errors import UserError
from orbitviz.facts.progress import Progress, no_progress
from orbitviz.formats.gathering import Gathered

_BLOCK = 10_000
_LENGTH = 68  # columns of a line without its checksum

# name of the field -> columns (from 0), what may stand there
_NUMBER = re.compile(r" *[0-9]+|[A-HJ-NP-Z][0-9]{4}")  # Alpha-5 has no I and no O
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


def read_tle(text: str, progress: Progress = no_progress) -> Gathered:
    """Return the objects of a file of two-line element sets.

    A line before the two that is neither of them is the name; a leading "0 " belongs to the
    three-line format. The checksum (column 69) may be missing but not wrong.

    Raises UserError with the line if one is cut, has letters where digits belong, or does not
    fit its neighbour. Format: T. S. Kelso, "Two-Line Element Set Format", celestrak.org.
    """
    lines = text.splitlines()
    gathered = Gathered()
    satellites: list[Satrec] = []
    name, first = "", None
    for number, raw in enumerate(lines, 1):
        line = _Line(number, raw.rstrip())
        if not line.text.strip() or line.text.startswith("#"):
            continue
        if first is not None:
            _check_second(first, line)
            satellites.append(_satellite(first, line, name, gathered))
            name, first = "", None
            if len(satellites) == _BLOCK:
                gathered.add_satellites(satellites)
                satellites = []
                progress(number / len(lines), "reading element sets")
        elif _is_first(line.text):
            _check(line, 1)
            first = line
        elif name or _is_second(line.text):
            raise UserError(
                f'"{_start(line.text)}" stands where line 1 of an element set should',
                place=f"line {number}",
                allowed='a line that begins with "1 " and the catalogue number',
            )
        else:
            name = _name(line.text)
    if first is not None or name:
        raise UserError(
            "the file ends within an element set",
            place=f"line {len(lines)}",
            allowed="pairs of lines 1 and 2, each with or without a name before it",
        )
    gathered.add_satellites(satellites)
    return gathered


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
    """Tell an element line from a satellite that is called, say, "1 KUNS-PF"."""
    return _NUMBER.fullmatch(text[2:7]) is not None or len(text) >= _LENGTH


def _name(text: str) -> str:
    return text[2:].strip() if text.startswith("0 ") else text.strip()


def _satellite(first: _Line, second: _Line, name: str, gathered: Gathered) -> Satrec:
    designator = first.text[9:17].strip()
    year = designator[:2]
    if year.isdigit():
        century = "19" if int(year) >= 57 else "20"
        designator = f"{century}{year}-{designator[2:]}"
    gathered.add_object(catalogue_number(first.text[2:7]), name, designator)
    # Blank fields are zeros to the format; python-sgp4 reads them so too.
    return Satrec.twoline2rv(first.text[: _LENGTH + 1], second.text[: _LENGTH + 1])


def _check_second(first: _Line, line: _Line) -> None:
    if not line.text.startswith("2 "):
        raise UserError(
            f'"{_start(line.text)}" stands where line 2 of an element set should',
            place=f"line {line.number}",
            allowed='a line that begins with "2 " and the catalogue number of the line before',
        )
    _check(line, 2)
    if first.text[2:7] != line.text[2:7]:
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
            f"the checksum is {given}, the line adds up to {checksum(text)}",
            place=place,
            allowed="a line as it was published, or one without checksum",
        )


def _start(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
