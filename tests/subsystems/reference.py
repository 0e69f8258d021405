"""The judge of the operating map: one satellite in plain scalars, integrated by scipy.

Written from the equations (Sun, albedo and infrared on a plate; battery; limits that set in over
a share of the battery), not from the package: only the numbers of the satellite are shared.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.integrate import solve_ivp

SIGMA, ALBEDO, EARTH_IR, SPACE = 5.670374419e-8, 0.30, 237.0, 3.0
RE, SUN_R, AU, MU, FLUX = 6378.137, 695_700.0, 149_597_870.7, 398_600.4418, 1361.0
TAPER, FADE, PLANNED = 0.05, 0.02, 0.99


@dataclass
class Orbit:
    """A circular orbit under the Sun."""

    sma_km: float
    beta_rad: float
    sun_km: float
    east: float = 1.0

    @property
    def rate(self):
        return math.sqrt(MU / self.sma_km**3)

    @property
    def period_s(self):
        return 2 * math.pi / self.rate

    @property
    def flux(self):
        return FLUX * (AU / self.sun_km) ** 2

    def light(self, phase):
        """Share of the Sun's disc seen: two circles in a plane."""
        c = math.cos(self.beta_rad) * math.cos(phase)
        if c >= 0:
            return 1.0
        to_sun = math.sqrt(self.sma_km**2 + self.sun_km**2 - 2 * self.sma_km * self.sun_km * c)
        sun, earth = math.asin(SUN_R / to_sun), math.asin(RE / self.sma_km)
        apart = math.acos((self.sma_km - self.sun_km * c) / to_sun)
        if apart >= sun + earth:
            return 1.0
        if apart <= earth - sun:
            return 0.0
        x = (apart**2 + sun**2 - earth**2) / (2 * apart)
        y = math.sqrt(max(sun**2 - x**2, 0.0))
        lens = sun**2 * math.acos(max(-1, min(1, x / sun)))
        lens += earth**2 * math.acos(max(-1, min(1, (apart - x) / earth))) - apart * y
        return 1.0 - lens / (math.pi * sun**2)

    def edges(self):
        """Phases, 0 to 2 pi, where light changes: penumbra and umbra."""
        found = []
        for cone in ((SUN_R + RE) / self.sun_km, -(SUN_R - RE) / self.sun_km):
            reach = math.asin(RE / self.sma_km) + math.asin(cone)
            ratio = math.cos(reach) / math.cos(self.beta_rad)
            if abs(ratio) < 1:
                half = math.acos(ratio)
                found += [math.pi - half, math.pi + half]
        return sorted(found)


def clip(x):
    return 0.0 if x < 0.0 else 1.0 if x > 1.0 else x


class Reference:
    """Rates of one satellite on one orbit; `sat` is an orbitviz.subsystems.satellite.Satellite."""

    def __init__(self, sat, orbit):
        self.sat, self.orbit = sat, orbit
        self.plan = self._plan() if sat.policy == 2 else None

    def array_w(self, phase, light):
        s, o = self.sat, self.orbit
        zenith = math.cos(o.beta_rad) * math.cos(phase)
        flight = math.cos(o.beta_rad) * math.sin(phase)
        cos = (1.0, max(zenith, 0.0), math.sqrt(max(0.0, 1 - flight**2)))[s.array_pointing]
        return o.flux * s.array_m2 * cos * light

    def absorbed_w(self, phase, light):
        s, o = self.sat, self.orbit
        up = math.cos(o.beta_rad) * math.cos(phase)
        r = math.asin(RE / o.sma_km)
        edge, facing = (2 * r - math.sin(2 * r)) / (2 * math.pi), (RE / o.sma_km) ** 2
        if s.faces == 0:
            return 0.0
        if s.radiator_pointing == 0:
            view, sun = s.faces * edge, 0.0
        elif s.radiator_pointing == 1:
            view, sun = (facing, abs(up)) if s.faces == 2 else (0.0, max(up, 0.0))
        else:
            view = s.faces * edge
            sun = abs(math.sin(o.beta_rad)) if s.faces == 2 else 0.0
        if s.earth_view is not None:
            view = s.faces * s.earth_view
        solar = sun * o.flux * light + view * ALBEDO * o.flux * max(up, 0.0)
        return s.radiator_m2 * (s.absorptivity * solar + s.emissivity * view * EARTH_IR)

    def asked_w(self, phase):
        s, o = self.sat, self.orbit
        if s.workload != 1:
            return s.compute_w * s.asked
        noon = math.cos(o.beta_rad) * math.cos(phase)
        evening = o.east * math.cos(o.beta_rad) * math.sin(phase)
        wave = 0.5 + 0.5 * (
            math.cos(s.peak_local_rad) * noon + math.sin(s.peak_local_rad) * evening
        )
        return s.compute_w * (s.asked_least + (s.asked - s.asked_least) * wave)

    def _plan(self):
        s, o = self.sat, self.orbit
        # From noon to midnight: the other half is its mirror image.
        phases = ((np.arange(20_000) + 0.5) * math.pi / 20_000).tolist()
        light = [o.light(p) for p in phases]
        lit = np.mean(light)
        mean = PLANNED * np.mean([self.array_w(*one) for one in zip(phases, light, strict=True)])
        dark, eta = 1 - lit, s.charge_efficiency * s.discharge_efficiency
        steady = mean / (lit + dark / eta)
        usable = s.battery_j * (1 - s.lowest_soc) * s.discharge_efficiency
        charged = PLANNED * s.charge_w * eta * lit / max(dark, 1e-9)
        in_dark = min(steady, charged, usable / max(dark * o.period_s, 1e-3))
        return in_dark, (mean - in_dark * dark / eta) / lit

    def planned_w(self, phase, light):
        s, asked = self.sat, self.asked_w(phase)
        if s.policy == 0:
            return asked
        if s.policy == 1:
            return asked * light
        bus = self.plan[0] + (self.plan[1] - self.plan[0]) * light
        return min(asked, max(bus * s.conversion_efficiency - s.housekeeping_w, 0.0))

    def __call__(self, seconds, y):
        """d/dt of state of charge, temperature, and FLOP delivered (in units of the rated)."""
        s = self.sat
        soc, temp, _ = y
        phase = seconds * self.orbit.rate
        light = self.orbit.light(phase)
        made = self.array_w(phase, light)
        eta = s.conversion_efficiency
        fed = min(s.housekeeping_w, made * eta)
        fed += clip(soc / FADE) * (s.housekeeping_w - fed)
        heat_limit = clip(
            (s.chip_hard_k - temp) / (s.chip_hard_k - s.chip_soft_k + s.chip_r_k_w * s.compute_w)
        )
        want = min(self.planned_w(phase, light), s.compute_w * heat_limit)
        reserve = min(s.charge_w, made) * clip((s.lowest_soc - soc) / FADE)
        own = min(max((made - reserve) * eta - s.housekeeping_w, 0.0), want)
        compute = own + clip((soc - s.lowest_soc) / FADE) * (want - own)
        load = (compute + fed) / eta
        net = made - load
        charge = min(max(net, 0.0), s.charge_w * clip((1 - soc) / TAPER))
        discharge = max(-net, 0.0)
        d_soc = (charge * s.charge_efficiency - discharge / s.discharge_efficiency) / s.battery_j
        loss = charge * (1 - s.charge_efficiency) + discharge * (1 / s.discharge_efficiency - 1)
        area = s.radiator_m2 * s.faces
        out = s.effectiveness * s.emissivity * SIGMA * area * (temp**4 - SPACE**4)
        d_temp = (load + loss + self.absorbed_w(phase, light) - out) / s.heat_capacity_j_k
        done = (max(compute, 0.0) / s.compute_w) ** s.power_exponent if s.compute_w else 0.0
        return d_soc, d_temp, done


def settled_orbit(sat, orbit, soc, temp, orbits):
    """Return phases (k,), soc (k,), temp (k,), mean delivered share and the last change.

    Starts at orbit noon at (soc, temp), runs `orbits` orbits and returns the last one. Steps end
    at the edges of the shadow.
    """
    rates = Reference(sat, orbit)
    period = orbit.period_s
    stops = [0.0, *(edge / orbit.rate for edge in orbit.edges()), period]
    y = np.array([soc, temp, 0.0])
    for turn in range(orbits):
        begin = y.copy()
        phases, socs, temps = [], [], []
        y[2] = 0.0
        for first, last in pairwise(stops):
            if last - first < 1e-6:
                continue
            dense = np.linspace(first, last, 25)
            answer = solve_ivp(
                rates,
                (first, last),
                y,
                method="LSODA",
                rtol=1e-9,
                atol=(1e-9, 1e-6, 1e-9),
                t_eval=dense,
                max_step=60.0,
            )
            assert answer.success, answer.message
            phases.append(dense * orbit.rate)
            socs.append(answer.y[0])
            temps.append(answer.y[1])
            y = answer.y[:, -1].copy()
        moved = np.abs(y[:2] - begin[:2])
        if turn and moved[0] < 1e-7 and moved[1] < 1e-5:
            break
    return np.concatenate(phases), np.concatenate(socs), np.concatenate(temps), y[2] / period, moved
