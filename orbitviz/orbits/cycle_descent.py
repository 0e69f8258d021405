"""The way down of circular orbits while the Sun goes through its cycles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import JULIAN_YEAR_S
from orbitviz.orbits.atmosphere import log_density_at
from orbitviz.orbits.descent import Descent, descent
from orbitviz.orbits.solar_activity import (
    CYCLE_MONTHS,
    MONTHS_A_YEAR,
    cycle_month,
    mean_cycle_f107,
)

_MONTH_S = JULIAN_YEAR_S / MONTHS_A_YEAR
_CYCLE_YEARS = CYCLE_MONTHS / MONTHS_A_YEAR
_LAST_YEARS = 110.0  # before re-entry: within them a cycle is too long to be taken as one


class CycleDescent(NamedTuple):
    """The descents of the months of a cycle, each of them at its own activity.

    months  (132,), from the one with which the mean cycle begins
    mean    through the mean density of the months
    """

    months: tuple[Descent, ...]
    mean: Descent

    def years_down(self, altitude_km: Floats, drag_area: Floats, start_year: Floats) -> Floats:
        """Return the years until re-entry, (k,); see Descent.years_down."""
        return self._sunk(altitude_km, drag_area, start_year, np.full(len(drag_area), np.inf))[1]

    def altitude_after_km(
        self, altitude_km: Floats, drag_area: Floats, start_year: Floats, years: Floats
    ) -> Floats:
        """Return altitudes (k,) after years (k,), nan after re-entry."""
        return self._sunk(altitude_km, drag_area, start_year, years)[0]

    def highest_km(self, drag_area: Floats, start_year: Floats, years: Floats) -> Floats:
        """Return the altitudes (k,) from which re-entry takes so many years (k,).

        Backwards in time, from the altitude of re-entry up.
        """
        begin = cycle_month(start_year) % CYCLE_MONTHS
        end = begin + MONTHS_A_YEAR * years
        altitude_km = np.full(len(begin), self.mean.altitude_km[0])
        for month in range(int(np.ceil(end.max(initial=0.0))) - 1, -1, -1):
            (now,) = np.nonzero((begin < month + 1) & (end > month) & np.isfinite(altitude_km))
            months = np.minimum(end[now], month + 1) - np.maximum(begin[now], month)
            air = self.months[month % CYCLE_MONTHS]
            left = air.drag_time_at(altitude_km[now]) + drag_area[now] * months * _MONTH_S
            altitude_km[now] = air.altitude_at_km(left)
        return altitude_km

    def _sunk(
        self, altitude_km: Floats, drag_area: Floats, start_year: Floats, years: Floats
    ) -> tuple[Floats, Floats]:
        """Return altitudes after `years`, nan after re-entry, and the years until it or inf."""
        cycles = self._whole_cycles(altitude_km, drag_area, years)
        used = drag_area * cycles * _CYCLE_YEARS * JULIAN_YEAR_S
        altitude_km = self.mean.altitude_at_km(self.mean.drag_time_at(altitude_km) - used)
        begin = cycle_month(start_year) % CYCLE_MONTHS
        end = begin + MONTHS_A_YEAR * (years - cycles * _CYCLE_YEARS)
        down = np.full(len(begin), np.inf)
        month = 0
        while np.any(pending := np.isinf(down) & (end > month)):
            (now,) = np.nonzero(pending & (begin < month + 1))
            last = np.minimum(end[now], month + 1)
            air, rate = self.months[month % CYCLE_MONTHS], drag_area[now] * _MONTH_S
            left = air.drag_time_at(altitude_km[now])
            left -= rate * (last - np.maximum(begin[now], month))
            fell = left <= 0.0
            down[now[fell]] = (last + left / rate)[fell]
            altitude_km[now] = np.where(fell, np.nan, air.altitude_at_km(np.maximum(left, 0.0)))
            month += 1
        return altitude_km, (down - begin) / MONTHS_A_YEAR + cycles * _CYCLE_YEARS

    def _whole_cycles(self, altitude_km: Floats, drag_area: Floats, years: Floats) -> Floats:
        """Return how many cycles (k,) are taken at their mean density at once.

        As long as an orbit sinks little in a cycle, when in it the air is densest hardly matters.
        """
        life = self.mean.years_down(altitude_km, drag_area, years)
        many = np.minimum(life - _LAST_YEARS, years)
        return np.maximum(np.floor(many / _CYCLE_YEARS), 0.0)


@lru_cache(maxsize=1)
def cycle_descent() -> CycleDescent:
    """Return the way down through the mean cycle. Raises UserError if a table is missing."""
    log_density = log_density_at(mean_cycle_f107())
    mean = np.log(np.exp(log_density).mean(axis=0))
    return CycleDescent(tuple(descent(month) for month in log_density), descent(mean))
