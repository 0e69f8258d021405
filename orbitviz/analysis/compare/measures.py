"""What kind of number a compared figure is: its unit for programs, and how people read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from orbitviz.base.units import (
    MINUS,
    celsius_text,
    decimal_places,
    fixed_text,
    number_text,
    share_text,
    si_text,
)

_DECIMALS = re.compile(r"\.(\d+)")
_SEEN = re.compile("[1-9]")


@dataclass(frozen=True)
class Measure:
    """A kind of number.

    unit             of the values, empty for counts and shares
    text             how a value is written
    difference       how the size of a difference is written, given how many decimal places the
                     two values are written with
    """

    unit: str
    text: Callable[[float], str]
    difference: Callable[[float, int], str]

    def difference_text(self, a: float, b: float) -> str:
        """Return b less a with its sign: +12 km, −3, or 0 where nothing of it would be seen."""
        places = max(map(_places_of, (self.text(a), self.text(b))))
        size = self.difference(abs(b - a), places)
        if not _SEEN.search(size):
            return "0"
        return f"{'+' if b > a else MINUS}{size}"


def _places_of(text: str) -> int:
    """Return how many decimal places a number is written with."""
    found = _DECIMALS.search(text)
    return len(found[1]) if found else 0


def _fixed(unit: str, places: int) -> Measure:
    def text(value: float, _: int = 0) -> str:
        return f"{fixed_text(value, places)}{unit}"

    return Measure(unit.strip(), text, text)


def _si(unit: str) -> Measure:
    def difference(value: float, _: int) -> str:
        return si_text(value, unit)

    return Measure(unit, partial(si_text, unit=unit), difference)


def _to_places(value: float, places: int) -> str:
    """Return a number with three digits, and no more decimal places than there are to be."""
    return fixed_text(value, min(places, decimal_places(value)))


def _with_unit(unit: str) -> Measure:
    def difference(value: float, places: int) -> str:
        return f"{_to_places(value, places)} {unit}"

    return Measure(unit, lambda value: f"{number_text(value)} {unit}", difference)


def _mass_text(mass_kg: float, _: int = 0) -> str:
    return f"{number_text(mass_kg)} kg" if mass_kg < 1e3 else si_text(1e-3 * mass_kg, "t")


COUNT = _fixed("", 0)
NUMBER = Measure("", number_text, _to_places)
KW_PER_TONNE, TFLOPS_PER_W = map(_with_unit, ("kW/t", "TFLOP/s per W"))
SHARE = Measure("", share_text, lambda share, places: _to_places(100.0 * share, places) + " pp")
WATT = _si("W")
FLOPS = _si("FLOP/s")
KELVIN = Measure("K", celsius_text, lambda kelvin, _: f"{fixed_text(kelvin, 1)} K")
KILOGRAM = Measure("kg", _mass_text, _mass_text)
MINUTE = _fixed(" min", 1)
DAYS_PER_YEAR = _fixed(" days/yr", 0)
KILOMETRE = _fixed(" km", 1)
SEPARATION = _with_unit("km")
DEGREE = replace(_fixed("°", 1), unit="deg")
