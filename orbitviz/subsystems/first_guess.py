"""Where the search for a limit cycle begins."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.operation import Forcing, flows
from orbitviz.subsystems.power import FADE_SOC, TAPER_SOC
from orbitviz.subsystems.rates import MAX_TEMP_K, MIN_TEMP_K
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.states import OperatingStates, chunks, orbits_of


def first_guess(satellite: Satellite, given: Forcing, step_s: Floats) -> OperatingStates:
    """Return the temperature that rejects the mean heat, and the charge that goes with it."""
    temp = np.full(step_s.shape, MAX_TEMP_K)
    gains = np.empty((len(_levels(satellite)), *step_s.shape[::-1]))
    for some in chunks(step_s):
        part, steps = orbits_of(given, some), step_s[some]
        if satellite.faces:
            temp[some] = _mean_temperature(satellite, part, steps)[:, None]
        for level, gain in zip(_levels(satellite), gains, strict=True):
            done = flows(satellite, part, np.array([[level]]), temp[some])
            gain[:, some] = (done.soc_per_s * steps).T
    return OperatingStates(_scanned_charge(satellite, step_s, gains), temp)


def _mean_temperature(satellite: Satellite, given: Forcing, step_s: Floats) -> Floats:
    """Return (l,) K at which the radiator rejects the mean heat of the orbit."""
    share = step_s / np.sum(step_s, axis=1, keepdims=True)
    soc = np.array([[0.5 * (1.0 + satellite.lowest_soc)]])
    temp = np.full((len(step_s), 1), 0.5 * (satellite.chip_soft_k + 250.0))
    for _ in range(6):
        done = flows(satellite, given, soc, temp)
        heat = np.sum(share * (done.heat_w + done.absorbed_w), axis=1, keepdims=True)
        ratio = heat / np.maximum(done.rejected_w, 1e-9)
        temp = np.clip(temp * np.clip(ratio, 0.3, 3.0) ** 0.2, MIN_TEMP_K, MAX_TEMP_K)
    return temp[:, 0]


def _levels(satellite: Satellite) -> tuple[float, float, float]:
    """Return the charges at which gains are known: nearly full, at the lowest, below it."""
    lowest = satellite.lowest_soc
    return 1.0 - TAPER_SOC - 1e-3, lowest, 0.5 * lowest


def _scanned_charge(satellite: Satellite, step_s: Floats, gains: Floats) -> Floats:
    """Return soc (l, k) by explicit steps that know the limits.

    An orbit that gains is full somewhere, one that loses is at its limit somewhere: begun there,
    the second round repeats. All orbits go together, since it is a step in Python for each station.

    gains  (3, k, l) gain of charge in each step at each of _levels
    """
    lowest = satellite.lowest_soc
    gain, keep, short = gains
    most = satellite.charge_w * satellite.charge_efficiency / satellite.battery_j
    to_full = -np.expm1(-most / TAPER_SOC * step_s.T)
    to_lowest = -np.expm1(np.minimum(gain, 0.0) / FADE_SOC)
    shed = np.where(keep > 0.0, keep, short)
    at_limit = np.where(np.sum(shed, axis=0) < 0.0, 0.0, lowest)
    soc = np.where(np.sum(gain, axis=0) < 0.0, at_limit, 1.0)
    out = np.empty_like(gain)
    for _ in range(2):
        for k, gained in enumerate(gain):
            out[k] = soc
            above = soc - lowest
            up = np.minimum(gained, np.maximum(1.0 - soc, 0.0) * to_full[k])
            up = np.where(soc < 1.0 - TAPER_SOC, gained, up)
            down = np.maximum(gained, -above * to_lowest[k])
            high = np.where(gained > 0.0, up, np.where(above < FADE_SOC, down, gained))
            soc = np.minimum(np.maximum(soc + np.where(above > 0.0, high, shed[k]), 0.0), 1.0)
    return np.ascontiguousarray(out.T)
