"""OMM in CSV: plain lines are read by numpy, all others by the csv module."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.errors import UserError
from orbitviz.base.packed_strings import PackedStrings
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.catalogues.csv_fields import (
    Fields,
    decimal_numbers,
    plain_lines,
    whole_numbers,
)
from orbitviz.formats.catalogues.field_values import (
    FIRST_EPOCH,
    LONGEST_NUMBER,
    NUMBERS,
    outside,
    shown,
)
from orbitviz.formats.catalogues.omm import (
    EPOCH,
    FAMILY,
    FIXED,
    SGP4_XP,
    OmmRecords,
    add_records,
    days_of,
)
from orbitviz.formats.limits import MAX_RECORD_LINES
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk, whole_lines

Ints = NDArray[np.int64]


_TELLING = ("MEAN_MOTION", "NORAD_CAT_ID", "OBJECT_NAME", EPOCH)  # one is in every header
_DELIMITERS = ",;\t"
_SEPARATOR_LINE = "sep="  # before the header, for Excel
_ROWS = 500  # of the csv module at a time, some milliseconds
_EPOCH, _DECIMALS, _ZERO = b"0000-00-00T00:00:00", b".000000", ord("0")


def read_csv(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in CSV. Raises UserError with the line of a fault."""
    lines = _Lines(whole_lines(chunks))
    header, delimiter = _header(lines)
    builder = CatalogueBuilder()
    while data := lines.take():
        known = len(builder)
        if delimiter == "," and _add_plain(header, data, builder):
            lines.number += len(builder) - known
            yield_to_threads()
            progress(lines.done, READING)
        else:
            lines.put_back(data)
            for records in _records(header, delimiter, lines, builder):
                add_records(records, builder)
                progress(lines.done, READING)
    return builder


def _header(lines: _Lines) -> tuple[list[str], str]:
    """Return the names of the columns, in capitals, and what stands between fields."""
    line = next(lines)
    while not line.strip() or line.lower().startswith(_SEPARATOR_LINE):
        line = next(lines)
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        names = [name.strip().upper() for name in next(csv.reader([line], delimiter=delimiter))]
    except csv.Error as error:
        raise UserError(f"not CSV: {error}", place=f"line {lines.number}") from None
    for name in names:
        if name and names.count(name) > 1:
            raise UserError(
                f"the column {shown(name)} is there twice",
                place=f"line {lines.number}",
                allowed="each name once",
            )
    return names, delimiter


class _Lines(Iterator[str]):
    """The lines of a text, one by one or as the rest of a chunk.

    number  of the line given last, from 1
    done    share of the text that has been read, 0..1
    """

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self.number, self.done = 0, 0.0
        self._chunks = chunks
        self._chunk = io.StringIO()
        self._left = 0  # characters
        self._back: list[str] = []  # lines to be given again, the next one last

    def __next__(self) -> str:
        if self._back:
            self.number += 1
            return self._back.pop()
        while not self._left:
            chunk = next(self._chunks)
            self.done = chunk.done
            self.put_back(chunk.data)
        line = self._chunk.readline()
        self._left -= len(line)
        self.number += 1
        return line

    def take(self) -> bytes:
        """Return what is left of a chunk, or the next one; nothing at the end."""
        if self._left:
            self._left = 0
            return self._chunk.read().encode()
        chunk = next(self._chunks, None)
        if chunk is None:
            return b""
        self.done = chunk.done
        return chunk.data

    def put_back(self, data: bytes) -> None:
        """Give the lines of `data` next."""
        text = data.decode()
        self._chunk, self._left = io.StringIO(text, newline=""), len(text)

    def give_again(self, lines: list[str]) -> None:
        """Give some lines again that were the last ones."""
        self.number -= len(lines)
        self._back += reversed(lines)

    @property
    def is_between(self) -> bool:
        """Whether the next line is the first one of a chunk."""
        return not (self._left or self._back)


def _add_plain(header: list[str], data: bytes, builder: CatalogueBuilder) -> bool:
    """Add the objects of some lines and return True; False if the csv module must read them."""
    table = plain_lines(data, len(header))
    if table is None:
        return False
    at = dict(zip(header, table, strict=True))
    if not at.keys() >= {EPOCH, *NUMBERS} or not _is_for_sgp4(at):
        return False
    values = {}
    for name in NUMBERS:
        numbers = decimal_numbers(at[name])
        if numbers is None or outside(name, numbers).any():
            return False
        values[name] = numbers
    stamps, ids = _stamps(at[EPOCH]), _ids(at, len(table[0]), len(builder))
    if stamps is None or ids is None:
        return False
    builder.add_objects(ids, _texts(at, "OBJECT_NAME", len(ids)), _texts(at, "OBJECT_ID", len(ids)))
    builder.add_elements(days_of(stamps), values)
    return True


def _is_for_sgp4(at: dict[str, Fields]) -> bool:
    for name, allowed in FIXED.items():
        if name in at:
            found = np.strings.upper(at[name].texts())
            if not np.isin(found, [b"", *(word.encode() for word in allowed)]).all():
                return False
    kind = at.get("EPHEMERIS_TYPE")
    return kind is None or not (np.strings.strip(kind.texts()) == SGP4_XP.encode()).any()


def _stamps(fields: Fields) -> NDArray[np.datetime64] | None:
    """Return epochs by month with up to six decimals, None if some are written otherwise."""
    shortest, longest = int(fields.width.min()), int(fields.width.max())
    if shortest < len(_EPOCH) or longest > len(_EPOCH) + len(_DECIMALS):
        return None
    texts = fields.texts()
    characters = texts.view(np.uint8).reshape(len(texts), -1)
    for k, sample in enumerate((_EPOCH + _DECIMALS)[:longest]):
        found = characters[:, k]
        is_right = (found - _ZERO <= 9) if sample == _ZERO else found == sample
        if k >= len(_EPOCH):
            is_right |= found == 0
        if not is_right.all():
            return None
    if (fields.width == len(_EPOCH) + 1).any():  # a point and no decimals
        return None
    try:
        stamps = texts.astype("datetime64[us]")
    except ValueError:
        return None
    return None if (stamps < FIRST_EPOCH).any() else stamps


def _ids(at: dict[str, Fields], count: int, known: int) -> Ints | None:
    """Return catalogue numbers; objects without one get negative numbers of our own."""
    fields = at.get("NORAD_CAT_ID")
    if fields is None:
        return -1 - np.arange(known, known + count)
    return whole_numbers(fields) if fields.width.max() <= LONGEST_NUMBER else None


def _texts(at: dict[str, Fields], name: str, count: int) -> PackedStrings:
    if name not in at:
        return PackedStrings.empty(count)
    return PackedStrings.of_fields(np.strings.strip(at[name].texts()))


def _records(
    header: list[str], delimiter: str, lines: _Lines, builder: CatalogueBuilder
) -> Iterator[OmmRecords]:
    """Yield the records that end in the present chunk, some at a time.

    The builder hears of those that have not as many fields as the header.
    """
    rows: list[list[str]] = []
    numbers: list[int] = []
    while not lines.is_between:
        try:
            row = _row(delimiter, lines)
            if row and len(row) != len(header):
                raise UserError(
                    f"the line has {len(row)} fields",
                    place=f"line {lines.number}",
                    allowed=f"{len(header)}, as many as the first line",
                )
        except UserError as error:
            builder.refuse(error)
            row = []
        if row:
            rows.append(row)
            numbers.append(lines.number)
        if rows and (len(rows) == _ROWS or lines.is_between):
            columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))

            def place(row: int, numbers: list[int] = numbers) -> str:
                return f"line {numbers[row]}"

            yield OmmRecords(columns, place, len(rows))
            rows, numbers = [], []


def _row(delimiter: str, lines: _Lines) -> list[str]:
    """Return the fields of the next record, none of an empty line.

    Raises UserError if its first line is wrong; the line after that one is the next then.
    """
    taken: list[str] = []

    def some() -> Iterator[str]:
        for line in islice(lines, MAX_RECORD_LINES):
            taken.append(line)
            yield line
        taken.append("")  # the csv module asked for more

    try:
        row = next(csv.reader(some(), delimiter=delimiter))
        wrong = "a quote is not closed" if taken and not taken[-1] else ""
    except csv.Error as error:
        row, wrong = [], f"not CSV: {error}"
    if wrong:
        lines.give_again([line for line in taken[1:] if line])
        raise UserError(wrong, place=f"line {lines.number}", allowed="a record with closed quotes")
    return row


def _recognise(head: str) -> Recognition:
    first_line, _, rest = head.lstrip().partition("\n")
    if first_line.lower().startswith(_SEPARATOR_LINE):
        first_line = rest.lstrip().partition("\n")[0]
    names = first_line.upper()
    is_header = any(c in names for c in _DELIMITERS) and any(name in names for name in _TELLING)
    return Recognition.CERTAIN if is_header and names[0] not in "[{<" else Recognition.NO


FORMAT = CatalogueFormat(
    title="CSV", family=FAMILY, endings=(".csv",), recognise=_recognise, parse=read_csv
)
