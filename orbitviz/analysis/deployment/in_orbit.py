"""How many satellites of a fleet are in orbit, by what they do, all along its plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.simulate import STEPS_A_YEAR
from orbitviz.analysis.deployment.state import End

Counts = NDArray[np.int64]


class InOrbit(NamedTuple):
    """Satellites at each step of a simulation, (s,) each, those whose slot has another one too.

    raising   on the way up and to their plane, spares too
    """

    working: Counts
    raising: Counts
    retiring: Counts
    dead: Counts

    def at(self, years: float) -> InOrbit:
        """Return the counts () at a time since the first launch, those of the step before it."""
        step = min(max(int(years * STEPS_A_YEAR + 1e-6), 0), len(self.working) - 1)
        return InOrbit(*(column[step] for column in self))


def in_orbit(history: History) -> InOrbit:
    """Return the satellites in orbit at each step of a history."""
    steps = int(np.ceil(history.plan.years * STEPS_A_YEAR)) + 1
    change = InOrbit(*(np.zeros(steps + 1, np.int64) for _ in range(4)))

    def count(column: Counts, sign: int, times: NDArray[np.float32]) -> None:
        # Never, and after the end of the plan, is beyond the last step.
        step = np.ceil(np.minimum(times * np.float32(STEPS_A_YEAR), steps)).astype(np.int64)
        column += sign * np.bincount(step, minlength=len(column))

    for part in history.parts():
        rises, retires = part.cause != End.LAUNCH, part.cause == End.RETIRED
        works = (part.cause >= End.FAILURE) & ~part.is_spare
        dies = rises & ~retires
        begin = np.where(works, part.on_station, part.end)
        for column, which, since, until in (
            (change.working, works, part.on_station, part.end),
            (change.raising, rises, part.launched, begin),
            (change.retiring, retires, part.end, part.gone),
            (change.dead, dies, part.end, part.gone),
        ):
            count(column, 1, since[which])
            count(column, -1, until[which])
    return InOrbit(*(np.cumsum(column)[:-1] for column in change))
