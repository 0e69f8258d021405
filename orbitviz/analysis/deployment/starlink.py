"""The Starlinks from 2019 to September 2026 by the model of a fleet, beside what is published.

A check of the model: launches a year, satellites of each launch, lives and shares that fail are as
published; satellites in orbit, working and re-entered follow from them. Nothing is fitted, but of
two readings of a life of five years the closer one is taken: from launch to re-entry. Taken as five
years of work after 47 days of raising and before half a year of disposal, far fewer are down,
which is a row of its own. In which year satellites come down the model cannot tell: SpaceX brought
those of the first years down by decision, few until 2023 and most from December 2024 on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise

import numpy as np

from orbitviz.analysis.deployment import starlink_record as record
from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.plan import Disposal, Plan, Repair
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.state import IN_ORBIT, State
from orbitviz.analysis.deployment.yearly import Years, yearly
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.model.design.deployment import Deployment
from orbitviz.orbits.decay import lifetime_years
from orbitviz.orbits.solar_activity import MEAN
from orbitviz.orbits.timescale import Instant

NOTE = (
    f"In orbit and working on {record.LAST_DAY}, re-entered until {record.TABLE_DAY}, as J. "
    "McDowell counts (secondary). Launches, satellites on each, failures and a life of five years "
    "are as published; nothing is fitted. The life is from launch to re-entry, the closer of two "
    "readings; the longer one is of five years at work. SpaceX decided in which years satellites "
    "came down, which no life tells."
)
_OPEN = 6_000  # slots of the kind that is still launched: more than are used
_KG_PER_T = 1e3
_AFTER_WORK_YEARS = record.DISPOSAL_DAYS / YEAR_DAYS
_BEFORE_WORK_YEARS = record.RAISING_DAYS / YEAR_DAYS
_CONTROLLED = [one for one in IN_ORBIT if one is not State.DEAD]


@dataclass(frozen=True)
class Compared:
    """One figure of the model beside the published one."""

    name: str
    model: float
    published: float

    @property
    def difference(self) -> float:
        """The model's less the published one, as a share of that."""
        return self.model / self.published - 1.0


@dataclass(frozen=True, eq=False)
class StarlinkCheck:
    """The years of the Starlinks by the model beside the record.

    years         of the model, from 2019
    in_orbit      figures at the ends of the years, and on 17 September 2026
    launched      until the ends of years
    reentered     until 25 July 2026, and in single years
    working       on 17 September 2026
    if_at_work    the same two with five years of work: working, re-entered
    """

    years: Years
    launches: tuple[Compared, ...]
    launched: tuple[Compared, ...]
    in_orbit: tuple[Compared, ...]
    working: Compared
    reentered: Compared
    reentered_by_year: tuple[Compared, ...]
    if_at_work: tuple[Compared, Compared]

    @property
    def summary(self) -> tuple[Compared, ...]:
        """The figures that tell most."""
        return (
            self.launched[-1], self.in_orbit[-2], self.in_orbit[-1], self.working, self.reentered,
            *self.reentered_by_year[-2:], self.if_at_work[1],
        )  # fmt: skip

    @property
    def rows(self) -> tuple[Compared, ...]:
        """All figures."""
        return (
            *self.launches, *self.launched, *self.in_orbit, self.working, self.reentered,
            *self.reentered_by_year, *self.if_at_work,
        )  # fmt: skip


@lru_cache(maxsize=1)
def starlink_check() -> StarlinkCheck:
    """Return the Starlinks by the model beside the record."""
    calendar = _calendar()
    before, after = _BEFORE_WORK_YEARS, _AFTER_WORK_YEARS
    history = simulate(_plan(calendar, record.LIFE_YEARS - before - after))
    years = yearly(history, calendar)
    at_work = simulate(_plan(calendar, record.LIFE_YEARS))
    in_orbit = dict(record.IN_ORBIT)
    working, orbiting = _working_and_in_orbit(history)
    return StarlinkCheck(
        years=years,
        launches=tuple(
            Compared(f"Launches in {year}", _in(years, "launches", year), launches)
            for year, launches in record.LAUNCHES[:-1]
        ),
        launched=tuple(
            Compared(f"Launched to {year}", _until(years, "launched", year), count)
            for year, count in record.LAUNCHED
        ),
        in_orbit=(
            *(
                Compared(f"In orbit, end {year}", _in_orbit(years, year), count)
                for year, count in in_orbit.items()
            ),
            Compared("In orbit", orbiting, record.IN_ORBIT_ON_LAST_DAY),
        ),
        working=Compared("Working", working, record.WORKING_ON_LAST_DAY),
        reentered=Compared(
            "Re-entered", _reentered(history), record.DOWN_BY_THEN
        ),
        reentered_by_year=_by_year(years, in_orbit),
        if_at_work=(
            Compared("Working, longer life", _working_and_in_orbit(at_work)[0],
                     record.WORKING_ON_LAST_DAY),
            Compared("Re-entered, longer life", _reentered(at_work),
                     record.DOWN_BY_THEN),
        ),
    )  # fmt: skip


def failures_per_year() -> float:
    """Return the published failures in orbit by satellite and year."""
    counts = [*record.IN_ORBIT, (_year_of(record.TABLE_DAY) - 1.0,
                                 record.LAUNCHED_BY_THEN - record.DOWN_BY_THEN)]  # fmt: skip
    years = sum(
        0.5 * (first + last) * (end - begin) for (begin, first), (end, last) in pairwise(counts)
    )
    return record.FAILED / years


def _plan(calendar: Calendar, work_years: float) -> Plan:
    """Return the plan of all generations, one after the other, none of which is replaced."""
    kinds = record.GENERATIONS
    groups = len(kinds)
    slots = np.array([_OPEN if one.launched is None else one.launched for one in kinds])
    slot_group = np.repeat(np.arange(groups, dtype=np.int32), slots)
    mass_kg = np.array([one.mass_kg for one in kinds])
    per_launch = np.array([one.per_launch for one in kinds])
    life_years = np.full(groups, work_years)
    life_years[0] = record.PROTOTYPES_YEARS - _BEFORE_WORK_YEARS - _AFTER_WORK_YEARS
    # Half of a flat plate that tumbles, as for the satellites of a design.
    area_to_mass = 0.5 * np.array([one.area_m2 for one in kinds]) / mass_kg
    altitude_km = np.array([one.altitude_km for one in kinds])
    return Plan(
        slot_group=slot_group,
        filling=np.arange(len(slot_group), dtype=np.int32),
        group_order=tuple(range(groups)),
        per_launch=per_launch,
        mass_t=mass_kg / _KG_PER_T,
        life_years=life_years,
        decay_years=lifetime_years(altitude_km, area_to_mass, MEAN, 0.0)[:, None],
        degraded_years=np.full(groups, np.inf),
        disposal=np.full(groups, Disposal.DEORBIT, np.uint8),
        disposal_success=np.ones(groups),
        batch=per_launch,
        spares=np.zeros(groups, np.int64),
        rate=calendar.rate(Deployment(launches_per_year=record.LAUNCHES)),
        years=float(calendar.edges_years[-1]),
        raising_days=record.RAISING_DAYS,
        transit_days=record.RAISING_DAYS,
        disposal_years=_AFTER_WORK_YEARS,
        early_failures=record.EARLY_FAILURES / record.LAUNCHED_BY_THEN,
        failures_per_year=failures_per_year(),
        repair=Repair.NONE,
    )


def _calendar() -> Calendar:
    first, last = record.LAUNCHES[0][0], record.LAUNCHES[-1][0]
    return Calendar(_instant(date(first, 1, 1)), last - first + 1)


def _working_and_in_orbit(history: History) -> tuple[int, int]:
    """Return those that can be controlled on the last day, and with the dead."""
    states = history.states_at(_since_start(record.LAST_DAY))
    working = int(np.isin(states, _CONTROLLED).sum())
    return working, working + int((states == State.DEAD).sum())


def _reentered(history: History) -> int:
    states = history.states_at(_since_start(record.TABLE_DAY))
    return int((states == State.REENTERED).sum())


def _by_year(years: Years, in_orbit: dict[int, int]) -> tuple[Compared, ...]:
    """Return those that re-entered between the years of which it is known how many flew."""
    rows, since = [], (2019, 0)
    for year, launched in record.LAUNCHED:
        down = launched - in_orbit[year]
        name = f"{since[0] + 1}" if year == since[0] + 1 else f"{since[0] + 1}–{year}"
        model = _until(years, "reentered", year) - _until(years, "reentered", since[0])
        rows.append(Compared(f"Down in {name}", model, down - since[1]))
        since = (year, down)
    return tuple(rows)


def _in(years: Years, name: str, year: int) -> int:
    return int(getattr(years, name)[year - int(years.year[0])])


def _until(years: Years, name: str, year: int) -> int:
    return int(getattr(years, name)[years.year <= year].sum())


def _in_orbit(years: Years, year: int) -> int:
    names = ("raising", "drifting", "spare", "operational", "dead", "retiring")
    return sum(_in(years, name, year) for name in names)


def _since_start(day: date) -> float:
    return _calendar().since(_instant(day))


def _instant(day: date) -> Instant:
    return Instant.from_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _year_of(day: date) -> float:
    return day.year + day.timetuple().tm_yday / YEAR_DAYS
