"""Money over the years: payments, what they are worth now, and the levelised cost.

Years are counted from the start, 0. Streams flow evenly, and are discounted as they flow: they may
end within a year, and streams that follow one another add up exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Item(Enum):
    """What a payment is for."""

    CAPITAL = "capital"
    REPLACEMENTS = "replacements"
    OPERATIONS = "operations"
    ENERGY = "energy"


@dataclass(frozen=True)
class Lump:
    """An amount at one time, years."""

    at: float
    amount: float

    def worth_now(self, rate: float) -> float:
        """Return the amount discounted to year 0 at a rate a year."""
        return self.amount * math.pow(1.0 + rate, -self.at)

    def within(self, begin: float, end: float) -> float:
        """Return what of the amount falls into the time from `begin` to `end`, not included."""
        return self.amount if begin <= self.at < end else 0.0


@dataclass(frozen=True)
class Stream:
    """So much a year from year 0 to `end`, less by exp(-fading t) where satellites fail."""

    end: float
    a_year: float
    fading: float = 0.0

    def worth_now(self, rate: float) -> float:
        """Return the sum discounted to year 0 at a rate a year."""
        return self.a_year * annuity_years(rate, self.end, self.fading)

    def within(self, begin: float, end: float) -> float:
        """Return what flows from `begin` to `end`, both at least 0, not discounted."""
        until = annuity_years(0.0, min(end, self.end), self.fading)
        return self.a_year * (until - annuity_years(0.0, min(begin, self.end), self.fading))


@dataclass(frozen=True)
class CashFlow:
    """What is paid, USD, and what is delivered for it, kW years.

    rate   discount rate a year
    """

    rate: float
    paid: tuple[tuple[Item, Lump | Stream], ...]
    delivered: Stream

    @property
    def levelised(self) -> float:
        """USD per kW year: the price at which sales would just pay for everything."""
        paid = sum(payment.worth_now(self.rate) for _, payment in self.paid)
        return paid / self.delivered.worth_now(self.rate)

    def worth_now(self, items: Iterable[Item]) -> float:
        """Return what is paid for some items, discounted, USD."""
        asked = set(items)
        return sum(payment.worth_now(self.rate) for item, payment in self.paid if item in asked)

    def in_year(self, year: int) -> dict[Item, float]:
        """Return what is paid in a year, the first is 0, not discounted: item -> USD."""
        paid = dict.fromkeys(Item, 0.0)
        for item, payment in self.paid:
            paid[item] += payment.within(year, year + 1)
        return paid


def annuity_years(rate: float, years: float, fading: float = 0.0) -> float:
    """Return what 1 a year is worth now, paid evenly through so many years.

    fading   rate a year at which it dwindles
    """
    lost = (math.log1p(rate) + fading) * years
    return years * (-math.expm1(-lost) / lost) if lost else years


def a_year(usd: float, rate: float, life_years: float) -> float:
    """Return the even payment a year through a life that is worth an amount at its beginning."""
    return usd / annuity_years(rate, life_years)
