"""A second design beside the one that is shown and edited: the same view of it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np

from orbitviz.model.following import followed_keys
from orbitviz.model.members import Members
from orbitviz.model.satellite_names import same_satellites, same_shells
from orbitviz.model.selecting import pick_satellite, select
from orbitviz.model.selection import Selection
from orbitviz.model.source import COMPARED_DESIGN, MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import Document, State
from orbitviz.model.store import Command
from orbitviz.model.view import Comparing


def compare_with(document: Document) -> Command:
    """Show a design beside the open one; nothing else changes."""

    def command(state: State) -> State:
        designs = MappingProxyType({**state.designs, COMPARED_DESIGN: document})
        return replace(state, designs=designs)

    return command


def stop_comparing() -> Command:
    """Show the open design alone."""

    def command(state: State) -> State:
        if COMPARED_DESIGN not in state.designs:
            return state
        return replace(state, designs=MappingProxyType({MAIN_DESIGN: state.designs[MAIN_DESIGN]}))

    return command


def set_comparing(comparing: Comparing) -> Command:
    """Show two designs side by side, or one over the other."""
    return lambda state: replace(state, view=replace(state.view, comparing=comparing))


def set_wipe(share: float) -> Command:
    """Put the line between two designs at a share of the width of the picture, 0 to 1."""
    inside = min(max(share, 0.0), 1.0)
    return lambda state: replace(state, view=replace(state.view, wipe_share=inside))


def compared_document(state: State) -> Document | None:
    """Return the design beside the open one, None if there is none."""
    return state.designs.get(COMPARED_DESIGN)


def pick_in_other(satellite: SatelliteKey | None, *, more: bool = False) -> Command:
    """Select what stands for a satellite of the other design: the one at its place, or its shell.

    satellite   as the state of other_side names it; nothing is selected for None
    """

    def command(state: State) -> State:
        other = other_side(state)
        if other is None or satellite is None or satellite.source != MAIN_DESIGN:
            return pick_satellite(satellite, more=more)(state)
        old, new = other.document.constellation, state.document.constellation
        shells = same_shells(old, new)
        rows = same_satellites(old, new, shells, np.array([satellite.row]))
        if len(rows):
            return pick_satellite(SatelliteKey(MAIN_DESIGN, int(rows[0])), more=more)(state)
        shell = shells.get(other.shell_of(satellite).shell)
        return state if shell is None else select({ShellKey(MAIN_DESIGN, shell)})(state)

    return command


class OtherSide:
    """The state with both designs changed over, kept while the state is the same."""

    def __init__(self) -> None:
        self._known: tuple[State, State | None] | None = None

    def of(self, state: State) -> State | None:
        """Return the state in which the other design is the one shown, None without one."""
        if self._known is None or self._known[0] is not state:
            self._known = state, other_side(state)
        return self._known[1]


def other_side(state: State) -> State | None:
    """Return the state in which the design beside the open one is shown, None without one.

    Shells of the same name, and satellites at the same place in them, are selected and hidden.
    """
    other = compared_document(state)
    if other is None:
        return None
    old, new = state.document.constellation, other.constellation
    shells = same_shells(old, new)

    def members(of: Members) -> Members:
        rows = of.rows(MAIN_DESIGN)
        if not len(rows):
            return of
        return of.with_rows(MAIN_DESIGN, same_satellites(old, new, shells, rows))

    selection = state.selection
    return replace(
        state,
        designs=MappingProxyType({MAIN_DESIGN: other, COMPARED_DESIGN: state.document}),
        selection=Selection(
            followed_keys(selection.shells, shells),
            frozenset(members(Members.of(selection.satellites))),
            members(selection.members),
        ),
        hidden=followed_keys(state.hidden, shells),
        hidden_satellites=members(state.hidden_satellites),
        ruler=None,
        route=None,
    )
