"""Sets of a design that are stated by a predicate."""

from __future__ import annotations

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.predicates.conditions import measures
from orbitviz.analysis.predicates.matches import matches
from orbitviz.analysis.predicates.resolve import condition_of
from orbitviz.base.errors import UserError
from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry


def needs_maps(where: str, state: State) -> bool:
    """Whether satellites are found by what needs operating maps."""
    try:
        condition = condition_of(where, state)
    except UserError:
        return False
    return any(measure.field.needs_maps for measure in measures(condition))


def members_where(
    where: str, state: State, geometry: SkyGeometry, fleet: Fleet | None
) -> tuple[Members, str]:
    """Return the satellites of which a predicate is true, and why they are not known; "" if so."""
    try:
        condition = condition_of(where, state)
    except UserError as error:
        return NO_MEMBERS, str(error)
    found = matches(condition, state, geometry, fleet)
    return (NO_MEMBERS, "being computed") if found is None else (Members(found.rows), "")
