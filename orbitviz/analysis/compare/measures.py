"""What kind of number a compared figure is: its unit for programs, and how people read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from orbitviz.base.units import MINUS, celsius_text, fixed_text, number_text, share_text, si_text


@dataclass(frozen=True)
class Measure:
    """A kind of number.

    unit             of the values, empty for counts and shares
    text             how a value is written
    difference       how the difference of two values is written, without its sign
    """

    unit: str
    text: Callable[[float], str]
    difference: Callable[[float], str]

    def difference_text(self, value: float) -> str:
        """Return a difference with its sign: +12 km, −3, or 0 where there is none."""
        if value == 0.0:
            return "0"
        return f"{'+' if value > 0.0 else MINUS}{self.difference(abs(value))}"


def _with_unit(unit: str, places: int) -> Measure:
    def text(value: float) -> str:
        return f"{fixed_text(value, places)} {unit}"

    return Measure(unit, text, text)


def _si(unit: str) -> Measure:
    text = partial(si_text, unit=unit)
    return Measure(unit, text, text)


def _mass_text(mass_kg: float) -> str:
    return f"{number_text(mass_kg)} kg" if mass_kg < 1e3 else si_text(1e-3 * mass_kg, "t")


def _points(share: float) -> str:
    return f"{number_text(100.0 * share)} pp"


COUNT = Measure("", fixed_text, fixed_text)
NUMBER = Measure("", number_text, number_text)
SHARE = Measure("", share_text, _points)
WATT = _si("W")
FLOPS = _si("FLOP/s")
KELVIN = Measure("K", celsius_text, lambda kelvin: f"{number_text(kelvin)} K")
KILOGRAM = Measure("kg", _mass_text, _mass_text)
MINUTE = _with_unit("min", 1)
DAYS_PER_YEAR = _with_unit("days/yr", 0)
KILOMETRE = _with_unit("km", 1)
SEPARATION = Measure("km", lambda km: f"{number_text(km)} km", lambda km: f"{number_text(km)} km")
DEGREE = Measure(
    "deg", lambda value: f"{fixed_text(value, 1)}°", lambda value: f"{number_text(value)}°"
)
