"""The right-hand side: power, heat and rates at a place of the orbit, a charge, a temperature.

The operating map and the simulation of one satellite both integrate it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.compute import Binding, asked_w, mean_flops, planned_w
from orbitviz.subsystems.environment import Environment
from orbitviz.subsystems.power import (
    array_w,
    battery,
    compute_share,
    housekeeping_share,
    reserved_w,
)
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.thermal import absorbed_w, chip_temp_k, coolable_w, emitted_w


@dataclass(frozen=True, eq=False)
class Forcing:
    """What does not depend on charge or temperature; arrays (l, k), W.

    asked_w     demand of the workload
    planned_w   the part of it that the policy admits
    """

    array_w: Floats
    absorbed_w: Floats
    asked_w: Floats
    planned_w: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Flows:
    """Power, heat and rates of a satellite; arrays of one shape, W unless named otherwise.

    array_w       available from the array
    used_w        the part of it that is used: by the load and into the battery
    load_w        drawn from the bus: compute, housekeeping and the losses of conversion
    admitted_w    compute power that policy and cooling allow; spare_w what the array alone leaves
                  for it, below 0 where it does not even cover the housekeeping
    shed_w        demand that is not met, of computers and housekeeping
    charge_w      bus to battery; discharge_w battery to bus
    heat_w        dissipated on board; absorbed_w from Sun and Earth
    rejected_w    radiated
    """

    array_w: Floats
    used_w: Floats
    load_w: Floats
    compute_w: Floats
    admitted_w: Floats
    spare_w: Floats
    housekeeping_w: Floats
    shed_w: Floats
    charge_w: Floats
    discharge_w: Floats
    heat_w: Floats
    absorbed_w: Floats
    rejected_w: Floats
    chip_k: Floats
    soc_per_s: Floats
    temp_k_per_s: Floats


def forcing(satellite: Satellite, environment: Environment, share: Floats) -> Forcing:
    """Return the forcing by Sun, Earth, workload and policy.

    share  (l, k) share of the orbit's time at each place of `environment`; rows sum to 1
    """
    array = array_w(satellite, environment)
    asked = asked_w(satellite, environment)
    planned = planned_w(satellite, environment, asked, array, share)
    return Forcing(array, absorbed_w(satellite, environment), asked, planned)


def flows(satellite: Satellite, given: Forcing, soc: Floats, radiator_k: Floats) -> Flows:
    """Return the flows at states of charge 0..1 and radiator temperatures, K, of one shape.

    Load shedding: first the workload beyond what array, battery and radiator support; housekeeping
    last, when the battery is empty.
    """
    made = given.array_w
    keep, efficiency = satellite.housekeeping_w, satellite.conversion_efficiency
    at_load = made * efficiency
    fed = np.minimum(keep, at_load)
    fed = fed + housekeeping_share(soc) * (keep - fed)

    admitted = np.minimum(given.planned_w, coolable_w(satellite, radiator_k))
    spare = (made - reserved_w(satellite, made, soc)) * efficiency - keep
    own = np.minimum(np.maximum(spare, 0.0), admitted)
    compute = own + compute_share(soc, satellite) * (admitted - own)

    load = (compute + fed) / efficiency
    cell = battery(satellite, made - load, soc)
    heat = load + cell.loss_w
    rejected = emitted_w(satellite, radiator_k)
    return Flows(
        array_w=made,
        used_w=load + cell.charge_w - cell.discharge_w,
        load_w=load,
        compute_w=compute,
        admitted_w=admitted,
        spare_w=spare,
        housekeeping_w=fed,
        shed_w=np.maximum(given.asked_w - compute, 0.0) + keep - fed,
        charge_w=cell.charge_w,
        discharge_w=cell.discharge_w,
        heat_w=heat,
        absorbed_w=given.absorbed_w,
        rejected_w=rejected,
        chip_k=chip_temp_k(satellite, radiator_k, compute),
        soc_per_s=cell.soc_per_s,
        temp_k_per_s=(heat + given.absorbed_w - rejected) / satellite.heat_capacity_j_k,
    )


def binding(
    satellite: Satellite, given: Forcing, done: Flows, radiator_k: Floats, share: Floats
) -> NDArray[np.uint8]:
    """Return the Binding at each place: the first limit that compute power is at.

    share  (l, k) share of the orbit's time at each place

    Where power is short, it is the battery that binds in the dark of orbits on which at least half
    of what is missing is left unused at other times, and the array otherwise.

    A thermal limit is attributed to the part whose improvement by 1 % would cool the chips more:
    a larger radiator by T / 4 a unit of ln(area), a better path by the rise of the chips.
    """
    near = 0.999
    rated, compute = satellite.compute_w, done.compute_w
    cool = coolable_w(satellite, radiator_k)
    path = satellite.chip_r_k_w * compute > 0.25 * radiator_k
    hot = np.where(path, Binding.COOLING_PATH, Binding.RADIATOR)
    missing_w = np.sum(share * (done.admitted_w - compute), axis=-1, keepdims=True)
    unused_w = np.sum(share * (done.array_w - done.used_w), axis=-1, keepdims=True)
    could_store = unused_w > 0.5 * missing_w
    is_bright = given.array_w > 0.5 * given.array_w.max(axis=-1, keepdims=True)
    power = np.where(could_store & ~is_bright, Binding.BATTERY, Binding.ARRAY)
    enough = np.where(given.asked_w >= near * rated, Binding.CHIPS, Binding.WORKLOAD)
    held = np.where(given.planned_w < near * given.asked_w, Binding.POLICY, enough)
    at_plan = compute >= near * given.planned_w
    at_heat = compute >= near * cool
    return np.asarray(np.where(at_plan, held, np.where(at_heat, hot, power)), np.uint8)


def orbit_flops(satellite: Satellite, step_s: Floats, done: Flows) -> Floats:
    """Return (l,) FLOP/s over the orbit of flows at the stations, step_s (l, k) s apart.

    Between stations compute power is linear; where the array alone feeds the computers, the power
    that it leaves for them is linear instead, within the limits at either end.
    """
    alone = done.compute_w <= np.clip(done.spare_w, 0.0, done.admitted_w) * (1.0 + 1e-9)
    alone &= _at_next(alone)
    offered = [
        np.where(alone, spare, compute)
        for spare, compute in (
            (done.spare_w, done.compute_w),
            (_at_next(done.spare_w), _at_next(done.compute_w)),
        )
    ]
    most = np.where(alone, 0.5 * (done.admitted_w + _at_next(done.admitted_w)), np.inf)
    each = mean_flops(satellite, offered[0], offered[1], most)
    return np.asarray(np.sum(step_s * each, axis=1) / np.sum(step_s, axis=1))


def _at_next(values: NDArray[Any]) -> NDArray[Any]:
    """Return the values at the next station."""
    return np.roll(values, -1, axis=1)
