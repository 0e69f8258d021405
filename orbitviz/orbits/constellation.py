"""A constellation as three tables: shells, planes, satellites. Everything else is computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.distinct_orbits import Orbits, distinct_orbits
from orbitviz.orbits.timescale import Instant

Ints = NDArray[np.int32]


@dataclass(frozen=True, kw_only=True, eq=False)
class Constellation:
    """Mean elements of n satellites, stored per shell and per plane.

    A satellite is (plane, slot): its mean argument of latitude at the epoch is
    plane_phase_rad[plane] + TAU * slot / plane_slots[plane]; everything else it shares with
    its plane or shell. Satellites stand slot after slot, plane after plane, shell after shell.

    epoch            instant at which the elements hold; axes are TEME of date
    shell_name       (s,) str
    shell_group      (s,)  int32    index of the design's group
    sma_km           (s,)  float64  mean semi-major axis
    ecc              (s,)  float64  eccentricity
    inc_rad          (s,)  float64  inclination
    argp_rad         (s,)  float64  argument of perigee at the epoch
    plane_shell      (p,)  int32    shell of each plane
    plane_raan_rad   (p,)  float64  right ascension of the ascending node at the epoch
    plane_phase_rad  (p,)  float64  argument of latitude (mean, argp + M) of slot 0
    plane_slots      (p,)  int32    slots of the plane, filled or not
    plane_index      (n,)  int32    plane of each satellite
    slot_index       (n,)  int32    slot of each satellite in its plane
    is_even          whether the satellites of each plane are spread evenly over its orbit, so that
                     at any instant their mean is the mean over the orbit
    """

    epoch: Instant
    group_name: tuple[str, ...]
    shell_name: tuple[str, ...]
    shell_group: Ints
    sma_km: Floats
    ecc: Floats
    inc_rad: Floats
    argp_rad: Floats
    plane_shell: Ints
    plane_raan_rad: Floats
    plane_phase_rad: Floats
    plane_slots: Ints
    plane_index: Ints
    slot_index: Ints
    is_even: bool = True

    def __post_init__(self) -> None:
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    def __len__(self) -> int:
        return len(self.plane_index)

    @property
    def shell_count(self) -> int:
        """Number of shells."""
        return len(self.sma_km)

    @cached_property
    def is_eccentric(self) -> bool:
        """Whether any orbit is not a circle."""
        return bool(np.any(self.ecc))

    @cached_property
    def plane_first(self) -> Ints:
        """Return (p + 1,) int32: satellites of plane k are plane_first[k]:plane_first[k + 1]."""
        edges = np.arange(len(self.plane_shell) + 1, dtype=np.int32)
        return np.searchsorted(self.plane_index, edges).astype(np.int32)

    @cached_property
    def shell_first(self) -> Ints:
        """Return (s + 1,) int32: satellites of shell k are shell_first[k]:shell_first[k + 1]."""
        edges = np.arange(self.shell_count + 1, dtype=np.int32)
        return self.plane_first[np.searchsorted(self.plane_shell, edges)]

    @cached_property
    def orbits(self) -> Orbits:
        """Return the orbits as far as the Sun tells them apart: a bounded number."""
        return distinct_orbits(self.plane_shell, self.plane_raan_rad, self.plane_first)

    def orbits_of(self, planes: NDArray[np.integer]) -> Orbits:
        """Return planes (q,) as an orbit each."""
        sizes = (self.plane_first[planes + 1] - self.plane_first[planes]).astype(np.float64)
        return Orbits(self.plane_shell[planes], self.plane_raan_rad[planes], sizes)

    def planes_of(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return the planes (q,), rising, that satellites `rows` (n,), rising, fly in."""
        return np.flatnonzero(np.diff(np.searchsorted(rows, self.plane_first)))

    def part(self, rows: NDArray[np.integer]) -> Constellation:
        """Return the constellation with the satellites `rows` (n,), rising, and no others.

        Shells and planes stay, some of them empty.
        """
        part = replace(self, plane_index=self.plane_index[rows], slot_index=self.slot_index[rows])
        sizes, of = np.diff(part.plane_first), np.diff(self.plane_first)
        are_whole = bool(np.all((sizes == 0) | (sizes == of)))
        return replace(part, is_even=self.is_even and are_whole)

    def phase_rad(self, rows: slice | Ints = slice(None)) -> Floats:
        """Return (n,) float64 rad: mean argument of latitude at the epoch of the given rows."""
        plane = self.plane_index[rows]
        slots = self.plane_slots[plane]
        turn = TAU * (self.slot_index[rows] / slots)
        return np.asarray(self.plane_phase_rad[plane] + turn)
