"""Which planes of a shell are neighbours, and which slots of them are partners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Ints64
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.links import planes_counter_rotate

_TIE = 1e-6  # of a slot: two partners whose distances differ by less are equally near


@dataclass(frozen=True, eq=False)
class PlanePairs:
    """Neighbouring planes of one shell, eastward; q pairs.

    first, second   (q,) int64    planes of the constellation
    node_rad        (q,) float64  node of the second minus that of the first, 0 to 2 pi
    shift           (q,) int64    slot of the partner minus slot, by the pattern of the shell
    phase_rad       (q,) float64  argument of latitude of the partner minus that of the satellite
    is_seam         (q,) bool     whether the satellites of the two fly against each other
    """

    first: Ints64
    second: Ints64
    node_rad: Floats
    shift: Ints64
    phase_rad: Floats
    is_seam: NDArray[np.bool_]


def plane_pairs(constellation: Constellation, shell: int, offset: int) -> PlanePairs:
    """Return the neighbouring planes of a shell, the last with the first too.

    offset   slots from the partner nearest in argument of latitude to the one that is linked

    Where planes stand on an arc, with more than half a turn from the last to the first, these two
    are neighbours only as the seam of a star.

    Of two partners equally near it is the one of the same slot number, else the one ahead. Planes
    with different numbers of slots are not paired: their satellites slip past one another.
    """
    low, high = np.searchsorted(constellation.plane_shell, (shell, shell + 1))
    planes = low + np.argsort(constellation.plane_raan_rad[low:high], kind="stable")
    second = np.roll(planes, -1)
    # Two planes have one gap that counts, one plane has none.
    count = len(planes) if len(planes) > 2 else len(planes) - 1
    first, second = planes[:count].astype(np.int64), second[:count].astype(np.int64)
    node = np.remainder(
        constellation.plane_raan_rad[second] - constellation.plane_raan_rad[first], TAU
    )
    seam = planes_counter_rotate(constellation.inc_rad[shell], node)
    same = constellation.plane_slots[first] == constellation.plane_slots[second]
    paired = same & ((node <= 0.5 * TAU) | seam | (len(planes) == 2))
    first, second, node, seam = first[paired], second[paired], node[paired], seam[paired]
    slots = constellation.plane_slots[first].astype(np.int64)
    ahead_rad = constellation.plane_phase_rad[second] - constellation.plane_phase_rad[first]
    ahead = np.remainder(ahead_rad / TAU * slots + 0.5 * slots, slots) - 0.5 * slots
    shift = _nearest(ahead) + offset
    phase = (ahead + shift) / slots * TAU
    return PlanePairs(first, second, node, shift, phase, seam)


def _nearest(ahead: Floats) -> Ints64:
    """Return the shift, in slots, to the partner nearest to `ahead` slots behind."""
    shift = np.rint(-ahead)
    is_tie = np.abs(np.abs(ahead + shift) - 0.5) < _TIE
    behind = np.floor(-ahead + _TIE)
    shift[is_tie] = np.where((behind == 0.0) | (behind == -1.0), 0.0, behind + 1.0)[is_tie]
    # A Walker pattern with half a slot from plane to plane: where its last plane meets its first,
    # slots are numbered from elsewhere, but the partner is as far ahead as between all others.
    lone = np.flatnonzero(np.abs(ahead + shift + 0.5) < _TIE)
    if len(lone) == 1 and np.all(is_tie):
        shift[lone] += 1.0
    return shift.astype(np.int64)
