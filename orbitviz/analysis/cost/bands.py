"""Never one number: a cost from low to high, and which input moves it most."""

from __future__ import annotations

import math
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

    Which end lowers it may depend on the ends of others: dear chips raise the price of both orbit
    and ground, and their ratio rises or falls. Ends are changed one by one until none helps.
    """
    return Band(
        cost(_lowest(ranges, cost)),
        cost(ranges.middle),
        cost(_lowest(ranges, lambda inputs: -cost(inputs))),
    )


def _lowest(ranges: CostRanges, cost: CostOf) -> CostInputs:
    inputs, least, before = ranges.middle, cost(ranges.middle), math.inf
    while least < before:
        before = least
        for name in ranges.wide:
            ends = ranges.by_name[name]
            for end in (ends.low, ends.high):
                changed = inputs.with_value(name, end)
                found = cost(changed)
                if found < least:
                    inputs, least = changed, found
    return inputs
