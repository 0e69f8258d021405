"""OMM in XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.catalogues.omm import FAMILY, add_records, records_of
from orbitviz.formats.registry import Recognition, is_web_page
from orbitviz.formats.text_file import Chunk

_ROWS = 200  # some milliseconds


def read_xml(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in XML, of one message or of many."""
    builder = CatalogueBuilder()
    segments = _segments(chunks)
    while block := list(islice(segments, _ROWS)):
        rows = [fields for fields, _ in block]

        def place(row: int, first: int = builder.taken + 1) -> str:
            return f"segment {first + row}"

        add_records(records_of(rows, place), builder)
        yield_to_threads()
        progress(block[-1][1], READING)
    return builder


def _segments(chunks: Iterable[Chunk]) -> Iterator[tuple[dict[str, str], float]]:
    """Yield the fields of each segment and the share read; elements read are freed."""
    root, fields = ET.Element(""), dict[str, str]()
    for event, element, done in _events(chunks):
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


def _events(chunks: Iterable[Chunk]) -> Iterator[tuple[str, ET.Element, float]]:
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


def _recognise(head: str) -> Recognition:
    is_xml = head.lstrip().startswith("<") and not is_web_page(head)
    return Recognition.LIKELY if is_xml else Recognition.NO


FORMAT = CatalogueFormat(
    title="XML", family=FAMILY, endings=(".xml",), recognise=_recognise, parse=read_xml
)
