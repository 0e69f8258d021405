"""A route between two sites, and the words for where there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import FIBRE_GROUP_INDEX, SPEED_OF_LIGHT_KM_S
from orbitviz.model.design.groups import Site
from orbitviz.orbits.geodesy import ground_distance_km
from orbitviz.orbits.timescale import Instant

MS_PER_S = 1e3


@dataclass(frozen=True, kw_only=True, eq=False)
class Route:
    """The shortest way between two sites through satellites at an instant.

    names       of the sites and the satellites between them, in order
    rows        satellites as rows of the constellation, in order
    r_km        (k, 3) float64  km TEME: the first site, the satellites, the last site
    legs_km     (k - 1,) float64
    """

    instant: Instant
    names: tuple[str, ...]
    rows: tuple[int, ...]
    r_km: Floats
    legs_km: Floats

    @property
    def hops(self) -> int:
        """Number of links, up and down included."""
        return len(self.legs_km)

    @property
    def length_km(self) -> float:
        """Length of the whole way."""
        return float(self.legs_km.sum())

    @property
    def one_way_ms(self) -> float:
        """Time of light along the way; satellites add nothing."""
        return self.length_km / SPEED_OF_LIGHT_KM_S * MS_PER_S

    @property
    def rtt_ms(self) -> float:
        """Time of light there and back."""
        return 2.0 * self.one_way_ms


@dataclass(frozen=True, kw_only=True)
class NoRoute:
    """That there is no way between two sites at an instant.

    why   where it breaks, in words, a clause
    """

    instant: Instant
    why: str

    @property
    def rows(self) -> tuple[int, ...]:
        """Satellites on the way: none."""
        return ()


def fibre_between_ms(one: Site, other: Site) -> float:
    """Return fibre_rtt_ms between two sites."""
    return fibre_rtt_ms(distance_between_km(one, other))


def distance_between_km(one: Site, other: Site) -> float:
    """Return the length of the shortest way on the ground between two sites, km."""
    degrees = one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg
    return ground_distance_km(*map(math.radians, degrees))


def fibre_rtt_ms(distance_km: float) -> float:
    """Return the time there and back of light in fibre laid along the shortest way on the ground.

    Real cables are longer, mostly by half.
    """
    return 2.0 * distance_km * FIBRE_GROUP_INDEX / SPEED_OF_LIGHT_KM_S * MS_PER_S
