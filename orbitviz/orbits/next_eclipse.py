"""The next eclipse of one satellite, along its own motion.

An eclipse lasts while the Earth covers any part of the Sun's disc, its umbra while it covers all
of it; Earth and shadow as in orbits.eclipse. Its edges are roots of the gap between the two discs.

The first orbit is sampled at once. Later ones only where they can meet the shadow: by their beta
angle at every midnight, and by how fast it can change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import (
    AU_KM,
    DAY_S,
    EARTH_RADIUS_KM,
    J2_EARTH,
    SUN_RADIUS_KM,
    SUN_SYNCHRONOUS_RATE_RAD_S,
    TAU,
)
from orbitviz.orbits.eclipse import disc_gaps_rad
from orbitviz.orbits.kepler import eccentric_anomaly_rad
from orbitviz.orbits.motion import Motion
from orbitviz.orbits.osculating import osculating_orbits
from orbitviz.orbits.sun_path import sun_path_km
from orbitviz.orbits.timescale import Instant

Gap = Callable[[Floats], Floats]  # s (m,) -> rad (m,)

_STEPS = 128  # an orbit, even in eccentric anomaly
_FIRST_ORBITS, _MOST_ORBITS = 4, 64  # looked at together if they are round
_ROUND = 0.05
_SECTIONS = np.linspace(0.0, 1.0, 17)
_SETTLED_S = 1e-4
_BOTH = np.arange(2)
_MOST_ECC = 0.97  # of samples: beyond it they are not even in true anomaly either
# Half-angle of the cone of the penumbra, at least: the Sun at its nearest.
_CONE_RAD = (SUN_RADIUS_KM + EARTH_RADIUS_KM) / (0.983 * AU_KM)
# How far osculating planes and perigees sway about their mean in a day, by J2 and by the Moon.
_SWAY_RAD = np.radians(0.4)
_SUN_RATE_RAD_S = 1.04 * SUN_SYNCHRONOUS_RATE_RAD_S  # at the perihelion
_LUNISOLAR_RATE_RAD_S = np.radians(0.1) / DAY_S


class Eclipse(NamedTuple):
    """Seconds after an instant; the first is below 0 for an eclipse that has begun.

    umbra_begin_s, umbra_end_s   None where part of the Sun's disc stays in view
    """

    begin_s: float
    end_s: float
    umbra_begin_s: float | None
    umbra_end_s: float | None


class _Sight:
    """The discs of Sun and Earth as seen along a motion."""

    def __init__(self, motion: Motion, begin: Instant) -> None:
        self.motion, self._begin = motion, begin

    def sun_km(self, seconds: Floats) -> Floats:
        """Return (m, 3) km TEME."""
        return sun_path_km(self._begin, seconds)

    def penumbra(self, seconds: Floats) -> Floats:
        """Return the gap below which part of the Sun is covered; rad, of the shape of seconds."""
        return self._gaps(seconds)[0]

    def umbra(self, seconds: Floats) -> Floats:
        """Return the gap below which all of it is."""
        return self._gaps(seconds)[1]

    def _gaps(self, seconds: Floats) -> tuple[Floats, Floats]:
        flat = np.ravel(seconds)
        first, second = disc_gaps_rad(self.motion(flat)[0], self.sun_km(flat))
        return first.reshape(np.shape(seconds)), second.reshape(np.shape(seconds))


def next_eclipse(motion: Motion, begin: Instant, within_s: float) -> Eclipse | None:
    """Return the eclipse that runs at an instant, or else the next one that begins within a time.

    motion     from `begin` on; where it gives no position there is no eclipse
    within_s   not beyond the ephemeris
    """
    sight = _Sight(motion, begin)
    if sight.penumbra(np.zeros(1))[0] < 0.0:
        return _around(sight, 0.0)
    for first_s, last_s in _chances(sight, within_s):
        inside_s = _first_inside(sight, first_s, last_s)
        if inside_s is not None:
            found = _around(sight, inside_s)
            return found if found.begin_s <= within_s else None
    return None


def last_position_s(motion: Motion, within_s: float) -> float | None:
    """Return about when, to a day, a motion gives its last position; None if that is later."""
    seconds = np.arange(0.0, within_s + DAY_S, DAY_S)
    lost = np.isnan(motion(seconds)[0][:, 0])
    return float(seconds[max(int(np.argmax(lost)) - 1, 0)]) if lost.any() else None


def _chances(sight: _Sight, within_s: float) -> Iterator[tuple[float, float]]:
    """Yield spans of time, in order, outside which there is no eclipse; a few orbits each."""
    period_s = _period_s(sight, 0.0)
    yield 0.0, min(period_s, within_s)
    days = np.append(np.arange(period_s, within_s, DAY_S), within_s)
    if period_s >= within_s:
        return
    possible = _possible(sight, days)
    ecc = float(osculating_orbits(*sight.motion(np.zeros(1))).ecc[0])
    most = _MOST_ORBITS if ecc < _ROUND else 1
    end_s, orbits = period_s, min(_FIRST_ORBITS, most)
    for first_s, last_s in zip(days[:-1][possible], days[1:][possible], strict=True):
        begin_s = max(float(first_s), end_s)
        while begin_s < last_s:
            end_s = begin_s + orbits * period_s
            yield begin_s, min(end_s, within_s)
            begin_s, orbits = end_s, min(2 * orbits, most)


def _possible(sight: _Sight, days: Floats) -> np.ndarray:
    """Return (d - 1,) bool: between these times (d,) the orbit may touch the shadow."""
    orbit = osculating_orbits(*sight.motion(days))
    sun = sight.sun_km(days)
    sun /= np.linalg.norm(sun, axis=1, keepdims=True)
    beta = np.abs(np.arcsin(np.clip(np.einsum("ij,ij->i", orbit.normal, sun), -1.0, 1.0)))
    perigee = np.maximum(orbit.perigee_km, EARTH_RADIUS_KM)
    beyond = beta - np.arcsin(EARTH_RADIUS_KM / perigee) - _CONE_RAD - _SWAY_RAD
    # The drift of the node moves beta by its rate times sin i, at most half of that at i = 0.
    semi_latus = orbit.sma_km * (1.0 - orbit.ecc**2)
    node_rad_s = 1.5 * J2_EARTH * (EARTH_RADIUS_KM / semi_latus) ** 2 * orbit.mean_motion_rad_s
    rate = 0.55 * node_rad_s + _SUN_RATE_RAD_S + _LUNISOLAR_RATE_RAD_S
    nearest = 0.5 * (beyond[:-1] + beyond[1:] - np.maximum(rate[:-1], rate[1:]) * np.diff(days))
    # Unknown ends count as possible as far as the other end is known.
    return np.asarray((nearest < 0.0) | (np.isnan(nearest) & ~np.isnan(beyond[:-1])))


def _first_inside(sight: _Sight, first_s: float, last_s: float) -> float | None:
    """Return a time in the first eclipse that begins from first_s to about last_s, None if none."""
    overlap_s = 2.0 * (last_s - first_s) / _STEPS
    seconds = _samples_s(sight, max(first_s - overlap_s, 0.0), last_s + overlap_s)
    gap = sight.penumbra(seconds)
    inside = np.flatnonzero(gap < 0.0)
    first = int(inside[0]) if len(inside) else len(gap)
    # An eclipse may also lie between two samples, about one that is lower than its neighbours.
    is_low = (gap[1:-1] <= gap[:-2]) & (gap[1:-1] <= gap[2:])
    low = np.flatnonzero(is_low[: max(first - 1, 0)])
    found_s = _lowest(sight.penumbra, np.stack([seconds[low], seconds[low + 2]], axis=1))
    if found_s is None and len(inside):
        return float(seconds[first])
    return found_s


def _lowest(gap: Gap, brackets: Floats) -> float | None:
    """Return a time at which a gap is below 0 in the first of brackets (b, 2) where it ever is.

    It has one minimum in each bracket, and is about as steep on either side of it.
    """
    found_s = None
    first_s, last_s = brackets.T
    while len(first_s):
        seconds = first_s[:, None] + (last_s - first_s)[:, None] * _SECTIONS
        value = gap(seconds)
        each, k = np.arange(len(value)), np.argmin(value, axis=1)
        before, after = np.maximum(k - 1, 0), np.minimum(k + 1, len(_SECTIONS) - 1)
        least = value[each, k]
        steepest = np.maximum(value[each, before], value[each, after]) - least
        may_sink = (least < 1.5 * steepest) & (last_s - first_s > _SETTLED_S)
        if np.any(least < 0.0):
            first = int(np.argmax(least < 0.0))
            found_s = float(seconds[first, k[first]])
            may_sink &= each < first
        first_s, last_s = seconds[each, before][may_sink], seconds[each, after][may_sink]
    return found_s


def _around(sight: _Sight, inside_s: float) -> Eclipse:
    """Return the eclipse that a time lies in."""
    period_s = _period_s(sight, inside_s)
    before = _samples_s(sight, inside_s - period_s, inside_s)
    after = _samples_s(sight, inside_s, inside_s + period_s)
    begin_s, end_s = _edges_s(sight.penumbra, (before[::-1], after))
    deepest_s = _lowest(sight.umbra, np.array([[begin_s, end_s]]))
    if deepest_s is None:
        return Eclipse(begin_s, end_s, None, None)
    sides = np.array([[deepest_s, begin_s], [deepest_s, end_s]])
    return Eclipse(begin_s, end_s, *_edges_s(sight.umbra, (sides[0], sides[1])))


def _edges_s(gap: Gap, ways: tuple[Floats, Floats]) -> tuple[float, float]:
    """Return where a gap that is below 0 at the first time of either way stops to be so."""
    brackets = []
    for seconds in ways:
        is_out = ~(gap(seconds[1:]) < 0.0)
        k = int(np.argmax(is_out)) if is_out.any() else len(is_out) - 1
        brackets.append(seconds[k : k + 2])
    inside, outside = np.array(brackets).T
    while np.max(np.abs(outside - inside)) > _SETTLED_S:
        seconds = inside[:, None] + (outside - inside)[:, None] * _SECTIONS
        is_out = ~(gap(seconds[:, 1:]) < 0.0)
        is_out[:, -1] = True
        k = np.argmax(is_out, axis=1)
        inside, outside = seconds[_BOTH, k], seconds[_BOTH, k + 1]
    begin_s, end_s = (0.5 * (inside + outside)).tolist()
    return begin_s, end_s


def _samples_s(sight: _Sight, first_s: float, last_s: float) -> Floats:
    """Return times from one to another, even in the eccentric anomaly of the orbit at either."""
    ends_s = np.array([first_s, last_s])
    orbit = osculating_orbits(*sight.motion(ends_s))
    (known,) = np.nonzero(np.isfinite(orbit.mean_anom_rad))
    if not len(known):
        return np.linspace(first_s, last_s, _STEPS + 1)
    k = int(known[-1])
    ecc = min(float(orbit.ecc[k]), _MOST_ECC)
    motion = float(orbit.mean_motion_rad_s[k])
    mean = orbit.mean_anom_rad[k] + (ends_s - ends_s[k]) * motion
    turns = np.floor((mean + 0.5 * TAU) / TAU) * TAU
    ends = turns + eccentric_anomaly_rad(mean, np.full(2, ecc))
    count = max(int(np.ceil((ends[1] - ends[0]) / TAU * _STEPS)), 2)
    anomaly = np.linspace(ends[0], ends[1], count + 1)
    seconds = ends_s[k] + (anomaly - ecc * np.sin(anomaly) - mean[k]) / motion
    seconds[0], seconds[-1] = first_s, last_s
    return np.asarray(seconds)


def _period_s(sight: _Sight, at_s: float) -> float:
    """Return the two-body period at a time."""
    orbit = osculating_orbits(*sight.motion(np.array([at_s])))
    return float(TAU / orbit.mean_motion_rad_s[0])
