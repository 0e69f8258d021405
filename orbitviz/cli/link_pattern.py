"""The option --links of the verbs that need links, and designs that have none."""

from __future__ import annotations

from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.design.links import CLUSTER, IN_PLANE, NONE, PLUS_GRID, Links
from orbitviz.model.state import State

_PATTERNS = (PLUS_GRID, IN_PLANE, NONE)
LinksOption = Annotated[
    str | None,
    typer.Option("--links", help="Pattern of groups without links: +grid, in-plane or none."),
]


def default_links(pattern: str | None) -> Links | None:
    """Return the links of groups without links of their own. Raises UserError."""
    if pattern is None:
        return None
    if pattern == CLUSTER:
        raise UserError(
            "--links cluster says no size", allowed='links = { pattern = "cluster", size = 9 }'
        )
    if pattern not in _PATTERNS:
        hint = did_you_mean(pattern, _PATTERNS)
        raise UserError(
            f'--links is "{pattern}"{hint}', allowed=None if hint else ", ".join(_PATTERNS)
        )
    return Links(pattern=pattern)


def refuse_catalogues_alone(state: State) -> None:
    """Raise UserError where there is no design, whose groups alone have links."""
    if not len(state.document.constellation):
        name = next(iter(state.catalogues.values())).name
        raise UserError(
            f"{name} is a catalogue, which has no links",
            allowed='a design whose groups have links = { pattern = "+grid" }',
        )


def refuse_linkless(state: State, default: Links | None) -> None:
    """Raise UserError where no group has links, of its own or by default."""
    design = state.document.design
    if default is None and not any(group.links for group in design.groups):
        raise UserError(
            f"no group of {design.name} has links",
            allowed='links = { pattern = "+grid" } in its groups, or --links +grid',
        )
