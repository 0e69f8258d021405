"""What the selected satellites do at one instant: sums, extremes, distributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.model.design.aging import installed_flops
from orbitviz.orbits.plane_geometry import PlaneSun, planes_under_sun, satellite_arglat_rad
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.operating_map import (
    Corners,
    OperatingMap,
    along_orbit,
    at_corners,
    corners,
)
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.quantities.registry import SUMS
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT, LIMIT_CATEGORIES
from orbitviz.subsystems.quantity import Quantity
from orbitviz.subsystems.stations import Shadow, shadow, station_of

Floats = NDArray[np.float64]

# So many satellites and fewer are asked one by one. More of them stand, plane by plane, for the
# mean over an orbit, as evenly spaced satellites do at any instant.
ONE_BY_ONE = 20_000


class Sample(NamedTuple):
    """States that satellites are in, of one operating map, and how many satellites are in each."""

    operating: OperatingMap
    nodes: Floats  # (a, rows, stations) satellites, for planes
    where: Corners | None  # and, one by one, the places of the satellites
    station: Floats | None

    def values(self, quantity: Quantity) -> tuple[NDArray[Any], Floats]:
        """Return values (m,) of a quantity and the satellites (m,) that have them."""
        table = self.operating.values[quantity.column]
        if self.where is None or self.station is None:
            return table.ravel(), self.nodes.ravel()
        return along_orbit(table, self.where, self.station), np.ones(len(self.station))


@dataclass(frozen=True, kw_only=True, eq=False)
class Census:
    """The planes of a fleet at one instant, and the selected ones.

    planes, corners   for each part of the fleet its planes and their places in its map
    satellites        (p,) satellites of each plane that are selected
    shadows           half-arcs of umbra and penumbra (p,) rad
    is_few            the satellites are asked one by one
    """

    fleet: Fleet
    instant: Instant
    sun: PlaneSun
    planes: tuple[NDArray[np.int64], ...]
    corners: tuple[Corners, ...]
    satellites: Floats
    shadows: Shadow
    is_few: bool
    tables: dict[tuple[str, str], Floats]  # what per_plane has made, shared with narrower ones

    @cached_property
    def count(self) -> int:
        """Number of satellites selected."""
        return int(self.satellites.sum())

    @property
    def dark_over_orbit(self) -> tuple[float, float]:
        """Shares of the orbit in the umbra and in the penumbra beside it, in the mean."""
        umbra, penumbra = (
            float(self.satellites @ arc) / np.pi / (self.count or np.nan) for arc in self.shadows
        )
        return umbra, penumbra - umbra

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """The states that the selected satellites are in, for each part of the fleet."""
        sample = _one_by_one if self.is_few else _by_plane
        return tuple(sample(self, index) for index in range(len(self.planes)))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Totals of some satellites at one instant; W and FLOP/s are sums over the satellites.

    Shares, means and extremes of no satellites are NaN.

    installed_flops   as launched; alive_flops after failures and radiation
    lit, penumbra, umbra   shares of the satellites, 0..1
    bound             Binding -> share of the satellites; lost: Binding -> FLOP/s taken away
    sums              column of each of SUMS -> its sum over the satellites
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
    sums: Mapping[str, float]
    lit: float
    penumbra: float
    umbra: float
    soc_mean: float
    soc_least: float
    radiator_mean_k: float
    radiator_most_k: float
    chip_mean_k: float
    chip_most_k: float
    bound: Mapping[Binding, float]
    lost: Mapping[Binding, float]
    settled: bool

    def total(self, quantity: Quantity) -> float:
        """Return the sum of a quantity over the satellites, one of SUMS."""
        return self.sums[quantity.column]

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


def take_census(fleet: Fleet, geometry: SkyGeometry, shells: NDArray[np.bool_]) -> Census:
    """Return the census of the shells marked in `shells` (s,) at a moment."""
    constellation = fleet.constellation
    sun = planes_under_sun(constellation, geometry.instant, geometry.sun_direction)
    shell = constellation.plane_shell
    sma = constellation.sma_km[shell]
    planes = tuple(
        np.flatnonzero(fleet.part_of[shell] == index) for index in range(len(fleet.parts))
    )
    places = tuple(
        corners(part.operating.grid, sma[ours], sun.beta_rad[ours])
        for part, ours in zip(fleet.parts, planes, strict=True)
    )
    shadows = shadow(sma, sun.beta_rad, fleet.sun_km)
    sizes = _sizes(fleet, shells)
    few = bool(sizes.sum() <= ONE_BY_ONE)
    return Census(
        fleet=fleet,
        instant=geometry.instant,
        sun=sun,
        planes=planes,
        corners=places,
        satellites=sizes,
        shadows=shadows,
        is_few=few,
        tables={},
    )


def restricted_to(census: Census, shells: NDArray[np.bool_]) -> Census:
    """Return the census of other shells at the same moment; what was looked up is kept.

    Satellites are asked one by one if they were before, so that parts add up to the whole.
    """
    return replace(census, satellites=_sizes(census.fleet, shells))


def _sizes(fleet: Fleet, shells: NDArray[np.bool_]) -> Floats:
    constellation = fleet.constellation
    sizes = np.diff(constellation.plane_first) * shells[constellation.plane_shell]
    return np.asarray(sizes, np.float64)


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
    sums = {quantity.column: _sum(census, quantity) for quantity in SUMS}
    lit, umbra = _lit_and_umbra(census)
    soc_least = _extreme(census, CHARGE, most=False)
    radiator_most, chip_most = (
        _extreme(census, quantity, most=True) for quantity in (RADIATOR, CHIP)
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
        soc_least=soc_least,
        radiator_mean_k=_sum(census, RADIATOR) / count,
        radiator_most_k=radiator_most,
        chip_mean_k=_sum(census, CHIP) / count,
        chip_most_k=chip_most,
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


def histogram(census: Census, quantity: Quantity, edges: Floats) -> Floats:
    """Return (len(edges) - 1,) satellites whose value lies between evenly spaced edges.

    The first and the last take all beyond.
    """
    bins = len(edges) - 1
    total = np.zeros(bins)
    for sample in census.samples:
        values, number = sample.values(quantity)
        place = (values - edges[0]) * (bins / (edges[-1] - edges[0]))
        total += np.bincount(np.clip(place, 0, bins - 1).astype(np.int32), number, bins)
    return total


def per_plane(census: Census, tables: str, quantity: Quantity) -> Floats:
    """Return (p,) of every plane's own map; tables: mean, least or most over the orbit."""
    column = quantity.column
    return _per_plane(census, (tables, column), lambda found: getattr(found, tables)[column])


def _per_plane(
    census: Census, key: tuple[str, str], table_of: Callable[[OperatingMap], Floats]
) -> Floats:
    """Return (p, ...) of a table (a, rows, ...) of every plane's own map, kept under a key."""
    known = census.tables.get(key)
    if known is not None:
        return known
    tables = [table_of(part.operating) for part in census.fleet.parts]
    rest = tables[0].shape[2:] if tables else ()
    out = np.zeros((len(census.satellites), *rest))
    for table, ours, where in zip(tables, census.planes, census.corners, strict=True):
        out[ours] = at_corners(table, where)
    census.tables[key] = out
    return out


def shell_means(census: Census, quantity: Quantity) -> Floats:
    """Return (s,) mean over the orbits of each shell's satellites, NaN for an empty shell."""
    shell = census.fleet.constellation.plane_shell
    count = census.fleet.constellation.shell_count
    number = np.bincount(shell, census.satellites, count)
    total = np.bincount(shell, census.satellites * per_plane(census, "mean", quantity), count)
    return np.where(number > 0.0, total / np.maximum(number, 1.0), np.nan)


def _lit_and_umbra(census: Census) -> tuple[float, float]:
    """Return the shares in full sunlight and in the umbra."""
    count = census.count or np.nan
    if not census.is_few:
        umbra, beside = census.dark_over_orbit
        return 1.0 - umbra - beside, umbra
    whole = 1.0 - 1e-6  # of the Sun's disc
    light = [sample.values(LIGHT) for sample in census.samples]
    lit = sum(float(number[value >= whole].sum()) for value, number in light)
    umbra = sum(float(number[value <= 1.0 - whole].sum()) for value, number in light)
    return lit / count, umbra / count


def _sum(census: Census, quantity: Quantity) -> float:
    if not census.is_few:
        return float(census.satellites @ per_plane(census, "mean", quantity))
    return sum(float(np.dot(*sample.values(quantity))) for sample in census.samples)


def _extreme(census: Census, quantity: Quantity, *, most: bool) -> float:
    """Return the least, or most, that any satellite reaches over its orbit."""
    values = per_plane(census, "most" if most else "least", quantity)[census.satellites > 0]
    if not len(values):
        return float("nan")
    return float(values.max() if most else values.min())


def _limits(census: Census) -> tuple[dict[Binding, float], dict[Binding, float]]:
    """Return Binding -> share of the satellites held by it, and FLOP/s that it takes away."""
    if census.is_few:
        one_by_one = [_limits_one_by_one(sample) for sample in census.samples]
        held, taken = (np.sum(parts, axis=0) for parts in zip(*one_by_one, strict=True))
    else:
        held, taken = (
            census.satellites @ _per_plane(census, ("limits", name), attrgetter(name))
            for name in ("bound", "lost")
        )
    count = census.count or np.nan
    return (
        {limit: float(held[limit]) / count for limit in Binding},
        {limit: float(taken[limit]) for limit in Binding},
    )


def _limits_one_by_one(sample: Sample) -> tuple[Floats, Floats]:
    assert sample.where is not None
    assert sample.station is not None
    nearest = sample.where.node[
        np.argmax(sample.where.weight, axis=0), np.arange(len(sample.station))
    ]
    stations = sample.operating.grid.fineness.stations
    station = np.rint(sample.station).astype(np.int32) % stations
    table = sample.operating.values[LIMIT.column].reshape(-1, stations)
    kind = table[nearest, station].astype(np.int64)
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


def _by_plane(census: Census, index: int) -> Sample:
    operating, where = census.fleet.parts[index].operating, census.corners[index]
    number = census.satellites[census.planes[index]]
    nodes = np.zeros(operating.settled.size)
    for node, weight in zip(where.node, where.weight, strict=True):
        nodes += np.bincount(node, weight * number, len(nodes))
    return Sample(
        operating, nodes.reshape(-1, operating.grid.rows, 1) * operating.share, None, None
    )


def _one_by_one(census: Census, index: int) -> Sample:
    constellation, ours, where = (
        census.fleet.constellation,
        census.planes[index],
        census.corners[index],
    )
    first = constellation.plane_first
    rows = np.concatenate(
        [
            np.zeros(0, np.int32),
            *(np.arange(first[p], first[p + 1]) for p in ours if census.satellites[p] > 0),
        ]
    ).astype(np.int32)
    plane = constellation.plane_index[rows]
    own = np.searchsorted(ours, plane)
    phase = satellite_arglat_rad(constellation, census.instant, rows) - census.sun.noon_rad[plane]
    arcs = Shadow(*(arc[plane] for arc in census.shadows))
    return Sample(
        census.fleet.parts[index].operating,
        np.zeros(0),
        Corners(where.node[:, own], where.weight[:, own]),
        station_of(arcs, phase, census.fleet.fineness),
    )
