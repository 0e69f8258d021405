"""A tour with what it shows: its designs and catalogues, opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there
from orbitviz.base.near_words import did_you_mean
from orbitviz.base.progress import Progress, no_progress
from orbitviz.engine.on_stage import ShownLogo
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.formats.open_file import open_named
from orbitviz.formats.registry import Opened
from orbitviz.formats.tours.tour_file import TourFile
from orbitviz.model.compared import compare_with, stop_comparing
from orbitviz.model.state import Document, Playback, State
from orbitviz.orbits.sgp4.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class OpenedTour:
    """A tour and all that it names.

    documents   designs by the name that the tour gives them
    state       the design of the tour and its catalogues, at the epoch of the design
    logo        None for none
    """

    file: TourFile
    documents: Mapping[str, Document]
    state: State
    logo: ShownLogo | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as what was opened, not as files, which may not be there."""
        state = self.state
        opened = dict(self.documents), list(state.catalogues.values()), state.playback
        return _of_opened, (self.file, *opened, self.logo)

    @property
    def texts(self) -> list[str]:
        """What tells the files that are open from others."""
        designs = [document.text for document in self.documents.values()]
        catalogues = self.state.catalogues.values()
        logo = [] if self.logo is None else [sha256(self.logo.content).hexdigest()]
        about = (f"{one.name} {len(one)} {one.median_epoch}" for one in catalogues)
        return [*designs, *about, *logo]

    def document_of(self, shot: int) -> Document:
        """Return the design of a shot, as it was opened."""
        return self.documents[self.file.tour.shots[shot].design or self.file.tour.design]

    def state_with(self, shot: int, document: Document) -> State:
        """Return the state in which a shot has its design, edited, and what is beside it."""
        state = self.state
        if document is not state.document:
            state = state.with_document(document)
        other = self.file.tour.shots[shot].compare
        change = stop_comparing() if other is None else compare_with(self.documents[other])
        return change(state)


def open_tour(file: TourFile, progress: Progress = no_progress) -> OpenedTour:
    """Open what a tour names. Raises UserError with the file of the tour and the key."""
    tour = file.tour
    documents: dict[str, Document] = {}
    _add_design(documents, file, tour.design, progress, "design")
    for k, shot in enumerate(tour.shots):
        for key in ("design", "compare"):
            name = getattr(shot, key)
            if name is not None:
                _add_design(documents, file, name, progress, "shots", k, key)
    catalogues = [
        catalogue
        for k, name in enumerate(tour.catalogues)
        for catalogue in _open(file, name, progress, "catalogues", k).catalogues
    ]
    first = documents[tour.design]
    playback = Playback(first.design.epoch_instant, playing=False)
    return _of_opened(file, documents, catalogues, playback, _logo(file))


def _of_opened(
    file: TourFile,
    documents: Mapping[str, Document],
    catalogues: list[Catalogue],
    playback: Playback,
    logo: ShownLogo | None,
) -> OpenedTour:
    state = State.of(documents[file.tour.design], playback, catalogues)
    return OpenedTour(file, documents, state, logo)


def _logo(file: TourFile) -> ShownLogo | None:
    """Return the logo of a tour. Raises UserError if it is no picture."""
    tour = file.tour
    if tour.logo is None:
        return None
    try:
        content = (file.path.parent / tour.logo).read_bytes()
        with Image.open(BytesIO(content)) as picture:
            picture.load()  # all of it: to look at its head alone would not find that it is cut off
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        wrong = "is not there" if isinstance(error, FileNotFoundError) else "is no picture"
        problem = UserError(f'"{tour.logo}" {wrong}', allowed="a PNG or JPEG file")
        raise file.error_at(problem, "logo") from None
    return ShownLogo(content, tour.logo_place)


def _add_design(
    documents: dict[str, Document],
    file: TourFile,
    name: str,
    progress: Progress,
    *key: str | int,
) -> None:
    if name in documents:
        return
    opened = _open(file, name, progress, *key)
    if len(opened.designs) != 1:
        raise file.error_at(UserError(f'"{name}" is not a design'), *key)
    documents[name] = opened.designs[0]


def _open(file: TourFile, name: str, progress: Progress, *key: str | int) -> Opened:
    beside = file.path.parent / name
    # A name without an ending is that of a built-in design where no such file is beside the tour.
    where = beside if is_there(beside) or Path(name).suffix else name
    try:
        return open_named(where, progress)
    except UserError as error:
        if error.file is None or not is_there(error.file):
            hint = did_you_mean(name, builtin_ids())
            wrong = f'"{name}" cannot be opened: {error.wrong}{hint}'
            error = UserError(wrong, allowed=None if hint else error.allowed)
        raise file.error_at(error, *key) from None
