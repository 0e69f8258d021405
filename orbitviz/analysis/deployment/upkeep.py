"""What it takes to keep a fleet as large as it is, once it has settled: in closed form."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from orbitviz.analysis.deployment.plan import Plan, Repair
from orbitviz.base.arrays import Floats

_STEPS = 1_000  # of a life


class Upkeep(NamedTuple):
    """Satellites, launches and tonnes a year that replace others; launches are full."""

    satellites: float
    launches: float
    mass_t: float


def upkeep_of(plan: Plan) -> Upkeep:
    """Return what replaces others in each year, in the mean over a long time; 0 without repair.

    Slots over the mean years of work, by the elementary renewal theorem (Ross, Introduction to
    Probability Models, section 7.3): a constant rate of failures l and lives of L have a mean of
    (1 - exp(-l L)) / l. Satellites that fail early or are lost with their launch are launched
    again; where none ever works it is inf. Slots are taken as always filled: waiting for a launch
    makes it less.
    """
    if plan.repair is Repair.NONE:
        return Upkeep(0.0, 0.0, 0.0)
    slots = np.bincount(plan.slot_group, minlength=len(plan.mass_t))
    reaches_work = plan.launch_success * (1.0 - plan.early_failures)
    if reaches_work == 0.0:
        return Upkeep(math.inf, math.inf, math.inf)
    a_year = slots / _mean_work_years(plan) / reaches_work
    return Upkeep(
        float(a_year.sum()),
        float((a_year / plan.per_launch).sum()),
        float((a_year * plan.mass_t).sum()),
    )


def _mean_work_years(plan: Plan) -> Floats:
    """Return (g,) the integral of exp(-(rate t)^shape) from 0 to the life."""
    # In steps that shrink towards 0, where a shape below 1 falls steeply.
    at = np.linspace(0.0, 1.0, _STEPS + 1) ** 4
    t = plan.life_years[:, None] * at
    alive = np.exp(-((plan.failures_per_year * t) ** plan.weibull_shape))
    return np.asarray(np.trapezoid(alive, t, axis=1))
