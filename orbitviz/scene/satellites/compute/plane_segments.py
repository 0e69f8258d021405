"""A constellation as segments of planes, the only table of satellites the compute path uploads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation

# struct Segment of shaders/compute/lib/segments.glsl, laid out by the rules of std430.
SEGMENT = np.dtype(
    [
        ("elements", np.float32, 4),
        ("step_rad", np.float32),
        ("quarter", np.float32),
        ("slots", np.uint32),
        ("first_slot", np.uint32),
        ("shell", np.uint32),
        ("is_full", np.uint32),
        ("unused", np.uint32, 2),
    ]
)

# Slots of a work group: fewer mean more overhead per group, more leave cores idle.
GROUP_SLOTS = 1024
_ROWS = 1 << 20  # at a time: the work arrays stay small however many satellites there are


class PlaneSegments(NamedTuple):
    """The table of shaders/compute/lib/segments.glsl.

    table        (m,)     SEGMENT   segments without satellites are left out
    first_segment  (g + 1,) uint32  work group k: first_segment[k]:first_segment[k + 1]
    filled       (w,)     uint32  a bit a slot, lowest first, slots counted through all planes;
                                  and one more word, since shaders read two at a time
    """

    table: NDArray[np.void]
    first_segment: NDArray[np.uint32]
    filled: NDArray[np.uint32]

    @property
    def groups(self) -> int:
        """Number of work groups."""
        return len(self.first_segment) - 1

    @property
    def nbytes(self) -> int:
        """Bytes on the GPU."""
        return sum(part.nbytes for part in self)


def segment_count(constellation: Constellation) -> int:
    """Return how many segments the planes of a constellation make, empty ones too."""
    return int((-(-constellation.plane_slots // GROUP_SLOTS)).sum(dtype=np.int64))


def plane_segments(constellation: Constellation) -> PlaneSegments:
    """Return the segments of a constellation, angles rounded once from float64."""
    slots = constellation.plane_slots.astype(np.int64)
    parts = -(-slots // GROUP_SLOTS)
    plane = np.repeat(np.arange(len(slots)), parts)
    number = np.arange(len(plane)) - np.repeat(np.cumsum(parts) - parts, parts)
    begin = number * slots[plane] // parts[plane]
    count = (number + 1) * slots[plane] // parts[plane] - begin
    first_slot = (np.cumsum(slots) - slots)[plane] + begin
    flown, filled = _filled(constellation, first_slot, count)

    shell = constellation.plane_shell[plane]
    step = TAU / slots[plane]
    mean_anom = constellation.plane_phase_rad[plane] + begin * step - constellation.argp_rad[shell]
    raan = constellation.plane_raan_rad[plane]
    table = np.zeros(len(plane), SEGMENT)
    for column, angle in ((0, raan), (2, mean_anom)):
        table["elements"][:, column] = np.cos(angle)
        table["elements"][:, column + 1] = np.sin(angle)
    table["step_rad"], table["quarter"] = step, 0.25 * slots[plane]
    table["slots"], table["first_slot"], table["shell"] = count, first_slot, shell
    table["is_full"] = flown == count
    table = table[flown > 0]
    group = (np.cumsum(table["slots"], dtype=np.int64) - table["slots"]) // GROUP_SLOTS
    first_segment = np.append(np.flatnonzero(np.diff(group, prepend=-1)), len(table))
    return PlaneSegments(table, first_segment.astype(np.uint32), filled)


def slot_numbers(constellation: Constellation, rows: slice = slice(None)) -> NDArray[np.int64]:
    """Return (n,) int64: the slots of satellites, counted through all planes."""
    slots = constellation.plane_slots.astype(np.int64)
    first = np.cumsum(slots) - slots
    return np.asarray(first[constellation.plane_index[rows]] + constellation.slot_index[rows])


def _filled(
    constellation: Constellation, first_slot: NDArray[np.int64], count: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the satellites of each segment, and the bits of all slots."""
    total = int(constellation.plane_slots.sum(dtype=np.int64))
    if len(constellation) == total:
        return count, np.zeros(2, np.uint32)
    is_filled = np.zeros((-(-total // 32) + 1) * 32, np.uint8)
    for begin in range(0, len(constellation), _ROWS):
        is_filled[slot_numbers(constellation, slice(begin, begin + _ROWS))] = 1
    flown = np.add.reduceat(is_filled[:total], first_slot, dtype=np.int64)
    return flown, np.packbits(is_filled, bitorder="little").view("<u4").astype(np.uint32)
