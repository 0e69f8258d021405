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


@dataclass(frozen=True, kw_only=True, eq=False)
class Years:
    """Totals of k calendar years, (k,) each.

    year         the calendar years
    launches, launched, mass_t, lost, replaced, disposed, reentered   in the year; lost with their
                 launch, replaced are the launched that follow another one, disposed of to a
                 graveyard or to escape
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
    raising: Counts
    spare: Counts
    operational: Counts
    dead: Counts
    retiring: Counts
    all_filled: Instant | None


def yearly(history: History, calendar: Calendar) -> Years:
    """Return the totals of each calendar year of a history."""
    ends = calendar.edges_years[1:].astype(np.float32)

    def year_of(times: Floats32) -> NDArray[np.intp]:
        return np.searchsorted(ends, times)

    def count(years: NDArray[np.intp], weights: NDArray[Any] | None = None) -> NDArray[Any]:
        return np.bincount(years, weights, minlength=len(ends) + 1)[: len(ends)]

    cause, is_spare = history.cause, history.is_spare
    is_lost = cause == End.LAUNCH
    works = (cause >= End.FAILURE) & ~is_spare
    retires = cause == End.RETIRED
    dies = ~(is_lost | retires)
    launched, arrived = year_of(history.launched), year_of(history.arrived)
    began, ended, gone = (year_of(one) for one in (history.on_station, history.end, history.gone))
    reenters = history.reenters & ~is_lost
    disposed = ~(reenters | is_lost)
    mass_t = history.plan.mass_t[history.place_group[history.slot]]
    launches = year_of(history.launch_at)
    # Spares wait from their arrival until they are used, or end unused.
    waits = ~is_lost & (is_spare | (history.transit > history.plan.transit_days))
    waited = count(np.where(is_spare, ended, began)[waits])
    flown = count(launched[~is_lost])
    filled = history.all_filled()
    return Years(
        year=calendar.first + np.arange(calendar.count),
        launches=count(launches),
        launched=count(launched),
        mass_t=count(launched, mass_t),
        lost=count(launched[is_lost]),
        replaced=count(launches, history.replacing).astype(np.int64),
        disposed=count(gone[disposed]),
        reentered=count(gone[reenters]),
        raising=np.cumsum(flown - count(arrived[~is_lost])),
        spare=np.cumsum(count(arrived[waits]) - waited),
        operational=np.cumsum(count(began[works]) - count(ended[works])),
        dead=np.cumsum(count(ended[dies]) - count(gone[dies])),
        retiring=np.cumsum(count(ended[retires]) - count(gone[retires])),
        all_filled=None if filled is None else calendar.instant(filled),
    )
