"""OMM in KVN, lines of KEY = VALUE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.formats.catalogues.catalogue_builder import READING, CatalogueBuilder
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.catalogues.field_values import shown
from orbitviz.formats.catalogues.omm import FAMILY, add_records, records_of
from orbitviz.formats.registry import Recognition
from orbitviz.formats.text_file import Chunk, whole_lines

_ROWS = 200  # some milliseconds
_KEY = re.compile(r"[A-Za-z_0-9]+")
# Designs in TOML have an epoch in small letters too.
_FIELD = re.compile(
    r"^[ \t]*((?i:CCSDS_OMM_VERS|MEAN_MOTION)|EPOCH|OBJECT_NAME)[ \t]*=", re.MULTILINE
)


def read_kvn(chunks: Iterable[Chunk], progress: Progress = no_progress) -> CatalogueBuilder:
    """Return the objects of an OMM file in KVN (KEY = VALUE), of one message or of many."""
    builder = CatalogueBuilder()
    messages = _messages(chunks, builder)
    while block := list(islice(messages, _ROWS)):
        rows, starts = [fields for fields, _, _ in block], [start for _, start, _ in block]

        def place(row: int, starts: list[int] = starts) -> str:
            return f"message at line {starts[row]}"

        add_records(records_of(rows, place), builder)
        yield_to_threads()
        progress(block[-1][2], READING)
    return builder


def _messages(
    chunks: Iterable[Chunk], builder: CatalogueBuilder
) -> Iterator[tuple[dict[str, str], int, float]]:
    """Yield the fields of each message, its first line, and the share of the text read.

    The builder hears of lines that are no fields.
    """
    fields: dict[str, str] = {}
    start = number = 0
    done = 0.0
    for chunk in whole_lines(chunks):
        done = chunk.done
        for line in chunk.text.splitlines():
            number += 1
            if not line.strip() or line.lstrip().startswith("COMMENT"):
                continue
            key, value = _field(line)
            if not key:
                builder.refuse(
                    UserError(
                        f"{shown(line.strip())} is not a field",
                        place=f"line {number}",
                        allowed="lines such as MEAN_MOTION = 15.5",
                    )
                )
                continue
            # A message begins with its version, or where a field comes for the second time.
            if not fields or key == "CCSDS_OMM_VERS" or key in fields:
                if fields:
                    yield fields, start, done
                fields, start = {}, number
            fields[key] = value
    if fields:
        yield fields, start, done


def _field(line: str) -> tuple[str, str]:
    """Return name, in capitals, and value without its unit; two times "" if it is no field."""
    key, sign, value = (part.strip() for part in line.partition("="))
    if not sign or not _KEY.fullmatch(key):
        return "", ""
    if value.endswith("]"):
        value = value[: value.rfind("[")].rstrip() if "[" in value else value
    return key.upper(), value


def _recognise(head: str) -> Recognition:
    return Recognition.CERTAIN if _FIELD.search(head) else Recognition.NO


FORMAT = CatalogueFormat(
    title="KVN", family=FAMILY, endings=(".kvn", ".omm"), recognise=_recognise, parse=read_kvn
)
