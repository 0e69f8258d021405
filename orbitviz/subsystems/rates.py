"""The rates of charge and temperature, and their slopes, for the solvers."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.operation import Forcing, flows
from orbitviz.subsystems.satellite import Satellite

MAX_TEMP_K = 1500.0  # a state beyond it is no state of a satellite; the solver stops there
MIN_TEMP_K = 3.0
SOC_STEP, TEMP_STEP_K = 1e-7, 1e-4  # for derivatives by differences


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
