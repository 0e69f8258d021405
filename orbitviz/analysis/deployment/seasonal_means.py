"""What satellites do at every age: means over their orbits and over the seasons of a year.

The Sun stands at its mean distance: its light is the mean of the year to 0.02 %. The seasons are
those of the year from the epoch of the design on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.aged_orbits import AgedOrbits, aged_orbits
from orbitviz.analysis.fleet import MapGroup, map_groups
from orbitviz.analysis.year import year_instants
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM, TAU
from orbitviz.base.progress import Check, no_check
from orbitviz.model.state import Document
from orbitviz.orbits.distinct_orbits import Orbits
from orbitviz.orbits.secular import highest_beta_rad, secular_rates
from orbitviz.orbits.sun import beta_rad, sun_directions
from orbitviz.subsystems.grid import grid_of
from orbitviz.subsystems.map_lookup import corners
from orbitviz.subsystems.stations import Fineness

_BETAS_RAD = np.linspace(0.0, 0.25 * TAU, 181)
_DAYS_APART = 5  # between them the direction of the Sun is taken as straight: to 0.0005 rad
_DAYS_AT_ONCE = 32
_LEVEL = 1e-3  # orbits of a group are told apart where they differ by so much
_MOST_LEVELS = 24


@dataclass(frozen=True, eq=False)
class PartMeans:
    """The satellites of one design on c kinds of orbits.

    kinds    (c,) their numbers
    ages     (k,) rising, years: nodes of parabolas
    values   (c, k, len(QUANTITIES)) SI: of a satellite of these ages
    """

    kinds: NDArray[np.intp]
    ages: Floats
    values: Floats


@dataclass(frozen=True, eq=False)
class SeasonalMeans:
    """The satellites of a whole design, by the kind of orbit that they are on.

    kind_of_slot   (n,) unsigned: kind of the orbit of each slot
    kinds          how many there are
    parts          design by design
    """

    kind_of_slot: NDArray[np.unsignedinteger]
    kinds: int
    parts: tuple[PartMeans, ...]


def seasonal_means(
    document: Document, life_years: Floats, check: Check = no_check
) -> SeasonalMeans:
    """Return what the satellites of a document do, up to the ages (g,) that groups reach.

    Where there are tens of thousands of planes, all of a shell count as one kind.
    check   called between altitudes
    """
    constellation = document.constellation
    every, planes = constellation.orbits, len(constellation.plane_shell)
    kind_of_orbit = np.zeros(len(every), np.int64)
    kinds, parts = 0, []
    for flight in map_groups(document):
        chosen = np.isin(every.shell, flight.shells) & (every.satellites > 0.0)
        orbits = every.chosen(chosen)
        if not len(orbits):
            continue
        group = constellation.shell_group[orbits.shell]
        aged = _aged(document, flight, orbits, float(life_years[group].max()), check)
        kind = _levels(group if len(every) == planes else orbits.shell, aged, orbits)
        kind_of_orbit[chosen] = kinds + kind
        number = np.bincount(kind, orbits.satellites)
        values = np.zeros((len(number), *aged.values.shape[1:]))
        np.add.at(values, kind, orbits.satellites[:, None, None] * aged.values)
        values /= number[:, None, None]
        parts.append(PartMeans(kinds + np.arange(len(number)), aged.ages, values))
        kinds += len(number)
    kind_of_plane = kind_of_orbit
    if len(every) < planes:
        # One kind a shell.
        of_shell = np.zeros(constellation.shell_count, np.int64)
        of_shell[every.shell] = kind_of_orbit
        kind_of_plane = of_shell[constellation.plane_shell]
    kind_of_slot = kind_of_plane.astype(np.min_scalar_type(kinds)).take(constellation.plane_index)
    return SeasonalMeans(kind_of_slot, kinds, tuple(parts))


def _aged(
    document: Document, flight: MapGroup, orbits: Orbits, most_years: float, check: Check
) -> AgedOrbits:
    """Return means over the year of the satellites on some orbits."""
    constellation = document.constellation
    shells, shell = np.unique(orbits.shell, return_inverse=True)
    days = _days_by_beta(document, orbits)
    weight = np.zeros((len(shells), len(_BETAS_RAD)))
    np.add.at(weight, shell, orbits.satellites[:, None] * days)
    highest = float(highest_beta_rad(constellation.inc_rad[shells]).max())
    grid = grid_of(flight.altitudes_km, AU_KM, flight.sense or 1.0, Fineness.DRAFT, highest)
    sma_km = np.repeat(constellation.sma_km[shells], len(_BETAS_RAD))
    where = corners(grid, sma_km, np.tile(_BETAS_RAD, len(shells)))
    aged = aged_orbits(flight.design, grid, where, weight.ravel(), most_years, check)
    of_shell = aged.values.reshape(*weight.shape, -1)
    values = np.zeros((len(orbits), of_shell.shape[-1]))
    for one in range(len(shells)):
        own = shell == one
        values[own] = np.einsum("ob,bv->ov", days[own], of_shell[one])
    return AgedOrbits(aged.ages, values.reshape(-1, *aged.values.shape[1:]))


def _days_by_beta(document: Document, orbits: Orbits) -> Floats:
    """Return (q, b) the share of a year that each orbit has near each of _BETAS_RAD."""
    constellation, bins = document.constellation, len(_BETAS_RAD)
    instants = year_instants(document.design.epoch_instant)
    some = np.append(np.arange(0, len(instants) - 1, _DAYS_APART), len(instants) - 1)
    known = sun_directions([instants[day] for day in some])
    every = np.arange(len(instants))
    directions = np.stack([np.interp(every, some, axis) for axis in known.T])
    directions /= np.linalg.norm(directions, axis=0)
    since_s = np.array([one.seconds_since(constellation.epoch) for one in instants])
    rate = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad).raan_rad_s
    inc, drift = constellation.inc_rad[orbits.shell], rate[orbits.shell]
    first = np.arange(len(orbits)) * bins
    days = np.zeros(len(orbits) * bins)
    for begin in range(0, len(instants), _DAYS_AT_ONCE):
        span = slice(begin, begin + _DAYS_AT_ONCE)
        raan = orbits.raan_rad + since_s[span, None] * drift
        beta = np.abs(beta_rad(inc, raan, directions[:, span, None]))
        place = beta / _BETAS_RAD[1]
        low = np.minimum(place.astype(np.int64), bins - 2)
        up, low = (place - low).ravel(), (low + first).ravel()
        days += np.bincount(low, 1.0 - up, len(days))
        days += np.bincount(low + 1, up, len(days))
    return days.reshape(len(orbits), bins) / len(instants)


def _levels(of: NDArray[np.integer], aged: AgedOrbits, orbits: Orbits) -> NDArray[np.int64]:
    """Return (q,) kinds from 0 on: of each group, orbits on which satellites do about the same."""
    total = np.einsum("o,okq->q", orbits.satellites, aged.values)
    scale = np.where(total > 0.0, total, np.inf) / orbits.satellites.sum() / len(aged.ages)
    about = (aged.values.mean(axis=1) / scale).mean(axis=1)
    level = np.zeros(len(of), np.int64)
    for one in np.unique(of):
        own = of == one
        lowest, spread = about[own].min(), np.ptp(about[own])
        step = max(_LEVEL, spread / _MOST_LEVELS)
        level[own] = ((about[own] - lowest) / step).astype(np.int64)
    kinds = of * np.int64(_MOST_LEVELS + 1) + level
    return np.asarray(np.unique(kinds, return_inverse=True)[1], np.int64)
