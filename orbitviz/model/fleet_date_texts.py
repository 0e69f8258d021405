"""Dates of a fleet as people type and read them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from orbitviz.base.errors import UserError
from orbitviz.orbits.timescale import Instant

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_ALLOWED = 'a year such as "2031", or a date such as "2031-06" or "2031-06-15"'


def parse_fleet_date(text: str) -> Instant:
    """Return the beginning of the year, month or day that a person typed. Raises UserError."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise UserError(f'"{text.strip()}" is no date of the fleet', allowed=_ALLOWED)
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return Instant.from_datetime(datetime(year, month, day, tzinfo=UTC))
    except ValueError:
        raise UserError(f'"{text.strip()}" is no date', allowed=_ALLOWED) from None


def fleet_date_text(instant: Instant) -> str:
    """Return a date of the fleet: "2031-06-15"."""
    return date.isoformat(instant.to_datetime().date())
