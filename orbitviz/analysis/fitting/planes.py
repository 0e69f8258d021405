"""Planes of a shell by their nodes, and slots of a plane by the arguments of latitude."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.fitting.circle import (
    Comb,
    Ints,
    comb_of,
    evenness,
    fewest_even,
    gap_between_clusters,
    mean_angle,
    split_at_gaps,
    wrapped,
)
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

_LEAST_GAP_RAD, _USUAL_GAP_RAD = math.radians(0.05), math.radians(0.5)
_PLANE_SHARE = 0.15  # of the usual number of satellites, below which a cluster is no plane
_EVEN, _MUCH_MORE_EVEN = 0.8, 0.15
_FULL = 90.0  # percentile of the satellites per plane that counts as a full plane
_MOST_EMPTY, _MOST_DOUBLED = 2.0, 0.4  # slots per satellite of a full plane, most and least
_COUNTED_IN = 24  # planes, the fullest, that decide how many slots there are
_MOST_CANDIDATES = 400


@dataclass(frozen=True, eq=False)
class FoundPlane:
    """One plane.

    members    (k,) int64, places of its satellites in the shell
    raan_rad   mean of their nodes
    slots      comb of their arguments of latitude
    """

    members: Ints
    raan_rad: float
    slots: Comb


def planes_of(raan_rad: Floats, arglat_rad: Floats) -> list[FoundPlane]:
    """Return the planes of a shell, by rising node.

    raan_rad, arglat_rad   (n,) at one instant

    Nodes are parted at their gaps. A cluster with far fewer satellites than the others is no plane
    but satellites under way between two. All planes have equally many slots unless some fit much
    better with a number of their own.
    """
    gap_rad = gap_between_clusters(raan_rad, _LEAST_GAP_RAD, _USUAL_GAP_RAD)
    clusters = split_at_gaps(raan_rad, gap_rad)
    usual = float(np.percentile([len(one) for one in clusters], 75))
    clusters = [one for one in clusters if len(one) >= _PLANE_SHARE * usual]
    clusters.sort(key=lambda one: mean_angle(raan_rad[one]))
    angles = [arglat_rad[one] for one in clusters]
    common = _slots_of(angles)
    return [
        FoundPlane(members, mean_angle(raan_rad[members]), _own_or(common, mine))
        for members, mine in zip(clusters, angles, strict=True)
    ]


def node_off_rad(plane: FoundPlane, raan_rad: Floats) -> Floats:
    """Return (k,) rad, how far the nodes of the plane's satellites lie from its own."""
    return wrapped(raan_rad[plane.members] - plane.raan_rad)


def _slots_of(angles: list[Floats]) -> int:
    """Return how many slots fit the satellites of all planes best."""
    full = float(np.percentile([len(one) for one in angles], _FULL))
    fullest = sorted(angles, key=len, reverse=True)[:_COUNTED_IN]
    counts = _candidates(full, fullest[0])
    values = sum(len(one) * np.abs(evenness(one, counts)) for one in fullest)
    return int(counts[fewest_even(counts, np.asarray(values) / sum(map(len, fullest)))])


def _own_or(common: int, angles: Floats) -> Comb:
    """Return the comb of the common number of slots, or of one that fits a plane much better."""
    shared = comb_of(angles, common)
    if shared.evenness >= _EVEN or len(angles) < 3:
        return shared
    counts = _candidates(float(len(angles)), angles)
    values = np.abs(evenness(angles, counts))
    own = comb_of(angles, int(counts[fewest_even(counts, values)]))
    return own if own.evenness >= shared.evenness + _MUCH_MORE_EVEN else shared


def _candidates(full: float, angles: Floats) -> Ints:
    """Return the numbers of slots to try for planes of about `full` satellites.

    angles  of one of them: where planes are large, its median gap says about how many there are
    """
    low, high = max(1, round(_MOST_DOUBLED * full)), max(1, round(_MOST_EMPTY * full))
    if high - low <= _MOST_CANDIDATES:
        return np.arange(low, high + 1)
    gaps = np.diff(np.sort(angles))
    about = round(TAU / float(np.median(gaps)))
    half = _MOST_CANDIDATES // 2
    near = np.arange(max(low, about - half), min(high, about + half) + 1)
    return near if len(near) else np.arange(low, high + 1)
