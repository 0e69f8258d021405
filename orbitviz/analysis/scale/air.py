"""What re-enters, and the aluminium oxide that it leaves in the air."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
from orbitviz.analysis.scale.published import ALUMINA_PER_MASS
from orbitviz.analysis.scale.rows import Spread
from orbitviz.base.arrays import Floats


def reentered_t(planned: PlannedFleet) -> Floats:
    """Return (k,) the mass that re-enters in each calendar year, t: satellites alone."""
    ends = planned.calendar.edges_years[1:].astype(np.float32)
    total = np.zeros(len(ends) + 1)
    for part in planned.history.parts():
        down = part.reenters
        years = np.searchsorted(ends, part.gone[down])
        mass_t = part.plan.mass_t[part.place_group[part.slot[down]]]
        total += np.bincount(years, mass_t, minlength=len(total))
    return total[:-1]


def alumina_t(mass_t: float) -> Spread:
    """Return the aluminium oxide that a re-entering mass leaves, t each."""
    return ALUMINA_PER_MASS.scaled(mass_t)
