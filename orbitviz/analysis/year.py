"""The year ahead, day by day: eclipse seasons, power, heat and compute."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from orbitviz.orbits.plane_geometry import orbit_beta_rad
from orbitviz.orbits.secular import draconic_period_s, raan_drift_rad
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
    """A constellation through a year; one entry a day, its shadow cylindrical.

    instants    (d,) days at the hour of the first, `step_days` apart
    sun_km      (d,) distance of the Sun
    directions  (d, 3) unit vectors to the Sun, TEME
    eclipse     (d, s) float32 share of the orbit in shadow, mean of each shell's satellites
    longest_s   (d, s) float32 longest eclipse of each shell
    dark_days   (s,) days on which its satellites have eclipses, mean of each shell's satellites
    """

    constellation: Constellation
    instants: tuple[Instant, ...]
    sun_km: Floats
    directions: Floats
    eclipse: Floats32
    longest_s: Floats32
    dark_days: Floats
    step_days: int = 1

    def holds(self, instant: Instant) -> bool:
        """Return whether most of the year is ahead, or as much as the ephemeris has."""
        elapsed_s = instant.seconds_since(self.instants[0])
        is_last = LAST_INSTANT.seconds_since(self.instants[-1]) < DAY_S * self.step_days
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


def year_sun(
    constellation: Constellation, begin: Instant, days: int = DAYS, step_days: int = 1
) -> YearSun:
    """Return the constellation through the days from `begin`; see year_instants.

    step_days   so many days apart: a draft that takes less time
    """
    instants, sun_km, directions = _sun_of_days(begin, days, step_days)
    every = constellation.orbits
    orbits = every.chosen(every.satellites > 0.0)
    shells, first = np.unique(orbits.shell, return_index=True)
    per_shell = np.bincount(orbits.shell, orbits.satellites, constellation.shell_count)
    share = orbits.satellites / per_shell[orbits.shell]
    period = draconic_period_s(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    eclipse = np.zeros((len(instants), constellation.shell_count), np.float32)
    longest_s = np.zeros_like(eclipse)
    dark_days = np.zeros(len(orbits))
    # Day by day: what is kept grows with the shells, not with their planes.
    for day, instant in enumerate(instants):
        beta = orbit_beta_rad(constellation, orbits, instant, directions[day])
        dark = eclipse_fraction(beta, constellation.sma_km[orbits.shell])
        eclipse[day] = np.bincount(orbits.shell, share * dark, constellation.shell_count)
        if len(shells):
            longest_s[day, shells] = np.maximum.reduceat(dark, first) * period[shells]
        dark_days += dark > 0.0
    return YearSun(
        constellation=constellation,
        instants=instants,
        sun_km=sun_km,
        directions=directions,
        eclipse=eclipse,
        longest_s=longest_s,
        dark_days=np.asarray(
            np.bincount(orbits.shell, share * dark_days, constellation.shell_count), np.float64
        )
        * step_days,
        step_days=step_days,
    )


@lru_cache(maxsize=4)
def _sun_of_days(
    begin: Instant, days: int, step_days: int
) -> tuple[tuple[Instant, ...], Floats, Floats]:
    """Return instants, distances and directions of the Sun, as in YearSun."""
    instants = year_instants(begin, days)[::step_days]
    # The distance changes by 1 % in two months: every twentieth day will do.
    some = np.unique(np.append(np.arange(0, len(instants), 20 // step_days), len(instants) - 1))
    far = [float(np.linalg.norm(sun_position_km(instants[day], Frame.TEME))) for day in some]
    sun_km = np.interp(np.arange(len(instants)), some, far)
    directions = sun_directions(instants)
    for array in (sun_km, directions):
        array.setflags(write=False)
    return instants, sun_km, directions


def daily(sun: YearSun, values: Floats) -> Floats:
    """Return (DAYS,) values of every day from those (d,) of a year of DAYS, straight in between."""
    if sun.step_days == 1:
        return values
    return np.interp(np.arange(DAYS), np.arange(len(values)) * sun.step_days, values)


def year_instants(begin: Instant, days: int = DAYS) -> tuple[Instant, ...]:
    """Return so many days from `begin` on; the last of the ephemeris where it ends before that."""
    late = math.ceil(begin.seconds_since(LAST_INSTANT) / DAY_S + days - 1)
    first = begin.plus_s(-DAY_S * max(late, 0))
    return tuple(first.plus_s(DAY_S * day) for day in range(days))


def eclipse_of_plane(
    constellation: Constellation, plane: int, instants: Sequence[Instant]
) -> Floats:
    """Return (d,) share of the orbit of a plane in the cylindrical shadow at instants."""
    orbit = constellation.orbits_of(np.array([plane]))
    betas = [
        orbit_beta_rad(constellation, orbit, instant, direction)
        for instant, direction in zip(instants, sun_directions(instants), strict=True)
    ]
    sma_km = constellation.sma_km[orbit.shell]
    return np.asarray(eclipse_fraction(np.concatenate(betas), sma_km))


def year_places(sun: YearSun, fleet: Fleet, shells: ShellMask) -> YearPlaces:
    """Return where the satellites of the marked shells (s,) stand in the maps of `fleet`."""
    constellation = sun.constellation
    orbits = constellation.orbits.chosen(shells[constellation.orbits.shell])
    days = len(sun.instants)
    # Day by day: what is kept grows with the maps, not with the planes.
    drift = np.stack([raan_drift_rad(constellation, instant) for instant in sun.instants])
    nodes = []
    for index, part in enumerate(fleet.parts):
        grid = part.operating.grid
        count = len(grid.sma_km) * grid.rows
        every = orbits.chosen((fleet.part_of[orbits.shell] == index) & (orbits.satellites > 0.0))
        total = np.zeros(days * count)
        for first in range(0, len(every), _PLANES_AT_ONCE):
            ours = every[first : first + _PLANES_AT_ONCE]
            raan = ours.raan_rad + drift[:, ours.shell]
            beta = beta_rad(constellation.inc_rad[ours.shell], raan, sun.directions.T[:, :, None])
            # Planes of one shell at the same beta share a node: count satellites by day and node.
            places = corners(
                grid, np.tile(constellation.sma_km[ours.shell], days), np.abs(beta).ravel()
            )
            at_day = np.repeat(np.arange(days) * count, len(ours))
            number = np.tile(ours.satellites, days)
            total += spread_over_nodes(places, number, len(total), at_day)
        nodes.append(total.reshape(days, count))
    return YearPlaces(sun, tuple(nodes), int(orbits.satellites.sum()))


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
    members = np.flatnonzero(shells)
    sizes = np.diff(sun.constellation.shell_first)[members].astype(np.float64)
    lit = 1.0 - sun.eclipse[:, members] @ (sizes / (sizes.sum() or np.nan)).astype(np.float32)
    longest = sun.longest_s[:, members].max(axis=1, initial=0.0)
    return np.asarray(lit, np.float64), np.asarray(longest, np.float64)


def season_edges(dark: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last day of every run of days that are marked."""
    change = np.flatnonzero(np.diff(np.concatenate([[False], dark, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(change[::2], change[1::2], strict=True)]
