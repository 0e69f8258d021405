"""Logarithmic axes of bands, with round ends so that they stay while values move; no Qt here."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from orbitviz.analysis.cost.bands import Band

_DIGITS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_ROUND_OFF = 1e-9


@dataclass(frozen=True)
class LogAxis:
    """An axis between two values above 0."""

    low: float
    high: float

    @classmethod
    def around(cls, bands: Iterable[Band], *, decades: bool = False) -> LogAxis:
        """Return the axis that bands are within.

        decades   ends at powers of ten, a decade or more on both sides of 1; else at the nearest
                  round numbers
        """
        ends = [end for band in bands for end in (band.low, band.high) if end > 0.0] or [1.0]
        low, high = min(ends), max(ends)
        if decades:
            down, up = min(math.log10(low), -1.0), max(math.log10(high), 1.0)
            return cls(10.0 ** math.floor(down + _ROUND_OFF), 10.0 ** math.ceil(up - _ROUND_OFF))
        begin, end = _round_down(low), 1.0 / _round_down(1.0 / high)
        return cls(begin, end if end > begin else 2.0 * begin)

    def place(self, value: float) -> float:
        """Return where a value is, 0 to 1; values beyond an end are at that end."""
        if value <= self.low:
            return 0.0
        return min(math.log(value / self.low) / math.log(self.high / self.low), 1.0)

    @property
    def powers(self) -> tuple[float, ...]:
        """The powers of ten on it."""
        first = math.ceil(math.log10(self.low) - _ROUND_OFF)
        last = math.floor(math.log10(self.high) + _ROUND_OFF)
        return tuple(10.0**power for power in range(first, last + 1))


def _round_down(value: float) -> float:
    decade = 10.0 ** math.floor(math.log10(value))
    return decade * max(digit for digit in _DIGITS if digit * decade <= value * (1.0 + _ROUND_OFF))
