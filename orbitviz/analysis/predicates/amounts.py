"""Numbers of predicates: from the unit that is written, or shown, to SI."""

from __future__ import annotations

import math

from orbitviz.analysis.predicates.grammar import place_of
from orbitviz.analysis.predicates.tree import Amount, Word
from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.base.errors import UserError
from orbitviz.base.units import parse_number, unit_ratio
from orbitviz.subsystems.quantity import CELSIUS, DEGREE, HOUR_ANGLE, KILOMETRE, PER_CENT, Unit

# Further units of a value v in SI: v = factor * number + offset, and what messages name.
_FURTHER: dict[Unit, dict[str, tuple[float, float]]] = {
    CELSIUS: {"C": (1.0, CELSIUS_0_K), "K": (1.0, 0.0)},
    DEGREE: {"deg": (math.radians(1.0), 0.0), "rad": (1.0, 0.0)},
    HOUR_ANGLE: {"°": (math.radians(1.0), 0.0)},
}
_SAYS = {
    CELSIUS: "°C, C or K",
    DEGREE: "°, deg or rad",
    HOUR_ANGLE: "h or °",
    KILOMETRE: "km or m",
}


def si_value(amount: Amount, unit: Unit) -> float:
    """Return the SI value of a number as written, for what is shown in `unit`.

    Without a unit the number is in the one shown, but for shares: those are 0 to 1 then.
    Raises UserError where the unit does not fit.
    """
    number = parse_number(amount.number.text)
    if not math.isfinite(number):
        raise UserError(
            f'"{amount.number.text}" is too large', place=place_of(amount.number.column)
        )
    if amount.unit is not None:
        return _with_unit(number, amount.unit, unit)
    if unit is PER_CENT:
        if not 0.0 <= number <= 1.0:
            raise UserError(
                f"{amount.number.text} is no share",
                place=place_of(amount.number.column),
                allowed=f"0 to 1, or per cent such as {amount.number.text} %",
            )
        return number
    return (number - unit.offset) / unit.factor


def _with_unit(number: float, word: Word, unit: Unit) -> float:
    if unit.name and word.text == unit.name:
        return (number - unit.offset) / unit.factor
    if word.text in _FURTHER.get(unit, {}):
        factor, offset = _FURTHER[unit][word.text]
        return factor * number + offset
    base = unit.si or unit.name
    ratio = unit_ratio(word.text, base) if unit.si or unit is KILOMETRE else None
    if ratio is not None:
        return number * ratio
    raise UserError(
        f'the unit "{word.text}" does not fit', place=place_of(word.column), allowed=units_of(unit)
    )


def unit_names(unit: Unit) -> tuple[str, ...]:
    """Return units that may be written after the number of a measure shown in `unit`."""
    prefixed = [f"{letter}{unit.si}" for letter in "kMG"] if unit.si and unit not in _SAYS else []
    metre = ["m"] if unit is KILOMETRE else []
    return tuple(dict.fromkeys(filter(None, [
        unit.name, *_FURTHER.get(unit, {}), *metre, *([unit.si] if prefixed else []), *prefixed,
    ])))  # fmt: skip


def units_of(unit: Unit) -> str:
    """Return in words which units may be written after the number of a measure shown in `unit`."""
    if unit.si and unit not in _SAYS:
        return f"{unit.si} with any prefix, such as {unit.name}"
    return _SAYS.get(unit) or unit.name or "a number without a unit"
