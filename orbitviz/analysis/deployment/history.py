"""What became of every satellite of a plan, a row each, and what each is at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.plan import YEAR_DAYS, Disposal, Plan
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.orbits.constellation import Ints

States = NDArray[np.uint8]
_PART = 1 << 17  # satellites


class End(IntEnum):
    """How the work of a satellite ends."""

    LAUNCH = 0  # lost with its launch
    EARLY = 1  # fails before it works
    FAILURE = 2
    RETIRED = 3
    STRANDED = 4  # retires, and cannot be disposed of


class State(IntEnum):
    """What a satellite is at a time."""

    BUILT = 0  # not launched yet
    LOST = 1
    RAISING = 2
    SPARE = 3
    OPERATIONAL = 4
    DEAD = 5
    RETIRING = 6
    DISPOSED = 7
    REENTERED = 8


IN_ORBIT = (State.RAISING, State.SPARE, State.OPERATIONAL, State.DEAD, State.RETIRING)


@dataclass(frozen=True, kw_only=True, eq=False)
class History:
    """All m satellites of a plan and all l launches; times are years since its start.

    slot       (m,) int32    slot; from plan.slots on, place of a spare that is not used
    launched   (m,) float32
    transit    (m,) uint16   days from launch to work; more than the plan's for a used spare
    end        (m,) float32  end of its work, also after the end of the plan
    cause      (m,) uint8    End
    launch_at  (l,) float32  time of each launch
    replacing  (l,) int32    satellites on it that follow another one in their slot
    place_group  (n + spares,) int32  group of each slot, then of each place of a spare
    """

    plan: Plan
    slot: Ints
    launched: Floats32
    transit: NDArray[np.uint16]
    end: Floats32
    cause: NDArray[np.uint8]
    launch_at: Floats32
    replacing: Ints
    place_group: Ints

    def __len__(self) -> int:
        return len(self.slot)

    @property
    def is_spare(self) -> NDArray[np.bool_]:
        """(m,) Which satellites were kept as spares and never used."""
        return np.asarray(self.slot >= self.plan.slots)

    @property
    def arrived(self) -> Floats32:
        """(m,) When each is ready to work, as a spare or at once; never after its end."""
        return self._after(np.minimum(self.transit, self.plan.transit_days))

    @property
    def on_station(self) -> Floats32:
        """(m,) When each begins to work, if it comes to that; never after its end."""
        return self._after(self.transit)

    @property
    def gone(self) -> Floats32:
        """(m,) When each is disposed of or re-enters; inf for never."""
        plan = self.plan
        after = np.zeros((len(End), len(plan.decay_years)), np.float32)
        after[[End.EARLY, End.FAILURE, End.STRANDED]] = plan.decay_years
        after[End.RETIRED] = plan.disposal_years
        return np.asarray(self.end + after[self.cause, self.place_group[self.slot]])

    @property
    def reenters(self) -> NDArray[np.bool_]:
        """(m,) Whether the air is where each ends; the others go elsewhere, or were lost."""
        down = np.ones((len(End), len(self.plan.disposal)), bool)
        down[End.LAUNCH] = False
        down[End.RETIRED] = self.plan.disposal == Disposal.DEORBIT
        return np.asarray(down[self.cause, self.place_group[self.slot]])

    def states_at(self, years: float) -> States:
        """Return (m,) uint8: the State of every satellite at a time."""
        parts = [part._states(np.float32(years)) for part in self.parts()]
        return np.concatenate([np.empty(0, np.uint8), *parts])

    def _states(self, now: np.float32) -> States:
        station, ended, gone = self.on_station, self.end <= now, self.gone <= now
        dead = (self.cause == End.EARLY) | (self.cause == End.FAILURE)
        dead |= self.cause == End.STRANDED
        state = np.full(len(self), State.RAISING, np.uint8)
        state[self.arrived <= now] = State.SPARE
        state[(station <= now) & ~self.is_spare] = State.OPERATIONAL
        state[ended] = State.RETIRING
        state[ended & dead] = State.DEAD
        state[gone] = np.where(self.reenters[gone], State.REENTERED, State.DISPOSED)
        state[self.cause == End.LAUNCH] = State.LOST
        state[self.launched > now] = State.BUILT
        return state

    def slot_states_at(self, years: float) -> States:
        """Return (n,) uint8: the State of the satellite of every slot at a time.

        It is the one that works, or the one that came last; BUILT where there was none.
        """
        state = self.states_at(years)
        of_slot = np.full(self.plan.slots, State.BUILT, np.uint8)
        not_yet = (state <= State.SPARE) & (self.transit > self.plan.transit_days)  # still a spare
        seen = (state != State.BUILT) & ~self.is_spare & ~not_yet
        of_slot[self.slot[seen]] = state[seen]  # the later rows of a slot are written last
        of_slot[self.slot[seen & (state == State.OPERATIONAL)]] = State.OPERATIONAL
        return of_slot

    def all_filled(self) -> float | None:
        """Return the time at which every slot has had a working satellite; None if never."""
        first = np.full(self.plan.slots, np.inf, np.float32)
        for part in self.parts():
            works = (part.cause >= End.FAILURE) & ~part.is_spare
            np.minimum.at(first, part.slot[works], part.on_station[works])
        last = float(first.max(initial=0.0))
        return last if last <= self.plan.years else None

    def parts(self) -> Iterator[History]:
        """Yield the history in parts, so that what is computed of each takes little memory."""
        for at in range(0, len(self), _PART):
            rows = slice(at, at + _PART)
            yield replace(
                self,
                slot=self.slot[rows],
                launched=self.launched[rows],
                transit=self.transit[rows],
                end=self.end[rows],
                cause=self.cause[rows],
            )

    def ages_at(self, years: float, edges_years: Floats) -> NDArray[np.int64]:
        """Return (k,) int64: working satellites by age, between k + 1 ascending edges."""
        now = np.float32(years)
        works = (self.on_station <= now) & (now < self.end) & ~self.is_spare
        ages = now - self.on_station[works]
        return np.asarray(np.histogram(ages, edges_years)[0])

    def _after(self, days: NDArray[np.uint16]) -> Floats32:
        at = self.launched + days * np.float32(1.0 / YEAR_DAYS)
        return np.asarray(np.minimum(at, self.end))
