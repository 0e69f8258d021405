"""Round numbers for axes and ranges."""

from __future__ import annotations

import math


def round_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten: the smallest that is not below `rough` > 0."""
    decade = 10.0 ** math.floor(math.log10(rough))
    return float(decade * next(digit for digit in (1.0, 2.0, 5.0, 10.0) if digit * decade >= rough))
