"""The operating maps of a whole design: one for each satellite design that it flies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.constants import AU_KM
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.secular import east_of, highest_beta_rad
from orbitviz.subsystems.operating_map import OperatingMap, altitudes_of, grid_of, solve_map
from orbitviz.subsystems.stations import Fineness

Ints = NDArray[np.int32]

# The Earth's distance from the Sun over the year (Meeus 1998, chapter 25: eccentricity 0.0167).
NEAREST_SUN_KM = 0.9833 * AU_KM
FARTHEST_SUN_KM = 1.0167 * AU_KM
# A full map takes 15 MB per altitude and satellite design; beyond this number drafts are used.
_MOST_FULL_ALTITUDES = 36
_SUN_STEP_KM = 2e-4 * AU_KM  # sunlight changes by 0.04 % from step to step


@dataclass(frozen=True, kw_only=True, eq=False)
class FleetPart:
    """The shells that fly one satellite design, with their map.

    sense   1.0 eastwards, -1.0 westwards, None where the sense does not matter
    """

    name: str
    design: SatelliteDesign
    sense: float | None
    shells: Ints
    operating: OperatingMap


@dataclass(frozen=True, kw_only=True, eq=False)
class Fleet:
    """All maps of one design.

    fineness    that of every map
    is_draft    finer maps will follow
    part_of     (s,) int32: part of each shell
    """

    constellation: Constellation
    design: Design
    sun_km: float
    fineness: Fineness
    is_draft: bool
    parts: tuple[FleetPart, ...]
    part_of: Ints


def sun_step_km(sun_km: float) -> float:
    """Return the distance of the Sun, km, rounded to a step: sunlight exact to 0.02 %."""
    return round(sun_km / _SUN_STEP_KM) * _SUN_STEP_KM


def solve_fleet(
    document: Document,
    sun_km: float,
    before: Fleet | None = None,
    age_of: Callable[[SatelliteDesign], float] = attrgetter("age_years"),
    fineness: Fineness = Fineness.FULL,
) -> Fleet:
    """Return the fleet of a document; maps of `before` are reused or start the solution.

    age_of   the age in years of each satellite design, its own if not given

    Designs with very many altitudes are solved as drafts only. Shells of eccentric orbits are
    taken as circular at their semi-major axis.
    """
    constellation = document.constellation
    map_groups = list(_map_groups(document))
    nodes = sum(len(map_group.altitudes_km) for map_group in map_groups)
    used = fineness if nodes <= _MOST_FULL_ALTITUDES else Fineness.DRAFT
    known = {(part.name, part.sense): part.operating for part in before.parts} if before else {}
    parts: list[FleetPart] = []
    part_of = np.zeros(constellation.shell_count, np.int32)
    for name, flown, sense, shells, altitudes in map_groups:
        highest = float(highest_beta_rad(constellation.inc_rad[shells]).max())
        grid = grid_of(altitudes, sun_km, sense or 1.0, used, highest)
        satellite = satellite_at_age(flown, age_of(flown))
        old = known.get((name, sense))
        if old is not None and old.grid is grid and old.satellite == satellite:
            operating = old
        else:
            operating = solve_map(satellite, grid, old)
        part_of[shells] = len(parts)
        part = FleetPart(name=name, design=flown, sense=sense, shells=shells, operating=operating)
        parts.append(part)
    return Fleet(
        constellation=constellation,
        design=document.design,
        sun_km=sun_km,
        fineness=used,
        is_draft=fineness is Fineness.DRAFT,
        parts=tuple(parts),
        part_of=part_of,
    )


class _MapGroup(NamedTuple):
    """Shells that share a map: of one satellite design, and of one sense if that matters."""

    name: str
    design: SatelliteDesign
    sense: float | None
    shells: Ints
    altitudes_km: tuple[float, ...]  # semi-major axes to solve for


def _map_groups(document: Document) -> Iterator[_MapGroup]:
    constellation, design = document.constellation, document.design
    east = east_of(constellation.inc_rad)
    for name, members in _flown(design).items():
        flown = design.satellite_of(members[0])
        ours = np.isin(constellation.shell_group, members)
        # Only a workload by local time depends on the sense.
        senses = (1.0, -1.0) if flown.compute.workload == "follow-the-sun" else (None,)
        for sense in senses:
            shells = np.flatnonzero(ours if sense is None else ours & (east == sense))
            if len(shells):
                altitudes = altitudes_of(constellation.sma_km[shells])
                yield _MapGroup(name, flown, sense, shells.astype(np.int32), altitudes)


def _flown(design: Design) -> dict[str, list[int]]:
    """Return the groups that fly each satellite design."""
    flown: dict[str, list[int]] = {}
    for group in range(len(design.groups)):
        flown.setdefault(design.satellite_name(group), []).append(group)
    return flown
