"""How old the working satellites of a fleet are."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.deployment.history import History
from orbitviz.base.arrays import Floats
from orbitviz.orbits.constellation import Ints


def working_ages(history: History, years: float) -> tuple[Ints, Floats]:
    """Return the slots (w,) int32, rising, whose satellite works, and for how many years (w,)."""
    now = np.float32(years)
    slots, ages = [np.empty(0, np.int32)], [np.empty(0, np.float32)]
    for part in history.parts():
        station = part.on_station
        works = (station <= now) & (now < part.end) & ~part.is_spare
        slots.append(part.slot[works])
        ages.append(now - station[works])
    slot, age = np.concatenate(slots), np.concatenate(ages)
    order = np.argsort(slot, kind="stable")
    return slot[order], age[order].astype(np.float64)
