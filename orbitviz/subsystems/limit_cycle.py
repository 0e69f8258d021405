"""The state of charge and temperature that repeat from orbit to orbit.

One implicit step from station to station, exact for a linear rate (the exponentially fitted
theta method: second order, and it does not ring where a limit makes the rate stiff). The orbit
closes on itself, so the steps are one system, solved for all stations of all orbits at once by
Newton's method; the 2 x 2 blocks are chained by doubling. Where that does not settle it is tried
from elsewhere and in shorter strides, and in the end orbit after orbit is stepped through
(orbitviz.subsystems.shooting), a fixed number of turns in all; what then does not repeat is given
back as unsettled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.closed_chain import closed_chain
from orbitviz.subsystems.first_guess import first_guess
from orbitviz.subsystems.operation import Flows, Forcing, flows
from orbitviz.subsystems.rates import MAX_TEMP_K, MIN_TEMP_K, rates_and_slopes
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.shooting import shoot
from orbitviz.subsystems.states import OperatingStates, chunks, orbits_of

_SOC_TOLERANCE, _TEMP_TOLERANCE_K = 1e-5, 1e-2
_ENERGY_TOLERANCE = 1e-6  # of what the satellite turns over in an orbit
_FREE_TURNS = 4


class _Pace(NamedTuple):
    """How long Newton may try, and how far one turn may move an orbit, turn by turn."""

    turns: int
    soc_reach: tuple[float, ...]
    temp_reach_k: tuple[float, ...]


# Far at first, then within the share of the battery over which limits set in.
_QUICK = _Pace(16, (0.3, 0.1, 0.05, 0.03, 0.03, 0.03), (60.0, 20.0, 20.0, 20.0, 20.0, 6.0))
_SLOW = _Pace(60, (0.1, 0.1, 0.05, 0.02), (40.0, 20.0, 10.0, 10.0, 10.0, 4.0))


class _Found(NamedTuple):
    """Where Newton's method led: soc, temp (l, k), the late shares (2, l, k).

    settled   (l,) bool: it came to rest
    held      (l,) bool: by a rule that does not fit where it came to rest
    """

    soc: Floats
    temp: Floats
    late: Floats
    settled: NDArray[np.bool_]
    held: NDArray[np.bool_]

    def rows(self, rows: NDArray[np.int64]) -> _Found:
        """Return some orbits alone."""
        return _Found(
            self.soc[rows], self.temp[rows], self.late[:, rows], self.settled[rows], self.held[rows]
        )

    def take(self, rows: NDArray[np.int64], part: _Found) -> None:
        """Put some orbits in their place."""
        self.soc[rows], self.temp[rows], self.late[:, rows] = part.soc, part.temp, part.late
        self.settled[rows], self.held[rows] = part.settled, part.held


@dataclass(frozen=True, eq=False)
class Cycle(OperatingStates):
    """A limit cycle.

    share       (l, k, 2) share of the orbit's time by which a flow at a station counts for the
                battery and for the heat: the weights of the scheme, so that energy closes
    settled     (l,) bool: the orbit closes on itself
    """

    share: Floats
    settled: NDArray[np.bool_]


def limit_cycle(
    satellite: Satellite,
    given: Forcing,
    step_s: Floats,
    start: OperatingStates | None = None,
) -> Cycle:
    """Return the cycle of each orbit.

    step_s  (l, k) s from each station to the next, the last back to the first; 0 is allowed
    start   states to begin from, such as those of a design little different
    """
    begin = start if start is not None else first_guess(satellite, given, step_s)
    parts = [
        _cycles(satellite, orbits_of(given, some), step_s[some], orbits_of(begin, some), start)
        for some in chunks(step_s)
    ]
    names = [field.name for field in fields(Cycle)]
    return Cycle(*(np.concatenate([getattr(one, name) for one in parts]) for name in names))


def _cycles(
    satellite: Satellite,
    given: Forcing,
    step_s: Floats,
    begin: OperatingStates,
    start: OperatingStates | None,
) -> Cycle:
    """Return the cycles of some orbits; begin is the first guess where there is no start."""
    found = _tried(satellite, given, step_s, begin, _quickly)
    guess = begin if start is None else None
    for attempt in (_slowly, _by_shooting) if guess else (_quickly, _slowly, _by_shooting):
        # A node that cannot reject its heat has no cycle, wherever one looks.
        hopeless = found.temp.max(axis=1) > 0.9 * MAX_TEMP_K
        left = np.flatnonzero(~found.settled & ~hopeless)
        if len(left):
            some, steps = orbits_of(given, left), step_s[left]
            anew = orbits_of(guess, left) if guess else first_guess(satellite, some, steps)
            found.take(left, _tried(satellite, some, steps, anew, attempt))
    return Cycle(found.soc, found.temp, _weights(found, step_s), found.settled)


_Attempt = Callable[[Satellite, Forcing, Floats, OperatingStates], _Found]


def _tried(
    satellite: Satellite,
    given: Forcing,
    step_s: Floats,
    begin: OperatingStates,
    attempt: _Attempt,
) -> _Found:
    """Return what an attempt leads to, by the rule that fits, settled only where it repeats."""
    found = attempt(satellite, given, step_s, begin)
    held = np.flatnonzero(found.settled & found.held)
    if len(held):
        part = _fitted(satellite, orbits_of(given, held), step_s[held], found.rows(held))
        found.take(held, part)
    return found._replace(settled=_repeats(satellite, given, step_s, found))


def _repeats(satellite: Satellite, given: Forcing, step_s: Floats, found: _Found) -> Any:
    """Return (l,) bool: at rest, and not at the end of a range where nothing repeats."""
    cycle = Cycle(found.soc, found.temp, _weights(found, step_s), found.settled)
    gap = energy_gap(satellite, cycle, flows(satellite, given, cycle.soc, cycle.radiator_k))
    return found.settled & (gap < _ENERGY_TOLERANCE)


def _weights(found: _Found, step_s: Floats) -> Floats:
    """Return (l, k, 2), the share of Cycle."""
    late_s = found.late * step_s
    period = np.sum(step_s, axis=1, keepdims=True)
    return np.moveaxis((step_s - late_s + np.roll(late_s, 1, axis=2)) / period, 0, -1)


def _quickly(
    satellite: Satellite, given: Forcing, step_s: Floats, begin: OperatingStates
) -> _Found:
    return _newton(satellite, given, step_s, begin, _QUICK)


def _slowly(satellite: Satellite, given: Forcing, step_s: Floats, begin: OperatingStates) -> _Found:
    """Solve by the implicit rule, of first order only, which nothing makes change to and fro."""
    return _newton(satellite, given, step_s, begin, _SLOW, np.ones((2, *step_s.shape)))


def _by_shooting(
    satellite: Satellite, given: Forcing, step_s: Floats, begin: OperatingStates
) -> _Found:
    """Step through orbit after orbit until one repeats; Newton's method then confirms it."""
    soc, temp = shoot(satellite, given, step_s, begin.soc[:, 0], begin.radiator_k[:, 0])
    return _slowly(satellite, given, step_s, OperatingStates(soc, temp))


def _fitted(satellite: Satellite, given: Forcing, step_s: Floats, found: _Found) -> _Found:
    """Return the cycle by the rule that fits where it was found by another, if that settles."""
    _, slope = rates_and_slopes(satellite, given, found.soc, found.temp)
    fitted = np.array([_late_share(step_s, slope[i][i]) for i in (0, 1)])
    begin = OperatingStates(found.soc, found.temp)
    fine = _newton(satellite, given, step_s, begin, _SLOW, fitted)
    kept = ~_repeats(satellite, given, step_s, fine)
    fine.soc[kept], fine.temp[kept] = found.soc[kept], found.temp[kept]
    fine.late[:, kept], fine.settled[kept] = found.late[:, kept], found.settled[kept]
    return fine


def _newton(
    satellite: Satellite,
    given: Forcing,
    step_s: Floats,
    begin: OperatingStates,
    pace: _Pace,
    late: Floats | None = None,
) -> _Found:
    """Return where Newton's method leads; late (2, l, k) holds the rule, None fits it."""
    soc, temp = begin.soc.copy(), begin.radiator_k.copy()
    rule = np.empty((2, *soc.shape)) if late is None else late.copy()
    settled, held = np.zeros(len(soc), bool), np.zeros(len(soc), bool)
    todo = np.arange(len(soc))
    part, steps = given, step_s
    for turn in range(pace.turns):
        # The rule is held after a few turns, or it may change to and fro about a limit.
        fixed = rule[:, todo] if late is not None or turn > _FREE_TURNS else None
        change, used = _newton_step(satellite, part, steps, soc[todo], temp[todo], fixed)
        reach = min(turn, len(pace.soc_reach) - 1)
        aim = soc[todo] + _held(change[0], pace.soc_reach[reach])
        new_soc = np.clip(aim, 0.0, 1.0)
        new_temp = temp[todo] + _held(change[1], pace.temp_reach_k[reach])
        new_temp = np.clip(new_temp, MIN_TEMP_K, MAX_TEMP_K)
        moved = np.maximum(
            np.abs(aim - soc[todo]).max(axis=1) / _SOC_TOLERANCE,
            np.abs(new_temp - temp[todo]).max(axis=1) / _TEMP_TOLERANCE_K,
        )
        soc[todo], temp[todo], rule[:, todo] = new_soc, new_temp, used
        hottest = new_temp.max(axis=1)
        # A state held at the end of its range is no solution, and will become none.
        done = (moved < 1.0) & (hottest < MAX_TEMP_K)
        settled[todo[done]] = True
        held[todo[done]] = fixed is not None
        over = done | (hottest >= MAX_TEMP_K)
        if over.all():
            break
        if over.any():
            part, steps, todo = orbits_of(part, ~over), steps[~over], todo[~over]
    return _Found(soc, temp, rule, settled, held)


def _held(change: Floats, most: float) -> Floats:
    """Return the change of each orbit, made smaller as a whole where it goes beyond `most`."""
    largest = np.abs(change).max(axis=1, keepdims=True)
    return np.asarray(change * np.minimum(1.0, most / np.maximum(largest, 1e-300)))


def _newton_step(
    satellite: Satellite,
    given: Forcing,
    step_s: Floats,
    soc: Floats,
    temp: Floats,
    late: Floats | None,
) -> tuple[tuple[Floats, Floats], Floats]:
    """Return the changes of soc and temp (l, k), and the late shares used, None for the fitted."""
    rate, slope = rates_and_slopes(satellite, given, soc, temp)
    if late is None:
        late = np.array([_late_share(step_s, slope[i][i]) for i in (0, 1)])
    state = (soc, temp)
    # Residual of each step, and the affine map of the change from one station to the next.
    maps = []
    gap, before, after = [], [[0, 0], [0, 0]], [[0, 0], [0, 0]]
    for i in (0, 1):
        then = _next(rate[i])
        early = (1.0 - late[i]) * step_s
        lately = late[i] * step_s
        gap.append(early * rate[i] + lately * then - (_next(state[i]) - state[i]))
        for j in (0, 1):
            unit = float(i == j)
            before[i][j] = unit + early * slope[i][j]
            after[i][j] = unit - lately * _next(slope[i][j])
    determinant = after[0][0] * after[1][1] - after[0][1] * after[1][0]
    inverse = [
        [after[1][1] / determinant, -after[0][1] / determinant],
        [-after[1][0] / determinant, after[0][0] / determinant],
    ]
    for i in (0, 1):
        maps.append(
            [inverse[i][0] * before[0][j] + inverse[i][1] * before[1][j] for j in (0, 1)]
            + [inverse[i][0] * gap[0] + inverse[i][1] * gap[1]]
        )
    return closed_chain(np.array(maps)), late


def _next(values: Floats) -> Floats:
    return np.roll(values, -1, axis=1)


def _late_share(step_s: Floats, slope: Floats) -> Floats:
    """Return how much the rate at the end of a step counts, 0.5 to 1: 1/z' fitted to exp(-z)."""
    z = step_s * np.maximum(-slope, -_next(slope))
    safe = np.maximum(z, 1e-3)
    fitted = 1.0 / -np.expm1(-safe) - 1.0 / safe
    return np.where(z > 1e-3, fitted, 0.5)


def energy_gap(satellite: Satellite, cycle: Cycle, done: Flows) -> Floats:
    """Return (l,): what the battery gains over an orbit, as a share of what is turned over.

    That is what passes through the battery and what the loads draw.
    """
    share = cycle.share[..., 0]
    into_w = satellite.battery_j * done.soc_per_s
    turned_w = np.sum(share * (np.abs(into_w) + done.load_w), axis=1)
    return np.asarray(np.abs(np.sum(share * into_w, axis=1)) / np.maximum(turned_w, 1e-12))
