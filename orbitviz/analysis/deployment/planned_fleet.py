"""The years of a design, planned and simulated, with what is told of them at a glance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.from_design import (
    DEFAULT_YEARS,
    calendar_of,
    never_reached,
    plan_of,
)
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.plan import YEAR_DAYS
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.upkeep import Upkeep, upkeep_of
from orbitviz.analysis.deployment.yearly import Years, yearly
from orbitviz.base.constants import DAY_S
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.deployment import FLOWN_LAUNCHES, FLOWN_PAYLOAD_T
from orbitviz.model.design.key_path import TableKeys
from orbitviz.orbits.constellation import Constellation

_SEED = 0  # that of the verb `plan`, so that both tell the same


@dataclass(frozen=True, kw_only=True, eq=False)
class PlannedFleet:
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


def planned_fleet(
    design: Design, constellation: Constellation, check: Check = no_check
) -> PlannedFleet:
    """Return the years of a design as the verb `plan` follows it if it is told no more.

    Raises UserError as plan_of does.
    """
    calendar, keys = calendar_of(design, DEFAULT_YEARS), TableKeys()
    plan = plan_of(design, constellation, calendar, keys)
    history = simulate(plan, _SEED, lambda _done, _label="": check())
    years = yearly(history, calendar)
    launches, mass_t = _until_filled(history, years, calendar)
    remark = never_reached(design, plan, calendar, keys)
    return PlannedFleet(
        slots=plan.slots,
        years=years,
        upkeep=upkeep_of(plan),
        launches=launches,
        mass_t=mass_t,
        remark="" if remark is None else str(remark),
    )


def as_flown(design: Design) -> Design:
    """Return a design launched with the most that has been flown: 165 a year, each of 44 t.

    No year has carried as much: the launches were of Falcon 9, and Starship has flown its payload
    once.
    """
    flown = design.deployment.model_copy(
        update={
            "payload_t": FLOWN_PAYLOAD_T,
            "launches_per_year": FLOWN_LAUNCHES,
            "growth_per_year": 0.0,
            "most_launches_per_year": FLOWN_LAUNCHES,
        }
    )
    return design.model_copy(update={"deployment": flown})


def _until_filled(history: History, years: Years, calendar: Calendar) -> tuple[int, float]:
    """Return launches, and tonnes launched, until every slot has been filled."""
    if years.all_filled is None:
        return int(years.launches.sum()), float(years.mass_t.sum())
    at = years.all_filled.seconds_since(calendar.start) / DAY_S / YEAR_DAYS
    groups = history.place_group[history.slot[history.launched <= at]]
    count = np.bincount(groups, minlength=len(history.plan.mass_t))
    return int((history.launch_at <= at).sum()), float(count @ history.plan.mass_t)
