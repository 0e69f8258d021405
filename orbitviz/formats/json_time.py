"""Instants as JSON has them."""

from __future__ import annotations

from orbitviz.orbits.timescale import Instant


def json_time(instant: Instant | None) -> str | None:
    """Return an instant in UTC to a millisecond, ISO 8601; None (null) for none."""
    return None if instant is None else instant.isoformat("milliseconds")
