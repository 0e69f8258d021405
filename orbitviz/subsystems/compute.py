"""Compute load: demand of the workload, policy, delivered FLOP/s, and the limit that binds."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.subsystems.environment import Environment
from orbitviz.subsystems.satellite import Policy, Satellite, Workload

PLANNED_SHARE = 0.99  # of the array's energy; an assumption of the model


class Binding(IntEnum):
    """The limit that keeps a satellite from delivering more."""

    CHIPS = 0  # no limit: all chips run at their rated power
    WORKLOAD = 1  # no more is demanded
    ARRAY = 2  # the array supplies no more
    BATTERY = 3  # the battery is at its lowest allowed charge
    RADIATOR = 4  # the radiator is too hot
    COOLING_PATH = 5  # the path from chip to radiator is
    POLICY = 6  # the computers rest in eclipse by policy


def asked_w(satellite: Satellite, environment: Environment) -> Floats:
    """Return (l, k) W that the workload demands, before the policy is applied."""
    if satellite.workload is not Workload.FOLLOW_THE_SUN:
        return np.full_like(environment.light, satellite.compute_w * satellite.asked)
    # Towards noon below, and towards evening below: an orbit that runs east meets the evening a
    # quarter after noon. Along the terminator, where it is morning for one half of the orbit and
    # evening for the other, the wave is at its mean.
    evening = -environment.east * environment.cos_ahead
    peak = satellite.peak_local_rad
    wave = 0.5 + 0.5 * (math.cos(peak) * environment.cos_zenith + math.sin(peak) * evening)
    high, low = satellite.asked, satellite.asked_least
    return np.asarray(satellite.compute_w * (low + (high - low) * wave))


def planned_w(
    satellite: Satellite, environment: Environment, asked: Floats, array: Floats, share: Floats
) -> Floats:
    """Return (l, k) W of the demand that the policy admits.

    asked, array   (l, k) W
    share          (l, k) share of the orbit's time at each place; rows sum to 1

    `scale` takes the steady load L that closes the orbit, E_light = L T_light +
    L T_dark / (eta_c eta_d), with the array taken as constant in the light. Where the
    battery cannot carry L through the eclipse, or cannot be recharged in the light, what it can
    supply is spread over the eclipse and the rest is used in the light. Only PLANNED_SHARE of the
    energy is planned with: planned to the last watt, a battery would stay at any charge.
    """
    if satellite.policy is Policy.RIDE_THROUGH:
        return asked
    if satellite.policy is Policy.IDLE:
        return asked * environment.light
    lit = np.sum(share * environment.light, axis=1, keepdims=True)
    dark = np.maximum(1.0 - lit, 0.0)
    mean_w = PLANNED_SHARE * np.sum(share * array, axis=1, keepdims=True)
    through = satellite.charge_efficiency * satellite.discharge_efficiency
    steady = mean_w / np.maximum(lit + dark / through, 1e-9)
    dark_s = dark * TAU / environment.rate_rad_s
    usable_j = satellite.battery_j * (1.0 - satellite.lowest_soc) * satellite.discharge_efficiency
    charged = PLANNED_SHARE * satellite.charge_w * through * lit / np.maximum(dark, 1e-9)
    in_dark = np.minimum(np.minimum(steady, charged), usable_j / np.maximum(dark_s, 1e-3))
    in_light = (mean_w - in_dark * dark / through) / np.maximum(lit, 1e-9)
    bus = in_dark + (in_light - in_dark) * environment.light
    most = np.maximum(bus * satellite.conversion_efficiency - satellite.housekeeping_w, 0.0)
    return np.asarray(np.minimum(asked, most))


def delivered_flops(satellite: Satellite, compute_w: Any) -> Any:
    """Return FLOP/s at a compute power: rated (P / P_rated)^x. The exponent is an assumption."""
    if satellite.compute_w <= 0.0:
        return np.zeros_like(compute_w)
    share = np.maximum(compute_w, 0.0) / satellite.compute_w
    return satellite.flops * share**satellite.power_exponent


def mean_flops(satellite: Satellite, first_w: Any, last_w: Any, most_w: Any = np.inf) -> Any:
    """Return the mean of delivered_flops while the available power changes linearly.

    first_w, last_w   W at both ends of the step, any shape; power below 0 counts as 0
    most_w            W that can be used: power beyond it is not
    """
    if satellite.compute_w <= 0.0:
        return np.zeros_like(first_w)
    first, last, most = (
        np.asarray(w, np.float64) / satellite.compute_w for w in (first_w, last_w, most_w)
    )
    apart = last - first
    wide = np.abs(apart) > 1e-4
    exponent = satellite.power_exponent

    def integral(power: Floats) -> Floats:
        used = np.clip(power, 0.0, most)
        beyond = np.maximum(power - most, 0.0)
        rest = np.where(beyond > 0.0, used**exponent * beyond, 0.0)
        return np.asarray(used ** (exponent + 1.0) / (exponent + 1.0) + rest)

    middle = np.clip(0.5 * (first + last), 0.0, most) ** exponent
    mean = (integral(last) - integral(first)) / np.where(wide, apart, 1.0)
    return satellite.flops * np.where(wide, mean, middle)
