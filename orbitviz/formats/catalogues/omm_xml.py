"""OMM in XML, segment by segment: a fault costs the segment that it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.parsers import expat

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.catalogues.omm import FAMILY, add_records, records_of
from orbitviz.formats.limits import MAX_RECORD_CHARACTERS, MAX_RECORD_DEPTH
from orbitviz.formats.registry import Recognition, is_web_page
from orbitviz.formats.text_file import Chunk

_ROWS = 200  # some milliseconds
_MARK = re.compile(r"<!--|<(/?)(?:[\w.-]{1,40}:)?segment(?=[\s>/])")
_COMMENT_END = "-->"
_LONGEST_MARK = 64  # characters of what _MARK finds
_NOT_XML = "not XML"
_UNCLOSED = "the segment is not closed"


@dataclass(frozen=True)
class _Segment:
    """The text of a segment, where it begins, and what is wrong with its end."""

    text: str
    line: int
    fault: str
    done: float


def read_xml(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in XML, of one message or of many."""
    builder = CatalogueBuilder()
    segments = _segments(chunks)
    while block := list(islice(segments, _ROWS)):
        rows: list[dict[str, str]] = []
        for segment in block:
            try:
                rows.append(_fields(segment))
            except UserError as error:
                _add(rows, builder)
                rows = []
                builder.refuse(error.at(place=f"segment {builder.taken + 1}"))
        _add(rows, builder)
        yield_to_threads()
        progress(block[-1].done, READING)
    return builder


def _add(rows: list[dict[str, str]], builder: CatalogueBuilder) -> None:
    first = builder.taken + 1
    if rows:
        add_records(records_of(rows, lambda row: f"segment {first + row}"), builder)


def _segments(chunks: Iterable[Chunk]) -> Iterator[_Segment]:
    """Yield the segments of a text; one that is not closed ends where the next one begins."""
    window = _Window()
    in_comment = False
    begin: int | None = None  # of the segment
    for chunk in chunks:
        begin = window.add(chunk, begin)
        while True:
            if in_comment:
                in_comment = not window.go_past(_COMMENT_END)
                if in_comment:
                    break
            mark = window.next_mark()
            if mark is None:
                break
            if mark[1] is None:
                in_comment = True
            elif mark[1]:
                if not window.go_past(">"):
                    window.at = mark.start()
                    break
                if begin is not None:
                    yield window.segment(begin, window.at, "")
                begin = None
            else:
                if begin is not None:
                    yield window.segment(begin, mark.start(), _UNCLOSED)
                begin = mark.start()
        if begin is not None and len(window.text) - begin > MAX_RECORD_CHARACTERS:
            raise UserError(
                "a segment is too long",
                place=f"line {window.line_of(begin)}",
                allowed=f"up to {MAX_RECORD_CHARACTERS:,} characters",
            )
    end = len(window.text.rstrip())
    if begin is not None:
        yield window.segment(begin, end, _UNCLOSED)
    elif end and window.text[end - 1] != ">":
        yield window.segment(end, end, "the file ends within a tag")


class _Window:
    """The part of a text that is still needed.

    at  where to go on, an index into `text`
    """

    def __init__(self) -> None:
        self.text, self.at = "", 0
        self._done = 0.0
        self._line, self._counted = 1, 0  # the line of an index

    def add(self, chunk: Chunk, begin: int | None) -> int | None:
        """Add a chunk and drop what comes before `begin` or `at`; return the new `begin`."""
        keep = self.at if begin is None else begin
        self.line_of(keep)
        self.text, self.at, self._counted = self.text[keep:] + chunk.text, self.at - keep, 0
        self._done = chunk.done
        return None if begin is None else 0

    def next_mark(self) -> re.Match[str] | None:
        """Go past the next beginning or end of a segment, or of a comment."""
        mark = _MARK.search(self.text, self.at)
        # A mark may be cut at the end.
        self.at = max(self.at, len(self.text) - _LONGEST_MARK) if mark is None else mark.end()
        return mark

    def go_past(self, sign: str) -> bool:
        """Go past a sign; return whether it is there."""
        end = self.text.find(sign, self.at)
        self.at = max(self.at, len(self.text) - len(sign)) if end < 0 else end + len(sign)
        return end >= 0

    def line_of(self, at: int) -> int:
        """Return the line of an index, which must not be before that of the last call."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def segment(self, begin: int, end: int, fault: str) -> _Segment:
        """Return a segment."""
        return _Segment(self.text[begin:end], self.line_of(begin), fault, self._done)


def _fields(segment: _Segment) -> dict[str, str]:
    """Return the fields of a segment. Raises UserError with the line of a fault."""
    if segment.fault:
        raise UserError(
            f"{_NOT_XML}: {segment.fault}",
            place=f"line {segment.line}",
            allowed="segments from <segment> to </segment>",
        )
    reader = _Reader()
    try:
        reader.parser.Parse(segment.text, True)
    except expat.ExpatError as error:
        line, wrong = segment.line + error.lineno - 1, expat.ErrorString(error.code)
        raise UserError(f"{_NOT_XML}: {wrong}", place=f"line {line}") from None
    except RecursionError:
        raise UserError(
            "is nested too deeply",
            place=f"line {segment.line}",
            allowed=f"up to {MAX_RECORD_DEPTH} elements within each other",
        ) from None
    return reader.fields


class _Reader:
    """Collects the elements without children, by name in capitals without its prefix."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.parser: Any = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self._depth = 0
        self._text: list[str] | None = None

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_RECORD_DEPTH:
            raise RecursionError
        self._text = []

    def _data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._text is not None:
            value = "".join(self._text).strip()
            if value:
                self.fields[name.rpartition(":")[2].upper()] = value
        self._text = None


def _recognise(head: str) -> Recognition:
    is_xml = head.lstrip().startswith("<") and not is_web_page(head)
    return Recognition.LIKELY if is_xml else Recognition.NO


FORMAT = CatalogueFormat(
    title="XML", family=FAMILY, endings=(".xml",), recognise=_recognise, parse=read_xml
)
