"""How many satellites stand over places at one instant, and how high the highest one stands.

On a spherical Earth, as `orbitviz.orbits.coverage`. The satellites of a circular plane are counted
by the arc of it that a place sees, and the highest is that nearest to the middle of the arc:
however many satellites a plane has, a place looks at it once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.coverage import central_angle_rad
from orbitviz.orbits.propagate import plane_table, position_vectors
from orbitviz.orbits.timescale import Instant

Ints = NDArray[np.int64]

_AT_ONCE = 1 << 18  # pairs of a place and a plane, or a satellite: they stay in the cache
_ONE_HEIGHT_KM = 1e-6
NOTHING_KM: Floats = np.zeros((0, 3))


@dataclass(frozen=True, eq=False)
class Lanes:
    """The satellites of some shells: circular planes that hold any, and single satellites.

    planes    (q,) int64   rows of the constellation's planes
    slots     (q,) int64   slots of each, filled or not
    held      (q,) int64   satellites of each
    begin     (q,) int64   where the slots of each begin in `filled`
    filled    (m,) int64   filled slots before each slot of its plane; none where all are filled
    first     (q,) int64   first satellite of each plane
    singles   (k,) int64   rows of the satellites of eccentric orbits
    """

    constellation: Constellation
    planes: Ints
    slots: Ints
    held: Ints
    begin: Ints
    filled: Ints
    first: Ints
    singles: Ints

    @property
    def is_full(self) -> bool:
        """Whether every slot holds a satellite."""
        return not len(self.filled)


def lanes_of(constellation: Constellation, shells: NDArray[np.bool_]) -> Lanes:
    """Return the satellites of some shells (s,) bool."""
    held = np.diff(constellation.plane_first).astype(np.int64)
    shell = constellation.plane_shell
    ours = shells[shell] & (held > 0)
    is_circle = constellation.ecc[shell] == 0.0
    planes = np.flatnonzero(ours & is_circle)
    singles = np.flatnonzero(np.repeat(ours & ~is_circle, held))
    slots, held = constellation.plane_slots[planes].astype(np.int64), held[planes]
    first = constellation.plane_first[planes].astype(np.int64)
    begin = np.cumsum(slots) - slots
    filled = np.zeros(0, np.int64)
    if np.any(held != slots):
        rows = np.repeat(first - (np.cumsum(held) - held), held) + np.arange(int(held.sum()))
        place = np.repeat(begin, held) + constellation.slot_index[rows]
        marks = np.zeros(int(slots.sum()) + 1, np.int64)
        marks[place + 1] = 1
        filled = np.cumsum(marks)[:-1] - np.repeat(np.cumsum(held) - held, slots)
    return Lanes(constellation, planes, slots, held, begin, filled, first, singles)


@dataclass(frozen=True, eq=False)
class InView:
    """Satellites at one instant, in axes whose origin is the Earth's centre: TEME.

    node, ahead   (q, 3) float64  axes of the planes, as in PlaneTable
    arglat_rad    (q,)   float64  argument of latitude of slot 0
    radius_km     (q,)   float64
    singles_km    (k, 3) float64  satellites one by one
    earth_km      radius of the sphere on which places are
    """

    lanes: Lanes
    node: Floats
    ahead: Floats
    arglat_rad: Floats
    radius_km: Floats
    singles_km: Floats
    earth_km: float = EARTH_RADIUS_KM

    def counts(self, directions: Floats, min_elevation_rad: float) -> Ints:
        """Return (g,) how many satellites stand above an elevation over places (g, 3), unit."""
        out = np.zeros(len(directions), np.int64)
        cosines = np.cos(central_angle_rad(self.radius_km, min_elevation_rad, self.earth_km))
        for part in _parts(len(directions), len(self.radius_km)):
            along, across = directions[part] @ self.node.T, directions[part] @ self.ahead.T
            place, plane = np.nonzero(along * along + across * across > cosines * cosines)
            along, across = along[place, plane], across[place, plane]
            middle = np.arctan2(across, along)
            half = np.arccos(cosines[plane] / np.hypot(along, across))
            seen = self._held_between(plane, middle - half, middle + half)
            out[part] = np.bincount(place, seen, len(out[part])).astype(np.int64)
        radius = np.linalg.norm(self.singles_km, axis=1)
        towards = self.singles_km / radius[:, None]
        least = np.cos(central_angle_rad(radius, min_elevation_rad, self.earth_km))
        for part in _parts(len(directions), len(radius)):
            out[part] += np.count_nonzero(directions[part] @ towards.T >= least, axis=1)
        return out

    def highest_rad(self, directions: Floats) -> Floats:
        """Return (g,) elevations of the highest satellite over places (g, 3), unit; -pi/2: none."""
        out = np.full(len(directions), -1.0)
        ratio = self.earth_km / self.radius_km
        for part in _parts(len(directions), len(self.radius_km)):
            along, across = directions[part] @ self.node.T, directions[part] @ self.ahead.T
            # No satellite of a plane stands higher than one where the plane is nearest.
            highest = _sines(np.sqrt(along * along + across * across), ratio)
            place, plane = np.arange(len(along)), np.argmax(highest, axis=1)
            best = self._sines_of(plane, along[place, plane], across[place, plane])
            place, plane = np.nonzero(highest > best[:, None])
            sines = self._sines_of(plane, along[place, plane], across[place, plane])
            np.maximum.at(best, place, sines)
            out[part] = best
        radius = np.linalg.norm(self.singles_km, axis=1)
        towards, ratio = self.singles_km / radius[:, None], self.earth_km / radius
        is_one_height = len(radius) > 0 and float(np.ptp(radius)) < _ONE_HEIGHT_KM
        for part in _parts(len(directions), len(radius)):
            cosines = directions[part] @ towards.T
            if is_one_height:
                sines = _sines(cosines.max(axis=1), ratio[0])
            else:
                sines = _sines(cosines, ratio).max(axis=1)
            out[part] = np.maximum(out[part], sines)
        return np.asarray(np.arcsin(np.clip(out, -1.0, 1.0)))

    def positions_km(self) -> Floats:
        """Return the positions (n, 3) of all satellites."""
        lanes = self.lanes
        plane = np.repeat(np.arange(len(lanes.planes)), lanes.held)
        place = np.arange(len(plane)) - np.repeat(np.cumsum(lanes.held) - lanes.held, lanes.held)
        slot = lanes.constellation.slot_index[lanes.first[plane] + place]
        arglat = self.arglat_rad[plane] + TAU * slot / lanes.slots[plane]
        along, across = np.cos(arglat)[:, None], np.sin(arglat)[:, None]
        towards = along * self.node[plane] + across * self.ahead[plane]
        return np.concatenate((self.radius_km[plane, None] * towards, self.singles_km))

    def _held_between(self, plane: Ints, low_rad: Floats, high_rad: Floats) -> Ints:
        """Return (m,) how many satellites planes (m,) hold between two arguments of latitude."""
        slots = self.lanes.slots[plane]
        per_slot = slots / TAU
        low = np.ceil((low_rad - self.arglat_rad[plane]) * per_slot).astype(np.int64)
        high = np.floor((high_rad - self.arglat_rad[plane]) * per_slot).astype(np.int64) + 1
        if self.lanes.is_full:
            return np.asarray(np.minimum(high - low, slots))
        held = self._filled(plane, high) - self._filled(plane, low)
        return np.asarray(np.minimum(held, slots))

    def _filled(self, plane: Ints, slot: Ints) -> Ints:
        """Return (m,) satellites from slot 0 up to but without a slot, counted on through turns."""
        turns, slot = np.divmod(slot, self.lanes.slots[plane])
        before = self.lanes.filled[self.lanes.begin[plane] + slot]
        return np.asarray(turns * self.lanes.held[plane] + before)

    def _sines_of(self, plane: Ints, along: Floats, across: Floats) -> Floats:
        """Return (m,) sines of elevation of the satellite of each plane that is nearest.

        along, across   (m,) parts of the direction of the place on the axes of the plane
        """
        pitch = TAU / self.lanes.slots[plane]
        place = (np.arctan2(across, along) - self.arglat_rad[plane]) / pitch
        if self.lanes.is_full:
            away = np.abs(place - np.rint(place))
        else:
            up, down = np.ceil(place).astype(np.int64), np.floor(place).astype(np.int64)
            after = self._slot_held(plane, self._filled(plane, up))
            before = self._slot_held(plane, self._filled(plane, down + 1) - 1)
            away = np.minimum(np.abs(after - place), np.abs(place - before))
        cosines = np.sqrt(along * along + across * across) * np.cos(away * pitch)
        return _sines(cosines, self.earth_km / self.radius_km[plane])

    def _slot_held(self, plane: Ints, number: Ints) -> Ints:
        """Return the slot of a plane's satellite of a number, both counted on through turns."""
        turns, number = np.divmod(number, self.lanes.held[plane])
        slot = self.lanes.constellation.slot_index[self.lanes.first[plane] + number]
        return np.asarray(turns * self.lanes.slots[plane] + slot)


def in_view_at(lanes: Lanes, instant: Instant, singles_km: Floats = NOTHING_KM) -> InView:
    """Return satellites at an instant, and others at positions (k, 3) km TEME."""
    table = plane_table(lanes.constellation, instant, lanes.planes)
    if len(lanes.singles):
        ours = position_vectors(lanes.constellation, instant, lanes.singles)
        singles_km = np.concatenate((ours, singles_km))
    return InView(lanes, table.node, table.ahead, table.arglat_rad, table.sma_km, singles_km)


def _sines(cosines: Floats, ratio: Floats | np.floating) -> Floats:
    """Return the sines of elevations at cosines of central angles, with which they rise.

    ratio   radius of the Earth to that of the satellites
    """
    rise = cosines - ratio
    squares = 1.0 + ratio * ratio - 2.0 * ratio * cosines
    return np.asarray(rise / np.sqrt(np.maximum(squares, 1e-24)))


def _parts(places: int, others: int) -> Iterator[slice]:
    """Yield places, a few at a time, where there are any others."""
    step = max(_AT_ONCE // max(others, 1), 1)
    for first in range(0, places if others else 0, step):
        yield slice(first, first + step)
