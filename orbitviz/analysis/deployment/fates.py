"""What follows the end of satellites by how it comes and by group, as tables to look up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.plan import Disposal, Plan
from orbitviz.analysis.deployment.state import End, State, States
from orbitviz.base.arrays import Floats32

# What has come, added up, is the column of Fates.states.
ARRIVED, WORKS, ENDED, GONE, DRIFTS, DRIFTED, DEGRADES = 1, 2, 4, 8, 16, 32, 64
COLUMNS = 128
_FOREVER_YEARS = 1e6


class Fates(NamedTuple):
    """Tables by fate: the number of an End times the groups, plus the group; f of them.

    after_years  (f, d) float32  from the end to disposal or re-entry, inf for never, by the time of
                 the end; see Plan.decay_years
    gone         (f,) uint8     State after that
    states       (f, 128) uint8  State by what has come
    degraded     (f,) float32   from the beginning of work to where it counts as degraded
    """

    after_years: Floats32
    gone: States
    states: States
    degraded: Floats32
    step_years: float

    def after(self, fate: NDArray[np.integer], end: Floats32) -> Floats32:
        """Return (m,) float32: years from the ends of satellites until they are gone."""
        dates = self.after_years.shape[1]
        if dates == 1:
            return np.asarray(self.after_years.take(fate))
        place = end * np.float32(1.0 / self.step_years)
        low = np.minimum(place, dates - 2).astype(np.intp)
        up = np.minimum(place - low, 1.0).astype(np.float32)
        low += fate.astype(np.intp) * dates
        first = self.after_years.take(low)
        return np.asarray(first + up * (self.after_years.take(low + 1) - first))


def fates_of(plan: Plan) -> Fates:
    """Return the tables of a plan."""
    groups = len(plan.mass_t)
    decay_years = plan.decay_years
    if decay_years.shape[1] > 1:
        decay_years = np.minimum(decay_years, _FOREVER_YEARS)  # between two of them is a number
    after = np.zeros((len(End), *decay_years.shape), np.float32)
    dies = [End.EARLY, End.FAILURE, End.STRANDED]
    after[dies] = decay_years
    after[End.RETIRED] = plan.disposal_years
    gone = np.full((len(End), groups), State.REENTERED, np.uint8)
    gone[End.LAUNCH] = State.LOST
    gone[End.RETIRED, plan.disposal != Disposal.DEORBIT] = State.DISPOSED
    ended = np.full((len(End), groups), State.RETIRING, np.uint8)
    ended[dies] = State.DEAD
    states = np.full((len(End), groups, COLUMNS), State.RAISING, np.uint8)
    has_come = np.arange(COLUMNS)
    states[..., has_come & DRIFTS > 0] = State.DRIFTING
    states[..., has_come & DRIFTED > 0] = State.RAISING  # checkout
    states[..., has_come & ARRIVED > 0] = State.SPARE
    works = has_come & WORKS > 0
    states[..., works] = State.OPERATIONAL
    states[..., works & (has_come & DEGRADES > 0)] = State.DEGRADED
    states[..., has_come & ENDED > 0] = ended[..., None]
    states[..., has_come & GONE > 0] = gone[..., None]
    states[End.LAUNCH] = State.LOST
    degraded = np.tile(plan.degraded_years.astype(np.float32), len(End))
    return Fates(
        after.reshape(len(End) * groups, -1),
        gone.ravel(),
        states.reshape(-1, COLUMNS),
        degraded,
        plan.decay_step_years,
    )
