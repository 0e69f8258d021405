"""How close the satellites of each shell come to each other, and the phasing that keeps them off.

The closed form is that of circular orbits. All slots count as filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.base.progress import Check, no_check
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.patterns import Planes
from orbitviz.orbits.plane_geometry import arglat_drift_rad
from orbitviz.orbits.secular import mean_motion_rad_s, secular_rates
from orbitviz.orbits.separation import ClosestPair, closest_pair, phasing_separations_km
from orbitviz.orbits.timescale import Instant

# With more planes, all phasings are too many to compare.
MOST_PHASED_PLANES = 4_000
_SAME_KM = 1e-6  # separations that differ by less are equal


@dataclass(frozen=True, eq=False)
class GroupPhasing:
    """The shells of a group under every phasing.

    shells     those of the group, (s,)
    apart_km   (s, planes) least separation of each shell by phasing
    """

    shells: tuple[int, ...]
    apart_km: Floats

    @property
    def worst_km(self) -> Floats:
        """(planes,) least separation over the shells of the group, by phasing."""
        return np.asarray(self.apart_km.min(axis=0))

    @property
    def best(self) -> int:
        """The least phasing that keeps the satellites of its worst shell farthest apart."""
        return best_of(self.worst_km)


def best_of(apart_km: Floats) -> int:
    """Return the first phasing that is as good as any; (planes,) km."""
    return int(np.flatnonzero(apart_km >= apart_km.max() - _SAME_KM)[0])


def shell_planes(constellation: Constellation, shell: int) -> Planes:
    """Return the planes of one shell."""
    begin, end = np.searchsorted(constellation.plane_shell, (shell, shell + 1))
    ours = slice(int(begin), int(end))
    return Planes(
        constellation.plane_raan_rad[ours],
        constellation.plane_phase_rad[ours],
        constellation.plane_slots[ours],
    )


def shell_pair(
    constellation: Constellation, shell: int, check: Check = no_check
) -> ClosestPair | None:
    """Return the closest pair of a shell; None for a single satellite or eccentric orbits."""
    if constellation.ecc[shell] > 0.0:
        return None
    sma_km, inc_rad = float(constellation.sma_km[shell]), float(constellation.inc_rad[shell])
    pair = closest_pair(sma_km, inc_rad, shell_planes(constellation, shell), check)
    return pair if np.isfinite(pair.distance_km) else None


def group_phasing(document: Document, group: int, check: Check = no_check) -> GroupPhasing | None:
    """Return the separations of a group under every phasing.

    None where there is none to choose: planes that are given one by one, a single plane, eccentric
    orbits, or more planes than can be compared.
    """
    written, constellation = document.design.groups[group], document.constellation
    shells = np.flatnonzero(constellation.shell_group == group)
    slots = written.satellites_per_plane
    is_given = written.pattern == "planes" or isinstance(slots, tuple)
    if is_given or not 1 < written.planes <= MOST_PHASED_PLANES:
        return None
    if np.any(constellation.ecc[shells] > 0.0):
        return None
    assert isinstance(slots, int)
    return GroupPhasing(
        tuple(shells.tolist()),
        np.stack(
            [
                phasing_separations_km(
                    float(constellation.sma_km[shell]),
                    float(constellation.inc_rad[shell]),
                    shell_planes(constellation, shell).raan_rad,
                    slots,
                    check,
                )
                for shell in shells.tolist()
            ]
        ),
    )


def best_phasings(document: Document, groups: Iterable[int]) -> dict[int, tuple[int, float, float]]:
    """Return the best phasing of groups that have a choice, and separations as is and with it.

    The separations, km, are those of the worst shell of the group.
    """
    found = {}
    for group in groups:
        phasing = group_phasing(document, group)
        if phasing is not None:
            worst_km, now = phasing.worst_km, document.design.groups[group].phasing
            best = now if worst_km[now] >= worst_km.max() - _SAME_KM else phasing.best
            found[group] = best, float(worst_km[now]), float(worst_km[best])
    return found


def closing_speed_km_s(sma_km: float, tilt_rad: float) -> float:
    """Return how fast satellites on circular orbits meet whose planes are tilted to each other."""
    return 2.0 * sma_km * float(mean_motion_rad_s(sma_km)) * float(np.sin(0.5 * tilt_rad))


def meeting(
    constellation: Constellation, shell: int, pair: ClosestPair, after: Instant
) -> tuple[tuple[int, ...], Instant]:
    """Return the rows of two satellites that fly and come so close, and when they next do.

    The rows are of an equal pair of the same planes where those of `pair` are empty slots; none
    where all are.
    """
    begin = int(np.searchsorted(constellation.plane_shell, shell))
    planes = begin + pair.planes[0], begin + pair.planes[1]
    return meeting_of(constellation, planes, pair, after)


def meeting_of(
    constellation: Constellation, planes: tuple[int, int], pair: ClosestPair, after: Instant
) -> tuple[tuple[int, ...], Instant]:
    """Return what `meeting` does for a pair of two planes of the constellation."""
    one, other = planes
    slots = (int(constellation.plane_slots[one]), int(constellation.plane_slots[other]))
    # As many slots further in both planes are as far apart, if both move by the same angle.
    turns = int(np.gcd(*slots))
    for step in range(turns):
        ours = tuple(
            (slot + step * count // turns) % count
            for slot, count in zip(pair.slots, slots, strict=True)
        )
        rows = tuple(
            row
            for plane, slot in zip((one, other), ours, strict=True)
            if (row := row_at(constellation, plane, slot)) is not None
        )
        if len(rows) == 2:
            return rows, _next_at(constellation, one, ours[0], pair, after)
    return (), after


def row_at(constellation: Constellation, plane: int, slot: int) -> int | None:
    """Return the satellite that flies in a slot of a plane, None for an empty one."""
    begin, end = (int(constellation.plane_first[plane + k]) for k in (0, 1))
    row = begin + int(np.searchsorted(constellation.slot_index[begin:end], slot))
    return row if row < end and int(constellation.slot_index[row]) == slot else None


def _next_at(
    constellation: Constellation,
    plane: int,
    slot: int,
    pair: ClosestPair,
    after: Instant,
) -> Instant:
    """Return when the first of a pair is next where the pair is closest, twice an orbit."""
    shell = int(constellation.plane_shell[plane])
    now_rad = (
        float(constellation.plane_phase_rad[plane])
        + TAU * slot / float(constellation.plane_slots[plane])
        + float(arglat_drift_rad(constellation, after)[shell])
    )
    rates = secular_rates(
        constellation.sma_km[shell], constellation.ecc[shell], constellation.inc_rad[shell]
    )
    ahead_rad = (pair.arglat_rad - now_rad) % (0.5 * TAU)
    return after.plus_s(ahead_rad / float(rates.arglat_rad_s))
