"""The year ahead, day by day: eclipse seasons, power, heat and compute."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import FARTHEST_SUN_KM, NEAREST_SUN_KM, Fleet
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.constants import AU_KM, DAY_S
from orbitviz.model.selection import ShellMask
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import eclipse_fraction
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.secular import draconic_period_s, plane_raan_rad
from orbitviz.orbits.sun import beta_rad, sun_directions, sun_position_km
from orbitviz.orbits.timescale import LAST_INSTANT, Instant
from orbitviz.subsystems.map_lookup import corners, spread_over_nodes
from orbitviz.subsystems.quantity import Quantity

DAYS = 365
_PLANES_AT_ONCE = 128  # more are no faster and take 50 kB each
# The year shown begins at most this long before the instant shown: a click on a day keeps it.
_AHEAD_AFTER_DAYS = 300


@dataclass(frozen=True, kw_only=True, eq=False)
class YearSun:
    """A constellation through a year; one entry a day.

    instants    (d,) days at the hour of the first
    sun_km      (d,) distance of the Sun
    beta_rad    (d, p) float32 of every plane
    eclipse     (d, p) float32 share of the orbit in the cylindrical shadow
    period_s    (p,) from node to node
    """

    constellation: Constellation
    instants: tuple[Instant, ...]
    sun_km: Floats
    beta_rad: Floats32
    eclipse: Floats32
    period_s: Floats

    def holds(self, instant: Instant) -> bool:
        """Return whether most of the year is ahead, or as much as the ephemeris has."""
        elapsed_s = instant.seconds_since(self.instants[0])
        is_last = LAST_INSTANT.seconds_since(self.instants[-1]) < DAY_S
        return 0.0 <= elapsed_s <= DAY_S * (DAYS if is_last else _AHEAD_AFTER_DAYS)


@dataclass(frozen=True, eq=False)
class YearPlaces:
    """Places of the selected satellites in the maps of a fleet, day by day.

    nodes        for each part of the fleet (d, a * rows): satellites near each node of its map
    satellites   number selected
    """

    sun: YearSun
    nodes: tuple[Floats, ...]
    satellites: int


def year_sun(constellation: Constellation, begin: Instant, days: int = DAYS) -> YearSun:
    """Return the constellation through the days from `begin`; see year_instants."""
    instants = year_instants(begin, days)
    # The distance changes by 1 % in two months: every twentieth day will do.
    some = np.unique(np.append(np.arange(0, len(instants), 20), len(instants) - 1))
    far = [float(np.linalg.norm(sun_position_km(instants[day], Frame.TEME))) for day in some]
    sun_km = np.interp(np.arange(len(instants)), some, far)
    shell = constellation.plane_shell
    beta, eclipse = beta_and_eclipse(constellation, np.arange(len(shell)), instants)
    period = draconic_period_s(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    return YearSun(
        constellation=constellation,
        instants=instants,
        sun_km=sun_km,
        beta_rad=beta,
        eclipse=eclipse,
        period_s=period[shell],
    )


def year_instants(begin: Instant, days: int = DAYS) -> tuple[Instant, ...]:
    """Return so many days from `begin` on; the last of the ephemeris where it ends before that."""
    late = math.ceil(begin.seconds_since(LAST_INSTANT) / DAY_S + days - 1)
    first = begin.plus_s(-DAY_S * max(late, 0))
    return tuple(first.plus_s(DAY_S * day) for day in range(days))


def beta_and_eclipse(
    constellation: Constellation, planes: NDArray[np.integer[Any]], instants: Sequence[Instant]
) -> tuple[Floats32, Floats32]:
    """Return (d, p) beta, rad, of planes (p,) at instants, and the share of the orbit in shadow."""
    shell = constellation.plane_shell[planes]
    inc, sma = constellation.inc_rad[shell], constellation.sma_km[shell]
    beta = np.empty((len(instants), len(shell)), np.float32)
    eclipse = np.empty_like(beta)
    for day, direction in enumerate(sun_directions(instants)):
        own = beta_rad(inc, plane_raan_rad(constellation, instants[day], planes), direction)
        beta[day], eclipse[day] = own, eclipse_fraction(own, sma)
    return beta, eclipse


def year_places(sun: YearSun, fleet: Fleet, shells: ShellMask) -> YearPlaces:
    """Return where the satellites of the marked shells (s,) stand in the maps of `fleet`."""
    constellation = sun.constellation
    shell = constellation.plane_shell
    sizes = np.diff(constellation.plane_first) * shells[shell]
    days = len(sun.instants)
    nodes = []
    for index, part in enumerate(fleet.parts):
        grid = part.operating.grid
        count = len(grid.sma_km) * grid.rows
        every = np.flatnonzero((fleet.part_of[shell] == index) & (sizes > 0))
        total = np.zeros(days * count)
        for first in range(0, len(every), _PLANES_AT_ONCE):
            ours = every[first : first + _PLANES_AT_ONCE]
            # Planes of one shell at the same beta share a node: count satellites by day and node.
            places = corners(
                grid,
                np.tile(constellation.sma_km[shell[ours]], days),
                np.abs(sun.beta_rad[:, ours]).ravel().astype(np.float64),
            )
            at_day = np.repeat(np.arange(days) * count, len(ours))
            number = np.tile(sizes[ours].astype(np.float64), days)
            total += spread_over_nodes(places, number, len(total), at_day)
        nodes.append(total.reshape(days, count))
    return YearPlaces(sun, tuple(nodes), int(sizes.sum()))


def year_sums(places: YearPlaces, fleets: Sequence[Fleet], quantity: Quantity) -> Floats:
    """Return (d,) the sum over the selected satellites of a quantity's mean over the orbit.

    fleets   of one distance of the Sun, or of NEAREST_SUN_KM and FARTHEST_SUN_KM, between which
             each day is taken by its sunlight
    """
    return _between(
        places,
        [
            sum(
                nodes @ part.operating.mean[quantity].ravel()
                for nodes, part in zip(places.nodes, fleet.parts, strict=True)
            )
            for fleet in fleets
        ],
    )


def year_most(places: YearPlaces, fleets: Sequence[Fleet], quantity: Quantity) -> Floats:
    """Return (d,) the most that any selected satellite reaches each day, NaN if there is none.

    fleets   as for year_sums
    """
    if not places.satellites:
        return np.full(len(places.sun.instants), np.nan)
    return _between(places, [_most(places, fleet, quantity) for fleet in fleets])


def _most(places: YearPlaces, fleet: Fleet, quantity: Quantity) -> Floats:
    out = np.full(len(places.sun.instants), -np.inf)
    for nodes, part in zip(places.nodes, fleet.parts, strict=True):
        reached = np.where(nodes > 0.0, part.operating.maximum[quantity].ravel(), -np.inf)
        out = np.maximum(out, reached.max(axis=1))
    return out


def _between(places: YearPlaces, values: Sequence[Any]) -> Floats:
    """Return (d,) of values for the nearest and the farthest Sun, by the sunlight of each day."""
    if len(values) == 1:
        return np.asarray(values[0])
    light = (AU_KM / places.sun.sun_km) ** 2
    near, far = ((AU_KM / km) ** 2 for km in (NEAREST_SUN_KM, FARTHEST_SUN_KM))
    share = np.clip((light - far) / (near - far), 0.0, 1.0)
    return np.asarray(share * values[0] + (1.0 - share) * values[1])


def year_sunlit(sun: YearSun, shells: ShellMask) -> tuple[Floats, Floats]:
    """Return (d,) share of the marked shells (s,) in sunlight, and (d,) longest eclipse, s.

    The share of no satellites is NaN.
    """
    shell = sun.constellation.plane_shell
    sizes = np.diff(sun.constellation.plane_first) * shells[shell]
    lit = 1.0 - sun.eclipse @ (sizes / (sizes.sum() or np.nan)).astype(np.float32)
    shells_matching = sizes > 0
    longest = (sun.eclipse[:, shells_matching] * sun.period_s[shells_matching]).max(
        axis=1, initial=0.0
    )
    return np.asarray(lit, np.float64), np.asarray(longest, np.float64)


def season_edges(dark: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last day of every run of days that are marked."""
    change = np.flatnonzero(np.diff(np.concatenate([[False], dark, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(change[::2], change[1::2], strict=True)]
