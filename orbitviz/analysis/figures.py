"""Totals of the selected satellites at one instant: sums, means, extremes, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.census import Census, Sample, limits_per_plane, per_plane
from orbitviz.base.arrays import Floats
from orbitviz.model.design.aging import installed_flops
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.map_lookup import nearest_along_orbit
from orbitviz.subsystems.operating_map import OrbitStatistic
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.quantities.registry import SUMS
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT, LIMIT_CATEGORIES
from orbitviz.subsystems.quantity import Quantity


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Totals of some satellites at one instant; W and FLOP/s are sums over the satellites.

    Shares, means and extremes of no satellites are NaN.

    installed_flops   as launched; alive_flops after failures and radiation
    lit, penumbra, umbra   shares of the satellites, 0..1
    bound             Binding -> share of the satellites; lost: Binding -> FLOP/s taken away
    sums              each of SUMS -> its sum over the satellites, SI
    throttled         share of the satellites that heat holds back
    settled           False if the orbit of some satellite does not repeat
    """

    satellites: int
    mass_kg: float
    installed_flops: float
    alive_flops: float
    rated_w: float
    radiator_m2: float
    battery_j: float
    sums: Mapping[Quantity, float]
    lit: float
    penumbra: float
    umbra: float
    soc_mean: float
    soc_min: float
    radiator_mean_k: float
    radiator_max_k: float
    chip_mean_k: float
    chip_max_k: float
    bound: Mapping[Binding, float]
    lost: Mapping[Binding, float]
    settled: bool

    def total(self, quantity: Quantity) -> float:
        """Return the sum of a quantity over the satellites, one of SUMS."""
        return self.sums[quantity]

    @property
    def available_flops(self) -> float:
        """What array, battery and cooling allow of the chips alive."""
        limits = (Binding.ARRAY, Binding.BATTERY, Binding.RADIATOR, Binding.COOLING_PATH)
        return self.alive_flops - sum(self.lost[limit] for limit in limits)

    @property
    def throttled(self) -> float:
        """Share of the satellites held back by heat."""
        return self.bound[Binding.RADIATOR] + self.bound[Binding.COOLING_PATH]

    @property
    def binding(self) -> Binding:
        """The limit that takes away most; CHIPS where all take less than 0.1 % of the chips."""
        worst = max(self.lost, key=lambda limit: self.lost[limit])
        return worst if self.lost[worst] > 1e-3 * self.alive_flops else Binding.CHIPS


def figures(census: Census) -> Figures:
    """Return the totals of the selected satellites."""
    fleet, count = census.fleet, census.count or np.nan
    weight = census.satellites
    fixed = dict.fromkeys(("mass", "installed", "alive", "rated", "area", "battery"), 0.0)
    for part, ours in zip(fleet.parts, census.planes, strict=True):
        number, satellite = float(weight[ours].sum()), part.operating.satellite
        fixed["mass"] += number * part.design.mass_kg
        fixed["installed"] += number * installed_flops(part.design)
        fixed["alive"] += number * satellite.flops
        fixed["rated"] += number * satellite.compute_w
        fixed["area"] += number * satellite.radiator_m2
        fixed["battery"] += number * satellite.battery_j
    sums = {quantity: _sum(census, quantity) for quantity in SUMS}
    lit, umbra = _lit_and_umbra(census)
    soc_min = _extreme(census, CHARGE, OrbitStatistic.MINIMUM)
    radiator_most, chip_most = (
        _extreme(census, quantity, OrbitStatistic.MAXIMUM) for quantity in (RADIATOR, CHIP)
    )
    bound, lost = _limits(census)
    return Figures(
        satellites=census.count,
        mass_kg=fixed["mass"],
        installed_flops=fixed["installed"],
        alive_flops=fixed["alive"],
        rated_w=fixed["rated"],
        radiator_m2=fixed["area"],
        battery_j=fixed["battery"],
        sums=sums,
        lit=lit,
        penumbra=1.0 - lit - umbra,
        umbra=umbra,
        soc_mean=_sum(census, CHARGE) / count,
        soc_min=soc_min,
        radiator_mean_k=_sum(census, RADIATOR) / count,
        radiator_max_k=radiator_most,
        chip_mean_k=_sum(census, CHIP) / count,
        chip_max_k=chip_most,
        bound=bound,
        lost=lost,
        settled=_settled(census),
    )


def waterfall(now: Figures) -> tuple[tuple[str, float], ...]:
    """Return the steps from FLOP/s installed to delivered; losses are negative."""
    losses = [
        ("failed", now.installed_flops - now.alive_flops),
        ("array", now.lost[Binding.ARRAY]),
        ("battery", now.lost[Binding.BATTERY]),
        ("heat", now.lost[Binding.RADIATOR] + now.lost[Binding.COOLING_PATH]),
        ("workload", now.lost[Binding.WORKLOAD]),
        (LIMIT_CATEGORIES[Binding.POLICY].word, now.lost[Binding.POLICY]),
    ]
    steps = [(name, -amount) for name, amount in losses]
    return (("installed", now.installed_flops), *steps, ("delivered", now.total(COMPUTE)))


def _lit_and_umbra(census: Census) -> tuple[float, float]:
    """Return the shares in full sunlight and in the umbra."""
    count = census.count or np.nan
    if not census.is_few:
        umbra, penumbra = census.dark_over_orbit
        return 1.0 - umbra - penumbra, umbra
    whole = 1.0 - 1e-6  # of the Sun's disc
    light = [sample.values(LIGHT) for sample in census.samples]
    lit = sum(float(number[value >= whole].sum()) for value, number in light)
    umbra = sum(float(number[value <= 1.0 - whole].sum()) for value, number in light)
    return lit / count, umbra / count


def _sum(census: Census, quantity: Quantity) -> float:
    if not census.is_few:
        return float(census.satellites @ per_plane(census, OrbitStatistic.MEAN, quantity))
    return sum(float(np.dot(*sample.values(quantity))) for sample in census.samples)


def _extreme(census: Census, quantity: Quantity, statistic: OrbitStatistic) -> float:
    """Return the MINIMUM, or MAXIMUM, that any satellite reaches over its orbit."""
    values = per_plane(census, statistic, quantity)[census.satellites > 0]
    if not len(values):
        return float("nan")
    return float(values.max() if statistic is OrbitStatistic.MAXIMUM else values.min())


def _limits(census: Census) -> tuple[dict[Binding, float], dict[Binding, float]]:
    """Return Binding -> share of the satellites limited by it, and FLOP/s that it takes away."""
    if census.is_few:
        one_by_one = [_limits_one_by_one(sample) for sample in census.samples]
        held, taken = (np.sum(parts, axis=0) for parts in zip(*one_by_one, strict=True))
    else:
        held, taken = (census.satellites @ table for table in limits_per_plane(census))
    count = census.count or np.nan
    return (
        {limit: float(held[limit]) / count for limit in Binding},
        {limit: float(taken[limit]) for limit in Binding},
    )


def _limits_one_by_one(sample: Sample) -> tuple[Floats, Floats]:
    assert sample.where is not None
    assert sample.station is not None
    limit = nearest_along_orbit(sample.operating.values[LIMIT], sample.where, sample.station)
    kind = limit.astype(np.int64)
    missing = sample.operating.satellite.flops - sample.values(COMPUTE)[0]
    held, taken = (
        np.bincount(kind, weight, len(Binding)).astype(np.float64)
        for weight in (np.ones(len(kind)), missing)
    )
    return held, taken


def _settled(census: Census) -> bool:
    return all(
        bool(part.operating.settled.ravel()[where.node[:, census.satellites[ours] > 0]].all())
        for part, ours, where in zip(census.fleet.parts, census.planes, census.corners, strict=True)
    )
