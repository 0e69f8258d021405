"""The worst place on Earth of a constellation, over an orbit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from orbitviz.analysis.coverage.sources import CoverSource
from orbitviz.base.progress import Check, no_check
from orbitviz.orbits.coverage import central_angle_rad, elevation_at_rad
from orbitviz.orbits.in_view import InView
from orbitviz.orbits.secular import draconic_period_s
from orbitviz.orbits.timescale import Instant
from orbitviz.orbits.worst_hole import worst_hole

# Looks of a place at a plane or a satellite, for all times together: a second on a small computer.
_LOOKS = 8e6
_PLACES = 2000
_FEW_SATELLITES, _TIMES_OF_FEW, _REFINED_OF_FEW = 300, 48, 3
_SOME_SATELLITES, _TIMES, _REFINED, _LEAST_TIMES = 2000, 16, 1, 2
# Places from which the worst is sought: while times are compared, at the end, and of a million.
_STARTS, _LAST_STARTS, _STARTS_OF_VERY_MANY, _VERY_MANY = 2, 24, 6, 100_000
_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0
_GOLDEN_STEPS = 10
_LEAST_SPAN_S = 6000.0  # where objects of catalogues fly: an orbit of low ones
_COMMON_KM = 1e4  # radius at which satellites of all altitudes are put to compare angles alone


@dataclass(frozen=True)
class WorstPlace:
    """The worst of a time and a place on a spherical Earth; each figure at its own.

    central_angle_rad   largest angle at the Earth's centre to the nearest satellite
    elevation_rad       lowest that the highest satellite stands; below 0: below the horizon
    """

    central_angle_rad: float
    elevation_rad: float


def worst_place(source: CoverSource, begin: Instant, check: Check = no_check) -> WorstPlace:
    """Return the worst place over an orbit from a time on; there is a satellite at least.

    The pattern of one shell comes back when every satellite has reached the place of the next one
    in its plane: such a span is enough. The place is exact at each time that is looked at; times
    are refined around the worst of them, but for large constellations, of which a few are taken.
    """
    lanes, looks, satellites = source.lanes, source.looks, len(source)
    wanted, refined = _TIMES, _REFINED if satellites < _SOME_SATELLITES else 0
    if satellites < _FEW_SATELLITES:
        wanted, refined = _TIMES_OF_FEW, _REFINED_OF_FEW
    times = int(np.clip(_LOOKS / (looks * _PLACES), _LEAST_TIMES, wanted))
    starts = _LAST_STARTS if satellites < _VERY_MANY else _STARTS_OF_VERY_MANY
    finest = max(_PLACES, int(_LOOKS / (2 * looks)))
    over = _Span(_span_s(source), times, refined, finest, starts)

    def at(seconds: float) -> InView:
        check()
        return source.at(begin.plus_s(seconds))

    by_angle = _lowest(lambda seconds: _at_one_height(at(seconds)), over)
    angle_rad = float(central_angle_rad(_COMMON_KM, by_angle))
    radius_km = lanes.constellation.sma_km[lanes.constellation.plane_shell[lanes.planes]]
    if source.single or np.ptp(radius_km) > 0.0:
        return WorstPlace(angle_rad, _lowest(at, over))
    return WorstPlace(angle_rad, float(elevation_at_rad(angle_rad, radius_km[0])))


def _span_s(source: CoverSource) -> float:
    """Return after which time the pattern of the only shell has come back, or else an orbit."""
    lanes = source.lanes
    of = lanes.constellation
    shells, slots = np.unique(of.plane_shell[lanes.planes]), np.unique(lanes.slots)
    periods = draconic_period_s(of.sma_km, of.ecc, of.inc_rad)
    if source.single or len(shells) > 1:
        return float(max(periods.max(initial=0.0), _LEAST_SPAN_S))
    is_even = len(slots) == 1 and lanes.is_full
    return float(periods[shells[0]]) / (int(slots[0]) if is_even else 1)


def _at_one_height(in_view: InView) -> InView:
    length = np.linalg.norm(in_view.singles_km, axis=1, keepdims=True)
    return replace(
        in_view,
        radius_km=np.full_like(in_view.radius_km, _COMMON_KM),
        singles_km=in_view.singles_km / length * _COMMON_KM,
    )


class _Span(NamedTuple):
    """Times of a span that repeats, those refined; places of the last grid, and starts on it."""

    length_s: float
    times: int
    refined: int
    places: int
    starts: int


def _lowest(in_view: Callable[[float], InView], over: _Span) -> float:
    """Return the elevation of the worst hole in a span, rad."""

    def height(seconds: float) -> float:
        return worst_hole(in_view(seconds), _PLACES, _STARTS).elevation_rad

    step = over.length_s / over.times
    found = [(height(k * step), k * step) for k in range(over.times)]
    for _, seconds in sorted(found)[: over.refined]:
        found.append(_golden(height, seconds - step, seconds + step))
    lowest, seconds = min(found)
    return min(lowest, worst_hole(in_view(seconds), over.places, over.starts).elevation_rad)


def _golden(value: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Return the lowest value found between two places by golden sections, and where it is."""
    inner = [high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)]
    found = [(value(place), place) for place in inner]
    left, right = found
    for _ in range(_GOLDEN_STEPS):
        if left[0] < right[0]:
            high, right = right[1], left
            place = high - _GOLDEN * (high - low)
            left = value(place), place
        else:
            low, left = left[1], right
            place = low + _GOLDEN * (high - low)
            right = value(place), place
        found += [left, right]
    return min(found)
