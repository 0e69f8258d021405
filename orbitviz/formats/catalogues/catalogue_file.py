"""Catalogue files: the formats of element sets, and one way to read them all."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.catalogues import omm_csv, omm_json, omm_kvn, omm_xml, tle
from orbitviz.formats.catalogues.catalogue_format import CatalogueFormat
from orbitviz.formats.registry import Opened, Reader, is_web_page, recognised, titles
from orbitviz.formats.text_file import chunks_of_file, head_of
from orbitviz.orbits.sgp4.catalogue import Catalogue

FORMATS: tuple[CatalogueFormat, ...] = (
    tle.FORMAT,
    omm_csv.FORMAT,
    omm_json.FORMAT,
    omm_xml.FORMAT,
    omm_kvn.FORMAT,
)

MAX_CATALOGUE_BYTES = 1_000_000_000


def read_catalogue(path: str | Path, progress: Progress = no_progress) -> Catalogue:
    """Read a file of element sets of any format.

    Records that are wrong are left out; the catalogue lists them as refused. Raises UserError,
    with the line or record, if it is no such file or nothing in it is right; Cancelled if
    `progress` does.
    """
    file = Path(path)
    head = head_of(file)
    form = recognised(head, FORMATS)
    if form is None:
        wrong = "is a web page" if is_web_page(head) else "is not a catalogue"
        raise UserError(wrong, file=file, allowed=titles(FORMATS))
    return _read(form, file, progress)


def _read(form: CatalogueFormat, file: Path, progress: Progress) -> Catalogue:
    try:
        with closing(chunks_of_file(file, MAX_CATALOGUE_BYTES)) as chunks:
            builder = form.parse(chunks, progress)
    except UserError as error:
        raise error.at(file=file) from None
    if len(builder) == 0 and builder.first_refused is not None:
        raise builder.first_refused.at(file=file)
    if len(builder) == 0:
        raise UserError("contains no element sets", file=file, allowed=titles(FORMATS))
    return builder.catalogue(file, progress)


def _open(form: CatalogueFormat, file: Path, progress: Progress) -> Opened:
    return Opened(catalogues=(_read(form, file, progress),))


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
