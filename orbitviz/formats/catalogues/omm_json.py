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
from orbitviz.formats.limits import MAX_RECORD_CHARACTERS
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk

_ROWS = 200  # some milliseconds
# Where one record ends and another begins, which may be all that is left of a list.
_NEXT_RECORD = re.compile(r'\}\s*+,?+\s*+(?=\{\s*+")')
_BLANK = re.compile(r"[ \t\n\r]*")
# An error this near to the end of the buffer may be that of a record cut there.
_NEAR = 16


def read_json(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in JSON: a list of records, or one.

    After a fault of the notation, reading goes on where the next record seems to begin.
    """
    builder = CatalogueBuilder()
    text = _Text(chunks)
    rows: list[dict[str, str]] = []
    for record in _values(text):
        if isinstance(record, dict):
            rows.append(_fields(record))
        else:
            _add_rows(rows, builder)
            rows = []
            place = f"record {builder.taken + 1}"
            if isinstance(record, UserError):
                builder.refuse(record.at(place=place))
            else:
                builder.refuse(UserError("is not an OMM record", place=place, allowed="an object"))
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
    return {_text(name).upper(): _text(value) for name, value in record.items()}


def _text(value: object) -> str:
    if isinstance(value, str):
        # Half a pair of UTF-16, which JSON can write, is no character; almost every field is ASCII.
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"  # no field is one
    return str(value)


def _values(text: _Text) -> Iterator[Any]:
    """Yield the members of the list that a text is, or the one value that it is.

    A fault is yielded as the UserError that it is.
    """
    is_list = text.peek() == "["
    if is_list:
        text.skip()
    if is_list and text.peek() == "]":
        text.skip()
    else:
        yield from _members(text, is_list)
    if text.peek():
        yield text.fault("Extra data", text.at)


def _members(text: _Text, is_list: bool) -> Iterator[Any]:
    while True:
        is_between = False
        try:
            yield text.value()
            is_between, sign = True, text.peek()
            if is_list and sign == ",":
                text.skip()
                continue
            if is_list and sign == "]":
                text.skip()
                return
            if not (is_list or sign):
                return
            raise text.fault("Expecting ',' delimiter" if is_list else "Extra data", text.at)
        except UserError as error:
            yield error
            # Records without a list around them, or without a comma between them, are read.
            is_list = True
            if is_between and text.peek() == ",":
                text.skip()
            elif not ((is_between and text.peek() == "{") or text.seek_record()):
                return


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
        self._fault_at = 0
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
                value, end = self._decoder.raw_decode(self._buffer, self.at)
            except RecursionError:
                raise self.fault("it is nested too deeply", self.at) from None
            except json.JSONDecodeError as error:
                is_long = len(self._buffer) - self.at > MAX_RECORD_CHARACTERS
                if is_long or not (self._may_be_cut(error) and self._read(more)):
                    raise self.fault(error.msg, error.pos) from None
                more *= 2  # or a long value would be decoded again with every chunk
            else:
                self.at = end
                return value

    def seek_record(self) -> bool:
        """Go to where the next record begins after a fault; return whether there is one."""
        self.at = max(self.at, self._fault_at)
        while True:
            match = _NEXT_RECORD.search(self._buffer, self.at)
            if match is not None:
                self.at = match.end()
                return True
            self.at = max(self.at, self._buffer.rfind("}"), len(self._buffer) - _NEAR)
            if not self._read(1):
                return False

    def fault(self, wrong: str, at: int) -> UserError:
        """Return the error of a wrong character at an index into the buffer."""
        self._fault_at = at
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
