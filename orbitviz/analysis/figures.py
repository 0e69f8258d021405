"""Totals of the selected satellites at one instant: sums, means, extremes, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from orbitviz.analysis.census import Census, Sample, limits_per_plane, per_plane
from orbitviz.base.arrays import Floats
from orbitviz.model.design.aging import installed_flops
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.map_lookup import nearest_along_orbit
from orbitviz.subsystems.operating_map import OrbitStatistic
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.registry import SPREADS, SUMS
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT, LIMIT_CATEGORIES
from orbitviz.subsystems.quantity import Quantity


class Spread(NamedTuple):
    """A quantity over some satellites, SI; NaN of none.

    mean               of the satellites now
    minimum, maximum   of any satellite, over its orbit
    """

    mean: float
    minimum: float
    maximum: float


@dataclass(frozen=True, kw_only=True)
class Hardware:
    """What some satellites carry, all of them together.

    installed_flops   as launched; alive_flops after failures and radiation
    average_w, peak_w power of the computers as launched, all the time and in short peaks
    computing         number of satellites that carry computers
    """

    mass_kg: float = 0.0
    installed_flops: float = 0.0
    alive_flops: float = 0.0
    average_w: float = 0.0
    peak_w: float = 0.0
    radiator_m2: float = 0.0
    radiating_m2: float = 0.0
    battery_j: float = 0.0
    computing: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Totals of some satellites at one instant; W and FLOP/s are sums over the satellites.

    Shares and spreads of no satellites are NaN.

    sums              each of SUMS -> its sum over the satellites, SI
    spreads           each of SPREADS -> its mean and extremes
    lit, penumbra, umbra   shares of the satellites, 0..1
    bound             Binding -> share of the satellites; lost: Binding -> FLOP/s taken away
    settled           False if the orbit of some satellite does not repeat
    """

    satellites: int
    hardware: Hardware
    sums: Mapping[Quantity, float]
    spreads: Mapping[Quantity, Spread]
    lit: float
    penumbra: float
    umbra: float
    bound: Mapping[Binding, float]
    lost: Mapping[Binding, float]
    settled: bool

    def total(self, quantity: Quantity) -> float:
        """Return the sum of a quantity over the satellites, one of SUMS."""
        return self.sums[quantity]

    def spread(self, quantity: Quantity) -> Spread:
        """Return mean and extremes of a quantity, one of SPREADS."""
        return self.spreads[quantity]

    @property
    def available_flops(self) -> float:
        """What array, battery and cooling allow of the chips alive."""
        limits = (Binding.ARRAY, Binding.BATTERY, Binding.RADIATOR, Binding.COOLING_PATH)
        return self.hardware.alive_flops - sum(self.lost[limit] for limit in limits)

    @property
    def throttled(self) -> float:
        """Share of the satellites held back by heat."""
        return self.bound[Binding.RADIATOR] + self.bound[Binding.COOLING_PATH]

    @property
    def binding(self) -> Binding:
        """The limit that takes away most; CHIPS where all take less than 0.1 % of the chips."""
        worst = max(self.lost, key=lambda limit: self.lost[limit])
        return worst if self.lost[worst] > 1e-3 * self.hardware.alive_flops else Binding.CHIPS


def figures(census: Census) -> Figures:
    """Return the totals of the selected satellites."""
    lit, umbra = _lit_and_umbra(census)
    bound, lost = _limits(census)
    return Figures(
        satellites=census.count,
        hardware=_hardware(census),
        sums={quantity: _sum(census, quantity) for quantity in SUMS},
        spreads={quantity: _spread(census, quantity) for quantity in SPREADS},
        lit=lit,
        penumbra=1.0 - lit - umbra,
        umbra=umbra,
        bound=bound,
        lost=lost,
        settled=_settled(census),
    )


def waterfall(now: Figures) -> tuple[tuple[str, float], ...]:
    """Return the steps from FLOP/s installed to delivered; losses are negative."""
    losses = [
        ("failed", now.hardware.installed_flops - now.hardware.alive_flops),
        ("array", now.lost[Binding.ARRAY]),
        ("battery", now.lost[Binding.BATTERY]),
        ("heat", now.lost[Binding.RADIATOR] + now.lost[Binding.COOLING_PATH]),
        ("workload", now.lost[Binding.WORKLOAD]),
        (LIMIT_CATEGORIES[Binding.POLICY].word, now.lost[Binding.POLICY]),
    ]
    steps = [(name, -amount) for name, amount in losses]
    return (("installed", now.hardware.installed_flops), *steps, ("delivered", now.total(COMPUTE)))


def _hardware(census: Census) -> Hardware:
    total = Hardware()
    for part, ours in zip(census.fleet.parts, census.planes, strict=True):
        number, satellite = float(census.satellites[ours].sum()), part.operating.satellite
        computers = part.design.compute
        total = Hardware(
            mass_kg=total.mass_kg + number * part.design.mass_kg,
            installed_flops=total.installed_flops + number * installed_flops(part.design),
            alive_flops=total.alive_flops + number * satellite.flops,
            average_w=total.average_w + number * 1e3 * computers.rated_kw,
            peak_w=total.peak_w + number * 1e3 * computers.peak_kw,
            radiator_m2=total.radiator_m2 + number * satellite.radiator_m2,
            radiating_m2=total.radiating_m2 + number * satellite.radiator_m2 * satellite.faces,
            battery_j=total.battery_j + number * satellite.battery_j,
            computing=total.computing + number * (part.design.compute.rated_kw > 0.0),
        )
    return total


def _spread(census: Census, quantity: Quantity) -> Spread:
    return Spread(
        _sum(census, quantity) / (census.count or np.nan),
        _extreme(census, quantity, OrbitStatistic.MINIMUM),
        _extreme(census, quantity, OrbitStatistic.MAXIMUM),
    )


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
