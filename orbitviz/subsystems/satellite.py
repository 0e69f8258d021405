"""One satellite in numbers: what orbitviz.model.design.satellite becomes at one age."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ArrayPointing(IntEnum):
    """How the solar array is pointed."""

    TRACKING = 0  # always normal to the Sun
    FIXED = 1  # fixed to the body, its face to the zenith
    EDGE_ON = 2  # edge-on to the air flow, turned about the direction of flight towards the Sun


class RadiatorPointing(IntEnum):
    """How the radiator is pointed."""

    EDGE_ON = 0  # edge-on to the Sun and to the Earth
    ZENITH = 1  # one face away from the Earth, the other, if there is one, to it
    ORBIT_NORMAL = 2  # faces along the normal of the orbit plane, edge-on to the Earth


class Policy(IntEnum):
    """What the computers do in the Earth's shadow."""

    RIDE_THROUGH = 0  # run on the battery as long as it may be used
    IDLE = 1  # rest in the dark
    SCALE = 2  # run at the steady power that array and battery bear all the orbit


class Workload(IntEnum):
    """How the demand for compute varies."""

    CONSTANT = 0
    FOLLOW_THE_SUN = 1  # by the local solar time of the ground below
    DUTY_CYCLE = 2  # a share of the time, taken as its mean


@dataclass(frozen=True, kw_only=True)
class Satellite:
    """Parameters of a satellite at one age, for the kernels; SI units, all scalars.

    array_m2           area times efficiency, packing and degradation
    charge_efficiency, discharge_efficiency, conversion_efficiency   0..1
    lowest_soc         state of charge at which the compute load is shed
    charge_w           maximum charging power
    radiator_m2        area of one face; faces 0 (none), 1 or 2
    effectiveness      share of what an ideal radiator of this area emits
    earth_view         view factor of a face to the Earth, None: from pointing and altitude
    chip_r_k_w         resistance from radiator to chip
    chip_soft_k, chip_hard_k   chip temperatures: throttling begins, all load is shed
    compute_w, flops   rated power of the working chips, and FLOP/s at it
    power_exponent     performance is (power / rated) ** power_exponent
    asked              demand as a share of the rated power; with follow-the-sun
                       at its peak, and asked_least at its minimum
    peak_local_rad     local solar time of the peak, as an angle from local noon
    """

    array_m2: float
    array_pointing: ArrayPointing
    battery_j: float
    charge_efficiency: float
    discharge_efficiency: float
    lowest_soc: float
    charge_w: float
    conversion_efficiency: float
    housekeeping_w: float
    radiator_m2: float
    faces: int
    emissivity: float
    effectiveness: float
    absorptivity: float
    earth_view: float | None
    radiator_pointing: RadiatorPointing
    heat_capacity_j_k: float
    chip_r_k_w: float
    chip_soft_k: float
    chip_hard_k: float
    compute_w: float
    flops: float
    power_exponent: float
    policy: Policy
    workload: Workload
    asked: float
    asked_least: float
    peak_local_rad: float

    @property
    def full_load_w(self) -> float:
        """Power that all loads draw at full rate, losses of conversion included."""
        return (self.compute_w + self.housekeeping_w) / self.conversion_efficiency
