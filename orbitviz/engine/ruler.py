"""What the ruler reads at a snapshot."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.base.units import degrees_text, fixed_text, number_text, si_text
from orbitviz.engine.positions import state_vector
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.ruler import EarthCentre, RulerEnd
from orbitviz.model.ruler_ends import end_name
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.between import Between, between
from orbitviz.orbits.geodesy import itrs_position_km

_DIGITS = 6
_NOTHING_KM = 1e-6  # less than a millimetre


@dataclass(frozen=True, eq=False)
class Reading:
    """What the ruler reads: names and places of its ends, r_km (2, 3) float64 km TEME.

    Readings are equal where their words are; the distance is all there is to a brief one.
    """

    names: tuple[str, str]
    r_km: Floats
    between: Between
    is_brief: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and self.lines == other.lines

    def __hash__(self) -> int:
        return hash(self.lines)

    @property
    def has_sight(self) -> bool:
        """Whether it makes sense to ask for a line of sight: not from the Earth's centre."""
        return not math.isnan(self.between.angle_rad)

    @property
    def lines(self) -> tuple[str, ...]:
        """The reading in words: ends; distance and light; angle; line of sight."""
        found = self.between
        distance = _distance_text(found.distance_km)
        if self.is_brief:
            return (distance,)
        first = " – ".join(self.names)
        second = f"{distance}, light {si_text(found.light_s, 's')}"
        if not self.has_sight:
            return first, second
        angle = f"{degrees_text(found.angle_rad, 2)} at the Earth's centre"
        sight = "No line of sight: the Earth is between" if found.is_blocked else "Line of sight"
        return first, second, angle, sight


def ruler_reading(state: State, snapshot: Snapshot) -> Reading | None:
    """Return what the ruler reads, None without one or while an end has no known position."""
    return None if state.ruler is None else _reading(state, snapshot, state.ruler.ends)


def pair_reading(state: State, snapshot: Snapshot) -> Reading | None:
    """Return how far apart two satellites are that were selected as a pair, None without any.

    In the order of their keys.
    """
    if not state.selection.is_pair:
        return None
    one, other = sorted(state.selection.satellites)
    reading = _reading(state, snapshot, (one, other))
    return None if reading is None else replace(reading, is_brief=True)


def _reading(
    state: State, snapshot: Snapshot, between_ends: tuple[RulerEnd, RulerEnd]
) -> Reading | None:
    one_km, other_km = (end_km(state, snapshot, end) for end in between_ends)
    if one_km is None or other_km is None:
        return None
    one, other = (end_name(state, end) for end in between_ends)
    return Reading((one, other), np.stack([one_km, other_km]), between(one_km, other_km))


def end_km(state: State, snapshot: Snapshot, end: RulerEnd) -> Floats | None:
    """Return where an end is, (3,) float64 km TEME; None while nothing is known of it."""
    if isinstance(end, EarthCentre):
        return np.zeros(3)
    if isinstance(end, SatelliteKey):
        known = state_vector(state, snapshot, end)
        return None if known is None else known[0]
    lat_rad, lon_rad = math.radians(end.lat_deg), math.radians(end.lon_deg)
    place = itrs_position_km(lat_rad, lon_rad, end.alt_m * KM_PER_M)
    return np.asarray(place @ snapshot.geometry.teme_to_itrs)


def _distance_text(distance_km: float) -> str:
    if distance_km < _NOTHING_KM:
        return "0 m"
    if distance_km < 1.0:
        return f"{number_text(distance_km / KM_PER_M, 4)} m"
    places = min(3, max(0, _DIGITS - 1 - math.floor(math.log10(distance_km))))
    return f"{fixed_text(distance_km, places)} km"
