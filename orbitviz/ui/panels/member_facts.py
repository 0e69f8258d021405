"""What can be said about single satellites that are selected: how many, of which groups."""

from __future__ import annotations

from orbitviz.base.units import share_text
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.state import Document, State
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.shells.rows import design_groups, groups_of

_MOST_GROUPS = 12


def members_title(state: State) -> str:
    """Return how many single satellites are selected and what they fly in."""
    members, shells = state.selection.members, state.selection.shells
    of_design = [key for key in shells if key.source == MAIN_DESIGN]
    parts = []
    if of_design:
        count = len(members.rows(MAIN_DESIGN))
        satellites = "satellite" if count == 1 else "satellites"
        parts.append(f"{count:,} {satellites} of {_shells_text(state, of_design)}")
    for source in state.selection.catalogues:
        count = len(members.rows(source))
        objects = "object" if count == 1 else "objects"
        parts.append(f"{count:,} {objects} of {state.catalogues[source].name}")
    return ", ".join(parts)


def _shells_text(state: State, keys: list[ShellKey]) -> str:
    if len(keys) > 1:
        return f"{len(keys):,} shells"
    for group in groups_of(state):
        for shell in group.shells:
            if shell.key == keys[0]:
                return group.name if group.is_leaf else f"{group.name} · {shell.name}"
    return "1 shell"


def group_cards(document: Document, part: Document) -> tuple[Card, ...]:
    """Return a card with the number of selected satellites of each group; none of one group.

    part   the document with the selected satellites alone
    """
    rows = [
        (chosen.name, chosen.count, whole.count)
        for chosen, whole in zip(design_groups(part), design_groups(document), strict=True)
        if chosen.count
    ]
    if len(rows) < 2:
        return ()
    facts = tuple(
        Fact(name, f"{count:,}", f"{share_text(count / of)} of the {of:,} satellites of the group.")
        for name, count, of in rows[:_MOST_GROUPS]
    )
    others = len(rows) - _MOST_GROUPS
    return (Card("Groups", facts, (f"and {others:,} more groups",) if others > 0 else ()),)
