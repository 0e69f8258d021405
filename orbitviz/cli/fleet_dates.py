"""The option for the date of a fleet, and the states it stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.engine.fleet_seen import working_alone
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.fleet_date_texts import fleet_date_text, parse_fleet_date
from orbitviz.model.state import State

_OPTION = "--fleet-date"
FleetDateOption = Annotated[
    str | None,
    typer.Option(
        _OPTION,
        help="Only the satellites that are there at a date of the design's plan, such as 2031, "
        "2031-06 or 2031-06-15; all of them if omitted.",
    ),
]


def at_fleet_date(state: State, text: str | None) -> State:
    """Return a state at a date of its fleet, as it is if none is given.

    Raises UserError if the date is none, or beyond the plan, or the design cannot be planned.
    """
    if text is None:
        return state
    try:
        date = parse_fleet_date(text)
    except UserError as error:
        raise UserError(error.wrong, file=_OPTION, allowed=error.allowed) from None
    if not len(state.document.constellation):
        raise UserError("there is no design whose fleet could have a date", file=_OPTION)
    # Plans take time to import.
    from orbitviz.analysis.deployment.planned_fleet import planned_fleet

    planned = planned_fleet(state.document)
    years = planned.calendar.since(date)
    if years < 0.0 and text.strip() == str(planned.calendar.first):
        years = 0.0  # the year of the first launch, of which the plan has the rest
    if not 0.0 <= years <= planned.last_years:
        ends = [fleet_date_text(planned.calendar.instant(end)) for end in (0, planned.last_years)]
        raise UserError(
            f"{text.strip()} is not within the plan", file=_OPTION, allowed=" to ".join(ends)
        )
    return replace(state, fleet_date=FleetDate(years))


def working_at(state: State, text: str | None) -> State:
    """Return a state whose design has the satellites alone that work at a date, with their ages.

    Raises UserError as at_fleet_date does, and if none works.
    """
    if text is None:
        return state
    found = working_alone(at_fleet_date(state, text))
    if not len(found.document.constellation):
        raise UserError(f"no satellite works on {text}", file=_OPTION, allowed="a later date")
    return found
