"""Satellites that are built and wait on the ground for their launch."""

from __future__ import annotations

import math

_UNLIMITED = 1 << 60


class Factory:
    """It builds what is wanted, at most so many a year, and the spares that are kept.

    These are there from the start; replacements alone may use them.
    """

    def __init__(self, per_step: float, spares: int) -> None:
        self._per_step, self._spares = per_step, spares
        self._stock = float(spares)

    @property
    def waiting(self) -> int:
        """How many are on the ground; none where as many are built as a launch takes."""
        return 0 if math.isinf(self._per_step) else math.floor(self._stock + 1e-6)

    def build(self, wanted: int) -> None:
        """Build for one step, so many satellites being wanted."""
        self._stock = min(self._stock + self._per_step, float(wanted + self._spares))

    def ready(self, *, to_replace: bool) -> int:
        """Return how many can be launched now."""
        if math.isinf(self._per_step):
            return _UNLIMITED
        return max(self.waiting - (0 if to_replace else self._spares), 0)

    def launch(self, count: int) -> None:
        """Take so many away."""
        self._stock -= count
