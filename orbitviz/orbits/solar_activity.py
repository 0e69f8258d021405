"""How active the Sun is, as F10.7: its radio flux at 10.7 cm, sfu (1 sfu is 1e-22 W/m2/Hz)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.resources import asset_path

MONTHS_A_YEAR = 12
CYCLE_MONTHS = 132
CYCLE_START_YEAR = 2030.0 + 10.0 / MONTHS_A_YEAR  # 1 November 2030


@dataclass(frozen=True)
class SolarActivity:
    """A scenario of the Sun's activity.

    name           for people and files
    constant_f107  sfu, None if F10.7 follows the mean cycle; the density of the air is known from
                   65 to 250
    """

    name: str
    constant_f107: float | None

    def f107(self, year: ArrayLike) -> Floats:
        """Return F10.7, sfu, at times of any shape, in years such as 2027.5."""
        if self.constant_f107 is not None:
            return np.full(np.shape(year), self.constant_f107)
        month = np.floor(cycle_month(year)).astype(np.int64)
        return np.asarray(mean_cycle_f107()[month % CYCLE_MONTHS])


# The least F10.7 of the mean cycle, its mean and its greatest. Single cycles differ: the 95th
# percentile of the months is 148 in the mean and 237 at its greatest (the same forecast).
LOW = SolarActivity("low", 70.0)
MEAN = SolarActivity("mean", 107.0)
HIGH = SolarActivity("high", 150.0)
CYCLE = SolarActivity("cycle", None)
SCENARIOS = {activity.name: activity for activity in (LOW, MEAN, HIGH, CYCLE)}


def cycle_month(year: ArrayLike) -> Floats:
    """Return the months, not whole, since a mean cycle began; year of any shape."""
    return (np.asarray(year, dtype=np.float64) - CYCLE_START_YEAR) * MONTHS_A_YEAR


@lru_cache(maxsize=1)
def mean_cycle_f107() -> NDArray[np.float64]:
    """Return (132,) F10.7, sfu, of the months of the mean cycle, of which the first is a minimum.

    The mean of earlier cycles, smoothed over 13 months, of NASA's Marshall Space Flight Center,
    which serves in its forecasts for orbital lifetimes as the cycle after the present one (Niehuss
    et al. 1996). Raises UserError if the table is missing.
    """
    f107 = np.loadtxt(asset_path("atmosphere/solar_cycle.csv"), skiprows=4)
    f107.setflags(write=False)
    return f107
