"""The scrubber: a span of time around an anchor, and the marks on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from orbitviz.base.constants import DAY_S, JULIAN_YEAR_S
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant


@dataclass(frozen=True)
class Span:
    """How far the scrubber reaches to either side of its anchor."""

    text: str
    help: str
    half_s: float


SPANS = (
    Span("1 d", "Cover one day on either side", DAY_S),
    Span("30 d", "Cover thirty days on either side", 30.0 * DAY_S),
    Span("1 y", "Cover one year on either side", JULIAN_YEAR_S),
)

# Distances between marks, in hours, and how a mark is written. Months count as None.
_Date = tuple[datetime, str, bool]
_STEPS_H = (3, 6, 12, 24, 120, 240)
_MOST_MARKS = 17


def instant_at(anchor: Instant, span: Span, position: float) -> Instant:
    """Return the instant at a place -1..1 of the scrubber, clipped to the ephemeris."""
    instant = anchor.plus_s(position * span.half_s)
    return min(max(instant, FIRST_INSTANT), LAST_INSTANT)


def position_at(anchor: Instant, span: Span, instant: Instant) -> float:
    """Return the place of an instant; beyond -1..1 it is off the scale."""
    return instant.seconds_since(anchor) / span.half_s


def scrub_marks(anchor: Instant, span: Span) -> tuple[tuple[float, str, bool], ...]:
    """Return place, label and rank of round dates and times on the scrubber."""
    begin = anchor.plus_s(-span.half_s).to_datetime()
    end = anchor.plus_s(span.half_s).to_datetime()
    dates = _months(begin, end) if span.half_s > 100 * DAY_S else _hours(begin, end)
    return tuple(
        (position_at(anchor, span, Instant.from_datetime(date)), label, first)
        for date, label, first in dates
    )


def _hours(begin: datetime, end: datetime) -> list[_Date]:
    whole_h = (end - begin) / timedelta(hours=1)
    step_h = next((h for h in _STEPS_H if whole_h / h < _MOST_MARKS), _STEPS_H[-1])
    mark = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[_Date] = []
    while mark <= end:
        if mark >= begin:
            midnight = mark.hour == 0
            label = f"{mark.day} {mark:%b}" if midnight else f"{mark:%H:%M}"
            found.append((mark, label, midnight and step_h < 24))
        mark += timedelta(hours=step_h)
    return found


def _months(begin: datetime, end: datetime) -> list[_Date]:
    year, month = begin.year, begin.month
    found: list[_Date] = []
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        mark = datetime(year, month, 1, tzinfo=UTC)
        if mark > end:
            return found
        found.append((mark, f"{mark:%b %Y}" if month == 1 else f"{mark:%b}", month == 1))
