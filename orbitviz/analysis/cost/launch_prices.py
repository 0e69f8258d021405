"""The price of a launch over the years: a table, or learning by the mass launched."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

from orbitviz.analysis.cost.laws import learned_price


@dataclass(frozen=True)
class PriceTable:
    """Year and USD/kg, years ascending; between them the price falls by the same share a year.

    Before the first year and after the last the price is that of this year.
    """

    rows: tuple[tuple[float, float], ...]

    @property
    def first_year(self) -> float:
        """The first year of the table."""
        return self.rows[0][0]

    def at(self, year: float) -> float:
        """Return USD/kg in a year."""
        after = bisect_right(self.rows, year, key=lambda row: row[0])
        if after == 0 or after == len(self.rows):
            return self.rows[max(after - 1, 0)][1]
        (early, dear), (late, cheap) = self.rows[after - 1], self.rows[after]
        share = (year - early) / (late - early)
        if dear <= 0.0 or cheap <= 0.0:
            return dear + share * (cheap - dear)
        return dear * math.pow(cheap / dear, share)


@dataclass(frozen=True)
class FixedPrice:
    """The same USD/kg in every year, from a first one on."""

    first_year: float
    usd_per_kg: float

    def at(self, year: float) -> float:
        """Return USD/kg in a year."""
        return self.usd_per_kg


@dataclass(frozen=True)
class SteadyMass:
    """So much is launched a year, t, from a first year on."""

    first_year: float
    t_per_year: float

    def until(self, year: float) -> float:
        """Return the mass launched since the first year, t; 0 before it."""
        return self.t_per_year * max(year - self.first_year, 0.0)


@dataclass(frozen=True)
class PlannedMass:
    """What a plan launches in each of its years, t; afterwards as fast as in the last one.

    start_year   the start of the plan, such as 2027.75: its first year ends with the calendar's
    """

    start_year: float
    t_in_year: tuple[float, ...]

    def until(self, year: float) -> float:
        """Return the mass launched since the start, t; 0 before it."""
        new_year = math.floor(self.start_year) + 1.0
        whole = min(max(math.floor(year - new_year) + 1, 0), len(self.t_in_year) - 1)
        begin = self.start_year if whole == 0 else new_year + whole - 1.0
        share = max(year - begin, 0.0) / (new_year + whole - begin)
        return sum(self.t_in_year[:whole]) + self.t_in_year[whole] * share


LaunchedMass = SteadyMass | PlannedMass


@dataclass(frozen=True, kw_only=True)
class LearnedPrice:
    """A price that falls by a share with each doubling of the mass launched in all.

    first_year    the year of the first price, USD/kg
    first_t       mass launched by then, t
    launched      mass launched over the years
    share         0..1 (not included)
    """

    first_year: float
    first_usd_per_kg: float
    first_t: float
    launched: LaunchedMass
    share: float

    def at(self, year: float) -> float:
        """Return USD/kg in a year; before the first it is the first."""
        before = self.launched.until(self.first_year)
        launched_t = self.first_t + max(self.launched.until(year) - before, 0.0)
        return learned_price(self.first_usd_per_kg, self.first_t, launched_t, self.share)


LaunchPrices = PriceTable | LearnedPrice | FixedPrice

_LONGEST_YEARS = 100  # of looking ahead


def crossing_year(
    prices: LaunchPrices, break_even_usd_per_kg: float | None, last_year: float | None = None
) -> float | None:
    """Return the year in which launches are first as cheap as a price, None if they never are.

    last_year   as far as to look, 100 years if not given; prices never rise again
    """
    first = prices.first_year
    last = last_year if last_year is not None else first + _LONGEST_YEARS
    if break_even_usd_per_kg is None or prices.at(last) > break_even_usd_per_kg:
        return None
    if prices.at(first) <= break_even_usd_per_kg:
        return first
    low, high = first, last
    while high - low > 1e-6 and math.nextafter(low, high) < high:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if prices.at(middle) <= break_even_usd_per_kg else (middle, high)
    return high
