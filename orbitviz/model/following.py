"""What of a state follows its design when shells and satellites are numbered anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from orbitviz.model.camera import HOME
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.same_tables import same_tables
from orbitviz.model.members import Members
from orbitviz.model.ruler import followed as ruler_followed
from orbitviz.model.satellite_names import same_satellites
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, SourceId
from orbitviz.model.state import Document, State
from orbitviz.model.view import Ride, ViewOptions


def with_followed(state: State, document: Document, shells: Mapping[int, int]) -> State:
    """Return the state with another document; what is still there stays selected and hidden.

    shells   the new number of each shell that is still there
    """
    old, new = state.document.constellation, document.constellation
    if old is new:
        return state.with_document(document)

    def followed(members: Members) -> Members:
        rows = same_satellites(old, new, dict(shells), members.rows(MAIN_DESIGN))
        return members.with_rows(MAIN_DESIGN, rows)

    def one_followed(satellite: SatelliteKey) -> SatelliteKey | None:
        return next(iter(followed(Members.of([satellite]))), None)

    selection = state.selection
    members = followed(selection.members)
    after = state.with_document(
        document,
        hidden=followed_keys(state.hidden, shells),
        hidden_satellites=followed(state.hidden_satellites),
        view=_following(state.view, followed),
        ruler=ruler_followed(state.ruler, one_followed),
    )
    chosen = Selection(
        after.shells_of(members) if selection.members else followed_keys(selection.shells, shells),
        frozenset(followed(Members.of(selection.satellites))),
        members,
    )
    return replace(after, selection=chosen)


def shells_of_same_groups(old: Design, new: Design) -> dict[int, int]:
    """Return the shell of the new design for each of the old one: the same of the same group."""
    firsts = [_first_shells(design) for design in (old, new)]
    shells: dict[int, int] = {}
    for there, here in same_tables(old.groups, new.groups).items():
        before, after = firsts[0][here], firsts[1][there]
        count = min(old.groups[here].shells, new.groups[there].shells)
        shells.update({before + k: after + k for k in range(count)})
    return shells


def _first_shells(design: Design) -> list[int]:
    """Return the first shell of each group."""
    firsts, total = [], 0
    for group in design.groups:
        firsts.append(total)
        total += group.shells
    return firsts


def released(view: ViewOptions, source: SourceId) -> ViewOptions:
    """Return the view without a satellite of a source: back at home if its camera follows one."""
    camera = view.camera
    if camera.follows is not None and camera.follows.source == source:
        return replace(view, camera=replace(HOME, reference=camera.reference))
    if camera.neighbour is not None and camera.neighbour.source == source:
        return replace(view, camera=replace(camera, ride=Ride.LOCAL, neighbour=None))
    return view


def _following(view: ViewOptions, followed: Callable[[Members], Members]) -> ViewOptions:
    """Return the view with its camera on the same satellite, at home if there is none."""
    follows = view.camera.follows
    if follows is None or follows.source != MAIN_DESIGN:
        return view
    found = list(followed(Members.of([follows])))
    if not found:
        return released(view, MAIN_DESIGN)
    camera = replace(view.camera, follows=found[0])
    if camera.neighbour is not None and camera.neighbour.source == MAIN_DESIGN:
        camera = replace(camera, ride=Ride.LOCAL, neighbour=None)  # another may be nearest
    return replace(view, camera=camera)


def followed_keys(keys: Iterable[ShellKey], shells: Mapping[int, int]) -> frozenset[ShellKey]:
    """Return keys of shells as they are numbered now; those of other sources stay."""
    return frozenset(
        ShellKey(key.source, shells[key.shell]) if key.source == MAIN_DESIGN else key
        for key in keys
        if key.source != MAIN_DESIGN or key.shell in shells
    )
