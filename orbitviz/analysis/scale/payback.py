"""Energy and mass of launching a fleet, against what it produces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.deployment.plan import Plan
from orbitviz.analysis.scale import published
from orbitviz.analysis.scale.rows import Spread
from orbitviz.base.constants import DAY_S

_KG_PER_T = 1e3
_J_PER_KWH = 3.6e6
PER_KG_J = 100e6  # of making satellites: for each so many joules


@dataclass(frozen=True)
class Payback:
    """One fleet launched once, those of failed launches again.

    launches      with the payload of the design
    energy_j      of their propellant
    days          in which the fleet uses as much in orbit
    flown_days    the same with the most that has flown on a launch; None where that carries none
    making_days   more for every 100 MJ that making a kg of satellite takes
    """

    launches: float
    mass_t: float
    energy_j: Spread
    days: Spread
    flown_days: Spread | None
    making_days: float


def launch_energy_j() -> Spread:
    """Return the energy of the propellant of a launch, J: heating value, and oxygen's making.

    Methane by its lower heating value; liquefying it is left out.
    """

    def energy_j(propellant_t: float, oxygen_kwh_t: float) -> float:
        oxygen_t = published.OXYGEN_SHARE * propellant_t
        heat_j = (propellant_t - oxygen_t) * _KG_PER_T * published.METHANE_J_PER_KG
        return heat_j + oxygen_t * oxygen_kwh_t * _J_PER_KWH

    return Spread(*map(energy_j, published.PROPELLANT_T, published.OXYGEN_KWH_PER_T))


def payback(plan: Plan, flown: Plan | None, power_w: float) -> Payback:
    """Return what it takes to launch every slot of a plan, against a power > 0.

    flown   the plan with the most that has flown on a launch, None where that carries no satellite
    """
    mass_t = float(plan.mass_t[plan.slot_group].sum())
    launches = _launches(plan)
    energy_j = launch_energy_j().scaled(launches)
    days = energy_j.scaled(1.0 / power_w / DAY_S)
    return Payback(
        launches=launches,
        mass_t=mass_t,
        energy_j=energy_j,
        days=days,
        flown_days=None if flown is None else days.scaled(_launches(flown) / launches),
        making_days=mass_t * _KG_PER_T * PER_KG_J / power_w / DAY_S,
    )


def _launches(plan: Plan) -> float:
    """Return the launches that fill every slot once, those that are lost again."""
    slots = np.bincount(plan.slot_group, minlength=len(plan.mass_t))
    return float(np.ceil(slots / plan.per_launch).sum()) / plan.launch_success
