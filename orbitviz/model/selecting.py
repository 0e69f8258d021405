"""Commands that select and hide: shells, one satellite, any number of satellites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from orbitviz.model.commands import set_visible
from orbitviz.model.members import NO_MEMBERS, Members, RowsBySource
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.model.store import Command

# So few satellites are marked and named one by one; of more the colours tell.
MOST_MARKED = 20


class Combining(StrEnum):
    """What becomes of the selection when further satellites are chosen."""

    REPLACE = "replace"
    ADD = "add"
    TAKE_AWAY = "take away"


def select(shells: Iterable[ShellKey], satellites: Iterable[SatelliteKey] = ()) -> Command:
    """Make shells, and satellites picked among them, the selection of the whole program."""
    chosen = Selection(frozenset(shells), frozenset(satellites))
    return lambda state: state if state.selection == chosen else replace(state, selection=chosen)


def select_satellites(rows: RowsBySource | Members) -> Command:
    """Make single satellites, and not the whole of their shells, the selection."""
    members = rows if isinstance(rows, Members) else Members(rows)

    def command(state: State) -> State:
        few = members if len(members) <= MOST_MARKED else ()
        chosen = Selection(state.shells_of(members), frozenset(few), members)
        return state if state.selection == chosen else replace(state, selection=chosen)

    return command


def select_pair(one: SatelliteKey, other: SatelliteKey) -> Command:
    """Select two satellites, and show how far apart they are as long as they are selected."""
    command = select_satellites(Members.of([one, other]))

    def as_pair(state: State) -> State:
        chosen = command(state)
        return replace(chosen, selection=replace(chosen.selection, is_pair=True))

    return as_pair


def combine_selection(members: Members, how: Combining) -> Command:
    """Select satellites alone, with those that are selected, or take them out of these."""

    def command(state: State) -> State:
        if how is Combining.REPLACE:
            chosen = members
        else:
            before = selected_members(state)
            chosen = before | members if how is Combining.ADD else before - members
            if chosen == before:
                return state
        if len(chosen) == 1:
            return pick_satellite(next(iter(chosen)))(state)
        return select_satellites(chosen)(state)

    return command


def pick_satellite(satellite: SatelliteKey | None, *, more: bool = False) -> Command:
    """Select a satellite and with it its shell, nothing for None.

    more   add it to the satellites that are selected, or take it out of them; where whole shells
           are, its shell
    """

    def command(state: State) -> State:
        old = state.selection
        if satellite is None:
            return state if more else select(())(state)
        shell = state.shell_of(satellite)
        if not more or not old:
            return select({shell}, {satellite})(state)
        if not old.members and not old.satellites:
            return select(old.shells ^ {shell})(state)
        chosen = (old.members or Members.of(old.satellites)) ^ Members.of([satellite])
        if len(chosen) > 1:
            return select_satellites(chosen)(state)
        return pick_satellite(next(iter(chosen), None))(state)

    return command


def selected_members(state: State) -> Members:
    """Return every satellite that is selected: the members, else the picked ones, else shells."""
    selection = state.selection
    if selection.members:
        return selection.members
    return Members.of(selection.satellites) or members_of(state, selection.shells)


def first_satellite(state: State) -> SatelliteKey | None:
    """Return the first of the single satellites that are selected."""
    chosen = sorted(state.selection.satellites)
    return chosen[0] if chosen else next(iter(state.selection.members), None)


def members_of(state: State, shells: Iterable[ShellKey]) -> Members:
    """Return all satellites of shells."""
    chosen = list(shells)
    rows: dict[SourceId, NDArray[np.int64]] = {}
    design = [key.shell for key in chosen if key.source == MAIN_DESIGN]
    if design:
        constellation = state.document.constellation
        marked = np.isin(constellation.plane_shell, design)
        rows[MAIN_DESIGN] = np.flatnonzero(marked[constellation.plane_index])
    for key in chosen:
        if key.source in state.catalogues:
            rows[key.source] = np.arange(len(state.catalogues[key.source]))
    return Members(rows)


def select_others_of_plane(state: State) -> State:
    """Select, with the satellites that are selected, all others of their planes.

    Objects of catalogues have no planes and stay as they are.
    """
    members = selected_members(state)
    constellation = state.document.constellation
    marked = np.zeros(len(constellation.plane_shell), bool)
    marked[constellation.plane_index[members.rows(MAIN_DESIGN)]] = True
    rows = np.flatnonzero(marked[constellation.plane_index])
    return select_satellites(members.with_rows(MAIN_DESIGN, rows))(state)


def select_others_of_shell(state: State) -> State:
    """Select the whole shells of the satellites that are selected."""
    return select(state.shells_of(selected_members(state)))(state)


def invert_selection(state: State) -> State:
    """Select what is shown and is not selected: whole shells where whole shells were."""
    selection = state.selection
    shown = state.all_shells - state.hidden
    if not selection.members:
        return select(shown - selection.shells)(state)
    rest = members_of(state, shown) - state.hidden_satellites
    return select_satellites(rest - selection.members)(state)


def toggle_selected(state: State) -> State:
    """Hide what is selected; show it again where all of it is hidden."""
    selection = state.selection
    if not selection.members:
        hidden = selection.shells <= state.hidden
        return set_visible(selection.shells, hidden)(state)
    members, before = selection.members, state.hidden_satellites
    is_hidden = len(members & before) == len(members)
    after = before - members if is_hidden else before | members
    return replace(state, hidden_satellites=after)


def isolate_selected(state: State) -> State:
    """Hide everything but what is selected."""
    selection = state.selection
    members = selection.members
    return replace(
        state,
        hidden=state.all_shells - selection.shells,
        hidden_satellites=members_of(state, selection.shells) - members if members else NO_MEMBERS,
    )


def show_everything(state: State) -> State:
    """Hide nothing."""
    return replace(state, hidden=frozenset(), hidden_satellites=NO_MEMBERS)
