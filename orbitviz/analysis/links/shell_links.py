"""The links of a shell as arrays: which satellites are linked, and of what kind each link is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.links.plane_pairs import plane_pairs
from orbitviz.base.arrays import Floats, Ints64
from orbitviz.model.design.links import CLUSTER, IN_PLANE, NONE, PLUS_GRID, Links
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.links import has_sight
from orbitviz.orbits.plane_slots import rows_from_slot


class LinkKind(IntEnum):
    """Between whom a link is."""

    IN_PLANE = 0
    CROSS_PLANE = 1
    SEAM = 2  # between planes that fly against each other: no link is made there


class LinkState(IntEnum):
    """Whether a link stands at an instant."""

    STANDS = 0
    TOO_LONG = 1
    BLOCKED = 2  # by the Earth or the air below the grazing height
    SEAM = 3


@dataclass(frozen=True, eq=False)
class ShellLinks:
    """The links of one shell, each once; m of them.

    one, other   (m,) int64  rows of the constellation
    kind         (m,) int8   LinkKind
    rule         of the group of the shell
    """

    one: Ints64
    other: Ints64
    kind: NDArray[np.int8]
    rule: Links

    def __len__(self) -> int:
        return len(self.one)

    def chosen(self, which: NDArray[np.bool_] | Ints64) -> ShellLinks:
        """Return some of the links: by (m,) bool, or by (k,) int64."""
        return ShellLinks(self.one[which], self.other[which], self.kind[which], self.rule)


def shell_links(constellation: Constellation, shell: int, rule: Links) -> ShellLinks:
    """Return the links of a shell by the rule of its group.

    In a plane each satellite is linked to the next that flies, so an empty slot is passed over;
    across planes a link whose partner's slot is empty is left out.
    """
    pieces: list[tuple[Ints64, Ints64, NDArray[np.int8]]] = []
    if rule.pattern in (PLUS_GRID, IN_PLANE):
        pieces.append(_in_plane(constellation, shell))
    if rule.pattern == PLUS_GRID:
        pieces.append(_cross_plane(constellation, shell, rule.offset))
    if rule.pattern == CLUSTER and rule.size is not None:
        pieces.append(_clusters(constellation, shell, rule.size))
    if rule.pattern == NONE or not pieces:
        none = np.empty(0, np.int64)
        pieces.append((none, none, np.empty(0, np.int8)))
    one, other, kind = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return ShellLinks(one, other, kind, rule)


def lengths_km(links: ShellLinks, r_km: Floats, first: int = 0) -> Floats:
    """Return the length (m,), km, of each link.

    r_km    (n, 3) float64  km, positions of the rows from `first` on
    """
    way = r_km[links.other - first] - r_km[links.one - first]
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", way, way)))


def states(links: ShellLinks, r_km: Floats, length_km: Floats, first: int = 0) -> NDArray[np.int8]:
    """Return (m,) int8, LinkState, of links at the instant of the positions `r_km`.

    r_km        (n, 3) float64  km, positions of the rows from `first` on
    length_km   (m,)   float64  as lengths_km
    """
    out = np.full(len(links), LinkState.STANDS, np.int8)
    one_km, other_km = r_km[links.one - first], r_km[links.other - first]
    out[~has_sight(one_km, other_km, links.rule.grazing_km)] = LinkState.BLOCKED
    if links.rule.range_km is not None:
        out[length_km > links.rule.range_km] = LinkState.TOO_LONG
    out[links.kind == LinkKind.SEAM] = LinkState.SEAM
    return out


def _in_plane(constellation: Constellation, shell: int) -> tuple[Ints64, Ints64, NDArray[np.int8]]:
    first, size, row, place = _rows(constellation, shell)
    following = np.where(place + 1 == size, first, row + 1)
    # Two satellites have one link, a single one none.
    has_link = (size > 2) | ((size == 2) & (place == 0))
    one = row[has_link]
    return one, following[has_link], np.full(len(one), LinkKind.IN_PLANE, np.int8)


def _clusters(
    constellation: Constellation, shell: int, size: int
) -> tuple[Ints64, Ints64, NDArray[np.int8]]:
    _, flown, row, place = _rows(constellation, shell)
    ones, others = [], []
    for ahead in range(1, size):
        is_inside = (place % size + ahead < size) & (place + ahead < flown)
        ones.append(row[is_inside])
        others.append(row[is_inside] + ahead)
    one, other = np.concatenate(ones), np.concatenate(others)
    return one, other, np.full(len(one), LinkKind.IN_PLANE, np.int8)


def _cross_plane(
    constellation: Constellation, shell: int, offset: int
) -> tuple[Ints64, Ints64, NDArray[np.int8]]:
    pairs = plane_pairs(constellation, shell, offset)
    starts, ends = (constellation.plane_first[pairs.first + k].astype(np.int64) for k in (0, 1))
    sizes = ends - starts
    pair = np.repeat(np.arange(len(sizes)), sizes)
    one = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + starts[pair]
    plane = pairs.second[pair]
    slots = constellation.plane_slots[plane].astype(np.int64)
    slot = (constellation.slot_index[one] + pairs.shift[pair]) % slots
    other = rows_from_slot(constellation, plane, slot)
    end = constellation.plane_first[plane + 1]
    within = np.minimum(other, len(constellation) - 1)
    is_flown = (other < end) & (constellation.slot_index[within] == slot)
    kind = np.where(pairs.is_seam[pair], LinkKind.SEAM, LinkKind.CROSS_PLANE).astype(np.int8)
    return one[is_flown], other[is_flown], kind[is_flown]


def _rows(constellation: Constellation, shell: int) -> tuple[Ints64, Ints64, Ints64, Ints64]:
    """Return, for each satellite of a shell: first row of its plane, satellites in it, row, place.

    Four (n,) int64; the place is counted from 0 along the plane.
    """
    low, high = constellation.shell_first[shell : shell + 2]
    row = np.arange(low, high, dtype=np.int64)
    plane = constellation.plane_index[low:high]
    first = constellation.plane_first[plane].astype(np.int64)
    size = constellation.plane_first[plane + 1] - first
    return first, size, row, row - first
