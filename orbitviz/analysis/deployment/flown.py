"""Every satellite of a plan that was launched, a row each, and what each is at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.fates import (
    ARRIVED,
    COLUMNS,
    DEGRADES,
    DRIFTED,
    DRIFTS,
    ENDED,
    GONE,
    WORKS,
    Fates,
    fates_of,
)
from orbitviz.analysis.deployment.plan import Plan
from orbitviz.analysis.deployment.state import End, State, States
from orbitviz.base.arrays import Floats32
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.orbits.constellation import Ints

_PART = 1 << 17  # satellites
_DAY = np.float32(1.0 / YEAR_DAYS)


@dataclass(frozen=True, kw_only=True, eq=False)
class Flown:
    """All m satellites of a plan in the order of their launches; times are years since its start.

    A spare stands where it is used, or ends unused.

    slot       (m,) int32    slot; from plan.slots on, place of a spare that is not used
    launched   (m,) float32
    transit    (m,) uint16   days from launch to work; more than the plan's for a used spare
    end        (m,) float32  end of its work, also after the end of the plan
    cause      (m,) uint8    End
    place_group  (n + spares,) int32  group of each slot, then of each place of a spare
    """

    plan: Plan
    slot: Ints
    launched: Floats32
    transit: NDArray[np.uint16]
    end: Floats32
    cause: NDArray[np.uint8]
    place_group: Ints

    def __len__(self) -> int:
        return len(self.slot)

    @property
    def has_spares(self) -> bool:
        """Whether there are places for spares."""
        return len(self.place_group) > self.plan.slots

    @property
    def is_spare(self) -> NDArray[np.bool_]:
        """(m,) Which satellites were kept as spares and never used."""
        return np.asarray(self.slot >= self.plan.slots)

    @property
    def drift(self) -> tuple[Floats32, Floats32]:
        """(m,) When each begins to drift to its plane, and is there; never after its end."""
        plan = self.plan
        return self._after(plan.raising_days), self._after(plan.raising_days + plan.drift_days)

    @property
    def degrades(self) -> Floats32:
        """(m,) When each begins to work as a degraded one; never after its end."""
        after = self.launched + self.transit * _DAY + self.fates.degraded.take(self.fate)
        return np.asarray(np.minimum(after, self.end))

    @property
    def arrived(self) -> Floats32:
        """(m,) When each is ready to work, as a spare or at once; never after its end."""
        return self._after(np.minimum(self.transit, self.plan.transit_days))

    @property
    def on_station(self) -> Floats32:
        """(m,) When each begins to work, if it comes to that; never after its end."""
        return self._after(self.transit)

    @cached_property
    def fates(self) -> Fates:
        """What follows the ends of satellites."""
        return fates_of(self.plan)

    @cached_property
    def fate(self) -> NDArray[np.unsignedinteger]:
        """(m,) The fate of each, as Fates counts them; a byte each unless there are many groups."""
        groups = len(self.plan.mass_t)
        kind = np.min_scalar_type(len(End) * groups)
        fate = self.place_group.astype(kind).take(self.slot)
        fate += self.cause.astype(kind) * kind.type(groups)
        return fate

    @property
    def gone(self) -> Floats32:
        """(m,) When each is disposed of or re-enters; inf for never."""
        return np.asarray(self.end + self.fates.after(self.fate, self.end))

    def states_at(self, years: float) -> States:
        """Return (m,) uint8: the State of every satellite at a time."""
        states = np.empty(len(self), np.uint8)
        for at in range(0, len(self), _PART):
            rows = slice(at, at + _PART)
            states[rows] = self.states_of(rows, np.float32(years))
        return states

    def states_of(self, rows: slice, now: np.float32) -> States:
        """Return uint8: the State of the satellites of some rows at a time."""
        launched, transit, end = self.launched[rows], self.transit[rows], self.end[rows]
        fate = self.fate[rows].astype(np.intp)
        if self.has_spares:
            works = (launched + transit * _DAY <= now) & (self.slot[rows] < self.plan.slots)
            arrived = launched + np.minimum(transit, self.plan.transit_days) * _DAY <= now
            has_come = works * np.uint8(WORKS) + arrived * np.uint8(ARRIVED)
        else:
            works = launched + self.plan.transit_days * _DAY <= now
            has_come = works * np.uint8(ARRIVED | WORKS)
        if self.plan.drift_days:
            raised, drifted = self.plan.raising_days, self.plan.raising_days + self.plan.drift_days
            has_come += (launched + raised * _DAY <= now) * np.uint8(DRIFTS)
            has_come += (launched + drifted * _DAY <= now) * np.uint8(DRIFTED)
        if np.isfinite(self.plan.degraded_years).any():
            degrades = launched + transit * _DAY + self.fates.degraded.take(fate)
            has_come += (degrades <= now) * np.uint8(DEGRADES)
        has_come += (end <= now) * np.uint8(ENDED)
        has_come += (end + self.fates.after(fate, end) <= now) * np.uint8(GONE)
        fate *= COLUMNS
        fate += has_come
        state = self.fates.states.take(fate)
        state[launched > now] = State.BUILT
        return state

    def parts(self) -> Iterator[Self]:
        """Yield the satellites in parts, so that what is computed of each takes little memory."""
        for at in range(0, len(self), _PART):
            yield self.part(slice(at, at + _PART))

    def part(self, rows: slice) -> Self:
        """Return some of the satellites."""
        return replace(
            self,
            slot=self.slot[rows],
            launched=self.launched[rows],
            transit=self.transit[rows],
            end=self.end[rows],
            cause=self.cause[rows],
        )

    def _after(self, days: NDArray[np.uint16] | int) -> Floats32:
        at = self.launched + days * _DAY
        return np.asarray(np.minimum(at, self.end))
