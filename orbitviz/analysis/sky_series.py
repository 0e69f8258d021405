"""The counts of a sky through a night, and in the evenings of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from orbitviz.analysis.night_sky import SkyCounts, sky_counts
from orbitviz.analysis.nights import Night, dusk_on, night_date
from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import EPHEMERIS_SPAN

NAUTICAL_DEG = 12.0  # depression of the Sun at which nautical dusk ends
STEP_DAYS = 7


@dataclass(frozen=True)
class Evening:
    """A date, and the sky once it has become dark; None where it does not become dark."""

    day: date
    counts: SkyCounts | None


def night_rows(
    state: State, site: Site, night: Night, min_elevation_deg: float
) -> Iterator[SkyCounts]:
    """Yield the counts at each moment of a night."""
    for moment in night.moments:
        geometry = sky_geometry_at(moment.instant)
        yield sky_counts(state, site, geometry, min_elevation_deg, moment.event)


def year_days(year: int, step_days: int = STEP_DAYS) -> list[date]:
    """Return days of a year, evenly apart from its first on. Raises UserError outside of it."""
    first = date(year, 1, 1)
    night_date(first.isoformat())
    night_date(date(year, 12, 31).isoformat())
    return [first + timedelta(days) for days in range(0, 365, step_days)]


def year_named(text: str) -> int:
    """Return the year that a text names. Raises UserError if it is none of the ephemeris."""
    allowed = f"a year such as 2027, from {EPHEMERIS_SPAN}"
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) == 4):
        raise UserError(f'"{text}" is not a year', allowed=allowed)
    year = int(text)
    try:
        year_days(max(year, 1))
    except UserError:
        raise UserError(f"{year} lies outside the ephemeris", allowed=allowed) from None
    return year


def year_rows(
    state: State, site: Site, days: Sequence[date], min_elevation_deg: float
) -> Iterator[Evening]:
    """Yield the sky at the end of nautical dusk on each date, as `dusk_on` finds it."""
    for day in days:
        dusk = dusk_on(site, day, NAUTICAL_DEG)
        counts = None
        if dusk is not None:
            counts = sky_counts(state, site, sky_geometry_at(dusk), min_elevation_deg)
        yield Evening(day, counts)


def year_remark(site: Site, evenings: Sequence[Evening]) -> str:
    """Return when in the year it does not become dark, as a sentence; "" if it always does."""
    if not evenings or all(one.counts is not None for one in evenings):
        return ""
    below = f"{NAUTICAL_DEG:.0f}° below the horizon"
    if all(one.counts is None for one in evenings):
        return f"At {site.name} the Sun does not go down to {below} in this year."
    spans = []
    for bright, group in groupby(evenings, lambda one: one.counts is None):
        days = [one.day for one in group]
        if bright:
            spans.append(f"{days[0]:%d %b} to {days[-1]:%d %b}")
    return f"At {site.name} the Sun does not go down to {below} from {' and from '.join(spans)}."
