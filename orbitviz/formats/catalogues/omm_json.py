"""OMM in JSON: record by record, because one call for all would hold the GIL throughout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.catalogues.omm import FAMILY, add_records, records_of
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk

_ROWS = 200  # some milliseconds
_BLANK = re.compile(r"[ \t\n\r]*")
# An error this near to the end of the buffer may be that of a record cut there.
_NEAR = 16


def read_json(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in JSON: a list of records, or one."""
    builder = CatalogueBuilder()
    text = _Text(chunks)
    rows: list[dict[str, str]] = []
    for record in _values(text):
        if not isinstance(record, dict):
            _add_rows(rows, builder)
            rows = []
            place = f"record {builder.taken + 1}"
            builder.refuse(UserError("is not an OMM record", place=place, allowed="an object"))
            continue
        rows.append(_fields(record))
        if len(rows) == _ROWS:
            _add_rows(rows, builder)
            rows = []
            yield_to_threads()
            progress(text.done, READING)
    _add_rows(rows, builder)
    return builder


def _add_rows(rows: list[dict[str, str]], builder: CatalogueBuilder) -> None:
    first = builder.taken + 1
    if rows:
        add_records(records_of(rows, lambda row: f"record {first + row}"), builder)


def _fields(record: dict[str, object]) -> dict[str, str]:
    return {name.upper(): "" if value is None else str(value) for name, value in record.items()}


def _values(text: _Text) -> Iterator[Any]:
    """Yield the members of the list that a text is, or the one value that it is."""
    if text.peek() != "[":
        yield text.value()
    else:
        text.skip()
        if text.peek() == "]":
            text.skip()
        else:
            yield text.value()
            while text.peek() == ",":
                text.skip()
                yield text.value()
            if text.peek() != "]":
                raise text.fault("Expecting ',' delimiter", text.at)
            text.skip()
    if text.peek():
        raise text.fault("Extra data", text.at)


class _Text:
    """A text that is read as far as it is needed; what has been used is dropped.

    at    where to go on, an index into the buffer
    done  share of the text that has been read, 0..1
    """

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self.at, self.done = 0, 0.0
        self._chunks = iter(chunks)
        self._buffer = ""
        self._decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
        self._line, self._column = 1, 1  # of the first character in the buffer

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            match = _BLANK.match(self._buffer, self.at)
            assert match is not None
            self.at = match.end()
            if self.at < len(self._buffer):
                return self._buffer[self.at]
            if not self._read(1):
                return ""

    def skip(self) -> None:
        """Go past the character that was peeked at."""
        self.at += 1

    def value(self) -> Any:
        """Return the next value. Raises UserError if there is none."""
        self.peek()
        more = 1
        while True:
            try:
                value, self.at = self._decoder.raw_decode(self._buffer, self.at)
            except json.JSONDecodeError as error:
                if not (self._may_be_cut(error) and self._read(more)):
                    raise self.fault(error.msg, error.pos) from None
                more *= 2  # or a long value would be decoded again with every chunk
            else:
                return value

    def fault(self, wrong: str, at: int) -> UserError:
        """Return the error of a wrong character at an index into the buffer."""
        line, column = self._place(at)
        return UserError(f"not JSON: {wrong}", place=f"line {line}, column {column}")

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated string") or (
            error.pos >= len(self._buffer.rstrip()) - _NEAR
        )

    def _place(self, at: int) -> tuple[int, int]:
        lines = self._buffer.count("\n", 0, at)
        if not lines:
            return self._line, self._column + at
        return self._line + lines, at - self._buffer.rindex("\n", 0, at)

    def _read(self, count: int) -> bool:
        """Read some more chunks; return whether there were any."""
        new = []
        for _ in range(count):
            chunk = next(self._chunks, None)
            if chunk is not None:
                new.append(chunk.text)
                self.done = chunk.done
        if not new:
            return False
        self._line, self._column = self._place(self.at)
        self._buffer = "".join([self._buffer[self.at :], *new])
        self.at = 0
        return True


def _recognise(head: str) -> Recognition:
    return Recognition.LIKELY if head.lstrip().startswith(("[", "{")) else Recognition.NO


FORMAT = CatalogueFormat(
    title="JSON", family=FAMILY, endings=(".json",), recognise=_recognise, parse=read_json
)
