"""The formats that can be opened, and one way to open them all."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.catalogues import catalogue_file
from orbitviz.formats.designs import design_file
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.formats.registry import Opened, Reader, file_filter, kind_of, recognised, titles
from orbitviz.formats.source import opened
from orbitviz.formats.text_file import head_of

READERS: tuple[Reader, ...] = (design_file.FORMAT, *catalogue_file.READERS)

# As file dialogs take them.
SAVE_FILTER = file_filter("Designs", (design_file.FORMAT,))
OPEN_FILTER = f"{file_filter('Designs and catalogues', READERS)};;{SAVE_FILTER};;All files (*)"


def open_file(path: str | Path, progress: Progress = no_progress) -> Opened:
    """Read a file of any format; the content decides, the ending only where it is unique.

    Raises UserError with file and place if it cannot be read, Cancelled if `progress` does.
    """
    file = Path(path)
    with opened(file, progress) as source:
        reader = _by_ending(source.content_name)
        if reader is None:
            head = head_of(source)
            reader = recognised(head, READERS)
        if reader is None:
            raise UserError(kind_of(head), file=file, allowed=titles(READERS))
        return reader.read(source, progress)


def open_named(name: str | Path, progress: Progress = no_progress) -> Opened:
    """Open a file, or where there is none of that name the built-in design with that id.

    Raises as `open_file` does.
    """
    if str(name) in builtin_ids() and not is_there(name):
        return Opened(designs=(read_builtin(str(name)),))
    return open_file(name, progress)


def _by_ending(name: str) -> Reader | None:
    ending = Path(name).suffix.lower()
    return next((form for form in READERS if form.owns_ending and ending in form.endings), None)
