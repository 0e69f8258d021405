"""The option --where: from a predicate to the satellites of which it is true."""

from __future__ import annotations

from typing import Annotated

import typer

from orbitviz.analysis.fleet import Fleet, fleet_at
from orbitviz.analysis.predicates.conditions import Condition
from orbitviz.analysis.predicates.matches import Matches, matches
from orbitviz.analysis.predicates.resolve import condition_of
from orbitviz.base.errors import UserError
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

WhereOption = Annotated[
    str | None,
    typer.Option(
        help="Only satellites of which a predicate is true, such as 'sunlit and charge < 40 %'."
    ),
]


def condition_stated(where: str, state: State) -> Condition:
    """Return what a predicate states; raises UserError with the column of what is wrong."""
    try:
        return condition_of(where, state)
    except UserError as error:
        raise error.at(file="--where") from None


def found_by(where: str, state: State, instant: Instant, fleet: Fleet | None = None) -> Matches:
    """Return what a predicate is true of at an instant.

    fleet   the operating maps at that instant, if they are known

    Raises UserError with the column of what is wrong.
    """
    condition = condition_stated(where, state)
    geometry = sky_geometry_at(instant)
    found = matches(condition, state, geometry, fleet)
    if found is None:
        found = matches(condition, state, geometry, fleet_at(state.document, geometry))
    assert found is not None
    return found
