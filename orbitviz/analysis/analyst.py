"""Makes what the panels show: totals, distributions, one orbit, the year; on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.census import (
    Census,
    Figures,
    figures,
    histogram,
    restricted_to,
    shell_means,
    take_census,
)
from orbitviz.analysis.findings import findings
from orbitviz.analysis.fleet import FARTHEST_SUN_KM, NEAREST_SUN_KM, Fleet, FleetPart, solve_fleet
from orbitviz.analysis.one_orbit import along_one_orbit
from orbitviz.analysis.transients import (
    SCENARIOS,
    Representative,
    Scenario,
    representative_of,
    scenarios_of,
)
from orbitviz.analysis.year import (
    YearPlaces,
    YearSun,
    season_edges,
    year_most,
    year_places,
    year_sums,
    year_sun,
    year_sunlit,
)
from orbitviz.model.group_colours import group_colours
from orbitviz.model.selection import Selection, ShellMask
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR, REJECTED
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE, DISCHARGING, LOAD, SHED
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.quantity import Quantity
from orbitviz.subsystems.stations import Fineness

Floats = NDArray[np.float64]

CURVES = (ARRAY, LOAD, SHED, DISCHARGING, CHARGE, RADIATOR, CHIP, REJECTED, COMPUTE)
HISTOGRAMS = (CHARGE, RADIATOR, CHIP)
_BINS = 24
_MOST_COMPARED = 12  # groups or shells side by side


@dataclass(frozen=True)
class ComparisonRow:
    """One group or shell of the selection beside the others."""

    name: str
    colour: str
    figures: Figures


@dataclass(frozen=True)
class Year:
    """The year of the selected satellites, a value a day.

    mean       name -> (d,) mean over the satellites and over the orbit, SI units
    hottest_radiator_k, hottest_chip_k   (d,) of any satellite
    lit        (d,) share in sunlight, (cylindrical shadow, mean over each orbit)
    longest_s  (d,) longest eclipse
    seasons    first and last day of each run of days on which some of the satellites have eclipses,
               where that is not every day
    """

    instants: tuple[Instant, ...]
    mean: Mapping[str, Floats]
    hottest_radiator_k: Floats
    hottest_chip_k: Floats
    lit: Floats
    longest_s: Floats
    seasons: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class PanelData:
    """Everything the panels of power, heat and compute show.

    comparable    groups or shells that there are, of which `comparison` has so many
    histograms   name -> edges (k + 1,), satellites (k,)
    orbit        name -> (181,) mean over the satellites at PHASES_RAD of one_orbit
    ends         beginning and end of life, None while the hand moves
    umbra        share of the orbit in the umbra, mean of the satellites
    representative         the satellite that stands for the selection
    coldest, hottest   names of the shells whose radiators are so, in the mean
    scenarios     what the lead goes through where its orbits do not repeat; made when asked for
    parts        the satellite designs that the selected shells fly
    findings     what a designer must hear: what cannot balance, and what fails first
    """

    instant: Instant
    title: str
    parts: tuple[FleetPart, ...]
    findings: tuple[str, ...]
    now: Figures
    comparison: tuple[ComparisonRow, ...]
    comparable: int
    histograms: Mapping[str, tuple[Floats, Floats]]
    orbit: Mapping[str, Floats]
    year: Year
    ends: tuple[Figures, Figures] | None
    umbra: float
    representative: Representative | None
    coldest: str
    hottest: str
    scenarios: tuple[Scenario, ...] = ()


@dataclass(frozen=True)
class Question:
    """What a PanelData answers."""

    document: Document
    selection: Selection
    geometry: SkyGeometry
    fleet: Fleet

    @property
    def mask(self) -> ShellMask:
        """(s,) bool: the shells asked about; all where none is selected."""
        return self.selection.mask_or_all(self.document.constellation.shell_count)

    @property
    def is_draft(self) -> bool:
        """Whether what takes longer is left out, because the hand still moves."""
        return self.fleet.is_draft


class Analyst:
    """Answers questions, and keeps what the next answer can use; for one thread at a time."""

    def __init__(self) -> None:
        self._sun: YearSun | None = None
        self._places: tuple[tuple[bytes, bytes, tuple[int, ...]], YearPlaces] | None = None
        self._sunlit: tuple[YearSun, bytes, tuple[Floats, Floats]] | None = None
        self._around: tuple[Fleet | None, Fleet | None] = (None, None)
        self._ends: tuple[Fleet | None, Fleet | None] = (None, None)

    def answer(self, question: Question) -> PanelData:
        """Return what the panels show."""
        document, fleet = question.document, question.fleet
        mask = question.mask
        census = take_census(fleet, question.geometry, mask)
        edges = {quantity: _edges(fleet, quantity) for quantity in HISTOGRAMS}
        return PanelData(
            question.geometry.instant,
            _title(document, mask),
            tuple(part for part in fleet.parts if mask[part.shells].any()),
            tuple(findings(census)),
            figures(census),
            *_comparison(question.document, census, mask),
            {
                quantity.column: (edges[quantity], histogram(census, quantity, edges[quantity]))
                for quantity in HISTOGRAMS
            },
            along_one_orbit(census, CURVES),
            self._year(question, mask),
            None if question.is_draft else self._life(question, mask),
            census.dark_over_orbit[0],
            representative_of(fleet, question.geometry, mask),
            *_coldest_and_hottest(census, mask),
        )

    def scenarios(
        self, question: Question, keys: tuple[str, ...] = tuple(SCENARIOS)
    ) -> tuple[Scenario, ...]:
        """Return what the lead of the selection goes through; each takes half a second."""
        mask = question.mask
        representative = representative_of(question.fleet, question.geometry, mask)
        return (
            ()
            if representative is None
            else scenarios_of(question.fleet, question.geometry, representative, keys)
        )

    def _year(self, question: Question, mask: ShellMask) -> Year:
        fleets: tuple[Fleet, ...] = (question.fleet,)
        if not question.is_draft:
            near, far = self._around
            self._around = (
                solve_fleet(question.document, NEAREST_SUN_KM, near, fineness=Fineness.DRAFT),
                solve_fleet(question.document, FARTHEST_SUN_KM, far, fineness=Fineness.DRAFT),
            )
            fleets = tuple(fleet for fleet in self._around if fleet is not None)
        places = self._kept_places(question, fleets[0], mask)
        sun = places.sun
        lit, longest = self._kept_sunlit(sun, mask)
        count = max(places.satellites, 1)
        dark = longest > 0.0
        return Year(
            sun.instants,
            {quantity.column: year_sums(places, fleets, quantity) / count for quantity in CURVES},
            year_most(places, fleets, RADIATOR),
            year_most(places, fleets, CHIP),
            lit,
            longest,
            () if dark.all() else tuple(season_edges(dark)),
        )

    def _kept_places(self, question: Question, fleet: Fleet, mask: ShellMask) -> YearPlaces:
        constellation = question.document.constellation
        instant = question.geometry.instant
        sun = self._sun
        if sun is None or sun.constellation is not constellation or not sun.holds(instant):
            sun = self._sun = year_sun(constellation, _day(instant))
        # Places depend on the grids, not on what the satellites do there.
        sizes = tuple(part.operating.settled.size for part in fleet.parts)
        about = (mask.tobytes(), fleet.part_of.tobytes(), sizes)
        kept = self._places
        if kept is None or kept[0] != about or kept[1].sun is not sun:
            kept = self._places = (about, year_places(sun, fleet, mask))
        return kept[1]

    def _kept_sunlit(self, sun: YearSun, mask: ShellMask) -> tuple[Floats, Floats]:
        about = mask.tobytes()
        kept = self._sunlit
        if kept is None or kept[0] is not sun or kept[1] != about:
            kept = self._sunlit = (sun, about, year_sunlit(sun, mask))
        return kept[2]

    def _life(self, question: Question, mask: ShellMask) -> tuple[Figures, Figures]:
        """Return the totals at age 0 and at the end of each satellite design's own life."""
        document, fleet = question.document, question.fleet
        begin, end = self._ends
        self._ends = (
            solve_fleet(document, fleet.sun_km, begin, lambda _: 0.0, Fineness.DRAFT),
            solve_fleet(document, fleet.sun_km, end, attrgetter("life_years"), Fineness.DRAFT),
        )
        first, last = (
            figures(take_census(of_age, question.geometry, mask))
            for of_age in self._ends
            if of_age is not None
        )
        return first, last


def _comparison(
    document: Document, census: Census, mask: ShellMask
) -> tuple[tuple[ComparisonRow, ...], int]:
    """Return groups, or shells of the one group, that are selected, and how many there are."""
    constellation = document.constellation
    group = constellation.shell_group
    colours = group_colours(document.design)
    chosen = np.unique(group[mask]).tolist()
    parts: list[tuple[str, str, ShellMask]]
    if len(chosen) > 1:
        parts = [(constellation.group_name[k], colours[k], mask & (group == k)) for k in chosen]
    else:
        each = np.arange(len(mask))
        parts = [
            (_own_name(constellation, k), colours[int(group[k])], each == k)
            for k in np.flatnonzero(mask).tolist()
        ]
    count = len(parts)
    if count > _MOST_COMPARED:
        some = np.unique(np.linspace(0, len(parts) - 1, _MOST_COMPARED).astype(int))
        parts = [parts[k] for k in some]
    rows = [
        ComparisonRow(name, colour, figures(restricted_to(census, ours)))
        for name, colour, ours in parts
    ]
    return tuple(rows), count


def _coldest_and_hottest(census: Census, mask: ShellMask) -> tuple[str, str]:
    """Return the names of the shells with the coldest and the hottest radiators, in the mean."""
    constellation = census.fleet.constellation
    means = np.where(mask, shell_means(census, RADIATOR), np.nan)
    if np.isnan(means).all():
        return "", ""
    ends = int(np.nanargmin(means)), int(np.nanargmax(means))
    coldest, hottest = (constellation.shell_name[shell] for shell in ends)
    return coldest, hottest


def _own_name(constellation: Constellation, shell: int) -> str:
    """Return the name of a shell without that of its group."""
    name = constellation.shell_name[shell]
    group = constellation.group_name[int(constellation.shell_group[shell])]
    return name.removeprefix(group).lstrip(" ·") or name


def _edges(fleet: Fleet, quantity: Quantity) -> Floats:
    """Return (_BINS + 1,) edges of a distribution: all that the maps reach, round ends."""
    if quantity is CHARGE:
        return np.linspace(0.0, 1.0, _BINS + 1)
    low = min(float(part.operating.least[quantity.column].min()) for part in fleet.parts)
    high = max(float(part.operating.most[quantity.column].max()) for part in fleet.parts)
    return np.linspace(np.floor(low / 5.0) * 5.0, np.ceil(high / 5.0) * 5.0 + 1e-6, _BINS + 1)


def _title(document: Document, mask: ShellMask) -> str:
    constellation = document.constellation
    count = int(np.diff(constellation.shell_first)[mask].sum())
    if mask.all():
        return f"All {count:,} satellites"
    names = [constellation.shell_name[k] for k in np.flatnonzero(mask)]
    groups = np.unique(constellation.shell_group[mask])
    if len(names) == 1:
        what = names[0]
    elif len(groups) == 1:
        what = f"{constellation.group_name[groups[0]]}, {len(names)} shells"
    else:
        what = f"{len(groups)} groups, {len(names)} shells"
    return f"{what}: {count:,} satellites"


def _day(instant: Instant) -> Instant:
    """Return the midnight before an instant."""
    date = instant.to_datetime()
    return Instant.from_datetime(date.replace(hour=0, minute=0, second=0, microsecond=0))
