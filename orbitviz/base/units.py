"""Numbers with their unit as people read them: the one place that knows how they are written.

Thousands are parted by commas, below zero stands a minus sign (U+2212), digits follow the size of
the number, and there are no exponents. What is to be typed again (design files, options of the
command line, tables for programs) has a hyphen instead and is not written here.
"""

from __future__ import annotations

import math
import re

from orbitviz.base.constants import CELSIUS_0_K, DAY_S, HOUR_S, MINUTE_S

MINUS = "\u2212"
MISSING = "–"
THOUSANDS = re.compile(rf"[-{MINUS}]?\d{{1,3}}(,\d{{3}})+(\.\d*)?")  # a number with commas in it

_PREFIXES = (
    (1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"),
    (1e3, "k"), (1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"), (1e-12, "p"), (1e-15, "f"),
)  # fmt: skip
_WORDS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))
_MOST_PLACES = 15
_ROUND_OFF = 1e-6  # per cent: a hundredth of one satellite in a million


def with_minus(text: str) -> str:
    """Return the text of a number with a minus sign in place of a hyphen."""
    return text.replace("-", MINUS)


def parse_number(text: str) -> float:
    """Return the number that a person typed or copied; raises ValueError.

    Either minus sign is one, and commas part thousands: 1,250 is a number, and 2,5 is none.
    """
    plain = text.strip()
    if THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    return float(plain.replace(MINUS, "-"))


def fixed_text(value: float, places: int = 0) -> str:
    """Return a number with a fixed number of decimal places; 0 has no sign."""
    if not math.isfinite(value):
        return MISSING
    text = f"{value:,.{places}f}"
    return with_minus(text.lstrip("-") if float(text.replace(",", "")) == 0.0 else text)


def number_text(value: float, digits: int = 3) -> str:
    """Return a number to some significant digits, without zeros at its end: 1,230 or 0.0012.

    Whole numbers of more digits keep their size: 12,340 for 12,344 to 4 digits.
    """
    if not math.isfinite(value):
        return MISSING
    rounded = float(f"{value:.{digits - 1}e}")
    text = f"{rounded:,.{decimal_places(rounded, digits)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return with_minus(text)


def range_text(values: tuple[float, float], places: int = 0) -> str:
    """Return one number, or two with a dash when they differ as shown."""
    if any(math.isnan(value) for value in values):
        return MISSING
    low, high = (fixed_text(value, places) for value in values)
    if low == high:
        return low
    return f"{low} to {high}" if MINUS in low + high else f"{low}–{high}"


def prefix_of(value: float) -> tuple[float, str]:
    """Return factor and letter of the SI prefix in which a value is 1 to 1000."""
    size = abs(value)
    if not math.isfinite(size) or size == 0.0:
        return 1.0, ""
    return next((pair for pair in _PREFIXES if size >= 0.9995 * pair[0]), _PREFIXES[-1])


def unit_ratio(unit: str, other: str) -> float | None:
    """Return how many `other` one `unit` is, None if they differ by more than an SI prefix."""
    if unit == other:
        return 1.0
    for factor, letter in _PREFIXES:
        for other_factor, other_letter in _PREFIXES:
            is_prefixed = unit.startswith(letter) and other.startswith(other_letter)
            if is_prefixed and unit[len(letter) :] == other[len(other_letter) :] != "":
                return factor / other_factor
    return None


def si_text(value: float, unit: str, digits: int = 3) -> str:
    """Return a value of an SI unit: 125.7 GW."""
    if not math.isfinite(value):
        return MISSING
    factor, letter = prefix_of(value)
    shown = value / factor
    if shown == 0.0:
        return f"0 {unit}"
    return f"{fixed_text(shown, decimal_places(shown, digits))} {letter}{unit}"


def word_scale(value: float, least: float = 1e3) -> tuple[float, str]:
    """Return the factor and the word in which a value is 1 to 999 to three digits: 1e9, "billion".

    least   the smallest factor that has a word; below it the factor is 1, the word ""
    """
    fitting = (
        (factor, word)
        for factor, word in _WORDS
        if factor >= least and abs(value) >= 0.9995 * factor
    )
    return next(fitting, (1.0, ""))


def celsius_text(kelvin: float, places: int = 1) -> str:
    """Return a temperature in degrees Celsius."""
    return (
        MISSING if not math.isfinite(kelvin) else f"{fixed_text(kelvin - CELSIUS_0_K, places)} °C"
    )


def degrees_text(angle_rad: float, places: int = 0) -> str:
    """Return an angle in degrees with a fixed number of decimal places."""
    return f"{fixed_text(math.degrees(angle_rad), places)}°"


def clock_text(hours: float) -> str:
    """Return hours of a day as hours and minutes: 18:05."""
    minutes = round(hours * 60.0) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def rate_meaning(rate: float) -> str:
    """Return what a rate means in everyday units: "10 min/s"."""
    size = abs(rate)
    if size == 0.0:
        return "time stopped"
    if size == 1.0:
        return "real time" if rate > 0 else "real time, backwards"
    unit, seconds = next(
        (name, s)
        for name, s in (("d", DAY_S), ("h", HOUR_S), ("min", MINUTE_S), ("s", 0.0))
        if size >= s
    )
    backwards = ", backwards" if rate < 0 else ""
    return f"{number_text(size / (seconds or 1.0))} {unit}/s{backwards}"


def share_text(share: float, places: int | None = None) -> str:
    """Return a share in per cent: three digits, at most two places, or as many as are given.

    Only nothing is 0 %, and only all of it 100 %: 0.004 % is "<0.01 %", and 99.98 % is "99.98 %".
    """
    if not math.isfinite(share):
        return MISSING
    percent = 100.0 * share
    if min(abs(percent), abs(percent - 100.0)) < _ROUND_OFF:
        percent = float(round(percent))
    if places is not None or percent == 0.0:
        return f"{fixed_text(percent, places or 0)} %"
    finest = 0.01
    if 0.0 < abs(percent) < 0.5 * finest:
        return f"<{finest} %"
    if percent < 100.0 and percent > 100.0 - 0.5 * finest:
        return f">{100.0 - finest} %"
    if 99.95 <= percent < 100.0:
        return f"{fixed_text(percent, 2)} %"
    return f"{fixed_text(percent, min(decimal_places(percent, 3), 2))} %"


def decimal_places(value: float, digits: int = 3) -> int:
    """Return the decimal places that show a number to some significant digits."""
    if value == 0.0:
        return 0
    rounded = abs(float(f"{value:.{digits - 1}e}"))
    return min(max(digits - 1 - math.floor(math.log10(rounded) + 1e-9), 0), _MOST_PLACES)
