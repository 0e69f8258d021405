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
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.environment import Environment
from orbitviz.subsystems.operation import Flows, Forcing, flows
from orbitviz.subsystems.power import FADE_SOC, TAPER_SOC
from orbitviz.subsystems.rates import MAX_TEMP_K, MIN_TEMP_K, closing_change, rates_and_slopes
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.shooting import shoot

_Rows = TypeVar("_Rows", Forcing, Environment, "OperatingStates")

_SOC_TOLERANCE, _TEMP_TOLERANCE_K = 1e-5, 1e-2
_ENERGY_TOLERANCE = 1e-6  # of what the satellite turns over in an orbit
_FREE_TURNS = 4
_CHUNK = 20_000  # places solved at once: all that a turn needs of them fits a processor's cache


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
class OperatingStates:
    """What a satellite carries along its orbit, at the stations of each orbit.

    soc         (l, k) 0..1
    radiator_k  (l, k) K
    """

    soc: Floats
    radiator_k: Floats


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
    begin = start if start is not None else _first_guess(satellite, given, step_s)
    chunks = [
        _cycles(satellite, orbits_of(given, some), step_s[some], orbits_of(begin, some), start)
        for some in _chunks(step_s)
    ]
    names = [field.name for field in fields(Cycle)]
    return Cycle(*(np.concatenate([getattr(one, name) for one in chunks]) for name in names))


def _chunks(step_s: Floats) -> list[slice]:
    orbits = max(_CHUNK // step_s.shape[1], 1)
    return [slice(first, first + orbits) for first in range(0, len(step_s), orbits)]


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
            anew = orbits_of(guess, left) if guess else _first_guess(satellite, some, steps)
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
        part = _refined(satellite, orbits_of(given, held), step_s[held], found.rows(held))
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


def _refined(satellite: Satellite, given: Forcing, step_s: Floats, found: _Found) -> _Found:
    """Return the cycle by the rule that fits where it was found by another, if that settles."""
    _, slope = rates_and_slopes(satellite, given, found.soc, found.temp)
    fitted = np.array([_late_share(step_s, slope[i][i]) for i in (0, 1)])
    begin = OperatingStates(found.soc, found.temp)
    fine = _newton(satellite, given, step_s, begin, _SLOW, fitted)
    kept = ~_repeats(satellite, given, step_s, fine)
    fine.soc[kept], fine.temp[kept] = found.soc[kept], found.temp[kept]
    fine.late[:, kept], fine.settled[kept] = found.late[:, kept], found.settled[kept]
    return fine


def _first_guess(satellite: Satellite, given: Forcing, step_s: Floats) -> OperatingStates:
    """Return the temperature that rejects the mean heat, and the charge that goes with it."""
    temp = np.full(step_s.shape, MAX_TEMP_K)
    gains = np.empty((len(_levels(satellite)), *step_s.shape[::-1]))
    for some in _chunks(step_s):
        part, steps = orbits_of(given, some), step_s[some]
        if satellite.faces:
            temp[some] = _mean_temperature(satellite, part, steps)[:, None]
        for level, gain in zip(_levels(satellite), gains, strict=True):
            done = flows(satellite, part, np.array([[level]]), temp[some])
            gain[:, some] = (done.soc_per_s * steps).T
    return OperatingStates(_scanned_charge(satellite, step_s, gains), temp)


def _mean_temperature(satellite: Satellite, given: Forcing, step_s: Floats) -> Floats:
    """Return (l,) K at which the radiator rejects the mean heat of the orbit."""
    share = step_s / np.sum(step_s, axis=1, keepdims=True)
    soc = np.array([[0.5 * (1.0 + satellite.lowest_soc)]])
    temp = np.full((len(step_s), 1), 0.5 * (satellite.chip_soft_k + 250.0))
    for _ in range(6):
        done = flows(satellite, given, soc, temp)
        heat = np.sum(share * (done.heat_w + done.absorbed_w), axis=1, keepdims=True)
        ratio = heat / np.maximum(done.rejected_w, 1e-9)
        temp = np.clip(temp * np.clip(ratio, 0.3, 3.0) ** 0.2, MIN_TEMP_K, MAX_TEMP_K)
    return temp[:, 0]


def _levels(satellite: Satellite) -> tuple[float, float, float]:
    """Return the charges at which gains are known: nearly full, at the lowest, below it."""
    lowest = satellite.lowest_soc
    return 1.0 - TAPER_SOC - 1e-3, lowest, 0.5 * lowest


def _scanned_charge(satellite: Satellite, step_s: Floats, gains: Floats) -> Floats:
    """Return soc (l, k) by explicit steps that know the limits.

    An orbit that gains is full somewhere, one that loses is at its limit somewhere: begun there,
    the second round repeats. All orbits go together, since it is a step in Python for each station.

    gains  (3, k, l) gain of charge in each step at each of _levels
    """
    lowest = satellite.lowest_soc
    gain, keep, short = gains
    most = satellite.charge_w * satellite.charge_efficiency / satellite.battery_j
    to_full = -np.expm1(-most / TAPER_SOC * step_s.T)
    to_lowest = -np.expm1(np.minimum(gain, 0.0) / FADE_SOC)
    shed = np.where(keep > 0.0, keep, short)
    at_limit = np.where(np.sum(shed, axis=0) < 0.0, 0.0, lowest)
    soc = np.where(np.sum(gain, axis=0) < 0.0, at_limit, 1.0)
    out = np.empty_like(gain)
    for _ in range(2):
        for k, gained in enumerate(gain):
            out[k] = soc
            above = soc - lowest
            up = np.minimum(gained, np.maximum(1.0 - soc, 0.0) * to_full[k])
            up = np.where(soc < 1.0 - TAPER_SOC, gained, up)
            down = np.maximum(gained, -above * to_lowest[k])
            high = np.where(gained > 0.0, up, np.where(above < FADE_SOC, down, gained))
            soc = np.minimum(np.maximum(soc + np.where(above > 0.0, high, shed[k]), 0.0), 1.0)
    return np.ascontiguousarray(out.T)


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
    return _closed_chain(np.array(maps)), late


def _next(values: Floats) -> Floats:
    return np.roll(values, -1, axis=1)


def _late_share(step_s: Floats, slope: Floats) -> Floats:
    """Return how much the rate at the end of a step counts, 0.5 to 1: 1/z' fitted to exp(-z)."""
    z = step_s * np.maximum(-slope, -_next(slope))
    safe = np.maximum(z, 1e-3)
    fitted = 1.0 / -np.expm1(-safe) - 1.0 / safe
    return np.where(z > 1e-3, fitted, 0.5)


def _closed_chain(maps: Floats) -> tuple[Floats, Floats]:
    """Return the changes at every station when the last map leads back to the first.

    maps  (2, 3, l, k): change at k + 1 is maps[:, :2] @ change at k + maps[:, 2]
    """
    levels = []
    chain = maps
    while chain.shape[-1] > 1:
        levels.append(chain)
        if chain.shape[-1] % 2:
            identity = np.zeros((*chain.shape[:-1], 1))
            identity[0, 0] = identity[1, 1] = 1.0
            chain = np.concatenate([chain, identity], axis=-1)
        chain = _joined(chain[..., 0::2], chain[..., 1::2])
    whole = chain[..., 0]
    # change = whole change + offset, so (1 - whole) change = offset.
    change = closing_change(whole[:, :2], whole[:, 2])[..., None]
    for level in reversed(levels):
        size = level.shape[-1]
        spread = np.empty((2, level.shape[2], size))
        spread[..., 0::2] = change
        into = level[..., 0::2][..., : size // 2]
        spread[..., 1::2] = _moved(into, change[..., : size // 2])
        change = spread
    return change[0], change[1]


def _joined(first: Floats, then: Floats) -> Floats:
    """Return the maps of `first` followed by `then`."""
    out = np.empty_like(first)
    for i in (0, 1):
        for j in (0, 1, 2):
            out[i, j] = then[i, 0] * first[0, j] + then[i, 1] * first[1, j]
        out[i, 2] += then[i, 2]
    return out


def _moved(maps: Floats, change: Floats) -> Floats:
    return np.asarray(maps[:, 0] * change[0] + maps[:, 1] * change[1] + maps[:, 2])


def orbits_of(given: _Rows, rows: Any) -> _Rows:
    """Return some orbits alone."""
    return replace(given, **{f.name: getattr(given, f.name)[rows] for f in fields(given)})


def energy_gap(satellite: Satellite, cycle: Cycle, done: Flows) -> Floats:
    """Return (l,): what the battery gains over an orbit, as a share of what is turned over.

    That is what passes through the battery and what the loads draw.
    """
    share = cycle.share[..., 0]
    into_w = satellite.battery_j * done.soc_per_s
    turned_w = np.sum(share * (np.abs(into_w) + done.load_w), axis=1)
    return np.asarray(np.abs(np.sum(share * into_w, axis=1)) / np.maximum(turned_w, 1e-12))
