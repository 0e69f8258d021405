"""Satellites of a design by shell, plane and slot; planes and slots are counted from 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.orbits.constellation import Constellation

Rows = NDArray[np.int64]


def planes_at(constellation: Constellation, shells: Rows, plane: int) -> Rows:
    """Return the index (m,) of this plane of each of the shells (n,) that have so many."""
    of_planes = constellation.plane_shell
    planes = np.searchsorted(of_planes, shells) + plane - 1
    ends = np.searchsorted(of_planes, shells, side="right")
    return np.asarray(planes[(planes < ends) & (plane > 0)], np.int64)


def rows_at(constellation: Constellation, planes: Rows, slot: int) -> Rows:
    """Return the rows (m,) of the satellites in a slot of planes (n,) as far as there are any."""
    first = constellation.plane_first.astype(np.int64)
    low, end, slots = first[planes], first[planes + 1], constellation.slot_index
    high = end
    # Slots rise within a plane; not every one is filled.
    while (is_open := low < high).any():
        middle = np.minimum((low + high) // 2, len(slots) - 1)
        is_before = slots[middle] < slot - 1
        low = np.where(is_open & is_before, middle + 1, low)
        high = np.where(is_open & ~is_before, middle, high)
    low = low[low < end]
    return np.asarray(low[slots[low] == slot - 1])


def rows_of_plane(constellation: Constellation, plane: int) -> Rows:
    """Return the rows (n,) of the satellites of a plane, counted through all shells from 0."""
    first = constellation.plane_first
    return np.arange(first[plane], first[plane + 1], dtype=np.int64)
