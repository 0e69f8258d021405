"""What the selected satellites do at one instant: sums, extremes, distributions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.samples import Sample, Satellites
from orbitviz.base.arrays import Floats
from orbitviz.model.selection import ShellMask
from orbitviz.orbits.distinct_orbits import Orbits
from orbitviz.orbits.plane_geometry import PlaneSun, orbits_under_sun, satellite_arglat_rad
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.subsystems.map_lookup import (
    Corners,
    at_corners,
    corners,
    entries_along_orbits,
    spread_over_nodes,
)
from orbitviz.subsystems.operating_map import OperatingMap, OrbitStatistic
from orbitviz.subsystems.quantity import Quantity
from orbitviz.subsystems.stations import Shadow, shadow, station_of

# Up to this many satellites are evaluated individually, more by plane: the evenly spaced satellites
# of a plane have, at any instant, the mean over an orbit. Where they are not evenly spaced, any
# number is evaluated individually.
ONE_BY_ONE = 20_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Census:
    """The planes of a fleet at one instant, and the selected ones.

    Where there are very many planes, p counts those with all but the same node once.

    orbits            the planes (p,)
    own_planes        (p,) the planes in the constellation, None where some are counted once
    planes, corners   for each part of the fleet its planes and their places in its map
    satellites        (p,) satellites of each plane that are selected
    shadows           half-arcs of umbra and penumbra (p,) rad
    part_of           the census that this one is a part of, and the planes that it has of it
    each              cache, by the part of the fleet, of what is evaluated individually
    """

    fleet: Fleet
    geometry: SkyGeometry
    orbits: Orbits
    own_planes: NDArray[np.int64] | None
    sun: PlaneSun
    planes: tuple[NDArray[np.int64], ...]
    corners: tuple[Corners, ...]
    satellites: Floats
    shadows: Shadow
    tables: dict[Hashable, Floats]  # cache of per-plane tables
    part_of: tuple[Census, slice] | None = None
    each: dict[int, Satellites] = field(default_factory=dict)

    @property
    def is_one_by_one(self) -> bool:
        """Whether the satellites are evaluated individually, not by plane."""
        return self.own_planes is not None

    @cached_property
    def count(self) -> int:
        """Number of satellites selected."""
        return int(self.satellites.sum())

    @property
    def dark_over_orbit(self) -> tuple[float, float]:
        """Mean shares of the orbit in the umbra and in the penumbra."""
        umbra, penumbra = (
            float(self.satellites @ arc) / np.pi / (self.count or np.nan) for arc in self.shadows
        )
        return umbra, penumbra - umbra

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """The samples of the selected satellites, one for each part of the fleet."""
        sample = _one_by_one if self.is_one_by_one else _by_plane
        return tuple(sample(self, index) for index in range(len(self.planes)))


def take_census(fleet: Fleet, geometry: SkyGeometry, shells: ShellMask) -> Census:
    """Return the census of the shells in the mask `shells` (s,) at one instant."""
    constellation = fleet.constellation
    own_planes = None
    is_few = int(np.diff(constellation.shell_first)[shells].sum()) <= ONE_BY_ONE
    if is_few or not constellation.is_even or fleet.ages_years is not None:
        flown = np.diff(constellation.plane_first) > 0
        own_planes = np.flatnonzero(shells[constellation.plane_shell] & flown)
        orbits = constellation.orbits_of(own_planes)
    else:
        orbits = constellation.orbits
    sun = orbits_under_sun(constellation, orbits, geometry.instant, geometry.sun_direction)
    sma = constellation.sma_km[orbits.shell]
    part = fleet.part_of[orbits.shell]
    planes = tuple(np.flatnonzero(part == index) for index in range(len(fleet.parts)))
    places = tuple(
        corners(part.operating.grid, sma[ours], sun.beta_rad[ours])
        for part, ours in zip(fleet.parts, planes, strict=True)
    )
    shadows = shadow(sma, sun.beta_rad, fleet.sun_km)
    return Census(
        fleet=fleet,
        geometry=geometry,
        orbits=orbits,
        own_planes=own_planes,
        sun=sun,
        planes=planes,
        corners=places,
        satellites=orbits.satellites * shells[orbits.shell],
        shadows=shadows,
        tables={},
    )


def restricted_to(census: Census, shells: ShellMask) -> Census:
    """Return the census of some of its shells at the same instant; cached tables are shared.

    Satellites are evaluated as in the given census, so that parts add up to the whole. It takes
    time by the planes of those shells, not by all planes.
    """
    whole = census.part_of[0] if census.part_of else census
    if np.all(shells[whole.orbits.shell[whole.satellites > 0.0]]):
        return whole
    span = whole.orbits.span(shells)
    orbits = whole.orbits[span]
    ends = [np.searchsorted(ours, (span.start, span.stop)) for ours in whole.planes]
    return replace(
        whole,
        orbits=orbits,
        own_planes=None if whole.own_planes is None else whole.own_planes[span],
        sun=PlaneSun(*(column[span] for column in whole.sun)),
        planes=tuple(
            ours[begin:end] - span.start
            for ours, (begin, end) in zip(whole.planes, ends, strict=True)
        ),
        corners=tuple(
            Corners(where.node[:, begin:end], where.weight[:, begin:end])
            for where, (begin, end) in zip(whole.corners, ends, strict=True)
        ),
        satellites=orbits.satellites * shells[orbits.shell],
        shadows=Shadow(*(arc[span] for arc in whole.shadows)),
        part_of=(whole, span),
        each={},
    )


def flown_by(census: Census, fleet: Fleet) -> Census:
    """Return the census of the same satellites at the same instant, flown by other maps.

    Where those are on the same grids, the places of the satellites in them are shared.
    """
    pairs = zip_longest(census.fleet.parts, fleet.parts)
    is_same = all(
        one and other and one.operating.grid is other.operating.grid for one, other in pairs
    )
    if is_same and census.part_of is None:
        return replace(census, fleet=fleet, tables={})
    number = np.bincount(census.orbits.shell, census.satellites, fleet.constellation.shell_count)
    return take_census(fleet, census.geometry, number > 0.0)


def histogram(census: Census, quantity: Quantity, edges: Floats) -> Floats:
    """Return (len(edges) - 1,) satellites whose value lies between evenly spaced edges.

    Values beyond the edges count in the first and the last bin.
    """
    bins = len(edges) - 1
    total = np.zeros(bins)
    for share, sample in samples_by_age(census):
        values, number = sample.values(quantity)
        place = (values - edges[0]) * (bins / (edges[-1] - edges[0]))
        where = np.clip(place, 0, bins - 1).astype(np.int32)
        total += np.bincount(where, share * number, bins)
    return total


def nodes_in_use(census: Census, index: int) -> NDArray[np.integer]:
    """Return the nodes of a part's map, as rows of (a * rows), that its selected satellites need.

    One may be there many times.
    """
    where, chosen = census.corners[index], census.satellites[census.planes[index]] > 0.0
    return where.node[:, chosen][where.weight[:, chosen] > 0.0]


def samples_by_age(census: Census) -> Iterator[tuple[float, Sample]]:
    """Yield the samples of the selected satellites, one for each age, and its share."""
    for part, sample in zip(census.fleet.parts, census.samples, strict=True):
        for cohort in part.mixture.cohorts:
            yield cohort.share, sample._replace(operating=cohort.operating)


def per_plane(census: Census, statistic: OrbitStatistic, quantity: Quantity) -> Floats:
    """Return (p,) SI: a statistic of a quantity over the orbit of every plane, from its own map."""
    return _looked_up(
        census, (statistic, quantity), lambda operating: operating.over_orbit(statistic, quantity)
    )


def bound_per_plane(census: Census) -> Floats:
    """Return (p, len(Binding)): share of every plane's orbit for which each limit binds."""
    return _looked_up(census, _bound, _bound)


def _bound(operating: OperatingMap) -> Floats:
    return operating.bound


def _looked_up(census: Census, key: Hashable, table_of: Callable[[OperatingMap], Floats]) -> Floats:
    """Return (p, ...) of a table (a, rows, ...) at every plane; cached under a key."""
    if census.part_of is not None:
        whole, span = census.part_of
        return _looked_up(whole, key, table_of)[span]
    cached = census.tables.get(key)
    if cached is not None:
        return cached
    tables = [table_of(part.operating) for part in census.fleet.parts]
    rest = tables[0].shape[2:] if tables else ()
    out = np.zeros((len(census.satellites), *rest))
    for table, ours, where in zip(tables, census.planes, census.corners, strict=True):
        out[ours] = at_corners(table, where)
    census.tables[key] = out
    return out


def shell_means(census: Census, quantity: Quantity) -> Floats:
    """Return (s,) mean over the orbits of each shell's satellites, NaN for an empty shell."""
    shell = census.orbits.shell
    count = census.fleet.constellation.shell_count
    number = np.bincount(shell, census.satellites, count)
    total = np.bincount(
        shell, census.satellites * per_plane(census, OrbitStatistic.MEAN, quantity), count
    )
    return np.where(number > 0.0, total / np.maximum(number, 1.0), np.nan)


def _by_plane(census: Census, index: int) -> Sample:
    operating, where = census.fleet.parts[index].operating, census.corners[index]
    number = census.satellites[census.planes[index]]
    nodes = spread_over_nodes(where, number, operating.settled.size)
    return Sample(operating, nodes.reshape(-1, operating.grid.rows, 1) * operating.share, None)


def _one_by_one(census: Census, index: int) -> Sample:
    if index not in census.each:
        census.each[index] = _satellites(census, index)
    return Sample(census.fleet.parts[index].operating, np.zeros(0), census.each[index])


def _satellites(census: Census, index: int) -> Satellites:
    assert census.own_planes is not None
    constellation, ours, where = (
        census.fleet.constellation,
        census.planes[index],
        census.corners[index],
    )
    flown = np.flatnonzero(census.satellites[ours] > 0.0)
    first = constellation.plane_first
    planes = census.own_planes[ours[flown]]
    sizes = first[planes + 1] - first[planes]
    own = np.repeat(flown, sizes)
    # The satellites of a plane are neighbours; so many rows are left out before each plane.
    left_out = first[planes] - (np.cumsum(sizes) - sizes)
    rows = (np.arange(len(own)) + np.repeat(left_out, sizes)).astype(np.int32)
    plane = ours[own]
    phase = (
        satellite_arglat_rad(constellation, census.geometry.instant, rows)
        - census.sun.noon_rad[plane]
    )
    arcs = Shadow(*(arc[plane] for arc in census.shadows))
    orbit, station = own.astype(np.int32), station_of(arcs, phase, census.fleet.fineness)
    entries = entries_along_orbits(where, orbit, station, census.fleet.fineness.stations)
    return Satellites(where, rows, orbit, station, entries)
