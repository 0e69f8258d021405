"""From a satellite design to the parameters of the kernels at an age."""

from __future__ import annotations

import math
from functools import lru_cache

from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.model.design.satellite import SatelliteDesign, SolarArray
from orbitviz.subsystems.satellite import (
    ArrayPointing,
    Policy,
    RadiatorPointing,
    Satellite,
    Workload,
)

_KILO = 1e3
_J_PER_KWH = 3.6e6

_ARRAY = {
    "tracking": ArrayPointing.TRACKING,
    "fixed": ArrayPointing.FIXED,
    "edge-on": ArrayPointing.EDGE_ON,
}
_RADIATOR = {
    "edge-on": RadiatorPointing.EDGE_ON,
    "zenith": RadiatorPointing.ZENITH,
    "orbit-normal": RadiatorPointing.ORBIT_NORMAL,
}
_POLICY = {
    "ride-through": Policy.RIDE_THROUGH,
    "idle": Policy.IDLE,
    "scale": Policy.SCALE,
}
_WORKLOAD = {
    "constant": Workload.CONSTANT,
    "follow-the-sun": Workload.FOLLOW_THE_SUN,
    "duty-cycle": Workload.DUTY_CYCLE,
}


@lru_cache(maxsize=256)
def satellite_at_age(design: SatelliteDesign, age_years: float | None = None) -> Satellite:
    """Return the parameters of a satellite; age_years overrides the age of the design.

    Array degradation, battery fade and chip failures compound year by year; the emissivity changes
    linearly from its first to its last value over the design life and stays there.
    """
    age = design.age_years if age_years is None else age_years
    array, battery, bus = design.array, design.battery, design.bus
    radiator, compute = design.radiator, design.compute
    worn = min(age / design.life_years, 1.0)
    alive = (1.0 - compute.failures_per_year) ** age
    rated_w = compute.rated_kw * _KILO
    full = compute.workload == "constant"
    return Satellite(
        array_m2=array.area_m2
        * array.efficiency
        * array.packing
        * _heated(array)
        * (1.0 - array.degradation_per_year) ** age,
        array_pointing=_ARRAY[array.pointing],
        battery_j=battery.energy_kwh * _J_PER_KWH * (1.0 - battery.fade_per_year) ** age,
        charge_efficiency=battery.charge_efficiency,
        discharge_efficiency=battery.discharge_efficiency,
        lowest_soc=1.0 - battery.max_depth_of_discharge,
        charge_w=battery.max_charge_kw * _KILO,
        conversion_efficiency=bus.conversion_efficiency,
        housekeeping_w=bus.housekeeping_kw * _KILO,
        radiator_m2=radiator.area_m2,
        faces=radiator.faces,
        emissivity=radiator.emissivity + worn * (radiator.end_emissivity - radiator.emissivity),
        effectiveness=radiator.effectiveness,
        absorptivity=radiator.absorptivity,
        earth_view=radiator.earth_view,
        radiator_pointing=_RADIATOR[radiator.pointing],
        heat_capacity_j_k=radiator.heat_capacity_kj_k * _KILO,
        chip_r_k_w=compute.chip_to_radiator_k_per_kw / _KILO,
        chip_soft_k=compute.soft_limit_c + CELSIUS_0_K,
        chip_hard_k=compute.hard_limit_c + CELSIUS_0_K,
        compute_w=rated_w * alive,
        flops=installed_flops(design) * alive * (1.0 - compute.radiation_loss),
        power_exponent=compute.power_exponent,
        policy=_POLICY[compute.eclipse_policy],
        workload=_WORKLOAD[compute.workload],
        asked=1.0 if full else compute.demand,
        asked_least=compute.least_demand,
        peak_local_rad=(compute.peak_local_h - 12.0) * math.pi / 12.0,
    )


def flops_per_w(design: SatelliteDesign) -> float:
    """Return FLOP/s per W of the computers' rated power: of the chips, times their share of it."""
    return design.compute.tflops_per_w * 1e12 * design.compute.chip_share


def installed_flops(design: SatelliteDesign) -> float:
    """Return FLOP/s of all chips as launched, at their rated power."""
    return design.compute.rated_kw * _KILO * flops_per_w(design)


def _heated(array: SolarArray) -> float:
    """Return what the heat of the cells leaves of the array's power, 1 - k (T - T_0), not below 0.

    Larson & Wertz, SMAD 3rd ed., section 11.4.
    """
    return max(1.0 - array.loss_per_k * (array.cell_temperature_c - array.efficiency_at_c), 0.0)
