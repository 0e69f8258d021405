"""Commands that move the date of the fleet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.state import State
from orbitviz.model.store import Command


def show_fleet_date(fleet_date: FleetDate | None) -> Command:
    """Show the fleet as it is at a date of its plan; None: complete and without dates."""
    return lambda state: replace(state, fleet_date=fleet_date)


def change_fleet_date(**changes: Any) -> Command:
    """Change the date that is shown; if there is none yet, that of the first launch."""

    def command(state: State) -> State:
        return replace(state, fleet_date=replace(state.fleet_date or FleetDate(), **changes))

    return command
