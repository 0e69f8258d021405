"""Where a power is on the scale of Kardashev, in the form that Sagan gave it."""

from __future__ import annotations

import math
from typing import NamedTuple

from orbitviz.analysis.scale import published

SAGAN = "K = (log10 P − 6) / 10, P in W (Sagan 1973)"


class Landmark(NamedTuple):
    """A power to compare with, W."""

    name: str
    power_w: float
    source: str


LANDMARKS = (
    Landmark("a city", published.CITY_W, published.CITY),
    Landmark("a country", published.COUNTRY_W, published.COUNTRY),
    Landmark("humanity", published.HUMANITY_W, published.HUMANITY),
    Landmark("Sun on Earth", published.SUNLIGHT_W, published.SUNLIGHT),
    Landmark("the Sun", published.SUN_W, published.SUN),
)


def kardashev(power_w: float) -> float:
    """Return the type of a civilisation that uses a power > 0 (Sagan 1973): 1 at 1e16 W."""
    return (math.log10(power_w) - 6.0) / 10.0


def power_of_type(kind: float) -> float:
    """Return the power of a type, W."""
    return float(10.0 ** (10.0 * kind + 6.0))
