"""The state as it is seen at a date of the fleet: without the satellites that are not there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from orbitviz.model.members import Members
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import State

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.fleet_at_date import FleetAtDate


def seen_at(state: State, fleet: FleetAtDate | None) -> State:
    """Return a state in which the satellites that are not there are hidden, the others have ages.

    The satellites keep their rows and their orbits: nothing but tables has to be uploaded.
    """
    document = state.document
    if fleet is None or fleet.document.constellation is not document.constellation:
        return state
    aged = fleet.aged_document if fleet.document is document else document
    return state.with_document(aged, hidden_satellites=_hidden(state.hidden_satellites, fleet))


def fleet_of(state: State) -> FleetAtDate | None:
    """Return the fleet at the date of a state, None where it has none; all is computed here.

    Raises UserError if the design cannot be planned.
    """
    shown, document = state.fleet_date, state.document
    if shown is None or not len(document.constellation):
        return None
    # Plans take time to import, and most who look never ask for one.
    from orbitviz.analysis.deployment.fleet_at_date import fleet_at

    return fleet_at(document, shown.years)


def working_alone(state: State) -> State:
    """Return a state whose design has the satellites alone that work at the date of its fleet.

    Each has its own age; a state without a date is as it is. Raises UserError if the design cannot
    be planned.
    """
    fleet = fleet_of(state)
    if fleet is None:
        return state
    name = f"{fleet.aged.name}, fleet of {fleet.instant.isoformat()[:10]}"
    aged = fleet.aged.model_copy(update={"name": name})
    part = replace(fleet.aged_document, design=aged).part(fleet.working.rows(MAIN_DESIGN))
    return state.with_document(replace(part, ages_years=fleet.ages_years), fleet_date=None)


_known: WeakKeyDictionary[FleetAtDate, tuple[Members, Members]] = WeakKeyDictionary()


def _hidden(hidden: Members, fleet: FleetAtDate) -> Members:
    """Return what is hidden or not there; a million take 10 ms, and it is asked for again."""
    known = _known.get(fleet)
    if known is not None and hidden is known[1]:
        return hidden
    if known is None or known[0] is not hidden:
        known = _known[fleet] = hidden, hidden | fleet.absent if hidden else fleet.absent
    return known[1]
