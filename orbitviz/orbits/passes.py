"""When satellites stand above a minimum elevation over a place: rise, culmination, set.

Elevations cross the minimum where f = up . d - |d| sin(minimum) is zero, d being the vector from
the place to the satellite: its height above the cone of that elevation, in km. Unlike the
elevation, which turns sharply near the zenith, f has a second derivative that is bounded by what is
known anywhere: the acceleration of a free fall and the escape speed at the satellite's radius. Over
a step h the curve leaves its chord by no more than h^2/8 times that bound, so that a step whose two
ends are farther from zero than that holds no crossing. Every other step is divided, down to 14 ms;
there the bound is 0.2 mm for a low orbit near 10 degrees of elevation, and 2 mm near the zenith. So
no pass is missed, however short, unless it reaches less than that above the cone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import (
    EARTH_POLAR_RADIUS_KM,
    EARTH_ROTATION_RAD_S,
    MU_EARTH_KM3_S2,
)
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.searching import samples_between, zeros_between

Rows = NDArray[np.integer]
Bools = NDArray[np.bool_]
# Positions (m, 3) float64 km ITRS of satellites (m,) at times (m,) in seconds, NaN where there are
# none.
Positions = Callable[[Rows, Floats], Floats]

_FIRST_STEP_S = 900.0
_LAST_STEP_S = 0.02
_PARTS = 4  # into which a step is divided
_CHUNK = 200_000  # samples at a time
_WITHIN_S = 1e-5
_PERTURBED = 1.01  # J2 adds 0.5 % to the acceleration at most, everything else far less
_ESCAPE_KM_S = math.sqrt(2.0 * MU_EARTH_KM3_S2 / EARTH_POLAR_RADIUS_KM)
_NEAREST_KM = 1.0  # nearer satellites are searched in the smallest steps
# Samples of a pass among which the highest is sought; a pass of days is one of a slow satellite.
_PASS_STEP_S, _LEAST_STEPS, _MOST_STEPS = 60.0, 32, 2048
_HALF_STEP_S = 0.1  # of the slope of the elevation: off by 0.1 ms in the lowest orbits


@dataclass(frozen=True, eq=False)
class Passes:
    """p passes, satellite by satellite and in order of time.

    row             (p,) int      satellite
    rise_s          (p,) float64  NaN if the satellite is above the minimum when the span begins
    culmination_s   (p,) float64  highest point within the span
    set_s           (p,) float64  NaN if it is still above the minimum when the span ends
    """

    row: Rows
    rise_s: Floats
    culmination_s: Floats
    set_s: Floats

    def __len__(self) -> int:
        return len(self.row)

    def ends(self, span_s: float) -> tuple[Floats, Floats]:
        """Return begin and end (p,) of the passes within a span that begins at 0."""
        return np.nan_to_num(self.rise_s, nan=0.0), np.nan_to_num(self.set_s, nan=span_s)


def find_passes(
    positions: Positions,
    count: int,
    observer: Observer,
    span_s: float,
    min_elevation_rad: float,
) -> Passes:
    """Return all passes of satellites over a place within a span; times to 0.1 ms.

    positions          where the satellites 0 to count - 1 are
    observer           the place, ITRS
    span_s             the span begins at 0
    min_elevation_rad  geometric, without refraction

    A satellite without a position is below.
    """
    steps = max(math.ceil(span_s / _FIRST_STEP_S), 1)
    many = max(_CHUNK // steps, 1)
    cone = _Cone(positions, observer, math.sin(min_elevation_rad))
    parts = [
        _passes_of(cone, np.arange(first, min(first + many, count)), span_s, steps)
        for first in range(0, count, many)
    ]
    columns = [
        [getattr(part, name) for part in parts]
        for name in ("row", "rise_s", "culmination_s", "set_s")
    ]
    return Passes(*(np.concatenate(column) for column in columns)) if parts else _NONE


_NONE = Passes(np.zeros(0, np.intp), *(np.zeros(0) for _ in range(3)))


class _Samples(NamedTuple):
    """Satellites at times; each (m,) float64 km, or of another shape.

    height   above the cone of the minimum elevation, NaN without a position
    radius   from the Earth's centre
    range    from the place
    """

    height: Floats
    radius: Floats
    range: Floats

    @property
    def is_up(self) -> Bools:
        return np.asarray(self.height > 0.0)


class _Crossings(NamedTuple):
    """Times at which satellites cross the cone; each (c,)."""

    row: Rows
    time_s: Floats
    is_rise: Bools


@dataclass(frozen=True, eq=False)
class _Cone:
    """The directions of the minimum elevation around a place."""

    positions: Positions
    observer: Observer
    sin_elevation: float

    def samples(self, rows: Rows, seconds: Floats) -> _Samples:
        """Return where satellites (m,) are at times (m,)."""
        r_km = self.positions(rows, seconds)
        from_here = r_km - self.observer.r_km
        range_km = np.sqrt(np.einsum("mi,mi->m", from_here, from_here))
        radius_km = np.sqrt(np.einsum("mi,mi->m", r_km, r_km))
        height = from_here @ self.observer.axes[2] - self.sin_elevation * range_km
        return _Samples(height, radius_km, range_km)

    def undecided(self, low: _Samples, high: _Samples, step_s: float) -> Bools:
        """Return whether the cone may be crossed between two samples `step_s` apart."""
        reach_s = 0.5 * step_s  # no time is farther from both ends
        radius = np.minimum(low.radius, high.radius) - _ESCAPE_KM_S * reach_s
        radius = np.maximum(radius, EARTH_POLAR_RADIUS_KM)
        far = np.maximum(low.radius, high.radius) + _ESCAPE_KM_S * reach_s
        speed = np.sqrt(2.0 * MU_EARTH_KM3_S2 / radius) + EARTH_ROTATION_RAD_S * far
        near = np.maximum(np.minimum(low.range, high.range) - speed * reach_s, _NEAREST_KM)
        acceleration = (
            _PERTURBED * MU_EARTH_KM3_S2 / radius**2
            + 2.0 * EARTH_ROTATION_RAD_S * speed
            + EARTH_ROTATION_RAD_S**2 * far
        )
        sine = abs(self.sin_elevation)
        bend = ((1.0 + sine) * acceleration + sine * speed**2 / near) * step_s**2 / 8.0
        is_below = np.maximum(low.height, high.height) < -bend
        is_above = np.minimum(low.height, high.height) > bend
        is_nowhere = np.isnan(low.height) & np.isnan(high.height)
        return ~(is_below | is_above | is_nowhere)

    def crossings(self, rows: Rows, begin_s: Floats, ends: _Ends, step_s: float) -> _Crossings:
        """Return the crossings within steps (m,) that begin at `begin_s`, by dividing them."""
        low, high = ends
        while True:
            kept = self.undecided(low, high, step_s)
            rows, begin_s = rows[kept], begin_s[kept]
            low, high = _picked(low, kept), _picked(high, kept)
            if step_s <= _LAST_STEP_S:
                break
            step_s /= _PARTS
            rows = np.repeat(rows, _PARTS)
            begin_s = (begin_s[:, None] + step_s * np.arange(_PARTS)).ravel()
            low, high = self._divided(rows, begin_s, low, high)
        is_crossed = low.is_up != high.is_up
        rows, begin_s, is_rise = rows[is_crossed], begin_s[is_crossed], high.is_up[is_crossed]
        times = zeros_between(
            lambda k, seconds: self._signed_height(rows[k], seconds),
            begin_s,
            begin_s + step_s,
            _WITHIN_S,
        )
        return _Crossings(rows, times, is_rise)

    def _divided(self, rows: Rows, begin_s: Floats, low: _Samples, high: _Samples) -> _Ends:
        """Return the ends of the parts of steps, of which `low` and `high` are the outer ones."""
        is_new = np.arange(len(rows)) % _PARTS > 0
        new = self.samples(rows[is_new], begin_s[is_new])
        edges = [
            np.column_stack((one, inner.reshape(-1, _PARTS - 1), other))
            for one, inner, other in zip(low, new, high, strict=True)
        ]
        return (
            _Samples(*(edge[:, :-1].ravel() for edge in edges)),
            _Samples(*(edge[:, 1:].ravel() for edge in edges)),
        )

    def _signed_height(self, rows: Rows, seconds: Floats) -> Floats:
        height = self.samples(rows, seconds).height
        return np.where(np.isnan(height), -np.inf, height)

    def sin_elevations(self, rows: Rows, seconds: Floats) -> Floats:
        """Return (m,) sines of the elevations of satellites at times, -1 without a position."""
        sines = self.observer.sin_elevation(self.positions(rows, seconds))
        return np.where(np.isnan(sines), -1.0, sines)


_Ends = tuple[_Samples, _Samples]


def _picked(samples: _Samples, which: Bools) -> _Samples:
    return _Samples(*(column[which] for column in samples))


def _passes_of(cone: _Cone, rows: Rows, span_s: float, steps: int) -> Passes:
    """Return the passes of some satellites, sampled together."""
    edges = span_s / steps * np.arange(steps + 1)
    grid = np.repeat(rows, steps + 1), np.tile(edges, len(rows))
    at_edges = _Samples(*(column.reshape(len(rows), -1) for column in cone.samples(*grid)))
    low = _Samples(*(column[:, :-1].ravel() for column in at_edges))
    high = _Samples(*(column[:, 1:].ravel() for column in at_edges))
    begin_s = np.tile(edges[:-1], len(rows))
    found = cone.crossings(np.repeat(rows, steps), begin_s, (low, high), span_s / steps)
    is_up = at_edges.is_up
    row, rise_s, set_s = _paired(found, rows[is_up[:, 0]], rows[is_up[:, -1]])
    passes = Passes(row, rise_s, np.zeros(len(row)), set_s)
    culmination_s = _culminations(cone.sin_elevations, row, *passes.ends(span_s))
    return Passes(row, rise_s, culmination_s, set_s)


def _paired(found: _Crossings, up_first: Rows, up_last: Rows) -> tuple[Rows, Floats, Floats]:
    """Return row, rise and set of passes; of those up at the ends of the span one is NaN.

    Rises and sets of a satellite alternate, so that both, in order, belong together.
    """

    def in_order(rows: Rows, times: Floats, others: Rows, at: float) -> tuple[Rows, Floats]:
        rows = np.concatenate((rows, others))
        times = np.concatenate((times, np.full(len(others), at)))
        order = np.lexsort((times, rows))
        times = times[order]
        return rows[order], np.where(np.isinf(times), np.nan, times)

    rises, sets = found.is_rise, ~found.is_rise
    row, rise_s = in_order(found.row[rises], found.time_s[rises], up_first, -np.inf)
    _, set_s = in_order(found.row[sets], found.time_s[sets], up_last, np.inf)
    return row, rise_s, set_s


def _culminations(
    sines: Callable[[Rows, Floats], Floats], rows: Rows, begin_s: Floats, end_s: Floats
) -> Floats:
    """Return when satellites are highest between two times, all (p,)."""
    if not len(rows):
        return np.zeros(0)
    which, times, step_s = samples_between(begin_s, end_s, _PASS_STEP_S, _LEAST_STEPS, _MOST_STEPS)
    order = np.lexsort((sines(rows[which], times), which))
    best = times[order[np.cumsum(np.bincount(which)) - 1]]
    low, high = np.maximum(best - step_s, begin_s), np.minimum(best + step_s, end_s)

    def slope(k: Rows, seconds: Floats) -> Floats:
        after, before = seconds + _HALF_STEP_S, seconds - _HALF_STEP_S
        return sines(rows[k], after) - sines(rows[k], before)

    every = np.arange(len(rows))
    (inside,) = np.nonzero((slope(every, low) > 0.0) & (slope(every, high) < 0.0))
    best[inside] = zeros_between(
        lambda k, seconds: slope(inside[k], seconds), low[inside], high[inside], _WITHIN_S
    )
    return best
