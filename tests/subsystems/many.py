"""Many satellites at once, stepped through orbit after orbit until each repeats.

A second judge beside reference.py: from the same equations, in numpy, by classical Runge-Kutta
steps of a second or two, thousands of satellites side by side. It shares the numbers of the
satellites with the package, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tests.subsystems.reference import (
    ALBEDO,
    AU,
    EARTH_IR,
    FADE,
    FLUX,
    MU,
    PLANNED,
    RE,
    SIGMA,
    SPACE,
    SUN_R,
    TAPER,
)

HOTTEST_K = 1500.0
SOC_RESTS, TEMP_RESTS_K = 2e-5, 5e-3  # what is left to go, by the changes of the last two orbits
# A chunk of 400 designs holds 0.3 GB at 8,192 steps.
CHUNK = 400
FEWEST_STEPS, MOST_STEPS = 4096, 65_536
FASTEST = 1.5  # the rates' largest slope times a step; classical Runge-Kutta bears 2.78


JUMPS = np.array([[[-0.2], [-50.0]], [[0.2], [50.0]]])  # at most, of charge and K


class Settled(NamedTuple):
    """Where integration leads from one start: one orbit from noon on.

    repeats     whether the orbit closes on itself
    soc, temp   (k + 1,) at equal steps, the last of them noon again
    work        mean share of the rated FLOP/s
    """

    repeats: bool
    soc: np.ndarray
    temp: np.ndarray
    work: float


def step_count(sat, orbit):
    """Return the steps of an orbit that Runge-Kutta needs to be stable: a power of two."""
    period = 2 * np.pi * np.sqrt(orbit.sma_km**3 / MU)
    load_w = (sat.compute_w + sat.housekeeping_w) / sat.conversion_efficiency
    charge_w = min(sat.charge_w, sat.array_m2 * FLUX * 1.04)
    slopes = [
        load_w / sat.discharge_efficiency / sat.battery_j / FADE,
        (charge_w + load_w) / sat.battery_j / FADE,
        charge_w / sat.battery_j / TAPER,
        4 * SIGMA * sat.radiator_m2 * sat.faces * 400.0**3 / sat.heat_capacity_j_k
        + load_w / sat.heat_capacity_j_k / max(sat.chip_hard_k - sat.chip_soft_k, 1e-3),
    ]
    needed = period * max(slopes) / FASTEST
    return max(FEWEST_STEPS, 2 ** int(np.ceil(np.log2(max(needed, 1.0)))))


def light(sma, beta, sun, phase):
    """Share of the Sun's disc seen: two discs in a plane; all broadcast."""
    c = np.cos(beta) * np.cos(phase)
    to_sun = np.sqrt(sma**2 + sun**2 - 2 * sma * sun * c)
    r_sun, r_earth = np.arcsin(SUN_R / to_sun), np.arcsin(RE / sma)
    apart = np.arccos(np.clip((sma - sun * c) / to_sun, -1, 1))
    x = (apart**2 + r_sun**2 - r_earth**2) / (2 * np.maximum(apart, 1e-9))
    y = np.sqrt(np.maximum(r_sun**2 - x**2, 0.0))
    lens = r_sun**2 * np.arccos(np.clip(x / r_sun, -1, 1))
    lens = lens + r_earth**2 * np.arccos(np.clip((apart - x) / r_earth, -1, 1)) - apart * y
    part = 1.0 - lens / (np.pi * r_sun**2)
    dark = np.where(apart >= r_sun + r_earth, 1.0, np.where(apart <= r_earth - r_sun, 0.0, part))
    return np.where(c >= 0.0, 1.0, dark)


@dataclass
class Columns:
    """The numbers of satellites, a row each."""

    sats: list

    def __getattr__(self, name):
        values = np.array([getattr(one, name) for one in self.sats], np.float64)
        setattr(self, name, values)
        return values


def given_at(sats, orbits, steps):
    """Return (2 * steps, 3, n): W of the array, absorbed, planned, at half steps from noon on."""
    s = Columns(sats)
    sma, beta, sun, east = (
        np.array([getattr(o, name) for o in orbits])
        for name in ("sma_km", "beta_rad", "sun_km", "east")
    )
    period = 2 * np.pi * np.sqrt(sma**3 / MU)
    phase = (np.arange(2 * steps) * np.pi / steps)[:, None]
    flux = FLUX * (AU / sun) ** 2
    up, ahead = np.cos(beta) * np.cos(phase), np.cos(beta) * np.sin(phase)
    lit = light(sma, beta, sun, phase)
    cosine = np.choose(
        np.broadcast_to(s.array_pointing.astype(int), up.shape),
        [np.ones_like(up), np.maximum(up, 0.0), np.sqrt(np.maximum(1 - ahead**2, 0.0))],
    )
    made = flux * s.array_m2 * cosine * lit

    angle = np.arcsin(RE / sma)
    edge, facing = (2 * angle - np.sin(2 * angle)) / (2 * np.pi), (RE / sma) ** 2
    both = s.faces == 2
    pointing = s.radiator_pointing
    view = np.where(pointing == 1, np.where(both, facing, 0.0), s.faces * edge)
    own = np.array([np.nan if one.earth_view is None else one.earth_view for one in sats])
    view = np.where(np.isnan(own), view, s.faces * own)
    face = np.where(
        pointing == 1,
        np.where(both, np.abs(up), np.maximum(up, 0.0)),
        np.where((pointing == 2) & both, np.abs(np.sin(beta)), 0.0),
    )
    solar = face * flux * lit + view * ALBEDO * flux * np.maximum(up, 0.0)
    absorbed = s.radiator_m2 * (s.absorptivity * solar + s.emissivity * view * EARTH_IR)
    absorbed = np.where(s.faces == 0, 0.0, absorbed)

    wave = 0.5 + 0.5 * (np.cos(s.peak_local_rad) * up + np.sin(s.peak_local_rad) * east * ahead)
    asked = np.where(s.workload == 1, s.asked_least + (s.asked - s.asked_least) * wave, s.asked)
    asked = s.compute_w * asked
    lit_share, made_mean = lit.mean(axis=0), PLANNED * made.mean(axis=0)
    dark_share = 1.0 - lit_share
    through = s.charge_efficiency * s.discharge_efficiency
    some = np.maximum(dark_share, 1e-12)
    usable = s.battery_j * (1 - s.lowest_soc) * s.discharge_efficiency / (some * period)
    charged = PLANNED * s.charge_w * through * lit_share / some
    in_dark = np.minimum(
        np.minimum(made_mean / (lit_share + dark_share / through), charged), usable
    )
    in_light = (made_mean - in_dark * dark_share / through) / np.maximum(lit_share, 1e-12)
    bus = in_dark + (in_light - in_dark) * lit
    scaled = np.minimum(asked, np.maximum(bus * s.conversion_efficiency - s.housekeeping_w, 0.0))
    planned = np.where(s.policy == 2, scaled, np.where(s.policy == 1, asked * lit, asked))
    return np.stack([made, absorbed, planned], axis=1)


NAMES = (
    "battery_j", "charge_efficiency", "discharge_efficiency", "lowest_soc", "charge_w",
    "conversion_efficiency", "housekeeping_w", "heat_capacity_j_k", "chip_r_k_w", "chip_soft_k",
    "chip_hard_k", "compute_w", "power_exponent", "emissivity", "radiator_m2", "faces",
)  # fmt: skip


class Rates:
    """d/dt of charge and temperature, and the share of the rated FLOP/s, of n satellites."""

    def __init__(self, sats):
        every = Columns(sats)
        for name in NAMES:
            setattr(self, name, getattr(every, name))
        self.radiates = self.emissivity * SIGMA * self.radiator_m2 * self.faces

    def of(self, rows):
        """Return those of some of the satellites."""
        out = object.__new__(Rates)
        for name, values in vars(self).items():
            setattr(out, name, values[rows])
        return out

    def __call__(self, given, soc, temp):
        made, absorbed, planned = given
        eta, keep = self.conversion_efficiency, self.housekeeping_w
        fed = np.minimum(keep, made * eta)
        fed = fed + np.clip(soc / FADE, 0, 1) * (keep - fed)
        span = self.chip_hard_k - self.chip_soft_k + self.chip_r_k_w * self.compute_w
        cool = np.clip((self.chip_hard_k - temp) / span, 0, 1) * self.compute_w
        want = np.minimum(planned, cool)
        reserve = np.minimum(self.charge_w, made) * np.clip((self.lowest_soc - soc) / FADE, 0, 1)
        own = np.minimum(np.maximum((made - reserve) * eta - keep, 0.0), want)
        compute = own + np.clip((soc - self.lowest_soc) / FADE, 0, 1) * (want - own)
        load = (compute + fed) / eta
        net = made - load
        charge = np.minimum(np.maximum(net, 0), self.charge_w * np.clip((1 - soc) / TAPER, 0, 1))
        drawn = np.maximum(-net, 0.0)
        stored, spent = charge * self.charge_efficiency, drawn / self.discharge_efficiency
        heat = load + charge - stored + spent - drawn
        out = self.radiates * (temp**4 - SPACE**4)
        return (
            (stored - spent) / self.battery_j,
            (heat + absorbed - out) / self.heat_capacity_j_k,
            compute,
        )

    def share(self, compute):
        rated = np.maximum(self.compute_w, 1e-30)
        return np.where(
            self.compute_w > 0, (np.maximum(compute, 0) / rated) ** self.power_exponent, 0.0
        )


def orbit_of(rates, table, step_s, soc, temp, keep):
    """Return soc, temp at the end of an orbit, the mean share, and (steps + 1, 2, n) if kept."""
    steps = len(table) // 2
    path = np.empty((steps + 1, 2, len(soc))) if keep else None
    work = np.zeros_like(soc)
    for k in range(steps):
        begin, middle, end = table[2 * k], table[2 * k + 1], table[(2 * k + 2) % len(table)]
        if keep:
            path[k] = soc, temp
        a, b, first = rates(begin, soc, temp)
        a2, b2, _ = rates(middle, soc + 0.5 * step_s * a, temp + 0.5 * step_s * b)
        a3, b3, third = rates(middle, soc + 0.5 * step_s * a2, temp + 0.5 * step_s * b2)
        a4, b4, last = rates(end, soc + step_s * a3, temp + step_s * b3)
        soc = np.clip(soc + step_s / 6 * (a + 2 * a2 + 2 * a3 + a4), 0.0, 1.0)
        temp = np.clip(temp + step_s / 6 * (b + 2 * b2 + 2 * b3 + b4), SPACE, HOTTEST_K)
        if keep:
            work += (rates.share(first) + 4 * rates.share(third) + rates.share(last)) / 6
    if keep:
        path[steps] = soc, temp
    return soc, temp, work / steps, path


def settled(sats, orbits, starts, most_orbits=600):
    """Return for each start a list of Settled, one per satellite.

    starts  [(soc (n,), temp (n,)), ...] at orbit noon
    Every few orbits a geometric sequence is carried to its limit, from which it goes on.
    """
    found = [[None] * len(sats) for _ in starts]
    counts = np.array([step_count(sat, orbit) for sat, orbit in zip(sats, orbits, strict=True)])
    for steps in np.unique(np.minimum(counts, MOST_STEPS)).tolist():
        rows = np.flatnonzero(np.minimum(counts, MOST_STEPS) == steps)
        size = max(CHUNK * FEWEST_STEPS // steps, 1)
        for some in (rows[k : k + size] for k in range(0, len(rows), size)):
            _settle(sats, orbits, starts, some, steps, most_orbits, found)
    return found


def _settle(sats, orbits, starts, rows, steps, most_orbits, found):
    ours, their = [sats[k] for k in rows], [orbits[k] for k in rows]
    table = given_at(ours, their, steps)
    period = np.array([orbit.period_s for orbit in their])
    n, every = len(rows), len(starts)
    which = np.tile(np.arange(n), every)
    soc = np.concatenate([np.asarray(start[0], np.float64)[rows] for start in starts])
    temp = np.concatenate([np.asarray(start[1], np.float64)[rows] for start in starts])
    rests = np.zeros(n * every, bool)
    todo = np.arange(n * every)
    rates = Rates(ours)
    before = None
    part, forces = rates.of(which), table[:, :, which]
    for orbit in range(most_orbits):
        then, hot, *_ = orbit_of(
            part, forces, period[which[todo]] / steps, soc[todo], temp[todo], False
        )
        change = np.array([then - soc[todo], hot - temp[todo]])
        soc[todo], temp[todo] = then, hot
        if before is None:
            before = change
            continue
        ratio = np.where(np.abs(before) > 1e-14, change / np.where(before == 0, 1, before), 0.0)
        geometric = (ratio > 0.0) & (ratio < 0.999)
        ahead = np.where(geometric, change * ratio / (1 - np.where(geometric, ratio, 0)), change)
        left = np.maximum(np.abs(change), np.abs(ahead))
        done = (left[0] < SOC_RESTS) & (left[1] < TEMP_RESTS_K) & (hot < HOTTEST_K)
        rests[todo[done]] = True
        over = done | ((hot >= HOTTEST_K) & (orbit > 8))
        before = change
        if orbit % 5 == 4:
            # One that drifts evenly is taken 30 orbits ahead.
            drifts = (ratio > 0.0) & (ratio < 1.5)
            orbits_ahead = np.where(drifts, ratio / np.maximum(1 - ratio, 1 / 30), 0.0)
            jump = np.where(over, 0.0, np.clip(change * orbits_ahead, *JUMPS))
            soc[todo] = np.clip(then + jump[0], 0, 1)
            temp[todo] = np.clip(hot + jump[1], SPACE, HOTTEST_K)
            before = None
        if over.any():
            todo = todo[~over]
            before = None if before is None else before[:, ~over]
            if not len(todo):
                break
            part, forces = rates.of(which[todo]), table[:, :, which[todo]]
    part = rates.of(np.arange(n))
    for s in range(every):
        here = slice(s * n, (s + 1) * n)
        *_, work, path = orbit_of(part, table, period / steps, soc[here], temp[here], True)
        for k, row in enumerate(rows):
            found[s][row] = Settled(
                bool(rests[s * n + k]), path[:, 0, k].copy(), path[:, 1, k].copy(), float(work[k])
            )
