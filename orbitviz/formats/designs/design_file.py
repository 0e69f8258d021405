"""Designs as TOML files: every mistake is one clear sentence, comments survive saving."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there, write_atomically
from orbitviz.base.progress import Progress
from orbitviz.formats.designs.toml_edit import edited, written
from orbitviz.formats.registry import Opened, Reader, Recognition
from orbitviz.formats.source import Source, opened
from orbitviz.formats.toml_lines import TomlPlaces
from orbitviz.formats.toml_model import model_from
from orbitviz.formats.toml_text import toml_tables, toml_text
from orbitviz.model.design.constellation import FORMAT as VERSION
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.model.design.key_path import KeyLocator, TableKeys
from orbitviz.model.state import Document

_DESIGN_KEYS = re.compile(r"^[ \t]*\[\[groups\]\]|^[ \t]*format[ \t]*=", re.MULTILINE)
_TOML = re.compile(r'^\s*+(?!CCSDS_)(\[\[?\s*[\w."-]+\s*\]\]?|[\w"-]+\s*=\s*\S)', re.MULTILINE)


def read_design(path: str | Path) -> Document:
    """Read a design file. Raises UserError with file, line and key on the first mistake."""
    with opened(Path(path)) as source:
        return _read(source)


def parse_design(text: str, path: Path | None = None) -> Document:
    """Read a design from the text of a file; `path` is where it came from. Raises UserError."""
    design = design_from(text, path)
    return Document(
        design, expand(design), path=path, saved=design, text=text, on_disk=_digest(text)
    )


def design_from(text: str, path: Path | None = None) -> Design:
    """Return the design that a TOML text describes, not expanded. Raises UserError."""
    return model_from(text, path, Design, VERSION)[0]


def save_design(document: Document, path: str | Path) -> Document:
    """Write the design to `path` and return the document as saved.

    The text the design was read from is edited, so its comments and order stay, and only what
    was changed changes. Raises UserError if the file cannot be written; the old one then stays.
    """
    file = Path(path)
    text = design_text(document)
    write_atomically(file, text)
    return replace(document, path=file, saved=document.design, text=text, on_disk=_digest(text))


def is_changed_outside(document: Document) -> bool:
    """Whether the file of a document is no longer as it was read or written here last."""
    if document.path is None or not document.on_disk or not is_there(document.path):
        return False
    try:
        with opened(document.path) as source:
            return _digest(toml_text(source)) != document.on_disk
    except UserError:  # it is no design any more
        return True


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def design_text(document: Document) -> str:
    """Return the TOML text of the design as `save_design` writes it."""
    if document.text:
        text = edited(document.text, design_from(document.text), document.design)
        if design_from(text) == document.design:
            return text
    return written(document.design)


def places_of(document: Document) -> KeyLocator:
    """Return where the keys of a design stand in its text."""
    text = document.text if document.design == document.saved else ""
    return TomlPlaces(text, toml_tables(text, document.path)) if text else TableKeys()


def _read(source: Source) -> Document:
    document = parse_design(toml_text(source), source.path)
    # What came out of a pipe or an archive cannot be saved there.
    return document if source.can_be_saved else replace(document, path=None)


def _recognise(head: str) -> Recognition:
    if _DESIGN_KEYS.search(head):
        return Recognition.CERTAIN
    return Recognition.POSSIBLE if _TOML.match(head) else Recognition.NO


def _open(source: Source, _progress: Progress) -> Opened:
    return Opened(designs=(_read(source),))


FORMAT = Reader(
    title="TOML",
    family="a design in",
    endings=(".toml",),
    owns_ending=True,
    recognise=_recognise,
    read=_open,
)
