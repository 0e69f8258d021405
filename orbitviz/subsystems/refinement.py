"""States between stations: cycles on twice as many, where heat changes within a step.

A load that is shed halfway between two stations turns the temperature there, and a step that knows
both ends only is off by an eighth of the turn. Few orbits of few satellites are concerned: those
of small heat capacity, whose battery runs down or fills up within minutes.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.limit_cycle import Cycle, limit_cycle
from orbitviz.subsystems.operation import Forcing
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.states import OperatingStates, orbits_of

_TURN_K = 1.0  # between the changes of temperature in two neighbouring steps, as if equally long


def refined(satellite: Satellite, given: Forcing, step_s: Floats, cycle: Cycle) -> OperatingStates:
    """Return the states (l, k) of cycles, solved again at half the steps where that matters.

    given, step_s, cycle   as of limit_cycle
    """
    rows = np.flatnonzero(cycle.settled & (_turn_k(cycle.radiator_k, step_s) > _TURN_K))
    if not len(rows):
        return cycle
    part, coarse = orbits_of(given, rows), step_s[rows]
    steps = np.repeat(0.5 * coarse, 2, axis=1)
    halves = Forcing(
        *(
            _with_middles(np.broadcast_to(getattr(part, field.name), coarse.shape))
            for field in fields(Forcing)
        )
    )
    start = OperatingStates(_with_middles(cycle.soc[rows]), _with_middles(cycle.radiator_k[rows]))
    fine = limit_cycle(satellite, halves, steps, start)
    soc, radiator_k = cycle.soc.copy(), cycle.radiator_k.copy()
    better = rows[fine.settled]
    soc[better] = fine.soc[fine.settled, ::2]
    radiator_k[better] = fine.radiator_k[fine.settled, ::2]
    return OperatingStates(soc, radiator_k)


def _turn_k(temp: Floats, step_s: Floats) -> Floats:
    """Return (l,) K: the largest change of slope at a station, times the shorter step there."""
    slope = (np.roll(temp, -1, axis=1) - temp) / np.maximum(step_s, 1e-9)
    before = np.roll(step_s, 1, axis=1)
    turn = np.abs(slope - np.roll(slope, 1, axis=1)) * np.minimum(step_s, before)
    return np.asarray(turn.max(axis=1))


def _with_middles(values: NDArray[np.float64]) -> Floats:
    """Return (l, 2 k): values at stations and halfway to the next; nothing jumps in between."""
    out = np.empty((len(values), 2 * values.shape[1]))
    out[:, ::2] = values
    out[:, 1::2] = 0.5 * (values + np.roll(values, -1, axis=1))
    return out
