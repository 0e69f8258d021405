"""Instants of UTC, and the one place where they meet skyfield's time scales."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path

_MIDNIGHT_JD = 2451544.5
_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)  # the same instant as a datetime
_TT_MINUS_TAI_S = 32.184


@dataclass(frozen=True, order=True)
class Instant:
    """An instant of UTC as a Julian date in two parts, so that microseconds survive.

    jd_whole  float  Julian date of the midnight (UTC) before, always ends in .5
    jd_frac   float  fraction of the day elapsed, 0 <= jd_frac < 1

    Whatever split is given is brought into this form; equal instants compare equal. Every UTC
    day counts 86 400 s, also those that ended in a leap second: none has been inserted since
    2017 and none is announced, so a span that lies after 2016 is exact, and one across an older
    leap second is one second short for each.
    """

    jd_whole: float
    jd_frac: float

    def __post_init__(self) -> None:
        whole = math.floor(self.jd_whole - 0.5) + 0.5
        frac = (self.jd_whole - whole) + self.jd_frac
        days = math.floor(frac)
        frac -= days
        if frac >= 1.0:  # a tiny negative fraction rounds up to a full day
            days, frac = days + 1, 0.0
        object.__setattr__(self, "jd_whole", whole + days)
        object.__setattr__(self, "jd_frac", frac)

    @classmethod
    def parse(cls, text: str) -> Instant:
        """Return the instant that `text` names, in ISO 8601 or as "now".

        Raises UserError if it is neither, or outside of EPHEMERIS_SPAN, for which the
        position of the Sun is known.
        """
        name = f'"{text}"'
        if text.strip().lower() == "now":
            instant = cls.now()
            name = f"{instant.isoformat()}, as this computer's clock has it,"
        else:
            try:
                instant = cls.from_datetime(datetime.fromisoformat(text.strip()))
            except (ValueError, OverflowError):
                raise UserError(f"{name} is not a date", allowed=_ALLOWED) from None
        if not FIRST_INSTANT <= instant <= LAST_INSTANT:
            raise UserError(
                f"{name} lies outside the ephemeris of the Sun and Earth", allowed=_ALLOWED
            )
        return instant

    @classmethod
    def from_datetime(cls, when: datetime) -> Instant:
        """Return the instant of a datetime; one without a time zone is taken as UTC."""
        aware = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
        since = aware - _MIDNIGHT
        within_s = since.seconds + since.microseconds * 1e-6
        return cls(_MIDNIGHT_JD + since.days, within_s / DAY_S)

    @classmethod
    def now(cls) -> Instant:
        """Return the present instant, by the computer's clock."""
        return cls.from_datetime(datetime.now(UTC))

    def plus_s(self, seconds: float) -> Instant:
        """Return the instant `seconds` later (earlier if negative)."""
        days = math.floor(seconds / DAY_S)
        return Instant(self.jd_whole + days, self.jd_frac + (seconds - days * DAY_S) / DAY_S)

    def seconds_since(self, other: Instant) -> float:
        """Return the seconds from `other` to this instant, negative if it is the later one."""
        days = self.jd_whole - other.jd_whole
        return (days + (self.jd_frac - other.jd_frac)) * DAY_S

    def to_datetime(self) -> datetime:
        """Return the instant as a datetime in UTC, rounded to a microsecond."""
        days = int(self.jd_whole - _MIDNIGHT_JD)
        return _MIDNIGHT + timedelta(days=days, microseconds=round(self.jd_frac * DAY_S * 1e6))

    def isoformat(self, timespec: str = "seconds") -> str:
        """Return e.g. "2026-11-22T00:00:00Z"; `timespec` as in datetime.isoformat."""
        return self.to_datetime().replace(tzinfo=None).isoformat(timespec=timespec) + "Z"


FIRST_INSTANT = Instant(2447892.5, 0.0)  # 1990-01-01, start of the ephemeris in assets/time
LAST_INSTANT = Instant(2470903.5, 0.0)  # 2053-01-01


def within_ephemeris(instant: Instant) -> Instant:
    """Return the instant, or the end of the ephemeris that it lies beyond."""
    return min(max(instant, FIRST_INSTANT), LAST_INSTANT)


EPHEMERIS_SPAN = f"{FIRST_INSTANT.to_datetime():%Y-%m-%d} to {LAST_INSTANT.to_datetime():%Y-%m-%d}"
_ALLOWED = (
    'an ISO 8601 date or date and time such as "2026-11-22T12:00:00Z" (UTC if no offset is '
    f'given) from {EPHEMERIS_SPAN}, or "now"'
)


def skyfield_time(instant: Instant) -> Any:
    """Return `instant` as a skyfield Time, with Earth orientation from assets/time."""
    return _skyfield_time(instant.jd_whole, instant.jd_frac)


def skyfield_times(instants: Sequence[Instant]) -> Any:
    """Return many instants as one skyfield Time array, which costs little more than one."""
    import numpy as np

    return _skyfield_time(
        np.array([instant.jd_whole for instant in instants]),
        np.array([instant.jd_frac for instant in instants]),
    )


def _skyfield_time(jd_whole: Any, jd_frac: Any) -> Any:
    import numpy as np

    scale = timescale()
    row = np.searchsorted(scale.leap_dates, jd_whole, side="right") - 1
    tt_minus_utc_s = scale.leap_offsets[row] + _TT_MINUS_TAI_S
    return scale.tt_jd(jd_whole, jd_frac + tt_minus_utc_s / DAY_S)


@lru_cache(maxsize=1)
def timescale() -> Any:
    """Return the skyfield Timescale, built once from assets/time/iers.npz.

    UT1 and polar motion are those of the IERS file finals2000A.all (measured, then predicted
    for a year); beyond it skyfield extrapolates UT1, and polar motion stays as it was last.
    """
    import numpy as np
    from skyfield.timelib import Timescale

    with np.load(asset_path("time/iers.npz")) as table:
        scale = Timescale(
            (table["tt_jd"], table["delta_t_s"]), table["leap_jd"], table["leap_offset_s"]
        )
        scale.polar_motion_table = (table["tt_jd"], table["x_arcsec"], table["y_arcsec"])
    return scale
