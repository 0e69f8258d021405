"""States between stations: cycles at a quarter of the steps, where they turn within a step.

A load that is shed halfway between two stations turns the temperature there: a step that knows
both ends only is off by an eighth of the turn, and so is the straight line between them. Few orbits
of few satellites are concerned: those of small heat capacity, whose battery runs down or fills up
within minutes.
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

_PARTS = 4
# Between the changes in two neighbouring steps, as if equally long.
_TURN_SOC, _TURN_K = 0.008, 1.0


def refined(satellite: Satellite, given: Forcing, step_s: Floats, cycle: Cycle) -> OperatingStates:
    """Return the states (l, k) of cycles, solved again at shorter steps where that matters.

    There, they are those whose straight lines from station to station stay near the cycle.
    given, step_s, cycle   as of limit_cycle
    """
    turns = _turn(cycle.soc, step_s) > _TURN_SOC
    turns |= _turn(cycle.radiator_k, step_s) > _TURN_K
    rows = np.flatnonzero(cycle.settled & turns)
    if not len(rows):
        return cycle
    part, coarse = orbits_of(given, rows), step_s[rows]
    steps = np.repeat(coarse / _PARTS, _PARTS, axis=1)
    between = Forcing(
        *(
            _divided(np.broadcast_to(getattr(part, field.name), coarse.shape))
            for field in fields(Forcing)
        )
    )
    start = OperatingStates(_divided(cycle.soc[rows]), _divided(cycle.radiator_k[rows]))
    fine = limit_cycle(satellite, between, steps, start)
    soc, radiator_k = cycle.soc.copy(), cycle.radiator_k.copy()
    better = rows[fine.settled]
    soc[better] = np.clip(_levelled(fine.soc[fine.settled]), 0.0, 1.0)
    radiator_k[better] = _levelled(fine.radiator_k[fine.settled])
    return OperatingStates(soc, radiator_k)


def _turn(values: Floats, step_s: Floats) -> Floats:
    """Return (l,): the largest change of slope at a station, times the shorter step there."""
    slope = (np.roll(values, -1, axis=1) - values) / np.maximum(step_s, 1e-9)
    before = np.roll(step_s, 1, axis=1)
    turn = np.abs(slope - np.roll(slope, 1, axis=1)) * np.minimum(step_s, before)
    return np.asarray(turn.max(axis=1))


def _divided(values: NDArray[np.float64]) -> Floats:
    """Return (l, _PARTS k): values at stations and, on straight lines, between them."""
    share = np.arange(_PARTS) / _PARTS
    gap = np.roll(values, -1, axis=1) - values
    return np.asarray((values[..., None] + share * gap[..., None]).reshape(len(values), -1))


def _levelled(fine: Floats) -> Floats:
    """Return (l, k) of values (l, _PARTS k), from whose straight lines those are nowhere far.

    Each is moved by half of what the line on its worse side misses.
    """
    ends = fine[:, ::_PARTS]
    missed = (fine - _divided(ends)).reshape(*ends.shape, _PARTS)
    worst = np.abs(missed).argmax(axis=2, keepdims=True)
    after = np.take_along_axis(missed, worst, axis=2)[..., 0]
    before = np.roll(after, 1, axis=1)
    return np.asarray(ends + 0.5 * np.where(np.abs(after) > np.abs(before), after, before))
