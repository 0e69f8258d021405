"""How old the working satellites of a fleet are."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.deployment.history import History
from orbitviz.base.arrays import Floats
from orbitviz.orbits.constellation import Ints


def working_ages(history: History, years: float) -> tuple[Floats, Ints]:
    """Return the years that each working satellite has worked (w,), and its group (w,) int32."""
    now = np.float32(years)
    ages, groups = [np.empty(0)], [np.empty(0, np.int32)]
    for part in history.parts():
        station = part.on_station
        works = (station <= now) & (now < part.end) & ~part.is_spare
        ages.append((now - station[works]).astype(np.float64))
        groups.append(part.place_group[part.slot[works]])
    return np.concatenate(ages), np.concatenate(groups)
