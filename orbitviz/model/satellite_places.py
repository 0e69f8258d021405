"""Satellites of a design by shell, plane and slot; planes and slots are counted from 1."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.plane_slots import Rows, rows_from_slot


def planes_at(constellation: Constellation, shells: Rows, plane: int) -> Rows:
    """Return the index (m,) of this plane of each of the shells (n,) that have so many."""
    of_planes = constellation.plane_shell
    planes = np.searchsorted(of_planes, shells) + plane - 1
    ends = np.searchsorted(of_planes, shells, side="right")
    return np.asarray(planes[(planes < ends) & (plane > 0)], np.int64)


def rows_at(constellation: Constellation, planes: Rows, slot: int) -> Rows:
    """Return the rows (m,) of the satellites in a slot of planes (n,) as far as there are any."""
    rows = rows_from_slot(constellation, planes, np.full(len(planes), slot - 1))
    rows = rows[rows < constellation.plane_first[planes + 1]]
    return np.asarray(rows[constellation.slot_index[rows] == slot - 1])


def rows_of_plane(constellation: Constellation, plane: int) -> Rows:
    """Return the rows (n,) of the satellites of a plane, counted through all shells from 0."""
    first = constellation.plane_first
    return np.arange(first[plane], first[plane + 1], dtype=np.int64)


class Place(NamedTuple):
    """A shell by its index; plane of the shell and slot of the plane counted from 1."""

    shell: int
    plane: int
    slot: int


def place_of_plane(constellation: Constellation, plane: int) -> tuple[int, int]:
    """Return shell and number of a plane, which is counted through all shells from 0."""
    shell = int(constellation.plane_shell[plane])
    return shell, plane - int(np.searchsorted(constellation.plane_shell, shell)) + 1


def place_of_row(constellation: Constellation, row: int) -> Place:
    """Return where a satellite stands."""
    shell, plane = place_of_plane(constellation, int(constellation.plane_index[row]))
    return Place(shell, plane, int(constellation.slot_index[row]) + 1)
