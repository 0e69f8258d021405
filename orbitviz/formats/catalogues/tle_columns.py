"""The columns of a line of a two-line element set: what each field may hold, and its values.

Format: T. S. Kelso, "Two-Line Element Set Format", celestrak.org.
"""

from __future__ import annotations

import re

from orbitviz.base.errors import UserError
from orbitviz.formats.catalogues.field_values import NUMBERS, allowed_range, is_day_of_year

LENGTH = 68  # columns of a line without its checksum

# field -> columns (from 0), what may stand there; blanks may stand for leading zeros
NUMBER = re.compile(r" *[0-9]+|[A-HJ-NP-Z][0-9]{4}")  # Alpha-5 has no I and no O
_EXPONENT = re.compile(r"[-+ ][0-9]{5}[-+ ][0-9]| {8}")
_DEGREES = re.compile(r" *[0-9]+\.[0-9]{4}")
_COUNTER = re.compile(r" *[0-9]*")
_EPOCH = "epoch"
_FIELDS = {
    1: (
        ("catalogue number", slice(2, 7), NUMBER),
        (_EPOCH, slice(18, 32), re.compile(r"[ 0-9][0-9] {0,2}[0-9]{1,3}\.[0-9]{8}")),
        ("derivative of the mean motion", slice(33, 43), re.compile(r"[-+ 0]\.[0-9]{8}| {10}")),
        ("second derivative of the mean motion", slice(44, 52), _EXPONENT),
        ("drag term", slice(53, 61), _EXPONENT),
        ("ephemeris type", slice(62, 63), re.compile(r"[0-9 ]")),
        ("element set number", slice(64, 68), _COUNTER),
    ),
    2: (
        ("catalogue number", slice(2, 7), NUMBER),
        ("inclination", slice(8, 16), _DEGREES),
        ("right ascension of the node", slice(17, 25), _DEGREES),
        ("eccentricity", slice(26, 33), re.compile(r" *[0-9]+")),
        ("argument of perigee", slice(34, 42), _DEGREES),
        ("mean anomaly", slice(43, 51), _DEGREES),
        ("mean motion", slice(52, 63), re.compile(r" *[0-9]+\.[0-9]{8}")),
        ("revolution number", slice(63, 68), _COUNTER),
    ),
}
# what each byte of a line adds to its checksum
_WORTH = bytes(int(chr(c)) if c in b"0123456789" else c == ord("-") for c in range(256))
# line -> columns that part fields
_BETWEEN = {1: (8, 17, 32, 43, 52, 61, 63), 2: (7, 16, 25, 33, 42, 51)}
# fields with a range, as an OMM calls them
_RANGES = {
    "inclination": "INCLINATION",
    "right ascension of the node": "RA_OF_ASC_NODE",
    "argument of perigee": "ARG_OF_PERICENTER",
    "mean anomaly": "MEAN_ANOMALY",
    "mean motion": "MEAN_MOTION",
}


def catalogue_number(text: str) -> int:
    """Return the number of five columns, in digits or Alpha-5 ("A0001" is 100001)."""
    head, rest = text[0], text[1:]
    if not head.isalpha():
        return int(text)
    letter = "ABCDEFGHJKLMNPQRSTUVWXYZ".index(head)
    return (10 + letter) * 10_000 + int(rest)


def checksum(line: str) -> int:
    """Return the checksum of the first 68 columns: digits as they are, minus signs as 1."""
    return sum(line[:LENGTH].encode("ascii", "replace").translate(_WORTH)) % 10


def designator(text: str) -> str:
    """Return e.g. "1998-067A" of "98067A"."""
    year = text[:2]
    return f"{_year(year)}-{text[2:]}" if year.isdigit() else text


def with_zeros(first: str, second: str) -> tuple[str, str]:
    """Return both lines without checksum, with zeros for the blanks that stand for them.

    python-sgp4 takes blanks for other things, or what stands in the next field.
    """
    first, second = first[:LENGTH], second[:LENGTH]
    epoch = first[18:32].replace(" ", "0")
    rates = [field if field.strip() else zero for field, zero in (
        (first[33:43], " .00000000"), (first[44:52], " 00000+0"), (first[53:61], " 00000+0"),
    )]  # fmt: skip
    first = f"{first[:18]}{epoch} {' '.join(rates)} {first[62:]}"
    ecc = second[26:33].replace(" ", "0")
    return first, f"{second[:2]}{first[2:7]}{second[7:26]}{ecc}{second[33:]}"


def check_line(text: str, which: int, number: int) -> None:
    """Raise UserError if a line of the file, 1 or 2 of a set, is cut or holds something else."""
    place = f"line {number}"
    if len(text) < LENGTH:
        raise UserError(
            f"the line has only {len(text)} columns",
            place=place,
            allowed="68 or 69 columns",
        )
    if not (text.isascii() and text.isprintable()):
        wrong = next(c for c in text if not (c.isascii() and c.isprintable()))
        raise UserError(f'unexpected character "{wrong}"', place=place, allowed="plain ASCII")
    if rest := text[LENGTH + 1 :].strip():
        raise UserError(
            f'expected the end of the line, found "{rest[:24]}"',
            place=f"{place}, column {text.index(rest, LENGTH + 1) + 1}",
            allowed="68 or 69 columns",
        )
    for column in _BETWEEN[which]:
        if text[column] != " ":
            raise UserError(
                f'expected a blank between two fields, found "{text[column]}"',
                place=f"{place}, column {column + 1}",
                allowed="a blank",
            )
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
    given = text[LENGTH : LENGTH + 1].strip()
    if given and (not given.isdigit() or int(given) != checksum(text)):
        raise UserError(
            f"the checksum is {given} but should be {checksum(text)}",
            place=place,
            allowed="the checksum of the line, or none",
        )


def _fault(field: str, text: str, pattern: re.Pattern[str]) -> str:
    """Return what may stand in a field if the text may not, else ""."""
    if not pattern.fullmatch(text):
        return "digits in the columns of the two-line format"
    if field == _EPOCH and not is_day_of_year(_year(text[:2]), float(text[2:])):
        return "two digits of the year and a day that the year has"
    name = _RANGES.get(field)
    if name is None:
        return ""
    low, high = NUMBERS[name]
    return "" if low <= float(text) <= high else allowed_range(name)


def _year(text: str) -> int:
    """Return the year of two digits: 57 is 1957, 56 is 2056."""
    year = int(text)
    return year + (1900 if year >= 57 else 2000)
