"""Totals of the selected satellites at one instant: sums, means, extremes, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from orbitviz.analysis.census import (
    Census,
    bound_per_plane,
    nodes_in_use,
    per_plane,
    samples_by_age,
)
from orbitviz.analysis.losses import Losses, losses_of
from orbitviz.analysis.samples import Sample
from orbitviz.analysis.sums_by_age import sums_by_age, weights_by_age
from orbitviz.base.arrays import Floats
from orbitviz.model.design.aging import installed_flops
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.map_lookup import nearest_along_orbits
from orbitviz.subsystems.operating_map import OrbitStatistic
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.registry import SPREADS, SUMS
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT
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

    installed_flops   as launched; alive_flops after failures, radiation and interruptions
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
    bound             Binding -> share of the satellites that it limits now
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
    settled: bool
    census: Census

    def total(self, quantity: Quantity) -> float:
        """Return the sum of a quantity over the satellites, one of SUMS."""
        return self.sums[quantity]

    def spread(self, quantity: Quantity) -> Spread:
        """Return mean and extremes of a quantity, one of SPREADS."""
        return self.spreads[quantity]

    @property
    def throttled(self) -> float:
        """Share of the satellites held back by heat."""
        return self.bound[Binding.RADIATOR] + self.bound[Binding.COOLING_PATH]

    @cached_property
    def losses(self) -> Losses:
        """Where the FLOP/s go. Takes as long as several operating maps when first asked for."""
        hardware = self.hardware
        return losses_of(
            self.census, hardware.installed_flops, hardware.alive_flops, self.total(COMPUTE)
        )


def figures(census: Census) -> Figures:
    """Return the totals of the selected satellites."""
    lit, umbra = _lit_and_umbra(census)
    hardware = _hardware(census)
    if census.fleet.ages_years is None:
        sums = {quantity: _sum(census, quantity) for quantity in SUMS}
    else:
        sums = sums_by_age(census)
    # Tables are rounded to float32.
    sums[COMPUTE] = min(max(sums[COMPUTE], 0.0), hardware.alive_flops)
    return Figures(
        satellites=census.count,
        hardware=hardware,
        sums=sums,
        spreads={quantity: _spread(census, quantity) for quantity in SPREADS},
        lit=lit,
        penumbra=1.0 - lit - umbra,
        umbra=umbra,
        bound=_bound(census),
        settled=_settled(census),
        census=census,
    )


def _hardware(census: Census) -> Hardware:
    total = Hardware()
    for index, (part, ours) in enumerate(zip(census.fleet.parts, census.planes, strict=True)):
        number, satellite = float(census.satellites[ours].sum()), part.operating.satellite
        alive_flops = number * min(satellite.flops, installed_flops(part.design))
        if census.fleet.ages_years is not None:
            alive_flops = sum(
                float(weight.sum()) * cohort.operating.satellite.flops
                for cohort, weight in weights_by_age(census, index)
            )
        computers, installed = part.design.compute, installed_flops(part.design)
        total = Hardware(
            mass_kg=total.mass_kg + number * part.design.mass_kg,
            installed_flops=total.installed_flops + number * installed,
            alive_flops=total.alive_flops + alive_flops,
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
    if not census.is_one_by_one:
        umbra, penumbra = census.dark_over_orbit
        return 1.0 - umbra - penumbra, umbra
    whole = 1.0 - 1e-6  # of the Sun's disc
    light = [sample.values(LIGHT) for sample in census.samples]
    lit = sum(float(number[value >= whole].sum()) for value, number in light)
    umbra = sum(float(number[value <= 1.0 - whole].sum()) for value, number in light)
    return lit / count, umbra / count


def _sum(census: Census, quantity: Quantity) -> float:
    if not census.is_one_by_one:
        return float(census.satellites @ per_plane(census, OrbitStatistic.MEAN, quantity))
    return sum(
        sample.each.entries.sum(sample.operating.values[quantity])
        for sample in census.samples
        if sample.each is not None
    )


def _extreme(census: Census, quantity: Quantity, statistic: OrbitStatistic) -> float:
    """Return the MINIMUM, or MAXIMUM, that any satellite reaches over its orbit."""
    values = per_plane(census, statistic, quantity)[census.satellites > 0]
    if not len(values):
        return float("nan")
    return float(values.max() if statistic is OrbitStatistic.MAXIMUM else values.min())


def _bound(census: Census) -> dict[Binding, float]:
    """Return Binding -> share of the satellites limited by it."""
    if census.is_one_by_one:
        samples = samples_by_age(census)
        held = np.sum([share * _bound_one_by_one(sample) for share, sample in samples], axis=0)
    else:
        held = census.satellites @ bound_per_plane(census)
    count = census.count or np.nan
    return {limit: float(held[limit]) / count for limit in Binding}


def _bound_one_by_one(sample: Sample) -> Floats:
    assert sample.each is not None
    where, _, orbit, station, _ = sample.each
    limit = nearest_along_orbits(sample.operating.values[LIMIT], where, orbit, station)
    return np.bincount(limit.astype(np.int64), minlength=len(Binding)).astype(np.float64)


def _settled(census: Census) -> bool:
    return all(
        bool(part.operating.settled.ravel()[nodes_in_use(census, index)].all())
        for index, part in enumerate(census.fleet.parts)
    )
