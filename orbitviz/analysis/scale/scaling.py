"""The scale of a fleet: every figure with its source and how certain it is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.census import Census, per_plane
from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.from_design import plan_of
from orbitviz.analysis.deployment.outlook import as_flown
from orbitviz.analysis.deployment.plan import Plan
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
from orbitviz.analysis.deployment.yearly import yearly
from orbitviz.analysis.scale.dead import dead_at
from orbitviz.analysis.scale.payback import Payback, payback
from orbitviz.analysis.scale.traffic import Traffic, traffic_of
from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.state import Document
from orbitviz.subsystems.operating_map import OrbitStatistic
from orbitviz.subsystems.quantities.power import LOAD


@dataclass(frozen=True, kw_only=True, eq=False)
class Scale:
    """How large a fleet is.

    power_w       used by all of its satellites, mean over their orbits, J/s
    life_years    mean of the satellites
    year          (k,) calendar years of the plan
    whole_years   of them: the first may begin in its middle
    reentered_t   (k,) that re-enter in each
    dead          satellites at the end of the plan
    """

    design: str
    satellites: int
    power_w: float
    life_years: float
    payload_t: float
    payback: Payback
    year: np.ndarray
    whole_years: int
    reentered_t: Floats
    dead: int
    traffic: Traffic
    groups: tuple[str, ...]

    @property
    def steady_years(self) -> int:
        """The last years of the plan, one life of them or as many whole ones as it has."""
        return min(max(round(self.life_years), 1), self.whole_years)

    @property
    def reentered_steady_t(self) -> float:
        """What re-enters in a year, t: mean of `steady_years`; nan where there are none."""
        last = self.steady_years
        return float(self.reentered_t[-last:].mean()) if last else math.nan


def scale_of(document: Document, census: Census, planned: PlannedFleet) -> Scale:
    """Return the scale of a design.

    census   of all of its satellites
    planned  what becomes of them over the years

    Raises UserError if the satellites use no power.
    """
    design, constellation = document.design, document.constellation
    power_w = float(census.satellites @ per_plane(census, OrbitStatistic.MEAN, LOAD))
    if power_w <= 0.0:
        raise UserError(
            "the satellites use no power: there is nothing to compare",
            allowed="a design whose satellites have computers or housekeeping",
        )
    calendar, plan = planned.calendar, planned.history.plan
    end = planned.last_years
    dead = dead_at(design, constellation, planned, end)
    slots = np.bincount(plan.slot_group, minlength=len(plan.life_years))
    return Scale(
        design=design.name,
        satellites=plan.slots,
        power_w=power_w,
        life_years=float(slots @ plan.life_years) / max(plan.slots, 1),
        payload_t=design.deployment.payload_t,
        payback=payback(plan, _flown_plan(document, calendar), power_w),
        year=calendar.first + np.arange(calendar.count),
        whole_years=calendar.count - (calendar.start_year > calendar.first),
        reentered_t=yearly(planned.history, calendar).reentered_t,
        dead=len(dead.group),
        traffic=traffic_of(design, constellation, dead, calendar.instant(end)),
        groups=tuple(design.group_names),
    )


def _flown_plan(document: Document, calendar: Calendar) -> Plan | None:
    """Return the plan with the most that has flown, None where a launch carries no satellite."""
    try:
        flown = as_flown(document).design
        return plan_of(flown, document.constellation, calendar, TableKeys())
    except UserError:
        return None
