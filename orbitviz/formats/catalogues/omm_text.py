"""Readers of OMM in XML and in KVN."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, give_way, no_progress
from orbitviz.formats.catalogues.gathering import READING, Gathered
from orbitviz.formats.catalogues.omm import gather, records_of
from orbitviz.formats.text_file import Chunk, whole_lines

_ROWS = 200  # some milliseconds
_KVN_LINE = re.compile(r"\s*([A-Z_0-9]+)\s*=\s*(.*?)\s*(?:\[[^\]]*\])?\s*")


def read_xml(chunks: Iterable[Chunk], progress: Progress = no_progress) -> Gathered:
    """Return the objects of an OMM file in XML, of one message or of many."""
    gathered = Gathered()
    segments = _xml_segments(chunks)
    while block := list(islice(segments, _ROWS)):
        rows = [fields for fields, _ in block]

        def place(row: int, first: int = len(gathered) + 1) -> str:
            return f"segment {first + row}"

        gather(records_of(rows, place), gathered)
        give_way()
        progress(block[-1][1], READING)
    return gathered


def _xml_segments(chunks: Iterable[Chunk]) -> Iterator[tuple[dict[str, str], float]]:
    """Yield the fields of each segment and the share read; what was read is let go of at once."""
    root, fields = ET.Element(""), dict[str, str]()
    for event, element, done in _xml_events(chunks):
        if event == "start":
            root = root if root.tag else element
            continue
        name = element.tag.rpartition("}")[2]
        if name == "segment":
            yield fields, done
            fields = {}
            element.clear()
            root.clear()
        elif len(element) == 0 and element.text:
            fields[name.upper()] = element.text.strip()


def _xml_events(chunks: Iterable[Chunk]) -> Iterator[tuple[str, ET.Element, float]]:
    """Yield beginnings and ends of elements and the share read."""
    parser: Any = ET.XMLPullParser(("start", "end"))
    done = 0.0
    try:
        for chunk in chunks:
            done = chunk.done
            parser.feed(chunk.text)
            for event, element in parser.read_events():
                yield event, element, done
        parser.close()
        for event, element in parser.read_events():
            yield event, element, done
    except ET.ParseError as error:
        line, column = error.position
        raise UserError("not XML", place=f"line {line}, column {column + 1}") from None


def read_kvn(chunks: Iterable[Chunk], progress: Progress = no_progress) -> Gathered:
    """Return the objects of an OMM file in KVN (KEY = VALUE), of one message or of many."""
    gathered = Gathered()
    messages = _kvn_messages(chunks)
    while block := list(islice(messages, _ROWS)):
        rows, starts = [fields for fields, _, _ in block], [start for _, start, _ in block]

        def place(row: int, starts: list[int] = starts) -> str:
            return f"message at line {starts[row]}"

        gather(records_of(rows, place), gathered)
        give_way()
        progress(block[-1][2], READING)
    return gathered


def _kvn_messages(chunks: Iterable[Chunk]) -> Iterator[tuple[dict[str, str], int, float]]:
    """Yield the fields of each message, its first line, and the share of the text read."""
    fields: dict[str, str] = {}
    start = number = 0
    done = 0.0
    for chunk in whole_lines(chunks):
        done = chunk.done
        for line in chunk.text.splitlines():
            number += 1
            if not line.strip() or line.lstrip().startswith("COMMENT"):
                continue
            match = _KVN_LINE.fullmatch(line)
            if match is None:
                raise UserError(
                    f'"{line.strip()[:40]}" is no field',
                    place=f"line {number}",
                    allowed="lines such as MEAN_MOTION = 15.5",
                )
            key, value = match[1], match[2]
            # A message begins with its version, or where a field comes for the second time.
            if not fields or key == "CCSDS_OMM_VERS" or key in fields:
                if fields:
                    yield fields, start, done
                fields, start = {}, number
            fields[key] = value
    if fields:
        yield fields, start, done
