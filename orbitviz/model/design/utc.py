"""Dates and times of a file, in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from orbitviz.model.design.ranges import fault, shown
from orbitviz.orbits.timescale import EPHEMERIS_SPAN, FIRST_INSTANT, LAST_INSTANT, Instant


def utc_datetime(value: Any) -> datetime:
    """Return a date and time of a file in UTC; raise the fault if the ephemeris lacks it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    allowed = f"a date and time from {EPHEMERIS_SPAN} such as 2026-11-22T00:00:00Z"
    if not isinstance(value, datetime):
        raise fault(f"is {shown(value)}", allowed)
    try:
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:  # its offset takes it out of the years 1 to 9999
        raise fault(f"is {value:%Y-%m-%d}", allowed) from None
    if not FIRST_INSTANT <= Instant.from_datetime(aware) <= LAST_INSTANT:
        raise fault(f"is {aware:%Y-%m-%d}", allowed)
    return aware
