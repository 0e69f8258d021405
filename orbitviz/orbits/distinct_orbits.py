"""The orbits of a constellation that differ as seen from the Sun: a bounded number of them.

Power, heat and eclipses of a circular orbit depend on its shell and on its node alone, so that
planes with all but the same node count as one orbit. Few planes stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

Ints = NDArray[np.int32]

# Up to so many planes, each is an orbit of its own.
MOST_ORBITS = 20_000
# However many shells share that number, each has so many: the mean eclipse of a shell is within
# 0.002 of an orbit of that of its planes, one by one, that of the design within 0.00005.
LEAST_PER_SHELL = 48


@dataclass(frozen=True, eq=False)
class Orbits:
    """Orbits in the order of their shells; (q,) each.

    shell       int32     shell of the orbit
    raan_rad    float64   right ascension of the node at the epoch, mean of its planes
    satellites  float64   number of them on it
    """

    shell: Ints
    raan_rad: Floats
    satellites: Floats

    def __len__(self) -> int:
        return len(self.shell)

    def __getitem__(self, chosen: slice) -> Orbits:
        return Orbits(self.shell[chosen], self.raan_rad[chosen], self.satellites[chosen])

    def chosen(self, marked: NDArray[np.bool_]) -> Orbits:
        """Return the orbits marked, (q,) bool."""
        return Orbits(self.shell[marked], self.raan_rad[marked], self.satellites[marked])

    def span(self, shells: NDArray[np.bool_]) -> slice:
        """Return the orbits from the first to the last of the marked shells (s,)."""
        marked = np.flatnonzero(shells)
        if not len(marked):
            return slice(0, 0)
        begin, end = np.searchsorted(self.shell, (marked[0], marked[-1] + 1))
        return slice(int(begin), int(end))


def distinct_orbits(plane_shell: Ints, plane_raan_rad: Floats, plane_first: Ints) -> Orbits:
    """Return the orbits of planes (p,), which stand shell after shell.

    plane_first   (p + 1,) satellites of plane k are plane_first[k]:plane_first[k + 1]
    """
    if len(plane_shell) <= MOST_ORBITS:
        sizes = np.diff(plane_first).astype(np.float64)
        return Orbits(plane_shell, plane_raan_rad, sizes)
    planes = np.bincount(plane_shell)
    ends = np.cumsum(planes)
    most = max(MOST_ORBITS // len(planes), LEAST_PER_SHELL)
    number = np.minimum(planes, most)
    parts = [
        _merged(plane_raan_rad[end - count : end], np.diff(plane_first[end - count : end + 1]), k)
        for count, end, k in zip(planes, ends, number, strict=True)
        if count
    ]
    raan, satellites = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Orbits(np.repeat(np.arange(len(planes), dtype=np.int32), number), raan, satellites)


def _merged(raan_rad: Floats, satellites: Ints, number: int) -> tuple[Floats, Floats]:
    """Return the nodes (number,) of neighbouring planes of a shell, and their satellites."""
    if len(raan_rad) == number:
        return raan_rad, satellites.astype(np.float64)
    wrapped = raan_rad % TAU
    order = np.argsort(wrapped, kind="stable")  # most shells are sorted: the stable sort is fast
    wrapped = wrapped[order]
    # Nodes are counted from the widest gap: those on either side of it are no neighbours.
    begin = int(np.argmax(np.diff(wrapped, prepend=wrapped[-1] - TAU)))
    order = np.roll(order, -begin)
    angle = np.concatenate([wrapped[begin:], wrapped[:begin] + TAU])
    sizes = satellites[order].astype(np.float64)
    firsts = np.arange(number) * len(angle) // number
    count = np.diff(np.append(firsts, len(angle)))
    total = np.add.reduceat(sizes, firsts)
    weighted = np.add.reduceat(sizes * angle, firsts) / np.maximum(total, 1.0)
    middle = np.add.reduceat(angle, firsts) / count  # where no satellite flies
    return np.where(total > 0.0, weighted, middle), total
