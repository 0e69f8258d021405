"""A tour while it is edited: its text, which is the truth, and what the text says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there, write_atomically
from orbitviz.formats.source import opened
from orbitviz.formats.toml_text import toml_tables, toml_text
from orbitviz.formats.tours import tour_edit
from orbitviz.formats.tours.tour_file import TourFile, parse_tour
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.tour.shot_edits import begins_with_cut, with_cut
from orbitviz.model.tour.tour import MAX_SHOTS, Shot, Tour

_ANY_SHOT = '[[shots]]\nname = "any"\nduration_s = 1\n'  # without one nothing is a tour


@dataclass(frozen=True, eq=False)
class TourDraft:
    """A tour as it is edited; every edit is another one, so that undo restores every byte.

    text   of the file, lines ended by a single newline
    tour   what it says; unlike that of a file it may have no shots yet
    path   the file, None for one that was never saved
    newline   what ends the lines of the file
    """

    text: str
    tour: Tour
    path: Path | None = None
    newline: str = "\n"

    @property
    def file(self) -> TourFile:
        """The tour as a file would have it. Raises UserError while it has no shots."""
        if not self.tour.shots:
            raise UserError("the tour has no shots yet", allowed="at least one shot")
        return parse_tour(self.text, self.path or Path("a new tour"))

    def with_shot(self, number: int, shot: Shot) -> TourDraft:
        """Return the draft with a shot, from 0, changed."""
        old = self.tour.shots[number]
        if shot == old:
            return self
        shots = (*self.tour.shots[:number], shot, *self.tour.shots[number + 1 :])
        return self._with(tour_edit.with_shot(self.text, number, old, shot), shots)

    def with_new_shot(self, number: int, shot: Shot) -> TourDraft:
        """Return the draft with one more shot before that of a number."""
        text = tour_edit.with_new_shot(self.text, number, shot)
        return self._with(text, (*self.tour.shots[:number], shot, *self.tour.shots[number:]))

    def with_copy(self, number: int) -> TourDraft:
        """Return the draft with a shot twice; the second one has a name of its own."""
        old = self.tour.shots[number]
        new = old.model_copy(update={"name": self.free_name(old.name)})
        text = tour_edit.with_copy(self.text, number, old, new)
        return self._with(
            text, (*self.tour.shots[: number + 1], new, *self.tour.shots[number + 1 :])
        )

    def with_order(self, order: Sequence[int]) -> TourDraft:
        """Return the draft with its shots in another order, those that are left out removed."""
        text = tour_edit.with_order(self.text, order)
        return self._with(text, tuple(self.tour.shots[k] for k in order))

    def with_head(self, tour: Tour) -> TourDraft:
        """Return the draft with title, design and view of a tour. Raises UserError."""
        wanted = tour.model_copy(update={"shots": self.tour.shots})
        if wanted == self.tour:
            return self
        _check_head(wanted)
        text = tour_edit.with_head(self.text, self.tour, wanted)
        return self._checked(text, wanted)

    def free_name(self, name: str) -> str:
        """Return a name that no shot has: this one, or one with a number behind it."""
        known = {shot.name for shot in self.tour.shots}
        stem = name.rstrip("0123456789").rstrip() or name
        names = (f"{stem} {k}" for k in range(2, len(known) + 3))
        return name if name not in known else next(one for one in names if one not in known)

    def _with(self, text: str, shots: tuple[Shot, ...]) -> TourDraft:
        if len(shots) > MAX_SHOTS:
            raise UserError(f"a tour of {len(shots):,} shots", allowed=f"at most {MAX_SHOTS}")
        if shots and shots[0].camera and not begins_with_cut(shots[0]):
            # There is no shot before it from which the camera could come.
            first = with_cut(shots[0])
            text = tour_edit.with_shot(text, 0, shots[0], first)
            shots = (first, *shots[1:])
        return self._checked(text, self.tour.model_copy(update={"shots": shots}))

    def _checked(self, text: str, tour: Tour) -> TourDraft:
        """Return the draft; where the text is not what it was to become, it is written anew."""
        try:
            found = _tour_of(text, self.path)
        except UserError:
            found = None
        if found is None or not tour_edit.says_same(found, tour):
            return replace(self, text=tour_edit.written(tour), tour=tour)
        return replace(self, text=text, tour=found)


def new_draft(tour: Tour) -> TourDraft:
    """Return a tour that has no file yet."""
    return TourDraft(tour_edit.written(tour), tour)


def empty_tour(title: str, design: str) -> Tour:
    """Return a tour without shots."""
    return Tour.model_construct(format="orbitviz-tour/1", title=title, design=design, shots=())


def read_draft(path: Path) -> TourDraft:
    """Return the tour of a file. Raises UserError with file, line and key."""
    with opened(path) as source:
        text = toml_text(source)
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    tour = _tour_of(text, path)
    return TourDraft(tour_edit.in_blocks(text, tour), tour, path, newline)


def save_draft(draft: TourDraft, path: Path) -> TourDraft:
    """Write a tour to a file, in which designs, catalogues and logo are named as seen from there.

    Raises UserError if it cannot be written; the old file then stays.
    """
    draft.file  # noqa: B018  # what no other program could read is not written
    moved = _seen_from(draft, path.parent)
    write_atomically(path, moved.text.replace("\n", moved.newline))
    return replace(moved, path=path)


def is_changed_outside(draft: TourDraft, saved_text: str) -> bool:
    """Whether the file of a draft is no longer as it was read or written here last."""
    if draft.path is None or not is_there(draft.path):
        return False
    try:
        return read_draft(draft.path).text != saved_text
    except UserError:
        return True


def _seen_from(draft: TourDraft, folder: Path) -> TourDraft:
    """Return the draft with its files named relative to a folder."""
    here = draft.path.parent if draft.path is not None else Path()
    if draft.path is not None and here.resolve() == folder.resolve():
        return draft

    def moved(name: str | None) -> str | None:
        if name is None or not (here / name).is_file():
            return name
        file = (here / name).resolve()
        try:
            near = Path(os.path.relpath(file, folder.resolve()))
        except ValueError:  # on another drive
            return str(file)
        return near.as_posix() if near.parts.count("..") <= 2 else str(file)

    tour = draft.tour
    for number, shot in enumerate(tour.shots):
        names = {"design": moved(shot.design), "compare": moved(shot.compare)}
        draft = draft.with_shot(number, shot.model_copy(update=names))
    catalogues = tuple(str(moved(name)) for name in tour.catalogues)
    head = {
        "design": moved(tour.design),
        "catalogues": catalogues,
        "logo": moved(tour.logo),
    }
    return draft.with_head(tour.model_copy(update=head))


def _tour_of(text: str, path: Path | None) -> Tour:
    """Return what a text says, which may have no shots. Raises UserError."""
    file = path or Path("a new tour")
    if "shots" in toml_tables(text, file):
        return parse_tour(text, file).tour
    return parse_tour(f"{text}\n{_ANY_SHOT}", file).tour.model_copy(update={"shots": ()})


def _check_head(tour: Tour) -> None:
    """Raise UserError if title, design or view are not allowed."""
    data = tour.model_dump(exclude_defaults=True)
    data["shots"] = [{"name": "any", "duration_s": 1}]
    try:
        Tour.model_validate(data)
    except ValidationError as error:
        raise to_user_error(error, Tour, TableKeys("tour")) from None
