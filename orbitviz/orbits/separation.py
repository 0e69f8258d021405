"""Least separation of satellites on circular orbits of one radius and one inclination.

Two such orbits cross twice, and their satellites come closest where both are equally far from a
crossing. With D the difference of the nodes, f the difference of the arguments of latitude and i
the inclination

    sin(g / 2) = sin(i) sin(D / 2)                      g    angle between the planes
    lag = f + 2 atan2(cos(i) sin(D / 2), cos(D / 2))    lag  how much later at the crossing
    least separation = 2 a cos(g / 2) |sin(lag / 2)|

which is the maximum over an orbit of cos(angle) = A + B cos(2 u + c) (Avendano et al. 2020,
arXiv:2003.11970), written so that nothing cancels. J2 moves all satellites of a shell alike, so
that the result holds at all times.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.base.progress import Check, no_check
from orbitviz.orbits.patterns import Planes

_AS_EVEN = 1e-9  # rad by which steps from plane to plane may differ
_AT_ONCE = 1 << 18  # phasings times planes


class ClosestPair(NamedTuple):
    """Two satellites that come as close as any, and where.

    distance_km   at their closest; infinite if there are no two
    planes, slots of the two, counted in the planes given
    arglat_rad    argument of latitude of the first when they are closest, and half a turn later
    tilt_rad      angle between the two planes, 0..pi; 0 for neighbours in a plane
    """

    distance_km: float
    planes: tuple[int, int]
    slots: tuple[int, int]
    arglat_rad: float
    tilt_rad: float


def pair_separation_km(
    sma_km: ArrayLike, inc_rad: ArrayLike, node_rad: ArrayLike, phase_rad: ArrayLike
) -> Floats:
    """Return the least distance, km, that two satellites ever have; arguments broadcast.

    sma_km, inc_rad  radius and inclination of both orbits
    node_rad         right ascension of the second node minus that of the first
    phase_rad        argument of latitude of the second satellite minus that of the first
    """
    lag = np.asarray(phase_rad) + _crossing_rad(inc_rad, node_rad)
    return 2.0 * np.asarray(sma_km) * _cos_half_tilt(inc_rad, node_rad) * np.abs(np.sin(0.5 * lag))


def shell_separation_km(sma_km: float, inc_rad: float, planes: Planes) -> float:
    """Return the least distance, km, between any two satellites of a shell over an orbit.

    All slots count as filled. Infinite for a single satellite.
    """
    return closest_pair(sma_km, inc_rad, planes).distance_km


def closest_pair(
    sma_km: float,
    inc_rad: float,
    planes: Planes,
    check: Check = no_check,
    shell_of: NDArray[np.int64] | None = None,
) -> ClosestPair:
    """Return two satellites that come closest to each other over an orbit.

    All slots count as filled. `check` is called between planes.

    shell_of   (p,) shells of the planes, of which only those of different ones count; None if all
               are of one
    """
    crowded = int(np.argmax(planes.slots))
    slots, count = int(planes.slots[crowded]), len(planes.slots)
    in_plane_km = _in_plane_km(sma_km, slots if shell_of is None else 1)
    best = ClosestPair(in_plane_km, (crowded, crowded), (0, 1 % slots), 0.0, 0.0)
    for k in range(1 if shell_of is None and is_evenly_stepped(planes) else count - 1):
        check()
        node = planes.raan_rad[k + 1 :] - planes.raan_rad[k]
        phase = planes.phase_rad[k + 1 :] - planes.phase_rad[k]
        # Slots of n and m places are apart by every multiple of a turn / lcm(n, m).
        steps = np.lcm(planes.slots[k + 1 :].astype(np.int64), int(planes.slots[k]))
        lag = phase + _crossing_rad(inc_rad, node)
        off = np.rint(lag * steps / TAU)
        apart = pair_separation_km(sma_km, inc_rad, node, phase - off * (TAU / steps))
        if shell_of is not None:
            apart = np.where(shell_of[k + 1 :] == shell_of[k], np.inf, apart)
        if not len(apart) or apart.min() >= best.distance_km:
            continue
        m = int(apart.argmin())
        one, other = int(planes.slots[k]), int(planes.slots[k + 1 + m])
        best = ClosestPair(
            float(apart[m]),
            (k, k + 1 + m),
            _slots_apart(int(off[m]), one, other),
            float(0.25 * TAU - 0.5 * (phase[m] - off[m] * (TAU / steps[m]))),
            float(2.0 * np.arcsin(np.sin(inc_rad) * abs(np.sin(0.5 * node[m])))),
        )
    return best


def phasing_separations_km(
    sma_km: float, inc_rad: float, raan_rad: Floats, slots: int, check: Check = no_check
) -> Floats:
    """Return (p,) float64 km: `shell_separation_km` with Walker phasing 0 to p - 1.

    raan_rad  (p,) float64  nodes of the planes
    slots     evenly spaced satellites of each plane
    """
    count = len(raan_rad)
    least_km = np.full(count, _in_plane_km(sma_km, slots))
    at_once = max(_AT_ONCE // max(count, 1), 1)
    for k in range(1 if _is_even(raan_rad) else count - 1):
        node = raan_rad[k + 1 :] - raan_rad[k]
        for first in range(0, count if len(node) else 0, at_once):
            check()
            ours = slice(first, min(first + at_once, count))
            phasing = np.arange(ours.start, ours.stop)[:, None]
            phase = TAU * phasing * np.arange(1, count - k) / (count * slots)
            nearest = _nearest_km(sma_km, inc_rad, node, phase, TAU / slots)
            least_km[ours] = np.minimum(least_km[ours], nearest.min(axis=1))
    return least_km


def is_evenly_stepped(planes: Planes) -> bool:
    """Return whether every plane stands to the next as the first to the second.

    Then the pairs of the first plane with the others are all pairs that there are.
    """
    is_alike = len(planes.slots) > 0 and bool(np.all(planes.slots == planes.slots[0]))
    return is_alike and _is_even(planes.raan_rad) and _is_even(planes.phase_rad)


def _is_even(angles_rad: Floats) -> bool:
    steps = np.exp(1j * np.diff(angles_rad))
    return bool(np.all(np.abs(steps - steps[:1]) < _AS_EVEN))


def _slots_apart(off: int, one: int, other: int) -> tuple[int, int]:
    """Return a slot of `one` and one of `other` places, the second -off / lcm turns ahead."""
    steps = int(np.lcm(one, other))
    ours, theirs = steps // one, steps // other  # without a common factor
    slot = off * pow(ours, -1, theirs) % theirs if theirs > 1 else 0
    return slot, (slot * ours - off) // theirs % other


def _nearest_km(
    sma_km: float, inc_rad: float, node_rad: Floats, phase_rad: Floats, pitch_rad: float | Floats
) -> Floats:
    """Return `pair_separation_km` of the slots closest at the crossing, `pitch_rad` apart."""
    lag = phase_rad + _crossing_rad(inc_rad, node_rad)
    off = np.rint(lag / pitch_rad) * pitch_rad
    return pair_separation_km(sma_km, inc_rad, node_rad, phase_rad - off)


def _crossing_rad(inc_rad: ArrayLike, node_rad: ArrayLike) -> Floats:
    """Return how much further from its node the first orbit meets the second, rad."""
    half = 0.5 * np.asarray(node_rad)
    return np.asarray(2.0 * np.arctan2(np.cos(inc_rad) * np.sin(half), np.cos(half)))


def _cos_half_tilt(inc_rad: ArrayLike, node_rad: ArrayLike) -> Floats:
    """Return the cosine of half the angle between two planes."""
    half = 0.5 * np.asarray(node_rad)
    return np.asarray(np.hypot(np.cos(half), np.cos(inc_rad) * np.sin(half)))


def _in_plane_km(sma_km: float, slots: int) -> float:
    """Return the distance of neighbours in one plane; infinite if there are none."""
    return 2.0 * sma_km * float(np.sin(np.pi / slots)) if slots > 1 else float("inf")
