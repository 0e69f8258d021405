"""One satellite over minutes to days, where its orbits do not repeat: launch, load steps, faults.

The operating map has what repeats from orbit to orbit; here the same right-hand side
(orbitviz.subsystems.operation) runs along the real motion: the node drifts, the Sun moves on, and
the satellite may change on the way.

The stepping is ROS2, linearly implicit and of second order, with gamma = 1 + 1 / sqrt(2): L-stable,
and it does not overshoot where a limit makes the rate stiff (Verwer et al. 1999, SIAM J. Sci.
Comput. 20, 1456). What Sun, Earth and policy set is taken as straight between knots.
It stays within 0.1 K and 0.001 of the charge of scipy's LSODA (tests/subsystems).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, fields
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import HOUR_S, ROOM_K, TAU
from orbitviz.orbits.secular import east_of, secular_rates
from orbitviz.orbits.sun import beta_rad
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.compute import delivered_flops
from orbitviz.subsystems.environment import orbit_environment
from orbitviz.subsystems.operation import Forcing, flows, forcing
from orbitviz.subsystems.rates import MAX_TEMP_K, MIN_TEMP_K, SOC_STEP, TEMP_STEP_K
from orbitviz.subsystems.satellite import Policy, Satellite
from orbitviz.subsystems.stations import Fineness, phases_rad, shadow

# What is given between knots is taken as straight: to 0.0005 over a fifteenth of a radian. Where
# the light changes they stand closer; the penumbra takes four of these gaps and more.
KNOT_TURN = 1.0 / 95.0
_EDGE_TURN = KNOT_TURN / 30.0
_SUN_S = HOUR_S  # between positions of the Sun; its distance changes by a hundred-thousandth
_GAMMA = 1.0 + math.sqrt(0.5)
_SOC_TOLERANCE, _TEMP_TOLERANCE_K = 3e-4, 0.06  # of a step; by its first-order estimate
_LEAST_STEP = 1.0 / 64.0  # of the gap between knots; a step as short is taken as it is


@dataclass(frozen=True)
class Orbit:
    """A circular orbit.

    inc_rad, raan_rad    rad, in the axes of the Sun that goes with it
    arglat_rad           rad, argument of latitude at the start
    raan_rate_rad_s, arglat_rate_rad_s   None: the secular rates of J2
    """

    sma_km: float
    inc_rad: float
    raan_rad: float
    arglat_rad: float = 0.0
    _: KW_ONLY
    raan_rate_rad_s: float | None = None
    arglat_rate_rad_s: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Trajectory:
    """One satellite over time; arrays (n,) float64, read-only.

    seconds     after the start; beta_rad; phase_rad 0 to 2 pi from orbit noon
    light       share of the Sun's disc seen, 0..1
    soc         state of charge, 0..1; radiator_k, chip_k in K
    array_w, load_w, compute_w, shed_w   W, as in orbitviz.subsystems.operation.Flows
    flops       FLOP/s
    """

    seconds: Floats
    beta_rad: Floats
    phase_rad: Floats
    light: Floats
    soc: Floats
    radiator_k: Floats
    chip_k: Floats
    array_w: Floats
    load_w: Floats
    compute_w: Floats
    shed_w: Floats
    flops: Floats


class _Sun(NamedTuple):
    seconds: Floats  # (m,)
    km: Floats  # (m, 3)


def simulate(
    satellite: Satellite,
    orbit: Orbit,
    sun_at: Callable[[Instant], Floats],
    begin: Instant,
    length_s: float,
    step_s: float = 60.0,
    soc: float = 1.0,
    radiator_k: float = ROOM_K,
    changes: Sequence[tuple[float, Satellite]] = (),
) -> Trajectory:
    """Return the trajectory of a satellite from `begin`, every `step_s` and at the end.

    sun_at   (3,) km from the Earth's centre, in the axes of the orbit
    soc, radiator_k   at the start
    changes  seconds after `begin`, and the satellite that it is from then on; charge (as a share)
             and temperature stay
    """
    sampled_s = np.arange(math.ceil(max(length_s, 0.0) / _SUN_S) + 1, dtype=np.float64) * _SUN_S
    sun = _Sun(sampled_s, np.array([sun_at(begin.plus_s(s)) for s in sampled_s.tolist()]))
    seconds = np.append(np.arange(0.0, length_s, step_s), max(length_s, 0.0))
    state = np.array([np.clip(soc, 0.0, 1.0), np.clip(radiator_k, MIN_TEMP_K, MAX_TEMP_K)])
    turns = sorted(changes, key=lambda change: change[0])
    begins = [0.0, *(max(turn[0], 0.0) for turn in turns)]
    ends = [*begins[1:], np.inf]
    parts = []
    for first, last, one in zip(begins, ends, [satellite, *(t[1] for t in turns)], strict=True):
        sampled = seconds[(seconds >= first) & (seconds < last)]
        until = min(last, float(seconds[-1]))
        if first > until or first == last:
            continue
        knots, table = _between(one, orbit, sun, np.append(sampled, [first, until]))
        states = _march(one, knots, table[1:], state)
        state = states[-1]
        at = np.searchsorted(knots, sampled)
        parts.append(_columns(one, orbit, sun, sampled, table[:, at], states[at]))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    for column in columns:
        column.setflags(write=False)
    names = [field.name for field in fields(Trajectory)]
    return Trajectory(**dict(zip(names, columns, strict=True)))


def _columns(
    satellite: Satellite,
    orbit: Orbit,
    sun: _Sun,
    seconds: Floats,
    table: Floats,
    states: Floats,
) -> tuple[Floats, ...]:
    """Return the columns of Trajectory at seconds (n,)."""
    phase, beta, _ = _place(orbit, sun, seconds)
    light, *given = table
    soc, temp = states.T
    done = flows(satellite, Forcing(*given), soc, temp)
    flops = np.asarray(delivered_flops(satellite, done.compute_w))
    return (seconds, beta, phase, light, soc, temp, done.chip_k, done.array_w, done.load_w,
            done.compute_w, done.shed_w, flops)  # fmt: skip


def _place(orbit: Orbit, sun: _Sun, seconds: Floats) -> tuple[Floats, Floats, Floats]:
    """Return phase and beta, rad, and the Sun's distance, km, at seconds (n,)."""
    drift = secular_rates(orbit.sma_km, 0.0, orbit.inc_rad)
    node_rate, rate = orbit.raan_rate_rad_s, orbit.arglat_rate_rad_s
    node_rate = float(drift.raan_rad_s) if node_rate is None else node_rate
    rate = float(drift.arglat_rad_s) if rate is None else rate
    raan = orbit.raan_rad + node_rate * seconds
    x, y, z = (np.interp(seconds, sun.seconds, axis) for axis in sun.km.T)
    distance = np.sqrt(x * x + y * y + z * z)
    # The Sun along the node and a quarter of an orbit on.
    along = np.cos(raan) * x + np.sin(raan) * y
    ahead = np.cos(orbit.inc_rad) * (np.cos(raan) * y - np.sin(raan) * x)
    noon = np.arctan2(ahead + np.sin(orbit.inc_rad) * z, along)
    beta = beta_rad(orbit.inc_rad, raan, np.array([x, y, z]) / distance)
    phase = np.remainder(orbit.arglat_rad + rate * seconds - noon, TAU)
    return phase, beta, distance


def _between(
    satellite: Satellite, orbit: Orbit, sun: _Sun, required_s: Floats
) -> tuple[Floats, Floats]:
    """Return knots (n,) that include `required_s`, dense where light changes, and _given (5, n)."""
    ends = np.unique(required_s)
    turn_s = TAU / float(secular_rates(orbit.sma_km, 0.0, orbit.inc_rad).arglat_rad_s)
    knots = np.append(_filled(ends, KNOT_TURN * turn_s), ends[-1])
    table = _given(satellite, orbit, sun, knots)
    changing = np.flatnonzero(np.diff(table[0]) != 0.0)
    more = np.concatenate(
        [np.empty(0), *(_filled(knots[k : k + 2], _EDGE_TURN * turn_s)[1:] for k in changing)]
    )
    order = np.argsort(np.append(knots, more))
    tables = np.concatenate([table, _given(satellite, orbit, sun, more)], axis=1)
    return np.append(knots, more)[order], tables[:, order]


def _filled(ends: Floats, most_s: float) -> Floats:
    """Return points from the first of `ends` to before the last, at most `most_s` apart."""
    gaps = [
        np.linspace(first, last, max(math.ceil((last - first) / most_s), 1), endpoint=False)
        for first, last in pairwise(ends)
    ]
    return np.concatenate([np.empty(0), *gaps])


def _given(satellite: Satellite, orbit: Orbit, sun: _Sun, seconds: Floats) -> Floats:
    """Return (5, n): light, and the arrays of Forcing in their order, at rising seconds (n,)."""
    phase, beta, distance = _place(orbit, sun, seconds)
    east = float(east_of(orbit.inc_rad))
    out = np.empty((5, len(seconds)))
    edges = np.flatnonzero(np.diff(np.floor(seconds / _SUN_S), prepend=-1.0, append=np.inf))
    for first, last in pairwise(edges.tolist()):
        here = slice(first, last)
        sun_km = float(np.mean(distance[here]))
        places = phase[here, None]
        share = np.ones_like(places)
        if satellite.policy is Policy.SCALE:
            # Its plan is for the whole orbit, as the operating map has it: the stations count
            # for all of the time, the place itself for none.
            stations = phases_rad(shadow(orbit.sma_km, beta[here], sun_km), Fineness.DRAFT)
            gap = np.diff(stations, axis=1, append=stations[:, :1] + TAU)
            whole = 0.5 * (gap + np.roll(gap, 1, axis=1)) / TAU
            places = np.concatenate([places, stations], axis=1)
            share = np.concatenate([0.0 * share, whole], axis=1)
        environment = orbit_environment(orbit.sma_km, beta[here], places, sun_km, east)
        made = forcing(satellite, environment, share)
        columns = (environment.light, made.array_w, made.absorbed_w, made.asked_w, made.planned_w)
        out[:, here] = [column[:, 0] for column in columns]
    return out


def _march(satellite: Satellite, knots: Floats, given: Floats, state: Floats) -> Floats:
    """Return the state (n, 2), soc and K, at knots (n,) of which `given` (4, n) is known."""
    states = np.empty((len(knots), 2))
    states[0] = state
    for k in range(1, len(knots)):
        first, slope = given[:, k - 1], given[:, k] - given[:, k - 1]
        whole_s = knots[k] - knots[k - 1]
        elapsed, step = 0.0, 1.0  # as shares of the gap
        while elapsed < 1.0:
            step = min(step, 1.0 - elapsed)
            ends = first + elapsed * slope, first + (elapsed + step) * slope
            moved, error = _step(satellite, ends, state, step * whole_s)
            if error > 1.0 and step > _LEAST_STEP:
                step *= 0.5
                continue
            state, elapsed = moved, elapsed + step
            step *= 2.0
        states[k] = state
    return states


def _step(
    satellite: Satellite, given: tuple[Floats, Floats], state: Floats, step_s: float
) -> tuple[Floats, float]:
    """Return the state after a step, and the estimate of its error over what is allowed."""
    soc, temp = state.tolist()
    soc_step = SOC_STEP if soc < 0.5 else -SOC_STEP  # to the inside
    soc_rates, temp_rates = _rates(
        satellite, given[0], np.array([soc, soc + soc_step, soc]),
        np.array([temp, temp, temp + TEMP_STEP_K]),
    )  # fmt: skip
    reach = _GAMMA * step_s
    a = 1.0 - reach * (soc_rates[1] - soc_rates[0]) / soc_step
    b = -reach * (soc_rates[2] - soc_rates[0]) / TEMP_STEP_K
    c = -reach * (temp_rates[1] - temp_rates[0]) / soc_step
    d = 1.0 - reach * (temp_rates[2] - temp_rates[0]) / TEMP_STEP_K
    # Every rate pulls back, so it is 1 or more; held there against rounding.
    determinant = max(a * d - b * c, 1.0)

    def solved(one: float, other: float) -> Floats:
        return np.asarray(np.array([d * one - b * other, a * other - c * one]) / determinant)

    k1 = solved(soc_rates[0], temp_rates[0])
    soc, temp = _bounded(state + step_s * k1)
    ahead = [rate[0] for rate in _rates(satellite, given[1], np.array([soc]), np.array([temp]))]
    k2 = solved(*(np.array(ahead) - 2.0 * k1))
    error = np.abs(0.5 * step_s * (k1 + k2)) / (_SOC_TOLERANCE, _TEMP_TOLERANCE_K)
    return _bounded(state + step_s * (1.5 * k1 + 0.5 * k2)), float(error.max())


def _rates(satellite: Satellite, given: Floats, soc: Floats, temp: Floats) -> tuple[Any, Any]:
    """Return d/dt of soc and temp, (n,) each, where Forcing's arrays are `given` (4,)."""
    done = flows(satellite, Forcing(*given), soc, temp)
    return done.soc_per_s.tolist(), done.temp_k_per_s.tolist()


def _bounded(state: Floats) -> Floats:
    return np.asarray(np.minimum(np.maximum(state, (0.0, MIN_TEMP_K)), (1.0, MAX_TEMP_K)))
