"""Catalogue files: the formats of element sets, as readers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.formats.catalogues import omm_csv, omm_json, omm_kvn, omm_xml, tle
from orbitviz.formats.catalogues.catalogue_builder import READING
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.limits import MAX_CATALOGUE_BYTES
from orbitviz.formats.registry import Opened, Reader, titles
from orbitviz.formats.source import Source
from orbitviz.formats.text_file import Chunk, chunks_of_file
from orbitviz.orbits.sgp4.catalogue import Catalogue

FORMATS: tuple[CatalogueFormat, ...] = (
    tle.FORMAT,
    omm_csv.FORMAT,
    omm_json.FORMAT,
    omm_xml.FORMAT,
    omm_kvn.FORMAT,
)


def _read(form: CatalogueFormat, source: Source, progress: Progress) -> Catalogue:
    """Read element sets of one format.

    Records that are wrong are left out; the catalogue lists them as refused. Raises UserError,
    with the line or record, if nothing in it is right; Cancelled if `progress` does.
    """
    file = source.path
    try:
        builder = form.parse(_heard(source, progress), progress)
    except UserError as error:
        raise error.at(file=file) from None
    if len(builder) == 0 and builder.first_refused is not None:
        raise builder.first_refused.at(file=file)
    if len(builder) == 0:
        raise UserError("contains no element sets", file=file, allowed=titles(FORMATS))
    return builder.catalogue(file, progress)


def _heard(source: Source, progress: Progress) -> Iterator[Chunk]:
    """Yield the text of a file; `progress` hears of every part, also of one without records."""
    for chunk in chunks_of_file(source, MAX_CATALOGUE_BYTES):
        yield chunk
        progress(chunk.done, READING)


def _open(form: CatalogueFormat, source: Source, progress: Progress) -> Opened:
    return Opened(catalogues=(_read(form, source, progress),))


READERS = tuple(
    Reader(
        title=form.title,
        family=form.family,
        endings=form.endings,
        recognise=form.recognise,
        read=partial(_open, form),
    )
    for form in FORMATS
)
