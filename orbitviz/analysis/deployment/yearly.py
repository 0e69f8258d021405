"""What happens in each calendar year of a plan, and what there is at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.delivery import WorkTable
from orbitviz.analysis.deployment.flown import Flown
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.seasonal_means import SeasonalMeans
from orbitviz.analysis.deployment.state import End, State
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.orbits.timescale import Instant

Counts = NDArray[np.int64]
YearNumbers = NDArray[np.intp]  # each the number of a year
_MARGIN_YEARS = 0.01


@dataclass(frozen=True, kw_only=True, eq=False)
class Years:
    """Totals of k calendar years, (k,) each.

    year         the calendar years
    launches, launched, mass_t, lost, replaced, disposed, reentered   in the year; lost with their
                 launch, replaced are the launched that follow another one, disposed of to a
                 graveyard or to escape
    reentered_t  mass of those that re-entered
    built        wait on the ground for a launch at its end
    raising, drifting, spare, operational, dead, retiring    in orbit at its end
    degraded     of the operational at its end
    power_w, flops_delivered   of the operational at its end, each with its age: drawn by loads, and
                 computed, means over orbit and seasons; None if nobody asked for them
    all_filled   when every slot has had a satellite that works; None if it never comes to that
    """

    year: Counts
    launches: Counts
    launched: Counts
    mass_t: Floats
    lost: Counts
    replaced: Counts
    disposed: Counts
    reentered: Counts
    reentered_t: Floats
    built: Counts
    raising: Counts
    drifting: Counts
    spare: Counts
    operational: Counts
    degraded: Counts
    dead: Counts
    retiring: Counts
    all_filled: Instant | None
    power_w: Floats | None = None
    flops_delivered: Floats | None = None


def yearly(history: History, calendar: Calendar, means: SeasonalMeans | None = None) -> Years:
    """Return the totals of each calendar year of a history.

    means   what its satellites do, if power and compute are wanted
    """
    ends = calendar.edges_years[1:].astype(np.float32)
    events = _Events(history, ends)
    work = means and WorkTable(means, calendar.edges_years, float(history.plan.life_years.max()))
    for part in history.parts():
        began, ended = events.add(part)
        if work:
            work.add(part, began, ended)
    launches = year_numbers(history.launch_at, ends)
    filled = history.all_filled()
    delivered = work.totals() if work else None
    return Years(
        year=calendar.first + np.arange(calendar.count),
        launches=_by_year(launches, ends),
        replaced=_by_year(launches, ends, history.replacing),
        built=history.on_ground_at(calendar.edges_years[1:]),
        all_filled=None if filled is None else calendar.instant(filled),
        power_w=None if delivered is None else delivered[:, 0],
        flops_delivered=None if delivered is None else delivered[:, 1],
        mass_t=events.mass_t(events.launched),
        reentered_t=events.mass_t(events.gone, np.repeat(events.fates.gone == State.REENTERED, 3)),
        **events.counts(),
    )


class _Events:
    """How many satellites of each sort have had an event in each year; there are f sorts.

    A sort is a fate (see Fates), times three: no spare, a used spare, and one that was not used.
    """

    def __init__(self, history: History, ends: Floats32) -> None:
        self.plan, self.fates, self.ends = history.plan, history.fates, ends
        self.sorts = 3 * len(self.fates.gone)
        size = (len(ends) + 1) * self.sorts
        self.launched, self.arrived, self.began, self.ended, self.gone = (
            np.zeros(size, np.int64) for _ in range(5)
        )
        self.raised, self.drifted, self.degraded = (np.zeros(size, np.int64) for _ in range(3))

    def add(self, part: Flown) -> tuple[YearNumbers, YearNumbers]:
        """Add satellites; return the years in which they begin and end to work."""
        sort = 3 * part.fate.astype(np.intp)
        if part.has_spares:
            sort += np.where(part.is_spare, 2, part.transit > part.plan.transit_days)

        def count(times: Floats32, *counted: Counts) -> YearNumbers:
            years = year_numbers(times, self.ends)
            found = np.bincount(years * self.sorts + sort, minlength=len(self.launched))
            for counts in counted:
                counts += found
            return years

        count(part.launched, self.launched)
        count(part.gone, self.gone)
        if self.plan.drift_days:
            for times, counted in zip(part.drift, (self.raised, self.drifted), strict=True):
                count(times, counted)
        if np.isfinite(self.plan.degraded_years).any():
            count(part.degrades, self.degraded)
        ended = count(part.end, self.ended)
        if not part.has_spares:  # they work once they arrive
            return count(part.on_station, self.began, self.arrived), ended
        count(part.arrived, self.arrived)
        return count(part.on_station, self.began), ended

    def mass_t(self, counted: Counts, sorts: NDArray[np.bool_] | None = None) -> Floats:
        """Return (k,) the mass of those counted in each year, of all sorts or some (f,)."""
        each_t = np.repeat(np.tile(self.plan.mass_t, len(End)), 3)
        if sorts is not None:
            each_t = np.where(sorts, each_t, 0.0)
        return np.asarray(counted.reshape(-1, self.sorts)[:-1] @ each_t)

    def counts(self) -> dict[str, Counts]:
        """Return the counts of Years by their names."""
        cause = np.repeat(np.arange(len(End)), len(self.plan.mass_t) * 3)
        spare = np.arange(self.sorts) % 3
        gone = np.repeat(self.fates.gone, 3)
        rises, retires = cause != End.LAUNCH, cause == End.RETIRED
        works = (cause >= End.FAILURE) & (spare != 2)
        launched, arrived, began, ended, left, raised, drifted, degraded = (
            counted.reshape(-1, self.sorts)[:-1]
            for counted in (self.launched, self.arrived, self.began, self.ended, self.gone,
                            self.raised, self.drifted, self.degraded)
        )  # fmt: skip
        drifting = np.cumsum((raised - drifted) @ rises)
        # Without degraded ones nothing is counted: what ended is not taken from nothing.
        wears_out = works & np.tile(np.repeat(np.isfinite(self.plan.degraded_years), 3), len(End))
        waits_no_more = began @ (rises & (spare == 1)) + ended @ (rises & (spare == 2))
        return {
            "launched": launched.sum(axis=1),
            "lost": launched @ ~rises,
            "disposed": left @ (gone == State.DISPOSED),
            "reentered": left @ (gone == State.REENTERED),
            "raising": np.cumsum((launched - arrived) @ rises) - drifting,
            "drifting": drifting,
            "spare": np.cumsum(arrived @ (rises & (spare > 0)) - waits_no_more),
            "operational": np.cumsum((began - ended) @ works),
            "degraded": np.cumsum((degraded - ended) @ wears_out),
            "dead": np.cumsum((ended - left) @ (rises & ~retires)),
            "retiring": np.cumsum((ended - left) @ retires),
        }


def year_numbers(times: Floats32, ends: Floats32) -> YearNumbers:
    """Return (m,) the number of the year in which each time is, len(ends) for later ones.

    As np.searchsorted(ends, times), by the length of years, which differ by a day.
    """
    bounds = np.append(ends, np.float32(np.inf))
    # A guess that is right, or one year too early: the few days are more than years ever differ.
    guess = times - (ends[0] - np.float32(1.0 - _MARGIN_YEARS))
    number = np.clip(guess, 0.0, np.float32(len(ends)), out=guess).astype(np.intp)
    number += times > bounds.take(number)
    return np.asarray(number)


def _by_year(
    years: YearNumbers, ends: Floats32, weights: NDArray[Any] | None = None
) -> NDArray[np.int64]:
    """Return (k,) how many there are of each year, those after the last one left out."""
    return np.bincount(years, weights, minlength=len(ends) + 1)[: len(ends)].astype(np.int64)
