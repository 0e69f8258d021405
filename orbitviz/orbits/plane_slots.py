"""The rows of satellites by plane and slot; they stand plane after plane and slot after slot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, numbers_between
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation

Rows = NDArray[np.int64]


def rows_from_slot(constellation: Constellation, planes: Rows, slots: Rows) -> Rows:
    """Return the row of the first satellite of each plane whose slot is not before another one.

    planes    (q,) int64  counted through all shells
    slots     (q,) int64  counted from 0
    returns   (q,) int64  the row after the plane where it has no such satellite

    By halving all spans at once: planes are many, and not every slot is filled.
    """
    first, held = constellation.plane_first.astype(np.int64), constellation.slot_index
    low, high = first[planes], first[planes + 1]
    while (is_open := low < high).any():
        middle = np.minimum((low + high) // 2, len(held) - 1)
        is_before = held[middle] < slots
        low = np.where(is_open & is_before, middle + 1, low)
        high = np.where(is_open & ~is_before, middle, high)
    return np.asarray(low)


def rows_in_arcs(
    constellation: Constellation,
    planes: Rows,
    arglat_rad: Floats,
    low_rad: Floats,
    high_rad: Floats,
) -> Rows:
    """Return the rows (n,), rising, of the satellites on an arc of each plane.

    planes              (q,) int64    rising
    arglat_rad          (q,) float64  mean argument of latitude of slot 0
    low_rad, high_rad   (q,) float64  ends of the arcs, which slots at them belong to
    """
    slots = constellation.plane_slots[planes].astype(np.int64)
    low, high = ((end - arglat_rad) / TAU * slots for end in (low_rad, high_rad))
    first = np.ceil(low).astype(np.int64)
    count = np.clip(np.floor(high).astype(np.int64) - first + 1, 0, slots)
    first %= slots
    end = first + count
    # Beyond the last slot an arc goes on at slot 0.
    twice = np.repeat(planes, 2)
    lows = np.stack([np.zeros_like(first), first], axis=1).ravel()
    highs = np.stack([np.maximum(end - slots, 0), np.minimum(end, slots)], axis=1).ravel()
    return numbers_between(
        rows_from_slot(constellation, twice, lows), rows_from_slot(constellation, twice, highs)
    )
