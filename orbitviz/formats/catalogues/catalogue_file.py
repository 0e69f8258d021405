"""Catalogue files: what kind a file is, by its content, and its reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.catalogues.gathering import Gathered
from orbitviz.formats.catalogues.omm_csv import read_csv
from orbitviz.formats.catalogues.omm_json import read_json
from orbitviz.formats.catalogues.omm_text import read_kvn, read_xml
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.text_file import Chunk, chunks_of_file, head_of
from orbitviz.orbits.catalogue import Catalogue

Reader = Callable[[Iterable[Chunk], Progress], Gathered]

MAX_CATALOGUE_BYTES = 1_000_000_000
KINDS = "TLE or 3LE, or OMM in CSV, JSON, XML or KVN"

_TLE = re.compile(r"^1 [ 0-9A-Z][ 0-9]{4}", re.MULTILINE)
_KVN = re.compile(r"^\s*(CCSDS_OMM_VERS|MEAN_MOTION|EPOCH|OBJECT_NAME)\s*=", re.MULTILINE)


def read_catalogue(path: str | Path, progress: Progress = no_progress) -> Catalogue:
    """Read a file of element sets of any kind.

    Raises UserError, with the line or record, if it is no such file or anything in it is wrong;
    Cancelled if `progress` does. Nothing of a file is kept that has a fault.
    """
    file = Path(path)
    reader = reader_for(head_of(file))
    if reader is None:
        raise UserError("is no catalogue", file=file, allowed=KINDS)
    try:
        with closing(chunks_of_file(file, MAX_CATALOGUE_BYTES)) as chunks:
            gathered = reader(chunks, progress)
    except UserError as error:
        raise error.at(file=file) from None
    if len(gathered) == 0:
        raise UserError("has no element sets in it", file=file, allowed=KINDS)
    return gathered.catalogue(file, progress)


def reader_for(head: str) -> Reader | None:
    """Return the reader of a file that begins with `head`, None if it is no catalogue."""
    start = head.lstrip()
    if start.startswith(("[", "{")):
        return read_json
    if start.startswith("<"):
        return read_xml
    first_line = start.partition("\n")[0].upper()
    if "," in first_line and any(
        name in first_line for name in ("MEAN_MOTION", "NORAD_CAT_ID", "OBJECT_NAME", "EPOCH")
    ):
        return read_csv
    if _KVN.search(head):
        return read_kvn
    return read_tle if _TLE.search(head) else None
