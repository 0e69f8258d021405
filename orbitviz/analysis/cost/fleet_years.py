"""What a plan launches and keeps at work in each of its years, in kW of computers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.cost.launch_prices import PlannedMass
from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.state import End
from orbitviz.base.arrays import Floats

_BINS_A_YEAR = 20  # of the life that is left at the end


@dataclass(frozen=True, kw_only=True, eq=False)
class FleetYears:
    """Totals of k calendar years, (k,) each; kW is rated power of computers.

    start_year         the start of the plan, such as 2027.75
    year               the calendar years
    edges_years        (k + 1,) their ends, years since the start of the plan
    launched_kw        launched in the year, those that are lost included
    launched_t         mass launched in the year
    working_kw_years   kW at work, summed over the time of the year
    working_kw         kW at work at its end
    slots_kw           kW of the whole design
    left_years, left_kw (m,) each: kW in orbit at the end of the plan by the years of work that are
                       left to them, if nothing fails
    left_life_years    (m,) and the life that they had
    failures_per_year  rate at which they fail
    """

    start_year: float
    year: NDArray[np.int64]
    edges_years: Floats
    launched_kw: Floats
    launched_t: Floats
    working_kw_years: Floats
    working_kw: Floats
    slots_kw: float
    left_years: Floats
    left_life_years: Floats
    left_kw: Floats
    failures_per_year: float

    @property
    def mass(self) -> PlannedMass:
        """The mass launched over the years."""
        return PlannedMass(self.start_year, tuple(self.launched_t.tolist()))


def fleet_years(history: History, calendar: Calendar, kw: Floats) -> FleetYears:
    """Return what a plan launches and keeps at work.

    kw   (g,) rated power of the computers of a satellite of each group
    """
    edges = calendar.edges_years
    count, plan = calendar.count, history.plan
    launched, tonnes, kw_years, change = (np.zeros(count) for _ in range(4))
    bins = int(np.ceil(float(plan.life_years.max(initial=0.0)) * _BINS_A_YEAR)) + 1
    left = np.zeros((len(kw), bins))
    for part in history.parts():
        group = part.place_group[part.slot]
        own_kw = kw[group]
        at = np.searchsorted(edges[1:], part.launched)
        launched += _summed(at, own_kw, count)
        tonnes += _summed(at, plan.mass_t[group], count)
        works = (part.cause >= End.FAILURE) & ~part.is_spare
        for times, sign in ((part.on_station[works], 1.0), (part.end[works], -1.0)):
            years = np.searchsorted(edges[1:], times)
            change += sign * _summed(years, own_kw[works], count)
            rest = edges[np.minimum(years + 1, count)] - times
            kw_years += sign * _summed(years, own_kw[works] * rest, count)
        there = (part.launched < edges[-1]) & (part.end > edges[-1]) & (part.cause != End.LAUNCH)
        worked = np.maximum(edges[-1] - part.on_station[there], 0.0)
        life = np.maximum(plan.life_years[group[there]] - worked, 0.0)
        np.add.at(left, (group[there], np.rint(life * _BINS_A_YEAR).astype(int)), own_kw[there])
    at_end = np.cumsum(change)
    at_start = np.concatenate([[0.0], at_end[:-1]])
    some = left > 0.0
    groups, places = np.nonzero(some)
    return FleetYears(
        start_year=calendar.year_at(0.0),
        year=calendar.first + np.arange(count),
        edges_years=edges,
        launched_kw=launched,
        launched_t=tonnes,
        working_kw_years=np.maximum(kw_years + at_start * np.diff(edges), 0.0),
        working_kw=at_end,
        slots_kw=float(kw[plan.slot_group].sum()),
        left_years=np.minimum(places / _BINS_A_YEAR, plan.life_years[groups]),
        left_life_years=plan.life_years[groups],
        left_kw=left[some],
        failures_per_year=plan.failures_per_year,
    )


def _summed(years: NDArray[np.intp], values: Floats, count: int) -> Floats:
    """Return (count,) the sums by year, what comes after the last one left out."""
    return np.bincount(years, values, minlength=count + 1)[:count].astype(np.float64)
