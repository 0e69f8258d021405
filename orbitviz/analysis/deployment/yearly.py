"""What happens in each calendar year of a plan, and what there is at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.history import End, History
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.orbits.timescale import Instant

Counts = NDArray[np.int64]
YearNumbers = NDArray[np.intp]  # each the number of a year


@dataclass(frozen=True, kw_only=True, eq=False)
class Years:
    """Totals of k calendar years, (k,) each.

    year         the calendar years
    launches, launched, mass_t, lost, replaced, disposed, reentered   in the year; lost with their
                 launch, replaced are the launched that follow another one, disposed of to a
                 graveyard or to escape
    reentered_t  mass of those that re-entered
    raising, spare, operational, dead, retiring    in orbit at its end
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
    raising: Counts
    spare: Counts
    operational: Counts
    dead: Counts
    retiring: Counts
    all_filled: Instant | None


_IN_YEAR = ("launched", "mass_t", "lost", "disposed", "reentered", "reentered_t")
_IN_ORBIT = ("raising", "spare", "operational", "dead", "retiring")


def yearly(history: History, calendar: Calendar) -> Years:
    """Return the totals of each calendar year of a history."""
    ends = calendar.edges_years[1:].astype(np.float32)
    flows = {name: np.zeros(len(ends)) for name in (*_IN_YEAR, *_IN_ORBIT)}
    for part in history.parts():
        for name, flow in _flows(part, ends).items():
            flows[name] += flow
    for name in _IN_ORBIT:
        flows[name] = np.cumsum(flows[name])
    mass_t, reentered_t = flows.pop("mass_t"), flows.pop("reentered_t")
    launches = np.searchsorted(ends, history.launch_at)
    filled = history.all_filled()
    return Years(
        year=calendar.first + np.arange(calendar.count),
        launches=_by_year(launches, ends).astype(np.int64),
        replaced=_by_year(launches, ends, history.replacing).astype(np.int64),
        all_filled=None if filled is None else calendar.instant(filled),
        mass_t=mass_t,
        reentered_t=reentered_t,
        **{name: flow.astype(np.int64) for name, flow in flows.items()},
    )


def _flows(history: History, ends: Floats32) -> dict[str, Floats]:
    """Return (k,) what happens in each year; of those in orbit, what comes less what goes."""

    def count(years: YearNumbers, which: NDArray[np.bool_]) -> Floats:
        return _by_year(years[which], ends)

    cause, is_spare = history.cause, history.is_spare
    is_lost = cause == End.LAUNCH
    works = (cause >= End.FAILURE) & ~is_spare
    retires = cause == End.RETIRED
    dies = ~(is_lost | retires)
    reenters = history.reenters & ~is_lost
    # Spares wait from their arrival until they are used, or end unused.
    waits = ~is_lost & (is_spare | (history.transit > history.plan.transit_days))
    launched, arrived, began, ended, gone = (
        np.searchsorted(ends, times)
        for times in (
            history.launched,
            history.arrived,
            history.on_station,
            history.end,
            history.gone,
        )
    )
    mass_t = history.plan.mass_t[history.place_group[history.slot]]
    return {
        "launched": _by_year(launched, ends),
        "mass_t": _by_year(launched, ends, mass_t),
        "lost": count(launched, is_lost),
        "disposed": count(gone, ~(reenters | is_lost)),
        "reentered": count(gone, reenters),
        "reentered_t": _by_year(gone[reenters], ends, mass_t[reenters]),
        "raising": count(launched, ~is_lost) - count(arrived, ~is_lost),
        "spare": count(arrived, waits) - count(np.where(is_spare, ended, began), waits),
        "operational": count(began, works) - count(ended, works),
        "dead": count(ended, dies) - count(gone, dies),
        "retiring": count(ended, retires) - count(gone, retires),
    }


def _by_year(years: YearNumbers, ends: Floats32, weights: NDArray[Any] | None = None) -> Floats:
    """Return (k,) how many there are of each year, those after the last one left out."""
    return np.bincount(years, weights, minlength=len(ends) + 1)[: len(ends)].astype(np.float64)
