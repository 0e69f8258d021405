"""What a satellite would deliver if one limit after another were relieved.

The share of a cause in the compute that is lost is what comes back when the solver runs once more
without it. Causes are relieved in a fixed order, first what costs nothing to change and last the
hardware, so that the shares add up to the loss: the eclipse policy, the workload, the battery, the
array, the path from chip to radiator, the radiator. What then is missing, the chips have lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.constants import TAU
from orbitviz.base.progress import Check, no_check
from orbitviz.subsystems.compute import Binding, delivered_flops
from orbitviz.subsystems.grid import Grid
from orbitviz.subsystems.operating_map import OperatingMap, solved_at
from orbitviz.subsystems.operation import orbit_flops
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT_CATEGORIES
from orbitviz.subsystems.satellite import Policy, Satellite, Workload

# What limits nothing, and still settles: a battery of so many orbits of the full load, charged at
# so many times that load, an array of so many times the area that feeds it in full sunlight.
_AMPLE_ORBITS = 100.0
_AMPLE_DEPTH = 0.5
_AMPLE_CHARGE = 10.0
_AMPLE_ARRAY = 100.0
_FULL = 1.0 - 1e-6
_AT_ONCE = 256  # orbits; more are hardly faster and take 0.1 MB each


class Cause(Enum):
    """What compute is lost to, in the order of the losses from installed to delivered."""

    CHIPS = "chip losses"
    RADIATOR = LIMIT_CATEGORIES[Binding.RADIATOR].word
    COOLING_PATH = LIMIT_CATEGORIES[Binding.COOLING_PATH].word
    ARRAY = LIMIT_CATEGORIES[Binding.ARRAY].word
    BATTERY = LIMIT_CATEGORIES[Binding.BATTERY].word
    WORKLOAD = LIMIT_CATEGORIES[Binding.WORKLOAD].word
    POLICY = LIMIT_CATEGORIES[Binding.POLICY].word


# The order in which they are relieved. Chips at full rate are what is left when all are.
RELIEVED = (
    Cause.POLICY, Cause.WORKLOAD, Cause.BATTERY, Cause.ARRAY, Cause.COOLING_PATH,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Work:
    """Compute delivered along the orbits of a map, FLOP/s.

    mean     (a, rows) over the orbit
    values   (a, rows, stations) float32
    """

    mean: Floats
    values: Floats32


class Relief:
    """What the satellites of operating maps would deliver; orbits are solved when asked for.

    maps     of one satellite at several ages, on one grid
    shares   of the satellites of each age; together 1
    """

    def __init__(self, maps: Sequence[OperatingMap], shares: Sequence[float]) -> None:
        self._maps, self._shares = tuple(maps), tuple(shares)
        shape = maps[0].grid.shape
        self._solved = np.zeros(maps[0].settled.size, bool)
        self._works = {
            cause: Work(np.zeros(shape[:2]), np.zeros(shape, np.float32)) for cause in RELIEVED
        }

    def works(self, nodes: NDArray[np.bool_], check: Check = no_check) -> Mapping[Cause, Work]:
        """Return what is delivered once each of RELIEVED, and those before it, are relieved.

        It is the mean over the ages. nodes (a * rows) bool: the orbits that are needed; others may
        be 0. check is called before each few that are solved.
        """
        missing = np.flatnonzero(nodes & ~self._solved)
        for first in range(0, len(missing), _AT_ONCE):
            check()
            orbits = missing[first : first + _AT_ONCE]
            self._solve(orbits)
            self._solved[orbits] = True
        return self._works

    def _solve(self, orbits: NDArray[np.intp]) -> None:
        sums: dict[Cause, tuple[Floats, Floats32]] = {}
        for operating, share in zip(self._maps, self._shares, strict=True):
            satellite, grid = operating.satellite, operating.grid
            mean = _by_orbit(operating.mean[COMPUTE])[orbits]
            values = _by_orbit(operating.values[COMPUTE])[orbits]
            for cause in RELIEVED:
                before, satellite = satellite, _relieved(satellite, cause, grid)
                left = np.flatnonzero(mean < _FULL * satellite.flops)
                if satellite != before and len(left):
                    mean[left], values[left] = _solved(satellite, grid, orbits[left])
                whole_mean, whole_values = sums.setdefault(cause, _nothing_like(mean, values))
                whole_mean += share * mean
                whole_values += np.float32(share) * values
        # At once, so that nothing is counted twice where the solver was stopped halfway.
        for cause, (mean, values) in sums.items():
            work = self._works[cause]
            _by_orbit(work.mean)[orbits], _by_orbit(work.values)[orbits] = mean, values


def _nothing_like(mean: Floats, values: Floats32) -> tuple[Floats, Floats32]:
    return np.zeros_like(mean), np.zeros_like(values)


def _by_orbit(table: NDArray[Any]) -> NDArray[Any]:
    """Return a view (a * rows, ...) of a table (a, rows, ...)."""
    return table.reshape(-1, *table.shape[2:])


def _relieved(satellite: Satellite, cause: Cause, grid: Grid) -> Satellite:
    """Return the satellite relieved of one more cause."""
    match cause:
        case Cause.POLICY:
            return replace(satellite, policy=Policy.RIDE_THROUGH)
        case Cause.WORKLOAD:
            return replace(satellite, workload=Workload.CONSTANT, asked=1.0)
        case Cause.BATTERY:
            return _with_ample_battery(satellite, grid)
        case Cause.ARRAY:
            flux_w_m2 = float(grid.environment.flux_w_m2.min())
            ample_m2 = _AMPLE_ARRAY * satellite.full_load_w / flux_w_m2
            return replace(satellite, array_m2=max(satellite.array_m2, ample_m2))
        case _:
            return replace(satellite, chip_r_k_w=0.0)


def _with_ample_battery(satellite: Satellite, grid: Grid) -> Satellite:
    """Return the satellite with a battery that takes and gives whatever there is."""
    orbit_s = TAU / float(grid.environment.rate_rad_s.min())
    load_w = satellite.full_load_w
    most_w = float(grid.environment.flux_w_m2.max()) * satellite.array_m2
    return replace(
        satellite,
        battery_j=max(satellite.battery_j, _AMPLE_ORBITS * load_w * orbit_s),
        charge_w=max(satellite.charge_w, most_w, _AMPLE_CHARGE * load_w),
        lowest_soc=min(satellite.lowest_soc, 1.0 - _AMPLE_DEPTH),
    )


def _solved(satellite: Satellite, grid: Grid, orbits: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return the compute delivered on some orbits, mean (l,) and at the stations (l, k)."""
    point, _ = solved_at(satellite, grid, orbits)
    mean = orbit_flops(satellite, point.step_s, point.flows)
    return mean, np.asarray(delivered_flops(satellite, point.flows.compute_w))
