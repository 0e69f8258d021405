"""What is told at a glance of a design over the years, and of the same as it has flown at best."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.from_design import never_reached
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.plan import YEAR_DAYS
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
from orbitviz.analysis.deployment.upkeep import Upkeep, upkeep_of
from orbitviz.analysis.deployment.yearly import Years, yearly
from orbitviz.base.constants import DAY_S
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.deployment import FLOWN_LAUNCHES, FLOWN_PAYLOAD_T
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.state import Document

FLOWN_AT_MOST = f"{FLOWN_LAUNCHES:.0f} launches a year of {FLOWN_PAYLOAD_T:g} t each"


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlook:
    """A design over the years.

    slots      its satellites
    launches, mass_t   until every slot has been filled, or in all years if that never comes
    remark     why the launches never keep all slots filled; "" if they may
    """

    slots: int
    years: Years
    upkeep: Upkeep
    launches: int
    mass_t: float
    remark: str


def outlook_of(planned: PlannedFleet, design: Design) -> Outlook:
    """Return what is told of a fleet that was planned for a design."""
    calendar, history = planned.calendar, planned.history
    years = yearly(history, calendar)
    launches, mass_t = _until_filled(history, years, calendar)
    remark = never_reached(design, history.plan, calendar, TableKeys())
    return Outlook(
        slots=history.plan.slots,
        years=years,
        upkeep=upkeep_of(history.plan),
        launches=launches,
        mass_t=mass_t,
        remark="" if remark is None else str(remark),
    )


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
    at = years.all_filled.seconds_since(calendar.start) / DAY_S / YEAR_DAYS
    groups = history.place_group[history.slot[history.launched <= at]]
    count = np.bincount(groups, minlength=len(history.plan.mass_t))
    return int((history.launch_at <= at).sum()), float(count @ history.plan.mass_t)
