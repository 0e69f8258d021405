"""Angles on a circle: clusters, means, and how evenly they are spaced."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

Ints = NDArray[np.int64]

_CHUNK = 2_000_000  # complex numbers at once
_NEARLY_AS_EVEN = 0.03
_BEFORE_ZERO = 0.02  # of a pitch: so little below zero the first tooth may lie


class Comb(NamedTuple):
    """Evenly spaced angles: `teeth` to a turn, the first at `first_rad`.

    evenness   0 for angles that lie anywhere to 1 for all of them on a tooth: the length of the
               mean of exp(i teeth angle), Rayleigh's test at that harmonic
    """

    teeth: int
    first_rad: float
    evenness: float

    @property
    def pitch_rad(self) -> float:
        """From tooth to tooth."""
        return TAU / self.teeth

    def nearest(self, angles_rad: Floats) -> tuple[Ints, Floats]:
        """Return the nearest tooth of angles (n,), 0..teeth - 1, and how far it is off, rad."""
        turns = (angles_rad - self.first_rad) / self.pitch_rad
        nearest = np.rint(turns)
        place = nearest.astype(np.int64) % self.teeth
        return place, (turns - nearest) * self.pitch_rad


def wrapped(angles_rad: Floats) -> Floats:
    """Return angles in -pi..pi."""
    return np.asarray((angles_rad + np.pi) % TAU - np.pi)


def mean_angle(angles_rad: Floats) -> float:
    """Return the mean direction, rad, 0 to 2 pi."""
    return float(np.angle(np.exp(1j * angles_rad).mean()) % TAU)


def split_at_gaps(angles_rad: Floats, gap_rad: float) -> list[Ints]:
    """Return places (k,) of angles that no gap wider than `gap_rad` parts, by rising angle."""
    order = np.argsort(angles_rad, kind="stable")
    ahead = np.diff(angles_rad[order], append=angles_rad[order[0]] + TAU)
    ends = np.flatnonzero(ahead > gap_rad)
    if not len(ends):
        return [order]
    parts = np.split(order, ends + 1)
    if len(parts[-1]):  # goes on across zero
        parts[0] = np.concatenate([parts[-1], parts[0]])
    return parts[:-1]


def gap_between_clusters(angles_rad: Floats, least_rad: float, usual_rad: float) -> float:
    """Return a width, rad, between the gaps within clusters and the gaps between them.

    The first step of two or more in the sorted gaps that leads beyond half of `usual_rad` tells
    one from the other; without one, any step of two; without that, `usual_rad` decides. Gaps below
    `least_rad` count as that.
    """
    ordered = np.sort(angles_rad)
    gaps = np.sort(np.diff(ordered, append=ordered[0] + TAU))
    gaps = np.maximum(gaps, least_rad)
    steps = np.flatnonzero(gaps[1:] >= 2.0 * gaps[:-1])
    if not len(steps):
        return usual_rad
    wide = steps[gaps[steps + 1] >= 0.5 * usual_rad]
    at = wide[0] if len(wide) else steps[0]
    return float(np.sqrt(gaps[at] * gaps[at + 1]))


def evenness(angles_rad: Floats, counts: Ints) -> NDArray[np.complex128]:
    """Return (c,) the mean of exp(i count angle) over angles (n,), for counts (c,)."""
    out = np.empty(len(counts), np.complex128)
    step = max(1, _CHUNK // max(len(angles_rad), 1))
    for first in range(0, len(counts), step):
        part = slice(first, first + step)
        out[part] = np.exp(1j * np.outer(counts[part], angles_rad)).mean(axis=1)
    return out


def fewest_even(counts: Ints, values: Floats) -> int:
    """Return the place of the smallest count that is about as even as the best one.

    Angles on a comb lie as well on every multiple of it.
    """
    return int(np.flatnonzero(values >= values.max() - _NEARLY_AS_EVEN)[0])


def comb_of(angles_rad: Floats, count: int) -> Comb:
    """Return the comb of `count` teeth that fits angles (n,) best."""
    (mean,) = evenness(angles_rad, np.array([count]))
    return Comb(count, first_tooth_rad(float(np.angle(mean)), count), float(abs(mean)))


def first_tooth_rad(turn_rad: float, count: int) -> float:
    """Return the first tooth of a comb from its place in a pitch, as an angle of one turn."""
    turns = turn_rad / TAU % 1.0
    return (turns - 1.0 if turns > 1.0 - _BEFORE_ZERO else turns) * TAU / count
