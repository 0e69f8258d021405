"""The operating maps of a whole design: one for each satellite design that it flies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.aging import AgeShare, ages_of, mean_age, satellite_at_age
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.secular import east_of, highest_beta_rad
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.subsystems.grid import Grid, altitudes_of, grid_of
from orbitviz.subsystems.mixed_map import Blend, completed
from orbitviz.subsystems.operating_map import OperatingMap, solve_map
from orbitviz.subsystems.relief import Relief
from orbitviz.subsystems.stations import Fineness

Ints = NDArray[np.int32]
Ages = Callable[[SatelliteDesign], tuple[AgeShare, ...]]

# The Earth's distance from the Sun over the year (Meeus 1998, chapter 25: eccentricity 0.0167).
NEAREST_SUN_KM = 0.9833 * AU_KM
FARTHEST_SUN_KM = 1.0167 * AU_KM
# Full maps of three ages, their mixture and their grid take 24 MB per altitude; beyond this number
# drafts are used.
_MOST_FULL_ALTITUDES = 28
_SUN_STEP_KM = 2e-4 * AU_KM  # sunlight changes by 0.04 % from step to step


@dataclass(frozen=True, eq=False)
class Cohort:
    """The satellites of one age: their share 0..1 of all, and their map, whole if share is 1."""

    years: float
    share: float
    operating: OperatingMap


@dataclass(frozen=True, eq=False)
class Mixture:
    """The satellites of one design on one grid, by age, and the map of all of them."""

    cohorts: tuple[Cohort, ...]
    operating: OperatingMap

    @property
    def most_common(self) -> Cohort:
        """The satellites of the most common age: the middle one where ages are spread evenly."""
        return max(self.cohorts, key=lambda cohort: cohort.share)

    @cached_property
    def relief(self) -> Relief:
        """What the satellites would deliver without the limits on them; solved when asked for."""
        return Relief(*zip(*((one.operating, one.share) for one in self.cohorts), strict=True))


@dataclass(frozen=True, kw_only=True, eq=False)
class FleetPart:
    """The shells that fly one satellite design, with their map.

    sense     1.0 eastwards, -1.0 westwards, None where the sense does not matter
    mixture   its satellites; of the same ages everywhere
    """

    name: str
    design: SatelliteDesign
    sense: float | None
    shells: Ints
    mixture: Mixture

    @property
    def operating(self) -> OperatingMap:
        """The map of its satellites."""
        return self.mixture.operating


@dataclass(frozen=True, kw_only=True, eq=False)
class Fleet:
    """All maps of one design.

    fineness    that of every map
    is_draft    finer maps will follow
    part_of     (s,) int32: part of each shell
    is_stand_in maps of other orbits, until those of these are solved
    ages_years  (n,) float64 of each satellite; None: every orbit has the ages of its mixture
    """

    constellation: Constellation
    design: Design
    sun_km: float
    fineness: Fineness
    is_draft: bool
    parts: tuple[FleetPart, ...]
    part_of: Ints
    is_stand_in: bool = False
    ages_years: Floats | None = None

    def is_about(self, document: Document) -> bool:
        """Return whether these are maps of the satellites of a document on its orbits."""
        is_same = self.constellation is document.constellation and not self.is_stand_in
        return is_same and self.design.flies_the_same(document.design)

    def is_full_of(self, document: Document, sun_km: float) -> bool:
        """Return whether these are the maps that a document has without drafts before."""
        return (
            not self.is_draft
            and self.sun_km == sun_km
            and self.constellation is document.constellation
            and self.design == document.design
        )


def stand_in(fleet: Fleet, document: Document) -> Fleet | None:
    """Return the maps of a fleet flown by the shells of a document, whose own are not there yet.

    Shells outside of a map fly as at its nearest altitude. None where one has no map at all.
    """
    constellation, design = document.constellation, document.design
    east = east_of(constellation.inc_rad)
    part_of = np.full(constellation.shell_count, -1, np.int32)
    for name, members in _flown(design).items():
        ours = np.isin(constellation.shell_group, members)
        for index, part in enumerate(fleet.parts):
            if part.name == name:
                part_of[ours if part.sense is None else ours & (east == part.sense)] = index
    if np.any(part_of < 0):
        return None
    parts = tuple(
        replace(part, shells=np.flatnonzero(part_of == index).astype(np.int32))
        for index, part in enumerate(fleet.parts)
    )
    return replace(
        fleet, constellation=constellation, parts=parts, part_of=part_of, is_stand_in=True
    )


def of_one_age(fleet: Fleet) -> Fleet:
    """Return the fleet with satellites of the most common age alone; their maps may be thin."""

    def alone(mixture: Mixture) -> Mixture:
        cohort = replace(mixture.most_common, share=1.0)
        return Mixture((cohort,), cohort.operating)

    parts = (replace(part, mixture=alone(part.mixture)) for part in fleet.parts)
    return replace(fleet, parts=tuple(parts))


def sun_step_km(sun_km: float) -> float:
    """Return the distance of the Sun, km, rounded to a step: sunlight exact to 0.02 %."""
    return round(sun_km / _SUN_STEP_KM) * _SUN_STEP_KM


def sun_step_at(geometry: SkyGeometry) -> float:
    """Return the distance of the Sun at an instant, km, rounded to a step."""
    return sun_step_km(float(np.linalg.norm(geometry.sun_teme_km)))


def fleet_at(document: Document, geometry: SkyGeometry) -> Fleet:
    """Return the fleet of a document with the Sun as far away as it is at an instant."""
    return solve_fleet(document, sun_step_at(geometry))


def solve_fleet(
    document: Document,
    sun_km: float,
    before: Fleet | None = None,
    ages: Ages | None = None,
    fineness: Fineness = Fineness.FULL,
    check: Check = no_check,
) -> Fleet:
    """Return the fleet of a document; maps of `before` are reused or start the solution.

    ages    the ages of each satellite design, for all of its satellites; if not given its own, in
            drafts the mean of them, and each satellite has that of the document
    check   called between altitudes

    Designs with very many altitudes are solved as drafts only. Shells of eccentric orbits are
    taken as circular at their semi-major axis.
    """
    constellation = document.constellation
    flights = list(map_groups(document))
    nodes = sum(len(flight.altitudes_km) for flight in flights)
    ages_years = document.ages_years if ages is None else None
    used = fineness if nodes <= _MOST_FULL_ALTITUDES else Fineness.DRAFT
    known = {(part.name, part.sense): part for part in before.parts} if before else {}
    ages = ages or (mean_age if fineness is Fineness.DRAFT else ages_of)
    parts: list[FleetPart] = []
    part_of = np.zeros(constellation.shell_count, np.int32)
    for name, flown, sense, shells, altitudes in flights:
        highest = float(highest_beta_rad(constellation.inc_rad[shells]).max())
        grid = grid_of(altitudes, sun_km, sense or 1.0, used, highest)
        old = known.get((name, sense))
        mixture = _mixture(flown, ages(flown), grid, old.mixture if old else None, check)
        part_of[shells] = len(parts)
        parts.append(
            FleetPart(
                name=name,
                design=flown,
                sense=sense,
                shells=shells,
                mixture=mixture,
            )
        )
    return Fleet(
        constellation=constellation,
        design=document.design,
        sun_km=sun_km,
        fineness=used,
        is_draft=fineness is Fineness.DRAFT,
        parts=tuple(parts),
        part_of=part_of,
        ages_years=ages_years,
    )


def _mixture(
    flown: SatelliteDesign,
    ages: tuple[AgeShare, ...],
    grid: Grid,
    old: Mixture | None,
    check: Check,
) -> Mixture:
    """Return the satellites of a design; maps of old ones are reused or start the solution."""
    before = old.cohorts if old else ()
    satellites = [satellite_at_age(flown, years) for years, _ in ages]
    known = [(one.years, one.share, one.operating.satellite) for one in before]
    asked = [(*age, satellite) for age, satellite in zip(ages, satellites, strict=True)]
    if old and old.operating.grid is grid and known == asked:
        return old
    blend = Blend()
    cohorts: list[Cohort] = []
    for index, ((years, share), satellite) in enumerate(zip(ages, satellites, strict=True)):
        maps = [one.operating for one in before]
        same = [one for one in maps if one.grid is grid and one.satellite == satellite]
        if same:
            operating = completed(same[0])
        else:
            near = before[index] if len(before) == len(ages) else (cohorts or before or (None,))[-1]
            operating = solve_map(satellite, grid, near.operating if near else None, check)
        if len(ages) == 1:
            return Mixture((Cohort(years, share, operating),), operating)
        cohorts.append(Cohort(years, share, blend.add(operating, share)))
    return Mixture(tuple(cohorts), blend.operating_map())


class MapGroup(NamedTuple):
    """Shells that share a map: of one satellite design, and of one sense if that matters."""

    name: str
    design: SatelliteDesign
    sense: float | None
    shells: Ints
    altitudes_km: tuple[float, ...]  # semi-major axes to solve for


def map_groups(document: Document) -> Iterator[MapGroup]:
    """Yield the shells of a document that share a map."""
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
                yield MapGroup(name, flown, sense, shells.astype(np.int32), altitudes)


def _flown(design: Design) -> dict[str, list[int]]:
    """Return the groups that fly each satellite design."""
    flown: dict[str, list[int]] = {}
    for group in range(len(design.groups)):
        flown.setdefault(design.satellite_name(group), []).append(group)
    return flown
