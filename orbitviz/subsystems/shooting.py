"""Cycles by shooting: orbit after orbit is stepped through until one ends where it began.

Slower than solving all steps at once, and it does not fail where limits switch loads on and off
along the orbit: a charge gains the less the higher it is, so that each implicit step and the whole
orbit have one root in the charge, which bisection keeps between its bounds where Newton's method
leaves them.
"""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.operation import Forcing
from orbitviz.subsystems.rates import MAX_TEMP_K, MIN_TEMP_K, closing_change, rates_and_slopes
from orbitviz.subsystems.satellite import Satellite

_MOST_ORBITS, _MOST_TURNS = 16, 40
_RELAXING_ORBITS = 2  # until the temperature goes with the charge
_SOC_TOLERANCE, _TEMP_TOLERANCE_K = 1e-8, 1e-5  # of a step; ten times as much of an orbit


class _Lap(NamedTuple):
    """One orbit: states at the stations and, at the end, station 0 again; (stations + 1, l).

    slope  (2, 2, l) of the state at the end by that at the beginning
    """

    soc: Floats
    temp: Floats
    slope: Floats


def shoot(
    satellite: Satellite, given: Forcing, step_s: Floats, soc: Floats, temp: Floats
) -> tuple[Floats, Floats]:
    """Return the states (l, k) of orbits by implicit steps, repeated or, after some orbits, nearly.

    step_s     (l, k) s from each station to the next, the last back to the first
    soc, temp  (l,) at the first station, to begin with
    """
    forces = np.array(
        [np.broadcast_to(getattr(given, field.name), step_s.shape).T for field in fields(Forcing)]
    )
    forces, steps = np.roll(forces, -1, axis=1), step_s.T  # of the end of each step
    socs, temps = np.empty_like(step_s), np.empty_like(step_s)
    todo = np.arange(len(step_s))
    bounds = _all_charges(len(soc))
    for orbit in range(_MOST_ORBITS):
        lap = _lap(satellite, forces[..., todo], steps[:, todo], soc, temp)
        socs[todo], temps[todo] = lap.soc[:-1].T, lap.temp[:-1].T
        gap = np.array([lap.soc[-1] - soc, lap.temp[-1] - temp])
        left = np.abs(gap[0]) > 10.0 * _SOC_TOLERANCE
        left |= np.abs(gap[1]) > 10.0 * _TEMP_TOLERANCE_K
        if not left.any():
            break
        if orbit < _RELAXING_ORBITS:
            soc, temp = lap.soc[-1], lap.temp[-1]
        else:
            bounds = np.where([gap[0] >= 0.0, gap[0] < 0.0], soc, bounds)
            soc, temp = _aimed(soc, temp, gap, lap.slope, bounds)
        todo, soc, temp, bounds = todo[left], soc[left], temp[left], bounds[:, left]
    return socs, temps


def _aimed(
    soc: Floats, temp: Floats, gap: Floats, slope: Floats, bounds: Floats
) -> tuple[Floats, Floats]:
    """Return the states (l,) to begin the next orbit from, by Newton's method or bisection."""
    change = closing_change(slope, gap)
    aim, then = soc + change[0], temp + change[1]
    low, high = bounds
    aim = np.where((aim > low) & (aim < high), aim, 0.5 * (low + high))
    return np.clip(aim, 0.0, 1.0), np.clip(then, MIN_TEMP_K, MAX_TEMP_K)


def _lap(satellite: Satellite, forces: Floats, steps: Floats, soc: Floats, temp: Floats) -> _Lap:
    """Return one orbit from states (l,); forces (4, k, l) and steps (k, l) of each step."""
    stations, orbits = steps.shape
    socs, temps = np.empty((stations + 1, orbits)), np.empty((stations + 1, orbits))
    socs[0], temps[0] = soc, temp
    whole = np.array([[np.ones(orbits), np.zeros(orbits)], [np.zeros(orbits), np.ones(orbits)]])
    for k in range(stations):
        begin = socs[k], temps[k]
        given = Forcing(*forces[:, k])
        socs[k + 1], temps[k + 1], inverse = _implicit_step(satellite, given, steps[k], begin)
        whole = np.einsum("ijl,jkl->ikl", inverse, whole)
    return _Lap(socs, temps, whole)


def _implicit_step(
    satellite: Satellite, given: Forcing, step_s: Floats, begin: tuple[Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """Return soc and temp (l,) after a step, and (2, 2, l) their slopes by those before it."""
    soc, temp = begin
    low, high = _all_charges(len(soc))
    inverse = np.empty((2, 2, len(soc)))
    for _ in range(_MOST_TURNS):
        rate, slope = rates_and_slopes(satellite, given, soc, temp)
        a, d = (1.0 - step_s * slope[i][i] for i in (0, 1))
        b, c = -step_s * slope[0][1], -step_s * slope[1][0]
        inverse = np.array([[d, -b], [-c, a]]) / (a * d - b * c)
        off = begin[0] + step_s * rate[0] - soc
        off_k = begin[1] + step_s * rate[1] - temp
        low, high = np.where(off > 0.0, soc, low), np.where(off < 0.0, soc, high)
        # As the temperature moves, so does the root.
        closed = (high - low < 0.1 * _SOC_TOLERANCE) & (np.abs(off) > _SOC_TOLERANCE)
        low, high = np.where(closed, _all_charges(len(soc)), [low, high])
        aim = soc + inverse[0, 0] * off + inverse[0, 1] * off_k
        aim = np.where((aim > low) & (aim < high), aim, 0.5 * (low + high))
        then = temp + inverse[1, 0] * off + inverse[1, 1] * off_k
        then = np.clip(then, MIN_TEMP_K, MAX_TEMP_K)
        if np.abs(off).max() < _SOC_TOLERANCE and np.abs(off_k).max() < _TEMP_TOLERANCE_K:
            break
        soc, temp = aim, then
    return np.clip(soc, 0.0, 1.0), temp, inverse


def _all_charges(orbits: int) -> Floats:
    """Return (2, orbits): bounds with the empty and the full battery just inside."""
    return np.repeat([[-_SOC_TOLERANCE], [1.0 + _SOC_TOLERANCE]], orbits, axis=1)
