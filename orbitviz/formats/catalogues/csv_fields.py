"""Columns of plain CSV lines, parsed by numpy without a Python object per field.

What is not plain here (quotes, characters beyond ASCII, a line with too many fields, a number in
an unusual form) is left to the csv module and to float(): the functions return None.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_COMMA, _NEWLINE, _RETURN, _DOT, _ZERO, _PLUS, _MINUS, _E, _SMALL_E = b",\n\r.0+-Ee"
_FIRST_PRINTABLE = 32
_LONGEST = 18  # digits that an int64 can hold
_POWERS = 10 ** np.arange(_LONGEST + 1)
# A double holds these integers and these powers of ten without rounding, so that one
# multiplication or division of them is rounded once, as float() rounds (Clinger 1990).
_LARGEST_EXACT = 2**53
_EXACT_POWERS = 10.0 ** np.arange(23)


@dataclass(frozen=True, eq=False)
class Fields:
    """One field of n lines: bytes `begin` up to `end` of `raw`, both (n,) int64."""

    raw: Bytes
    begin: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.begin)

    @property
    def width(self) -> Ints:
        """Bytes of each, (n,)."""
        return self.end - self.begin

    def has_gap(self) -> bool:
        """Whether some line has nothing there."""
        return bool((self.begin == self.end).any())

    def rows(self, rows: Ints) -> Fields:
        """Return the field of some of the lines."""
        return Fields(self.raw, self.begin[rows], self.end[rows])

    def table(self) -> tuple[Bytes, Bools]:
        """Return the characters (w, n), right-aligned, and which of them belong to a text."""
        width = int(self.width.max(initial=0))
        at = self.end - width + np.arange(width)[:, None]
        return self.raw.take(at, mode="clip"), at >= self.begin

    def texts(self) -> NDArray[np.bytes_]:
        """Return (n,) bytes, filled up with zeros."""
        width = max(int(self.width.max(initial=0)), 1)
        at = self.begin[:, None] + np.arange(width)
        characters = self.raw.take(at, mode="clip")
        characters[at >= self.end[:, None]] = 0
        return np.asarray(characters.view(f"S{width}")[:, 0])


def plain_lines(data: bytes, width: int) -> list[Fields] | None:
    """Return the `width` fields of each line, None if the lines are not plain.

    Every line must have that many fields of printable ASCII without quotes.
    """
    data = data if data.endswith(b"\n") else data + b"\n"
    if b'"' in data or not data.isascii():
        return None
    raw = np.frombuffer(data, np.uint8)
    is_end = raw == _NEWLINE
    lines = int(np.count_nonzero(is_end))
    ends = np.flatnonzero(is_end | (raw == _COMMA))
    if len(ends) != lines * width:
        return None
    begins = np.concatenate([[0], ends[:-1] + 1]).reshape(lines, width)
    table = ends.reshape(lines, width)
    if not is_end[table[:, -1]].all():
        return None
    by_return = raw[table[:, -1] - 1] == _RETURN
    table[:, -1] -= by_return
    if np.count_nonzero(raw < _FIRST_PRINTABLE) != lines + np.count_nonzero(by_return):
        return None
    return [Fields(raw, begins[:, k].copy(), table[:, k].copy()) for k in range(width)]


def decimal_numbers(fields: Fields) -> Floats | None:
    """Return (n,) float64, the same to the bit as float() of each text.

    None if some are not written like 1, -1.5, .5 or 5.E-3, or have more digits than fit.
    """
    if fields.has_gap():
        return None
    bare, negative = _without_sign(fields)
    number, decimals, is_read = _digits(bare)
    power = -decimals
    rest = np.flatnonzero(~is_read)
    if len(rest):
        scientific = _scientific(bare.rows(rest))
        if scientific is None:
            return None
        number[rest], power[rest] = scientific
    if number.max() > _LARGEST_EXACT or np.abs(power).max() >= len(_EXACT_POWERS):
        return None
    values = number.astype(np.float64)
    scale = _EXACT_POWERS[np.abs(power)]
    values = np.where(power < 0, values / scale, values * scale)
    return np.where(negative, -values, values)


def whole_numbers(fields: Fields) -> Ints | None:
    """Return (n,) int64, None if some text is more, or less, than the digits of one."""
    if fields.has_gap():
        return None
    number, decimals, is_read = _digits(fields)
    if not is_read.all() or decimals.any() or (fields.raw[fields.end - 1] == _DOT).any():
        return None
    return number


def _without_sign(fields: Fields) -> tuple[Fields, Bools]:
    character = fields.raw[fields.begin]
    negative = character == _MINUS
    begin = fields.begin + (negative | (character == _PLUS))
    return Fields(fields.raw, begin, fields.end), negative


def _scientific(fields: Fields) -> tuple[Ints, Ints] | None:
    """Return number and power of ten, (n,) each, of texts with an exponent, else None."""
    characters, within = fields.table()
    marks = within & ((characters | (_E ^ _SMALL_E)) == _SMALL_E)
    if not marks.any(axis=0).all():
        return None
    mark = fields.end - len(characters) + marks.argmax(axis=0)
    after = Fields(fields.raw, mark + 1, fields.end)
    if after.has_gap():
        return None
    bare, negative = _without_sign(after)
    exponent = whole_numbers(bare)
    number, decimals, is_read = _digits(Fields(fields.raw, fields.begin, mark))
    if exponent is None or not is_read.all():
        return None
    return number, np.where(negative, -exponent, exponent) - decimals


def _digits(fields: Fields) -> tuple[Ints, Ints, Bools]:
    """Return the digits of each text as one number, how many follow the point, whether it is so.

    Three of (n,); the third is False where the text has anything but digits and one point.
    """
    characters, within = fields.table()
    width = len(characters)
    if not 0 < width <= _LONGEST:
        nothing = np.zeros(len(fields), np.int64)
        return nothing, nothing.copy(), np.zeros(len(fields), bool)
    characters[~within] = _ZERO
    points = characters == _DOT
    characters -= _ZERO
    characters[points] = 0
    count = points.sum(axis=0)
    is_read = (characters.max(axis=0) <= 9) & (count <= 1) & (fields.width > count)
    decimals = np.where(count == 1, width - 1 - points.argmax(axis=0), 0)
    # As if the point were a zero: what stands before it is ten times too large.
    number = _POWERS[width - 1 :: -1] @ characters.astype(np.int64)
    before = number // _POWERS[decimals + 1]
    return np.where(count == 1, number - 9 * before * _POWERS[decimals], number), decimals, is_read
