"""What the selected satellites do at one instant: sums, extremes, distributions."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats
from orbitviz.model.selection import ShellMask
from orbitviz.orbits.plane_geometry import PlaneSun, planes_under_sun, satellite_arglat_rad
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.map_lookup import (
    Corners,
    along_orbit,
    at_corners,
    corners,
    spread_over_nodes,
)
from orbitviz.subsystems.operating_map import OperatingMap, OrbitStatistic
from orbitviz.subsystems.quantity import Quantity
from orbitviz.subsystems.stations import Shadow, shadow, station_of

# Up to this many satellites are evaluated individually, more by plane: the evenly spaced satellites
# of a plane have, at any instant, the mean over an orbit.
ONE_BY_ONE = 20_000


class Sample(NamedTuple):
    """Entries of one operating map, and the number of satellites in each."""

    operating: OperatingMap
    nodes: Floats  # (a, rows, stations) satellites, where they are evaluated by plane
    where: Corners | None  # places (n,) in the map, where they are evaluated individually
    station: Floats | None

    def values(self, quantity: Quantity) -> tuple[NDArray[Any], Floats]:
        """Return values (m,) of a quantity and the satellites (m,) that have them."""
        table = self.operating.values[quantity]
        if self.where is None or self.station is None:
            return table.ravel(), self.nodes.ravel()
        return along_orbit(table, self.where, self.station), np.ones(len(self.station))


@dataclass(frozen=True, kw_only=True, eq=False)
class Census:
    """The planes of a fleet at one instant, and the selected ones.

    planes, corners   for each part of the fleet its planes and their places in its map
    satellites        (p,) satellites of each plane that are selected
    shadows           half-arcs of umbra and penumbra (p,) rad
    is_few            the satellites are evaluated individually, not by plane
    """

    fleet: Fleet
    instant: Instant
    sun: PlaneSun
    planes: tuple[NDArray[np.int64], ...]
    corners: tuple[Corners, ...]
    satellites: Floats
    shadows: Shadow
    is_few: bool
    tables: dict[Hashable, Floats]  # cache of per-plane tables, shared by restricted censuses

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
        sample = _one_by_one if self.is_few else _by_plane
        return tuple(sample(self, index) for index in range(len(self.planes)))


def take_census(fleet: Fleet, geometry: SkyGeometry, shells: ShellMask) -> Census:
    """Return the census of the shells in the mask `shells` (s,) at one instant."""
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


def restricted_to(census: Census, shells: ShellMask) -> Census:
    """Return the census of other shells at the same instant; cached tables are shared.

    Satellites are evaluated as in the given census, so that parts add up to the whole.
    """
    return replace(census, satellites=_sizes(census.fleet, shells))


def _sizes(fleet: Fleet, shells: ShellMask) -> Floats:
    constellation = fleet.constellation
    sizes = np.diff(constellation.plane_first) * shells[constellation.plane_shell]
    return np.asarray(sizes, np.float64)


def histogram(census: Census, quantity: Quantity, edges: Floats) -> Floats:
    """Return (len(edges) - 1,) satellites whose value lies between evenly spaced edges.

    Values beyond the edges count in the first and the last bin.
    """
    bins = len(edges) - 1
    total = np.zeros(bins)
    for sample in census.samples:
        values, number = sample.values(quantity)
        place = (values - edges[0]) * (bins / (edges[-1] - edges[0]))
        total += np.bincount(np.clip(place, 0, bins - 1).astype(np.int32), number, bins)
    return total


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
    shell = census.fleet.constellation.plane_shell
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
