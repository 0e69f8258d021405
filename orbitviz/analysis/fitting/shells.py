"""Shells of a catalogue, with their planes and what is left over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fitting.circle import Ints, wrapped
from orbitviz.analysis.fitting.clusters import dense_parts
from orbitviz.analysis.fitting.common_epoch import CommonElements
from orbitviz.analysis.fitting.patterns import Pattern, patterns_of
from orbitviz.analysis.fitting.planes import planes_of
from orbitviz.base.arrays import Floats
from orbitviz.base.progress import Check

_ON_SLOT = 0.25  # of the pitch: farther off, a satellite holds no slot
_PLACED = 0.6  # of its satellites hold a slot of an even shell
_FREE = 0.4  # of them are more than one a plane, where each plane has a phase of its own
_SAME_INC_RAD = math.radians(0.15)  # as a shell's: of satellites on their way to it or from it


@dataclass(frozen=True, eq=False)
class FoundShell:
    """One shell.

    altitude_km, inc_rad   medians of its satellites
    elements               of its satellites, (n,)
    members                (p) arrays of int64: which of them are in each plane of the pattern
    """

    altitude_km: float
    inc_rad: float
    pattern: Pattern
    elements: CommonElements
    members: tuple[Ints, ...]

    @property
    def place(self) -> tuple[float, float]:
        """By which shells are ordered: altitude and inclination, as far as they differ."""
        return round(self.altitude_km, 1), self.inc_rad

    @cached_property
    def misfit(self) -> Misfit:
        """How far its satellites are from its slots."""
        return _misfit_of(self)

    @property
    def is_even(self) -> bool:
        """Whether its satellites are spread over its slots; those launched together are not."""
        count, placed = self.misfit.in_plane, self.misfit.placed
        # A phase fits one satellite of its plane whatever it is: the others must speak for it.
        is_told = self.pattern.kind != "planes" or count - len(self.members) >= _FREE * count
        return is_told and placed >= _PLACED * count


@dataclass(frozen=True, eq=False)
class Misfit:
    """How far the satellites of a shell that hold a slot are from it; (k,) each.

    in_plane    satellites in its planes, whether they hold a slot or not
    """

    in_plane: int
    altitude_km: Floats
    inc_rad: Floats
    node_rad: Floats
    along_rad: Floats

    @property
    def placed(self) -> int:
        """Satellites that hold a slot."""
        return len(self.along_rad)


def find_shells(elements: CommonElements, least: int, check: Check) -> list[FoundShell]:
    """Return the shells of circular orbits, by rising altitude.

    least   satellites that a shell has at least
    check   raises Cancelled when the result is no longer wanted
    """
    shells = []
    for places in dense_parts(elements.altitude_km, elements.inc_rad, least):
        check()
        if len(places) >= least:
            shells += _shells_of(elements.part(places))
    return sorted(shells, key=lambda shell: shell.place)


def _shells_of(elements: CommonElements) -> list[FoundShell]:
    planes = planes_of(elements.raan_rad, elements.arglat_rad)
    shells = []
    for pattern in patterns_of(planes):
        nothing = np.zeros(0, np.int64)
        members = tuple(nothing if one is None else one.members for one in pattern.members)
        every = np.concatenate(members)
        shells.append(
            FoundShell(
                float(np.median(elements.altitude_km[every])),
                float(np.median(elements.inc_rad[every])),
                pattern,
                elements,
                members,
            )
        )
    return shells


def _misfit_of(shell: FoundShell) -> Misfit:
    """Return how far the satellites of a shell are from its slots.

    A slot is held by the nearest satellite within a quarter of the pitch; others are spares.
    """
    elements, placed, node, along = shell.elements, [], [], []
    for place, members in enumerate(shell.members):
        raan_rad, slots = shell.pattern.plane(place)
        slot, off_rad = slots.nearest(elements.arglat_rad[members])
        order = np.argsort(np.abs(off_rad), kind="stable")
        _, first = np.unique(slot[order], return_index=True)
        held = order[first]
        held = held[np.abs(off_rad[held]) <= _ON_SLOT * slots.pitch_rad]
        placed.append(members[held])
        node.append(wrapped(elements.raan_rad[members[held]] - raan_rad))
        along.append(off_rad[held])
    rows = np.concatenate(placed)
    return Misfit(
        sum(map(len, shell.members)),
        elements.altitude_km[rows] - shell.altitude_km,
        elements.inc_rad[rows] - shell.inc_rad,
        np.concatenate(node),
        np.concatenate(along),
    )


def in_band(elements: CommonElements, shells: Sequence[FoundShell]) -> NDArray[np.bool_]:
    """Return (n,) bool: the inclination is about that of a shell."""
    inc_rad = np.array([shell.inc_rad for shell in shells])
    off_rad = np.abs(elements.inc_rad[:, None] - inc_rad)
    return np.asarray((off_rad <= _SAME_INC_RAD).any(axis=1))
