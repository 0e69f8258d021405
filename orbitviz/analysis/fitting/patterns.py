"""The pattern that the planes of a shell make: Walker delta or star, or each plane by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from orbitviz.analysis.fitting.circle import Comb, comb_of, first_tooth_rad
from orbitviz.analysis.fitting.planes import FoundPlane
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

_NODE_OFF_RAD, _NODE_OFF_SHARE = math.radians(0.3), 0.1  # rms that a pattern may leave, of a pitch
_MOST_MISSING = 0.25  # of the planes of a pattern
_PHASED = 0.85  # evenness of the phases about those of a Walker pattern; 1 is exact


@dataclass(frozen=True, eq=False)
class Pattern:
    """The planes of a shell as a design has them.

    kind       "walker-delta", "walker-star" or "planes"
    slots      one number for all planes, or one a plane
    raan_rad   node of the first plane, or (p,) of all
    phase_rad  argument of latitude of slot 0 of the first plane, or (p,) of all
    members    the planes that were found, in their places; None where one has no satellite
    """

    kind: str
    planes: int
    slots: int | tuple[int, ...]
    phasing: int
    raan_rad: float | Floats
    phase_rad: float | Floats
    members: tuple[FoundPlane | None, ...]

    @property
    def slots_total(self) -> int:
        """Slots of all planes."""
        return sum(self.slots) if isinstance(self.slots, tuple) else self.slots * self.planes

    def plane(self, place: int) -> tuple[float, Comb]:
        """Return node, rad, and slots of one plane of the pattern."""
        if self.kind == "planes":
            slots = self.slots if isinstance(self.slots, int) else self.slots[place]
            raan, phase = np.asarray(self.raan_rad), np.asarray(self.phase_rad)
            return float(raan[place]), Comb(slots, float(phase[place]), 1.0)
        assert isinstance(self.slots, int)
        spread = 0.5 * TAU if self.kind == "walker-star" else TAU
        raan_rad = float(self.raan_rad) + spread * place / self.planes
        phase_rad = float(self.phase_rad) + TAU * self.phasing * place / self.slots_total
        return raan_rad % TAU, Comb(self.slots, phase_rad, 1.0)


def patterns_of(planes: Sequence[FoundPlane]) -> list[Pattern]:
    """Return the pattern of the planes of a shell.

    Several of them where planes of one number of slots make a Walker pattern for themselves, and
    those of every other number do too.
    """
    counts = {plane.slots.teeth for plane in planes}
    if len(counts) == 1:
        return [_walker(planes) or _explicit(planes)]
    by_count = sorted(planes, key=lambda plane: -plane.slots.teeth)
    sets = [list(same) for _, same in groupby(by_count, key=lambda plane: plane.slots.teeth)]
    found = [_walker(sorted(same, key=lambda plane: plane.raan_rad)) for same in sets]
    walkers = [one for one in found if one is not None and one.planes > 1]
    return walkers if len(walkers) == len(sets) else [_explicit(planes)]


def _explicit(planes: Sequence[FoundPlane]) -> Pattern:
    slots = [plane.slots.teeth for plane in planes]
    return Pattern(
        "planes",
        len(planes),
        slots[0] if len(set(slots)) == 1 else tuple(slots),
        0,
        np.array([plane.raan_rad for plane in planes]),
        np.array([plane.slots.first_rad for plane in planes]),
        tuple(planes),
    )


def _walker(planes: Sequence[FoundPlane]) -> Pattern | None:
    """Return the Walker pattern of planes of one number of slots, None if they make none."""
    nodes_rad = np.array([plane.raan_rad for plane in planes])
    most = int(len(planes) / (1.0 - _MOST_MISSING))
    delta = [(count, count) for count in range(len(planes), most + 1)]
    star = [(count, 2 * count) for count in range(len(planes), most + 1) if count > 1]
    for count, per_turn in sorted(delta + star, key=lambda pair: pair[0]):
        comb = comb_of(nodes_rad, per_turn)
        place, off_rad = comb.nearest(nodes_rad)
        allowed_rad = min(_NODE_OFF_RAD, _NODE_OFF_SHARE * comb.pitch_rad)
        if len(set(place.tolist())) < len(planes) or _rms(off_rad) > allowed_rad:
            continue
        first = 0 if count == per_turn else _first_of_arc(place, per_turn)
        place = (place - first) % per_turn
        if place.max() >= count:
            continue
        kind = "walker-delta" if count == per_turn else "walker-star"
        members: list[FoundPlane | None] = [None] * count
        for k, plane in zip(place.tolist(), planes, strict=True):
            members[k] = plane
        node_rad = comb.first_rad + first * comb.pitch_rad
        pattern = _phased(kind, tuple(members), node_rad)
        if pattern is not None:
            return pattern
    return None


def _first_of_arc(place: np.ndarray, per_turn: int) -> int:
    """Return the place behind the widest gap of places on a turn."""
    ordered = np.sort(place)
    gaps = np.diff(ordered, append=ordered[0] + per_turn)
    return int(ordered[(int(np.argmax(gaps)) + 1) % len(ordered)])


def _phased(kind: str, members: tuple[FoundPlane | None, ...], node_rad: float) -> Pattern | None:
    """Return a Walker pattern with the phasing factor that fits best, None if none does."""
    flown = [(k, plane) for k, plane in enumerate(members) if plane is not None]
    count, slots = len(members), flown[0][1].slots.teeth
    place = np.array([k for k, _ in flown])
    # In turns of the pitch of the slots a plane is F / planes ahead of the one before.
    turns_rad = np.array([plane.slots.first_rad * slots for _, plane in flown])
    weight = np.array([len(plane.members) for _, plane in flown], np.float64)
    steps_rad = TAU * np.outer(np.arange(count), place) / count
    means = (np.exp(1j * (turns_rad - steps_rad)) * weight).sum(axis=1) / weight.sum()
    phasing = int(np.argmax(np.round(np.abs(means), 9)))
    if abs(means[phasing]) < _PHASED:
        return None
    phase_rad = first_tooth_rad(float(np.angle(means[phasing])), slots)
    return Pattern(kind, count, slots, phasing, node_rad, phase_rad, members)


def _rms(values: Floats) -> float:
    return float(np.sqrt(np.mean(np.square(values))))
