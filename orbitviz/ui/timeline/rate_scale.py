"""Playback rates: slider scale, parsing and display."""

from __future__ import annotations

import math
import re

from orbitviz.base.constants import DAY_S, HOUR_S, MAX_PLAYBACK_RATE, MINUTE_S
from orbitviz.base.errors import UserError
from orbitviz.base.units import MINUS, fixed_text, number_text

_SECONDS = {
    "s": 1.0, "sec": 1.0, "second": 1.0,
    "min": MINUTE_S, "minute": MINUTE_S,
    "h": HOUR_S, "hour": HOUR_S,
    "d": DAY_S, "day": DAY_S,
}  # fmt: skip
_NUMBER = re.compile(r"([+-]?[\d.]+(?:e[+-]?\d+)?)(.*)")
_ALLOWED = (
    f"-{MAX_PLAYBACK_RATE:,.0f} to {MAX_PLAYBACK_RATE:,.0f} simulated seconds per second, "
    'such as "600", "-60x" or "1 h/s"'
)
_LOG_SPAN = math.log1p(MAX_PLAYBACK_RATE)
_SNAP = 0.012


def rate_at(position: float) -> float:
    """Return the rate at a place of the slider.

    position  -1..1, clipped; 0 is rate 0, the ends are the fastest rates; each decade
              takes about the same length, and rate_at(-p) == -rate_at(p)
    """
    clipped = max(-1.0, min(1.0, position))
    return math.copysign(math.expm1(abs(clipped) * _LOG_SPAN), clipped)


def position_of(rate: float) -> float:
    """Return the place of a rate on the slider, -1..1: the inverse of `rate_at`."""
    size = min(abs(rate), MAX_PLAYBACK_RATE)
    return math.copysign(math.log1p(size) / _LOG_SPAN, rate)


def marks() -> tuple[float, ...]:
    """Return the rates marked on the scale: 0 and every power of ten, both ways."""
    decades = [10.0**k for k in range(round(math.log10(MAX_PLAYBACK_RATE)) + 1)]
    return (*(-rate for rate in reversed(decades)), 0.0, *decades)


def snapped(position: float) -> float:
    """Return the rate at a place of the slider, snapped to a mark nearby."""
    near = min(marks(), key=lambda rate: abs(position_of(rate) - position))
    return near if abs(position_of(near) - position) <= _SNAP else _rounded(rate_at(position))


def faster(rate: float, factor: float) -> float:
    """Return the rate times a factor, clipped to 1..MAX_PLAYBACK_RATE in size."""
    rate = (rate or 1.0) * factor
    size = max(1.0, min(MAX_PLAYBACK_RATE, abs(rate)))
    return math.copysign(size, rate)


def parse_rate(text: str) -> float:
    """Return the rate that a person typed: "60", "-3,600 x", "1e4", "1 min/s", "-2 h/s".

    Raises UserError for anything else and for a rate out of range.
    """
    cleaned = text.strip().lower().replace(",", "").replace(MINUS, "-").replace("×", "x")
    cleaned = re.sub(r"^x\s*", "", cleaned)
    found = _NUMBER.fullmatch(cleaned)
    unit = found[2].strip().removesuffix("/s").strip() if found else "?"
    scale = 1.0 if unit in ("", "x") else _SECONDS.get(unit) or _SECONDS.get(unit.rstrip("s"))
    try:
        rate = float(found[1]) * scale if found and scale else math.nan
    except ValueError:
        rate = math.nan
    if not abs(rate) <= MAX_PLAYBACK_RATE:
        raise UserError(f'"{text.strip()}" is not a rate of time', allowed=_ALLOWED)
    return rate


def rate_text(rate: float) -> str:
    """Return the rate as a number with its sign: "×600", "×−60"."""
    return f"×{fixed_text(rate) if abs(rate) >= 100 else number_text(rate)}"


def _rounded(rate: float) -> float:
    """Round to two digits, the precision of dragging a slider."""
    if abs(rate) < 0.05:
        return 0.0
    return float(f"{rate:.2g}")
