"""Shells in the plane of altitude and inclination: where objects are dense."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats

Ints = NDArray[np.int64]

# Two objects of one shell: stations are kept to some hundred metres of mean altitude and some
# thousandths of a degree. Shells of the filings lie 1.3 km apart and more.
NEAR_KM = 0.4
NEAR_RAD = math.radians(0.02)
_ROUNDS = 8


def dense_parts(altitude_km: Floats, inc_rad: Floats, least: int) -> list[Ints]:
    """Return places (k,) of the objects of each dense part, by rising altitude.

    altitude_km, inc_rad   (n,)
    least                  objects within NEAR_KM and NEAR_RAD that make a part dense

    Splits by inclination and by altitude in turns until neither splits any more. Objects between
    the dense parts are in none.
    """
    parts = [np.arange(len(altitude_km))]
    for turn in range(_ROUNDS):
        values, near = (altitude_km, NEAR_KM) if turn % 2 else (inc_rad, NEAR_RAD)
        split = [
            places[run] for places in parts for run in _dense_runs(values[places], near, least)
        ]
        if turn > 1 and len(split) == len(parts) and sum(map(len, split)) == sum(map(len, parts)):
            break
        parts = split
    order = [(float(altitude_km[p].mean()), float(inc_rad[p].mean())) for p in parts]
    return [parts[k] for k in sorted(range(len(parts)), key=order.__getitem__)]


def _dense_runs(values: Floats, near: float, least: int) -> list[Ints]:
    """Return places of values with at least `least` within `near`, run by run."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    count = np.searchsorted(ordered, ordered + near, side="right")
    count -= np.searchsorted(ordered, ordered - near, side="left")
    core = np.flatnonzero(count >= least)
    if not len(core):
        return []
    ends = np.flatnonzero(np.diff(ordered[core]) > near)
    return [order[run] for run in np.split(core, ends + 1)]
