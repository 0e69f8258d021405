"""From a satellite design to the parameters of the kernels at an age."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.model.design.satellite import SPREAD, SatelliteDesign
from orbitviz.model.design.satellite_parts import SolarArray
from orbitviz.subsystems.satellite import (
    ArrayPointing,
    Policy,
    RadiatorPointing,
    Satellite,
    Workload,
)

_KILO = 1e3
_J_PER_KWH = 3.6e6
_HOURS_PER_YEAR = 8766.0

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


class AgeShare(NamedTuple):
    """An age in years, and the share 0..1 of the satellites that have it."""

    years: float
    share: float


def ages_of(design: SatelliteDesign) -> tuple[AgeShare, ...]:
    """Return the ages of the satellites of a design, youngest first; shares add up to 1.

    Ages spread evenly over the life stand as its beginning, middle and end, weighted by Simpson's
    rule: exact for a quantity that is a cubic polynomial of the age.
    """
    age = design.age_years
    if isinstance(age, str):
        return evenly_spread(design)
    if not isinstance(age, tuple):
        return (AgeShare(age, 1.0),)
    return tuple(AgeShare(years, count / len(age)) for years, count in sorted(Counter(age).items()))


def evenly_spread(design: SatelliteDesign) -> tuple[AgeShare, ...]:
    """Return ages spread evenly over the design life: a fleet that is replaced as it ages."""
    life = design.life_years
    return (AgeShare(0.0, 1 / 6), AgeShare(0.5 * life, 4 / 6), AgeShare(life, 1 / 6))


def mean_age(design: SatelliteDesign) -> tuple[AgeShare, ...]:
    """Return the mean age of the satellites of a design, for all of them."""
    return (AgeShare(sum(years * share for years, share in ages_of(design)), 1.0),)


def age_words(design: SatelliteDesign) -> str:
    """Return the ages of the satellites of a design, in words."""
    ages = ages_of(design)
    if design.age_years == SPREAD:
        return f"ages spread evenly over {design.life_years:g} years"
    if len(ages) > 1:
        return f"ages of {ages[0].years:g} to {ages[-1].years:g} years"
    return f"all {age_text(ages[0].years)}"


def age_text(years: float) -> str:
    """Return the age of a satellite in words."""
    return f"{years:g} years old" if years else "new"


@lru_cache(maxsize=256)
def satellite_at_age(design: SatelliteDesign, age_years: float = 0.0) -> Satellite:
    """Return the parameters of a satellite at an age, new if none is given.

    Array degradation, battery fade and chip failures compound year by year; the emissivity changes
    linearly from its first to its last value over the design life and stays there. Work
    is lost while computers start again after an interruption.
    """
    age = age_years
    array, battery, bus = design.array, design.battery, design.bus
    radiator, compute = design.radiator, design.compute
    worn = min(age / design.life_years, 1.0)
    alive = (1.0 - compute.failures_per_year) ** age
    interrupted_h = compute.interruptions_per_year * compute.hours_per_interruption
    working = (1.0 - compute.radiation_loss) * max(1.0 - interrupted_h / _HOURS_PER_YEAR, 0.0)
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
        flops=installed_flops(design) * alive * working,
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
