"""Solar array and battery."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.environment import Environment
from orbitviz.subsystems.satellite import ArrayPointing, Satellite

# Shares of the battery's energy over which a limit sets in, so that no rate jumps: charging
# tapers off before the battery is full (the constant-voltage end of a lithium cell), loads are
# shed over the last share before a limit. Assumptions of the model, not published.
TAPER_SOC = 0.05
FADE_SOC = 0.02


def incidence(satellite: Satellite, environment: Environment) -> Floats:
    """Return (l, k): cosine of the incidence on the array, 0 where it faces away from the Sun.

    Edge-on to the flow, the array may turn about the direction of flight alone, which leaves
    the sine of the angle between the Sun and the flight.
    """
    match satellite.array_pointing:
        case ArrayPointing.TRACKING:
            return np.ones_like(environment.light)
        case ArrayPointing.FIXED:
            return np.maximum(environment.cos_zenith, 0.0)
        case ArrayPointing.EDGE_ON:
            return np.sqrt(np.maximum(1.0 - environment.cos_ahead**2, 0.0))


def array_w(satellite: Satellite, environment: Environment) -> Floats:
    """Return (l, k) W available from the array: S A eta packing cos(incidence) (1 - d)^years light.

    Larson & Wertz, SMAD 3rd ed., section 11.4.
    """
    return np.asarray(
        environment.flux_w_m2
        * satellite.array_m2
        * environment.light
        * incidence(satellite, environment)
    )


class Battery(NamedTuple):
    """Flows of the battery; W but for soc_per_s (1/s), arrays of one shape."""

    charge_w: Floats  # taken from the bus
    discharge_w: Floats  # given to the bus
    loss_w: Floats  # turned into heat
    soc_per_s: Floats


def battery(satellite: Satellite, net_w: Floats, soc: Floats) -> Battery:
    """Return the flows of the battery at a net power: surplus, below 0 deficit, of the array.

    dE/dt = eta_c P_charge - P_discharge / eta_d
    """
    most = satellite.charge_w * np.clip((1.0 - soc) / TAPER_SOC, 0.0, 1.0)
    charge = np.minimum(np.maximum(net_w, 0.0), most)
    discharge = np.maximum(-net_w, 0.0)
    stored = satellite.charge_efficiency * charge
    drawn = discharge / satellite.discharge_efficiency
    loss = (charge - stored) + (drawn - discharge)
    return Battery(charge, discharge, loss, (stored - drawn) / satellite.battery_j)


def compute_share(soc: Floats, satellite: Satellite) -> Floats:
    """Return the share 0..1 of the compute load that the battery may supply at a soc."""
    return np.asarray(np.clip((soc - satellite.lowest_soc) / FADE_SOC, 0.0, 1.0))


def housekeeping_share(soc: Floats) -> Floats:
    """Return the share 0..1 of the housekeeping that the battery can supply at a soc."""
    return np.asarray(np.clip(soc / FADE_SOC, 0.0, 1.0))


def reserved_w(satellite: Satellite, made_w: Floats, soc: Floats) -> Any:
    """Return W of array power reserved for the battery: below its limit it is charged first."""
    below = np.clip((satellite.lowest_soc - soc) / FADE_SOC, 0.0, 1.0)
    return np.minimum(satellite.charge_w, made_w) * below
