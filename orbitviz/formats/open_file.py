"""One door for every file that can be opened."""

from __future__ import annotations

import re
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.catalogues.catalogue_file import KINDS, read_catalogue, reader_for
from orbitviz.formats.designs.design_file import read_design
from orbitviz.formats.text_file import head_of
from orbitviz.model.state import Document
from orbitviz.orbits.catalogue import Catalogue

_TOML = re.compile(r'^\s*(\[\[?\s*[\w."-]+\s*\]\]?|[\w"-]+\s*=\s*\S)', re.MULTILINE)
_DESIGN_SUFFIX = ".toml"


def open_file(path: str | Path, progress: Progress = no_progress) -> Document | Catalogue:
    """Read a design or a catalogue; the content decides, the ending only where it cannot.

    Raises UserError with file and place if it cannot be read, Cancelled if `progress` does.
    """
    file = Path(path)
    if file.suffix.lower() == _DESIGN_SUFFIX:
        return read_design(file)
    head = head_of(file)
    is_toml_table = re.search(r"^\s*\[\[groups\]\]|^\s*format\s*=", head, re.MULTILINE)
    if is_toml_table:
        return read_design(file)
    if reader_for(head) is not None:
        return read_catalogue(file, progress)
    if _TOML.match(head):
        return read_design(file)
    raise UserError(
        "is neither a design nor a catalogue",
        file=file,
        allowed=f"a design in TOML, or {KINDS}",
    )
