"""What a simulation of the years needs to know, in arrays: years since the start, tonnes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.launch_rate import LaunchRate
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.orbits.constellation import Ints

MAX_YEARS = 100.0


class Disposal(IntEnum):
    """What becomes of the retired."""

    DEORBIT = 0
    GRAVEYARD = 1
    ESCAPE = 2


class Repair(StrEnum):
    """When what has failed or retired is replaced."""

    NONE = "none"
    REPLACE = "replace"
    BATCH = "batch"


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """The fleet that is wanted and how it is kept, of g groups with n slots in all.

    slot_group        (n,) int32    group of each slot
    filling           (n,) int32    slots in the order in which they are filled, group after group
    group_order       (g,) int      groups in that order
    per_launch        (g,) int      satellites on a launch; a launch carries those of one group
    mass_t            (g,) float64  mass of a satellite
    life_years        (g,) float64  work after which a satellite retires
    decay_years       (g, d) float64  from death to re-entry, inf where it never comes; for deaths
                      decay_step_years apart, d is 1 where the time makes no difference
    degraded_years    (g,) float64  work after which one counts as degraded, inf for never
    disposal          (g,) Disposal
    batch             (g,) int      how many wait for one another; used with Repair.BATCH alone
    spares            (g,) int      satellites kept in orbit beyond the slots
    rate              launches over the years
    built_per_year    satellites that are built at most, inf without a limit
    ground_spares     so many of them are kept on the ground for replacements
    years             how long the plan is
    raising_days, drift_days   from launch to the orbit, and on to the plane
    transit_days      from launch to work, these included
    disposal_years    from retirement to disposal
    disposal_success  (g,) float64  share of the retired that can be disposed of
    launch_success, early_failures                     shares
    failures_per_year, weibull_shape                   of failures: exp(-(rate age)^shape) live
    """

    slot_group: Ints
    filling: Ints
    group_order: tuple[int, ...]
    per_launch: NDArray[np.int64]
    mass_t: Floats
    life_years: Floats
    decay_years: Floats
    degraded_years: Floats
    disposal: NDArray[np.uint8]
    disposal_success: Floats
    batch: NDArray[np.int64]
    spares: NDArray[np.int64]
    rate: LaunchRate
    years: float
    raising_days: int = 0
    drift_days: int = 0
    transit_days: int = 0
    disposal_years: float = 0.0
    launch_success: float = 1.0
    early_failures: float = 0.0
    failures_per_year: float = 0.0
    weibull_shape: float = 1.0
    decay_step_years: float = 1.0
    built_per_year: float = math.inf
    ground_spares: int = 0
    repair: Repair = Repair.REPLACE

    @property
    def slots(self) -> int:
        """Number of slots of the design."""
        return len(self.slot_group)

    @property
    def transit_years(self) -> float:
        """Years from launch to work."""
        return self.transit_days / YEAR_DAYS
