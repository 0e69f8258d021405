"""The rates of charge and temperature, their slopes, and what closes an orbit, for the solvers."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.operation import Forcing, flows
from orbitviz.subsystems.satellite import Satellite

MAX_TEMP_K = 1500.0  # a state beyond it is no state of a satellite; the solver stops there
MIN_TEMP_K = 3.0
SOC_STEP, TEMP_STEP_K = 1e-7, 1e-4  # for derivatives by differences
_LEAST_PULL = 1e-6


def rates_and_slopes(
    satellite: Satellite, given: Forcing, soc: Floats, temp: Floats
) -> tuple[list[Floats], list[list[Floats]]]:
    """Return the rates of soc and temp, and their derivatives by differences to the inside."""
    soc_step = np.where(soc < 0.5, SOC_STEP, -SOC_STEP)
    socs = np.array([soc, soc + soc_step, soc])
    temps = np.array([temp, temp, temp + TEMP_STEP_K])
    done = flows(satellite, given, socs, temps)
    rates = [done.soc_per_s, done.temp_k_per_s]
    slope = [[(r[1] - r[0]) / soc_step, (r[2] - r[0]) / TEMP_STEP_K] for r in rates]
    return [r[0] for r in rates], slope


def closing_change(whole: Floats, gap: Floats) -> Floats:
    """Return (2, l): the change of soc and temp at the beginning that closes each orbit.

    whole  (2, 2, l) slope of the state at the end of an orbit by that at its beginning
    gap    (2, l) state at the end less that at the beginning

    A battery that nothing pulls back (charge neither gained nor lost, no limit touched), or a
    node that nothing cools, leaves its own equation empty: it then stays where it is.
    """
    a, d = (np.maximum(1.0 - whole[i, i], _LEAST_PULL) for i in (0, 1))
    b, c = -whole[0, 1], -whole[1, 0]
    determinant = a * d - b * c
    determinant = np.where(np.abs(determinant) < _LEAST_PULL**2, a * d, determinant)
    return np.asarray(np.array([d * gap[0] - b * gap[1], a * gap[1] - c * gap[0]]) / determinant)
