"""Never one number: a cost from low to high, and which input moves it most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from orbitviz.analysis.cost.inputs import CostInputs, CostRanges

CostOf = Callable[[CostInputs], float]


class Band(NamedTuple):
    """A result with every input at its favourable end, in the middle, and at its other end."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Swing:
    """A result with one input at the ends of its range, all others in the middle."""

    name: str
    at_low: float
    at_high: float

    @property
    def size(self) -> float:
        """How far the input moves the result."""
        return abs(self.at_high - self.at_low)


def tornado(ranges: CostRanges, cost: CostOf) -> tuple[Swing, ...]:
    """Return how far each input moves a result, the one that moves it most first.

    Inputs without a range, and those that do not matter to the result, are left out.
    """
    middle = ranges.middle
    swings = [
        Swing(
            name,
            cost(middle.with_value(name, ranges.by_name[name].low)),
            cost(middle.with_value(name, ranges.by_name[name].high)),
        )
        for name in ranges.wide
    ]
    return tuple(sorted((one for one in swings if one.size), key=lambda swing: -swing.size))


def band(ranges: CostRanges, cost: CostOf) -> Band:
    """Return a result with all inputs at once at the ends that lower it, and that raise it.

    The cost has to rise or fall all through the range of each input, as those of plants do.
    """
    lowest = highest = middle = ranges.middle
    for swing in tornado(ranges, cost):
        ends = ranges.by_name[swing.name]
        low, high = (ends.low, ends.high)
        if swing.at_low > swing.at_high:
            low, high = high, low
        lowest = lowest.with_value(swing.name, low)
        highest = highest.with_value(swing.name, high)
    return Band(cost(lowest), cost(middle), cost(highest))
