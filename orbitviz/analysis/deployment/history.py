"""What became of every satellite of a plan, and of every slot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.flown import Flown
from orbitviz.analysis.deployment.slot_states import Blocks, blocks_of, slot_states
from orbitviz.analysis.deployment.state import End, States
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.orbits.constellation import Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class History(Flown):
    """All satellites of a plan and all l launches; times are years since its start.

    launch_at  (l,) float32  time of each launch
    replacing  (l,) int32    satellites on it that follow another one in their slot
    on_ground  (steps,) int32  built ones that wait for a launch as each step ends; 0 where
                               production has no limit
    """

    launch_at: Floats32
    replacing: Ints
    on_ground: Ints

    def slot_states_at(self, years: float) -> States:
        """Return (n,) uint8: the State of the satellite of every slot at a time.

        It is the one that works, or the one that came last; BUILT where there was none.
        """
        return slot_states(self, self._blocks, years)

    @cached_property
    def _blocks(self) -> Blocks:
        return blocks_of(self)

    def on_ground_at(self, years: Floats) -> NDArray[np.int64]:
        """Return (k,) int64: how many built ones wait on the ground at times (k,)."""
        step = np.ceil(years / self.plan.years * len(self.on_ground) - 1e-6).astype(np.int64)
        return self.on_ground.take(np.clip(step, 1, len(self.on_ground)) - 1).astype(np.int64)

    def all_filled(self) -> float | None:
        """Return the time at which every slot has had a working satellite; None if never."""
        first = np.full(self.plan.slots, np.inf, np.float32)
        for part in self.parts():
            works = (part.cause >= End.FAILURE) & ~part.is_spare
            np.minimum.at(first, part.slot[works], part.on_station[works])
        last = float(first.max(initial=0.0))
        return last if last <= self.plan.years else None

    def ages_at(self, years: float, edges_years: Floats) -> NDArray[np.int64]:
        """Return (k,) int64: working satellites by age, between k + 1 ascending edges."""
        now = np.float32(years)
        works = (self.on_station <= now) & (now < self.end) & ~self.is_spare
        ages = now - self.on_station[works]
        return np.asarray(np.histogram(ages, edges_years)[0])
