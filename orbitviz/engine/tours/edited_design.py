"""The design as a tour has changed it by a time of a shot."""

from __future__ import annotations

from collections.abc import Sequence

from orbitviz.base.errors import UserError
from orbitviz.engine.tours.opened_tour import OpenedTour
from orbitviz.engine.tours.shots import unknown_name
from orbitviz.model.design.builtin import BUILTIN
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.model.group_edits import set_group_field
from orbitviz.model.state import Document
from orbitviz.model.tour.easing import between_keys
from orbitviz.model.tour.value_track import ValueTrack


class EditedDesign:
    """Makes the documents of a tour, the same object as long as its values are the same."""

    def __init__(self, opened: OpenedTour) -> None:
        self._opened, self._file = opened, opened.file
        self._key: tuple[int, tuple[float, ...]] = (-1, ())  # shot and values of the last one
        self._document = opened.document_of(0)

    def at(self, shot: int, time_s: float) -> Document:
        """Return the document at a time of a shot, s. Raises UserError."""
        tracks = self._file.tour.shots[shot].values
        values = tuple(between_keys(one.at_s, one.values, one.ease, time_s) for one in tracks)
        if not tracks:
            return self._opened.document_of(shot)
        if self._key != (shot, values):
            self._key, self._document = (shot, values), self._with(shot, tracks, values)
        return self._document

    def _with(self, shot: int, tracks: Sequence[ValueTrack], values: Sequence[float]) -> Document:
        document = self._opened.document_of(shot)
        for k, (track, value) in enumerate(zip(tracks, values, strict=True)):
            try:
                document = _with_value(document, track, value)
            except UserError as error:
                wrong = f"{track.key} {error.wrong}" if error.place else error.wrong
                raise self._file.error_at(
                    UserError(wrong, allowed=error.allowed), "shots", shot, "values", k
                ) from None
        return document


def _with_value(document: Document, track: ValueTrack, value: float) -> Document:
    path = tuple(track.key.split("."))
    if track.group is not None:
        names = document.design.group_names
        if track.group not in names:
            raise unknown_name(track.group, "group", names)
        return set_group_field(document, names.index(track.group), path, value)
    name = track.satellite or ""
    known = list(dict.fromkeys([*document.design.satellites, *BUILTIN]))
    if name not in known:
        raise unknown_name(name, "satellite design", known)
    try:
        return set_satellite_value(document, name, path, value)
    except (KeyError, TypeError):
        raise UserError(f'"{track.key}" is no number of a satellite design') from None
