"""The shot, and the tour, that the present view becomes."""

from __future__ import annotations

import os
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.captured import captured, seen
from orbitviz.engine.tours.shots import instants_of
from orbitviz.formats.designs.builtin_index import builtin_ids, builtin_path
from orbitviz.formats.tours.tour_draft import empty_tour
from orbitviz.model.source import COMPARED_DESIGN
from orbitviz.model.state import Document, State
from orbitviz.model.tour.shot_view import ShotView
from orbitviz.model.tour.time_span import TimeSpan
from orbitviz.model.tour.tour import Shot, Tour

_DURATION_S = 8.0
_FLIGHT_S = 4.0  # of the camera from the shot before
_SAME_TIME_S = 2.0 * 3_600.0  # the Earth looks nearly the same


def first_tour(state: State, design: str, folder: Path | None) -> Tour:
    """Return a tour without shots of what is open; layers that are hidden are so in all of it."""
    shown = seen(state)
    view = ShotView(show=shown.show, hide=shown.hide)
    paths = (one.path for one in state.catalogues.values())
    catalogues = tuple(_relative(path, folder) for path in paths if path is not None)
    tour = empty_tour(state.document.design.name, design)
    return tour.model_copy(update={"view": view, "catalogues": catalogues})


def added_shot(
    tour: Tour,
    number: int,
    state: State,
    snapshot: Snapshot,
    design: str,
    folder: Path | None,
) -> Shot:
    """Return a shot of what is seen in a state, to be put before the shot of a number.

    The camera flies to it from the shot before, and time goes on, unless it is another time.
    """
    found = captured(state, snapshot, tour.view)
    then = state.document.design.epoch_instant
    for shot in tour.shots[:number]:
        _, then = instants_of(shot, then)
    is_same_time = abs(snapshot.instant.seconds_since(then)) <= _SAME_TIME_S
    at = None if is_same_time else snapshot.instant.to_datetime().replace(microsecond=0)
    is_cut = number == 0 or at is not None
    other = state.designs.get(COMPARED_DESIGN)
    return Shot(
        name=f"Shot {number + 1}",
        duration_s=_DURATION_S,
        design=None if design == tour.design else design,
        compare=None if other is None else design_name(other, folder),
        reference=found.reference,
        time=TimeSpan(at=at, rate=None if found.rate == 1.0 else found.rate),
        fleet=found.fleet,
        view=found.view,
        camera=(found.key.model_copy(update={"at_s": 0.0 if is_cut else _FLIGHT_S}),),
    )


def design_name(document: Document, folder: Path | None) -> str:
    """Return how a tour names a design: its file, or the id of a built-in one.

    folder   of the tour, None while it has no file

    Raises UserError for a design that is in no file.
    """
    if document.path is not None:
        return _relative(document.path, folder)
    for identifier in builtin_ids():
        if builtin_path(identifier).read_text(encoding="utf-8") == document.text:
            return identifier
    raise UserError(
        f"the design “{document.design.name}” has no file that a tour could name",
        allowed="a design that is saved: File › Save",
    )


def _relative(path: Path, folder: Path | None) -> str:
    file = path.resolve()
    if folder is None:
        return str(file)
    try:
        near = Path(os.path.relpath(file, folder.resolve()))
    except ValueError:  # on another drive
        return str(file)
    return near.as_posix() if near.parts.count("..") <= 2 else str(file)
