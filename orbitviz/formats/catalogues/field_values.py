"""What the fields of an element set may hold: texts to values, strictly by definition.

Numbers, dates and catalogue numbers as CCSDS 502.0-B-3, 7.5.4 to 7.5.10 has them, where numpy and
Python take more: "now", "2026", "1_0", digits of other scripts. Beyond it, since such files are
common: a number without the zero before its point (CelesTrak), blanks around a value, and a blank
between date and time (spreadsheets).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats

Bools = NDArray[np.bool_]
Stamps = NDArray[np.datetime64]

# field -> lowest and highest value that makes sense
NUMBERS = {
    "MEAN_MOTION": (1e-8, 20.0),  # from the last decimal of a TLE
    "ECCENTRICITY": (0.0, 1.0),
    "INCLINATION": (0.0, 180.0),
    "RA_OF_ASC_NODE": (-360.0, 360.0),
    "ARG_OF_PERICENTER": (-360.0, 360.0),
    "MEAN_ANOMALY": (-360.0, 360.0),
    "BSTAR": (-1e3, 1e3),
}
FIRST_EPOCH = np.datetime64("1957-01-01T00:00:00", "us")  # the year of the first satellite
EPOCH_ALLOWED = (
    "a date and time in UTC from 1957 on, such as 2026-08-11T03:05:32.354880 or 2026-223T03:05:32"
)
LONGEST_NUMBER = 9  # digits of a catalogue number

_BLANKS = " \t"
_LONGEST_SHOWN = 40
_MICROSECONDS = 26  # characters of 2026-08-11T03:05:32.354880
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][-+]?[0-9]+)?")
_CATALOGUE_NUMBER = re.compile(r"\+?([0-9]{1,9})")
_TIME = r"[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?Z?"
_BY_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}" + _TIME)
_EPOCH = re.compile(r"([0-9]{4})-(?:([0-9]{2})-([0-9]{2})|([0-9]{3}))" + _TIME)


def shown(text: str) -> str:
    """Return a text in quotes as an error quotes it, shortened where it is long."""
    return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…")


def numbers(column: Sequence[str]) -> Floats:
    """Return (n,) float64, NaN where a text is no decimal number."""
    texts = [text.strip(_BLANKS) for text in column]
    return np.array([float(text) if _NUMBER.fullmatch(text) else np.nan for text in texts])


def outside(name: str, values: Floats) -> Bools:
    """Return (n,) bool: the values are no numbers that the field may have."""
    low, high = NUMBERS[name]
    wrong = ~((values >= low) & (values <= high))
    return wrong | (values >= 1.0) if name == "ECCENTRICITY" else wrong


def allowed_range(name: str) -> str:
    """Return in words which numbers a field may have."""
    low, high = NUMBERS[name]
    return f"a number from {low:g} {'below 1' if name == 'ECCENTRICITY' else f'to {high:g}'}"


def epochs(column: Sequence[str]) -> Stamps:
    """Return (n,) datetime64[us], NaT where a text is no epoch; digits beyond 1e-6 s are cut.

    The second 60 of a leap second is the first one of the next day, as every day has 86 400 s.
    """
    texts = [text.strip(_BLANKS) for text in column]
    if all(map(_BY_MONTH.fullmatch, texts)):
        try:
            stamps = np.array(
                [text.removesuffix("Z")[:_MICROSECONDS] for text in texts], "datetime64[us]"
            )
        except ValueError:
            stamps = _one_by_one(texts)
    else:
        stamps = _one_by_one(texts)
    stamps[stamps < FIRST_EPOCH] = np.datetime64("NaT")
    return stamps


def catalogue_number(text: str) -> int | None:
    """Return the number of an object of up to nine digits, None if the text is none."""
    match = _CATALOGUE_NUMBER.fullmatch(text.strip(_BLANKS))
    return int(match[1]) if match else None


def is_day_of_year(year: int, day: float) -> bool:
    """Return whether a year has that day, 1.0 being the midnight at its beginning."""
    return 1.0 <= day < 1.0 + (datetime(year + 1, 1, 1) - datetime(year, 1, 1)).days


def _one_by_one(texts: Sequence[str]) -> Stamps:
    return np.array([_epoch(text) for text in texts], "datetime64[us]")


def _epoch(text: str) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    year, month, day, of_year, hour, minute, second, fraction = match.groups()
    try:
        if of_year is None:
            date = datetime(int(year), int(month), int(day))
        elif is_day_of_year(int(year), int(of_year)):
            date = datetime(int(year), 1, 1) + timedelta(int(of_year) - 1)
        else:
            return None
        is_leap = second == "60" and _may_end_in_a_leap_second(date, hour, minute)
        at = date.replace(
            hour=int(hour), minute=int(minute), second=59 if is_leap else int(second),
            microsecond=int((fraction or "")[:6].ljust(6, "0")),
        )  # fmt: skip
        return at + timedelta(seconds=int(is_leap))
    except (ValueError, OverflowError):
        return None


def _may_end_in_a_leap_second(date: datetime, hour: str, minute: str) -> bool:
    """Return whether it is the last minute of a month, the only place of leap seconds."""
    return hour == "23" and minute == "59" and (date + timedelta(1)).day == 1
