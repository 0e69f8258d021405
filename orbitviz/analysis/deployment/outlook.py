"""What is told at a glance of a design over the years, and of the same as it has flown at best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.disposal import too_small_reserve
from orbitviz.analysis.deployment.from_design import never_reached
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
from orbitviz.analysis.deployment.upkeep import Upkeep, upkeep_of
from orbitviz.analysis.deployment.yearly import Years, yearly
from orbitviz.base.errors import UserError
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.deployment import FLOWN_LAUNCHES, FLOWN_PAYLOAD_T
from orbitviz.model.design.key_path import KeyLocator, TableKeys
from orbitviz.model.state import Document

_NO_TEXT = TableKeys()
FLOWN_AT_MOST = f"{FLOWN_LAUNCHES:.0f} launches a year of {FLOWN_PAYLOAD_T:g} t each"


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlook:
    """A design over the years.

    slots      its satellites
    launches, mass_t   until every slot has been filled, or in all years if that never comes
    remarks    see remarks_on
    """

    slots: int
    years: Years
    upkeep: Upkeep
    launches: int
    mass_t: float
    remarks: tuple[str, ...]


def outlook_of(planned: PlannedFleet, design: Design) -> Outlook:
    """Return what is told of a fleet that was planned for a design."""
    calendar, history = planned.calendar, planned.history
    years = yearly(history, calendar)
    launches, mass_t = _until_filled(history, years, calendar)
    return Outlook(
        slots=history.plan.slots,
        years=years,
        upkeep=upkeep_of(history.plan),
        launches=launches,
        mass_t=mass_t,
        remarks=tuple(str(one) for one in remarks_on(design, planned)),
    )


def remarks_on(
    design: Design, planned: PlannedFleet, places: KeyLocator = _NO_TEXT, file: Path | None = None
) -> tuple[UserError, ...]:
    """Return what keeps a planned fleet from ever being complete, and the retired from leaving.

    places, file   where the keys of the design stand
    """
    found = (
        never_reached(design, planned.history.plan, planned.calendar, places, file),
        too_small_reserve(design, places, file),
    )
    return tuple(one for one in found if one is not None)


def as_flown(document: Document) -> Document:
    """Return a design launched with the most that has been flown: FLOWN_AT_MOST.

    No year has carried as much: the launches were of Falcon 9, and Starship has flown its payload
    once.
    """
    flown = document.design.deployment.model_copy(
        update={
            "payload_t": FLOWN_PAYLOAD_T,
            "launches_per_year": FLOWN_LAUNCHES,
            "growth_per_year": 0.0,
            "most_launches_per_year": FLOWN_LAUNCHES,
        }
    )
    return replace(document, design=document.design.model_copy(update={"deployment": flown}))


def _until_filled(history: History, years: Years, calendar: Calendar) -> tuple[int, float]:
    """Return launches, and tonnes launched, until every slot has been filled."""
    if years.all_filled is None:
        return int(years.launches.sum()), float(years.mass_t.sum())
    at = calendar.since(years.all_filled)
    groups = history.place_group[history.slot[history.launched <= at]]
    count = np.bincount(groups, minlength=len(history.plan.mass_t))
    return int((history.launch_at <= at).sum()), float(count @ history.plan.mass_t)
