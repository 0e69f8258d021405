"""Answers the panels' questions on the worker: totals, distributions, one orbit, the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from orbitviz.analysis.answers.needs import Answers, Inquiry, Need, Needs, Question, SlowNeed
from orbitviz.analysis.census import histogram
from orbitviz.analysis.findings import findings
from orbitviz.analysis.fleet import FARTHEST_SUN_KM, NEAREST_SUN_KM, Fleet, solve_fleet
from orbitviz.analysis.life import Life, life_of
from orbitviz.analysis.losses import Losses, relieve
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
    daily,
    season_edges,
    year_instants,
    year_most,
    year_places,
    year_sums,
    year_sun,
    year_sunlit,
)
from orbitviz.base.arrays import Floats
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.aging import ages_of
from orbitviz.model.selection import ShellMask
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR, REJECTED
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE, DISCHARGING, LOAD, SHED
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.quantity import Quantity
from orbitviz.subsystems.stations import Fineness

CURVES = (ARRAY, LOAD, SHED, DISCHARGING, CHARGE, RADIATOR, CHIP, REJECTED, COMPUTE)
HISTOGRAMS = (CHARGE, RADIATOR, CHIP)
_BINS = 24
_DRAFT_STEP_DAYS = 5  # of a year whose orbits are dragged


@dataclass(frozen=True, kw_only=True, eq=False)
class Year:
    """The selected satellites through a year, one value a day.

    mean       quantity -> (d,) mean over the satellites and over the orbit, SI units
    hottest_radiator_k, hottest_chip_k   (d,) of any satellite
    lit        (d,) share 0..1 in sunlight: cylindrical shadow, mean over each orbit
    longest_s  (d,) longest eclipse, s
    seasons    first and last day of each run of days on which some of the satellites have eclipses,
               where that is not every day
    """

    instants: tuple[Instant, ...]
    mean: Mapping[Quantity, Floats]
    hottest_radiator_k: Floats
    hottest_chip_k: Floats
    lit: Floats
    longest_s: Floats
    seasons: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class OneOrbit:
    """The mean selected satellite over one orbit.

    values   quantity -> (181,) mean over the satellites at PHASES_RAD of one_orbit
    umbra    share of the orbit in the umbra, mean of the satellites
    """

    values: Mapping[Quantity, Floats]
    umbra: float


class Analyst:
    """Answers questions and caches what the next answer can reuse; for one thread at a time."""

    def __init__(self) -> None:
        self._caches: dict[type, Any] = {}
        self._inquiry: Inquiry | None = None
        self._answers: Answers | None = None

    def answer(self, question: Question, needs: Needs, check: Check = no_check) -> Answers:
        """Return the answers to the needs; earlier answers to the same question are reused.

        check   called now and then by those that take seconds
        """
        if self._answers is None or not self._answers.question.is_same_as(question):
            self._inquiry, self._answers = None, Answers(question)
        answers = self._answers
        for need in needs - answers.found.keys():
            answers = answers.with_answer(need, need.answer(self._inquiry_about(question, check)))
        self._answers = answers
        return answers

    def step(self, question: Question, need: SlowNeed[Any], step: int) -> tuple[Any, ...]:
        """Return what one step adds to the answer of a slow need."""
        return need.steps[step](Inquiry(question, self._caches))

    def _inquiry_about(self, question: Question, check: Check) -> Inquiry:
        if self._inquiry is None:
            self._inquiry = Inquiry(question, self._caches, check)
        return self._inquiry


class _YearCache:
    """Cache of the last year: its Sun, planes and maps are reused."""

    def __init__(self) -> None:
        self._sun: YearSun | None = None
        self._places: tuple[tuple[bytes, bytes, tuple[int, ...]], YearPlaces] | None = None
        self._sunlit: tuple[YearSun, bytes, tuple[Floats, Floats]] | None = None
        self._extremes: tuple[Fleet | None, Fleet | None] = (None, None)

    def year(self, inquiry: Inquiry) -> Year:
        """Return the year about the question's instant."""
        document, mask, check = inquiry.document, inquiry.mask, inquiry.check
        fleets: tuple[Fleet, ...] = (inquiry.fleet,)
        if not inquiry.question.is_draft:
            near, far = self._extremes
            self._extremes = (
                solve_fleet(document, NEAREST_SUN_KM, near, ages_of, Fineness.DRAFT, check),
                solve_fleet(document, FARTHEST_SUN_KM, far, ages_of, Fineness.DRAFT, check),
            )
            fleets = tuple(fleet for fleet in self._extremes if fleet is not None)
        places = self._cached_places(inquiry.question, fleets[0], mask)
        sun = places.sun
        lit, longest = self._cached_sunlit(sun, mask)
        count = max(places.satellites, 1)
        longest = daily(sun, longest)
        dark = longest > 0.0
        return Year(
            instants=year_instants(sun.instants[0]),
            mean={q: daily(sun, year_sums(places, fleets, q) / count) for q in CURVES},
            hottest_radiator_k=daily(sun, year_most(places, fleets, RADIATOR)),
            hottest_chip_k=daily(sun, year_most(places, fleets, CHIP)),
            lit=daily(sun, lit),
            longest_s=longest,
            seasons=() if dark.all() else tuple(season_edges(dark)),
        )

    def _cached_places(self, question: Question, fleet: Fleet, mask: ShellMask) -> YearPlaces:
        constellation, instant = fleet.constellation, question.geometry.instant
        sun = self._sun
        is_known = sun is not None and sun.constellation is constellation and sun.holds(instant)
        if sun is None or not is_known or (sun.step_days > 1 and not question.is_draft):
            # While orbits are dragged, each of their moves is a year that nobody looks at for long.
            step_days = _DRAFT_STEP_DAYS if question.is_draft else 1
            sun = self._sun = year_sun(constellation, _day(instant), step_days=step_days)
        # Places depend on the grids, not on what the satellites do there.
        sizes = tuple(part.operating.settled.size for part in fleet.parts)
        about = (mask.tobytes(), fleet.part_of.tobytes(), sizes)
        cached = self._places
        if cached is None or cached[0] != about or cached[1].sun is not sun:
            cached = self._places = (about, year_places(sun, fleet, mask))
        return cached[1]

    def _cached_sunlit(self, sun: YearSun, mask: ShellMask) -> tuple[Floats, Floats]:
        about = mask.tobytes()
        cached = self._sunlit
        if cached is None or cached[0] is not sun or cached[1] != about:
            cached = self._sunlit = (sun, about, year_sunlit(sun, mask))
        return cached[2]


def _edges(fleet: Fleet, quantity: Quantity) -> Floats:
    """Return (_BINS + 1,) edges of a histogram, SI: the range of the maps with rounded ends."""
    if quantity is CHARGE:
        return np.linspace(0.0, 1.0, _BINS + 1)
    low = min(float(part.operating.minimum[quantity].min()) for part in fleet.parts)
    high = max(float(part.operating.maximum[quantity].max()) for part in fleet.parts)
    return np.linspace(np.floor(low / 5.0) * 5.0, np.ceil(high / 5.0) * 5.0 + 1e-6, _BINS + 1)


def _day(instant: Instant) -> Instant:
    """Return the midnight before an instant."""
    date = instant.to_datetime()
    return Instant.from_datetime(date.replace(hour=0, minute=0, second=0, microsecond=0))


def _one_orbit(inquiry: Inquiry) -> OneOrbit:
    census = inquiry.census
    return OneOrbit(along_one_orbit(census, CURVES), census.dark_over_orbit[0])


def _histograms(inquiry: Inquiry) -> Mapping[Quantity, tuple[Floats, Floats]]:
    """Return quantity -> edges (k + 1,), satellites (k,)."""
    edges = {q: _edges(inquiry.fleet, q) for q in HISTOGRAMS}
    found = {q: (edges[q], histogram(inquiry.census, q, edges[q])) for q in edges}
    return MappingProxyType(found)


def _year(inquiry: Inquiry) -> Year:
    return inquiry.cache(_YearCache).year(inquiry)


def _life(inquiry: Inquiry) -> Life | None:
    """Return the totals by age, None while the design is being dragged."""
    if inquiry.question.is_draft:
        return None
    return life_of(inquiry.document, inquiry.census, inquiry.check)


def _losses(inquiry: Inquiry) -> Losses:
    # Solved here, on the worker, for the totals too; those of groups and shells then are sums.
    relieve(inquiry.census, inquiry.check)
    return inquiry.figures.losses


def _representative(inquiry: Inquiry) -> Representative | None:
    return representative_of(inquiry.fleet, inquiry.question.geometry, inquiry.mask)


def _scenario(key: str, inquiry: Inquiry) -> tuple[Scenario, ...]:
    representative = _representative(inquiry)
    if representative is None:
        return ()
    return scenarios_of(inquiry.fleet, inquiry.question.geometry, representative, (key,))


TOTALS = Need("totals", lambda inquiry: inquiry.figures)
LOSSES = Need("losses", _losses)
FINDINGS = Need("findings", lambda inquiry: tuple(findings(inquiry.census, inquiry.figures)))
HISTOGRAMS_NOW = Need("histograms", _histograms)
ONE_ORBIT = Need("one orbit", _one_orbit)
YEAR = Need("year", _year)
LIFE = Need("life", _life)
REPRESENTATIVE = Need("representative", _representative)
TRANSIENT_SCENARIOS = SlowNeed("transients", (partial(_scenario, key) for key in SCENARIOS))
