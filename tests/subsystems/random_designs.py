"""Random designs, and how far the program's cycles are from those of direct integration."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM, TAU
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.subsystems.grid import grid_at
from orbitviz.subsystems.operating_map import solve_map
from orbitviz.subsystems.satellite import ArrayPointing, Policy, RadiatorPointing, Workload
from orbitviz.subsystems.stations import Fineness
from tests.subsystems.many import settled
from tests.subsystems.reference import Orbit
from tests.subsystems.test_operating_map import (
    AT_THE_FIRST,
    SOC,
    TEMP_K,
    Answer,
    Difference,
    any_place,
)

WORK = 0.003
AI1 = satellite_at_age(builtin_satellite("ai1-june"))


def ordinary(rng):
    """Draw a satellite of the size of AI1; its array makes 55 to 460 kW for 61 to 255 kW."""
    number = rng.uniform
    rated_w = number(60e3, 200e3)
    return replace(
        AI1,
        compute_w=rated_w,
        flops=AI1.flops * rated_w / AI1.compute_w,
        array_m2=number(500.0, 1200.0) * number(0.14, 0.3) * number(0.8, 0.95),
        battery_j=number(10.0, 150.0) * 3.6e6,
        charge_w=number(20e3, 200e3),
        lowest_soc=1.0 - number(0.2, 0.9),
        charge_efficiency=number(0.85, 0.99),
        discharge_efficiency=number(0.85, 0.99),
        conversion_efficiency=number(0.9, 0.99),
        housekeeping_w=number(0.5e3, 30e3),
        radiator_m2=number(80.0, 400.0),
        faces=rng.choice((1, 2)),
        absorptivity=number(0.05, 0.4),
        heat_capacity_j_k=number(1e5, 1e6),
        chip_r_k_w=number(0.0, 3e-4),
        policy=rng.choice(list(Policy)),
    )


def ordinary_cases(count, seed_of):
    """Return `count` ordinary satellites and an orbit for each."""
    rngs = [random.Random(f"{seed_of} {number}") for number in range(count)]
    return [(ordinary(rng), any_place(rng)[0]) for rng in rngs]


@st.composite
def cases(draw):
    """Draw a satellite about as large as AI1 and its orbit, as hypothesis likes them: with ends."""

    def number(low, high):
        return draw(st.floats(low, high))

    rated_w = number(60e3, 200e3)
    keep_w = number(0.0, 40e3)
    load_w = rated_w + keep_w
    asked = number(0.2, 1.0)
    soft_k = number(320.0, 360.0)
    satellite = replace(
        AI1,
        array_pointing=draw(st.sampled_from(ArrayPointing)),
        compute_w=rated_w,
        housekeeping_w=keep_w,
        array_m2=load_w * number(0.7, 3.0) / 1361.0,
        battery_j=load_w * 3600.0 * number(0.1, 3.0),
        charge_w=load_w * number(0.1, 2.0),
        lowest_soc=number(0.0, 0.9),
        charge_efficiency=number(0.8, 1.0),
        discharge_efficiency=number(0.8, 1.0),
        conversion_efficiency=number(0.85, 1.0),
        radiator_pointing=draw(st.sampled_from(RadiatorPointing)),
        radiator_m2=number(80.0, 400.0),
        faces=draw(st.sampled_from((1, 2))),
        absorptivity=number(0.0, 0.4),
        earth_view=draw(st.one_of(st.none(), st.floats(0.0, 0.5))),
        heat_capacity_j_k=load_w * number(1.0, 20.0),
        chip_r_k_w=number(0.0, 3e-4),
        chip_soft_k=soft_k,
        chip_hard_k=soft_k + number(5.0, 40.0),
        policy=draw(st.sampled_from(Policy)),
        workload=draw(st.sampled_from(Workload)),
        asked=asked,
        asked_least=asked * number(0.0, 1.0),
        peak_local_rad=number(-math.pi, math.pi),
    )
    orbit = Orbit(
        EARTH_RADIUS_KM + number(400.0, 2000.0),
        number(0.0, 0.5 * math.pi),
        AU_KM * number(0.983, 1.017),
        draw(st.sampled_from((-1.0, 1.0))),
    )
    return satellite, orbit


def drawn_cases(count, seed_of):
    """Return `count` satellites and orbits drawn by hypothesis."""
    out = []

    @seed(seed_of)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def collect(case):
        out.append(case)

    collect()
    return out


@dataclass
class Compared:
    """What comparing found.

    unsettled     cases the program leaves unsettled and integration settles
    false         cases it settles and integration does not
    many          cases with more than one cycle: the nearest counts
    without       cases that neither settles, or where integration ends depends on its start
    differences   of all others, along the whole orbit
    beyond        of these, the cases beyond a bound
    """

    unsettled: list = field(default_factory=list)
    false: list = field(default_factory=list)
    many: list = field(default_factory=list)
    without: list = field(default_factory=list)
    differences: list = field(default_factory=list)
    beyond: list = field(default_factory=list)


def compared(every):
    """Return what comparing (satellite, orbit) cases at their own beta found; three starts each."""
    satellites, orbits = map(list, zip(*every, strict=True))
    count = len(every)
    starts = [(0.0, 200.0), (1.0, 350.0), (0.5, 280.0)]
    truths = settled(
        satellites, orbits, [(np.full(count, soc), np.full(count, temp)) for soc, temp in starts]
    )
    out = Compared()
    for case, *found in zip(every, *truths, strict=True):
        satellite, orbit = case
        sma, beta = np.array([orbit.sma_km]), np.array([[orbit.beta_rad]])
        grid = grid_at(sma, beta, orbit.sun_km, orbit.east, Fineness.FULL)
        answer = Answer(solve_map(satellite, grid), AT_THE_FIRST, orbit)
        known = [one for one in found if one.repeats]
        differ = known and (
            max(np.ptp([one.soc[0] for one in known]), np.ptp([one.work for one in known])) > 1e-3
        )
        if not answer.is_settled and differ:
            out.without.append(case)  # where it ends depends on where it began
            continue
        if not answer.is_settled or not known:
            (out.unsettled if known else out.false if answer.is_settled else out.without).append(
                case
            )
            continue
        nearest = min((_difference(answer, one) for one in known), key=_share_of_bounds)
        if differ:
            out.many.append(case)
        out.differences.append(nearest)
        if _share_of_bounds(nearest) > 1.0:
            out.beyond.append((str(nearest), case))
    return out


def _difference(answer, one) -> Difference:
    phases = np.linspace(0.0, TAU, len(one.soc))
    some = slice(None, None, max(len(phases) // 4096, 1))
    return answer.difference(phases[some], one.soc[some], one.temp[some], one.work)


def _share_of_bounds(difference) -> float:
    return max(difference.soc / SOC, difference.temp_k / TEMP_K, difference.work / WORK)
