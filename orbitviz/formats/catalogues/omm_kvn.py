"""OMM in KVN, lines of KEY = VALUE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.catalogues.omm import FAMILY, add_records, records_of
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk, whole_lines

_ROWS = 200  # some milliseconds
_LINE = re.compile(r"\s*([A-Z_0-9]+)\s*=\s*(.*?)\s*(?:\[[^\]]*\])?\s*")
_FIELD = re.compile(r"^\s*(CCSDS_OMM_VERS|MEAN_MOTION|EPOCH|OBJECT_NAME)\s*=", re.MULTILINE)


def read_kvn(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in KVN (KEY = VALUE), of one message or of many."""
    builder = CatalogueBuilder()
    messages = _messages(chunks)
    while block := list(islice(messages, _ROWS)):
        rows, starts = [fields for fields, _, _ in block], [start for _, start, _ in block]

        def place(row: int, starts: list[int] = starts) -> str:
            return f"message at line {starts[row]}"

        add_records(records_of(rows, place), builder)
        yield_to_threads()
        progress(block[-1][2], READING)
    return builder


def _messages(chunks: Iterable[Chunk]) -> Iterator[tuple[dict[str, str], int, float]]:
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
            match = _LINE.fullmatch(line)
            if match is None:
                raise UserError(
                    f'"{line.strip()[:40]}" is not a field',
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


def _recognise(head: str) -> Recognition:
    return Recognition.CERTAIN if _FIELD.search(head) else Recognition.NO


FORMAT = CatalogueFormat(
    title="KVN", family=FAMILY, endings=(".kvn", ".omm"), recognise=_recognise, parse=read_kvn
)
