"""The fields of a satellite design as the design panel shows them; no Qt here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from orbitviz.base.errors import UserError
from orbitviz.base.units import MINUS, number_text, parse_number
from orbitviz.model.design.field_words import COMPUTED, number_of
from orbitviz.model.design.ranges import Number
from orbitviz.model.design.satellite import Part, SatelliteDesign, source_of

SLIDER_STEPS = 1000
_THOUSANDS = re.compile(rf"[-{MINUS}]?\d{{1,3}}(,\d{{3}})+(\.\d*)?")
_WIDE = 200.0  # ranges wider than this are slid through by factors, about the original value
_REACH = 8.0
_WORKLOAD = ("compute", "workload")
_ZETA, _MAGNITUDE = ("brightness", "zeta_m2"), ("brightness", "magnitude")
# What matters with one workload only.
_OF_WORKLOAD: dict[tuple[str, ...], str] = {
    ("compute", "least_demand"): "follow-the-sun",
    ("compute", "peak_local_h"): "follow-the-sun",
}
# Values beyond another one are seldom meant: they can be typed, but not slid to.
_SLID_UP_TO: dict[tuple[str, ...], tuple[str, ...]] = {("age_years",): ("life_years",)}


@dataclass(frozen=True, kw_only=True)
class DesignField:
    """One value of a satellite design.

    path      key of the value
    section   title of the part it belongs to, "" for the satellite itself
    number    its range and unit, None for a choice or a text
    choices   the words it may be
    optional  it may be left to the program ("computed")
    """

    path: tuple[str, ...]
    section: str
    title: str
    help: str
    number: Number | None
    choices: tuple[str, ...]
    optional: bool

    @property
    def has_slider(self) -> bool:
        """Whether it can be slid."""
        return self.number is not None and not self.optional

    def text(self, value: Any) -> str:
        """Return a value as it is typed."""
        if value is None:
            return COMPUTED
        if isinstance(value, tuple):
            return ", ".join(self.text(one) for one in value)
        return number_text(value, 6) if isinstance(value, int | float) else str(value)

    def parse(self, text: str) -> Any:
        """Return the value that was typed. Raises UserError."""
        word = text.strip()
        if self.optional and word.lower() in ("", COMPUTED, "auto"):
            return None
        if self.number is None or word.lower() in self.number.words:
            return word.lower() if self.number else word
        if self.number.many and len(parts := re.split(r"[\s,;]+", word.strip("[]"))) > 1:
            return tuple(self._number(part) for part in parts if part)
        return self._number(word)

    def _number(self, word: str) -> float | int:
        assert self.number is not None
        if _THOUSANDS.fullmatch(word):
            word = word.replace(",", "")
        try:
            value = parse_number(word)
        except ValueError:
            raise UserError(
                f'"{word}" is not a number', place=self.title, allowed=self.number.allowed
            ) from None
        if self.number.whole and value.is_integer():
            return int(value)
        return value

    def tip(self, original: SatelliteDesign) -> str:
        """Return what the value is, what is allowed, what the file and the built-in one say."""
        lines = [self.help]
        if self.number is not None:
            lines.append(f"Allowed: {self.number.allowed}.")
        in_file = self.text(value_at(original, self.path))
        built_in = self.text(value_at(original.base(), self.path))
        source = source_of(original, self.path)
        if in_file != built_in:
            lines.append(f"In the file: {in_file}.")
        lines.append(f"Built in: {built_in}" + (f" ({source})" if source else "") + ".")
        return "\n".join(lines)


def slid_from(value: Any) -> float:
    """Return where a slider stands for a value: at its mean for a list, at 0 for a word."""
    if isinstance(value, tuple):
        return float(sum(value) / len(value))
    return float(value) if isinstance(value, int | float) else 0.0


def value_at(design: SatelliteDesign, path: tuple[str, ...]) -> Any:
    """Return the value at a path."""
    found: Any = design
    for key in path:
        found = getattr(found, key)
    return found


@cache
def design_fields() -> tuple[DesignField, ...]:
    """Return every field of a satellite design but `like`, part by part."""
    found: list[DesignField] = []
    for key, info in SatelliteDesign.model_fields.items():
        part = info.annotation
        if key == "like":
            continue
        if isinstance(part, type) and issubclass(part, Part):
            section = str(info.title)
            found += [_field((key, name), section, one) for name, one in part.model_fields.items()]
        else:
            found.append(_field((key,), "", info))
    return tuple(found)


def changes(original: SatelliteDesign, design: SatelliteDesign) -> list[tuple[DesignField, str]]:
    """Return what differs from a satellite as it was, as "110 → 90 m²"."""
    out = []
    for field in design_fields():
        before, after = value_at(original, field.path), value_at(design, field.path)
        if before != after:
            has_unit = field.number and field.number.unit and not isinstance(after, str)
            unit = f" {field.number.unit}" if field.number and has_unit else ""
            out.append((field, f"{field.text(before)} → {field.text(after)}{unit}"))
    return out


def unused_because(field: DesignField, design: SatelliteDesign) -> str:
    """Return why a value does not matter in a design, as a sentence; nothing if it does."""
    if field.path == _ZETA and not isinstance(value_at(design, _MAGNITUDE), str):
        return "Not used where a magnitude was measured."
    needed, workload = _OF_WORKLOAD.get(field.path), value_at(design, _WORKLOAD)
    if needed is None or workload == needed:
        return ""
    return f"Not used with the workload {workload}, only with {needed}."


def slider_end(field: DesignField, design: SatelliteDesign) -> float | None:
    """Return the value that ends the slider of a field in a design, None for that of its range."""
    path = _SLID_UP_TO.get(field.path)
    return None if path is None else float(value_at(design, path))


def slider_place(
    field: DesignField, value: float, original: float, end: float | None = None
) -> int:
    """Return the position of the slider, 0 to SLIDER_STEPS; `end` as `slider_end` says."""
    low, high, by_factor = _slider_range(field, original, end)
    if by_factor:
        share = math.log(max(value, low) / low) / math.log(high / low)
    else:
        share = (value - low) / (high - low)
    return round(min(max(share, 0.0), 1.0) * SLIDER_STEPS)


def slider_value(
    field: DesignField, place: int, original: float, end: float | None = None
) -> float | int:
    """Return the value of a place of the slider, rounded to three digits."""
    low, high, by_factor = _slider_range(field, original, end)
    share = place / SLIDER_STEPS
    value = low * (high / low) ** share if by_factor else low + share * (high - low)
    assert field.number is not None
    if field.number.whole:
        return round(value)
    rounded = float(f"{value:.3g}") if value else 0.0
    return min(max(rounded, field.number.low), field.number.high)


def next_value(field: DesignField, value: float, up: bool) -> float | int:
    """Return the next value of three digits above, or below, within the range."""
    assert field.number is not None
    if field.number.whole:
        found: float = value + (1 if up else -1)
    else:
        digit = 10.0 ** (math.floor(math.log10(max(abs(value), 1e-9))) - 2)
        # Below a power of ten digits are finer.
        if not up and abs(value / digit - 100.0) < 1e-6:
            digit /= 10.0
        found = float(f"{value + (digit if up else -digit):.3g}")
    found = min(max(found, field.number.low), field.number.high)
    return round(found) if field.number.whole else found


def _slider_range(
    field: DesignField, original: float, end: float | None
) -> tuple[float, float, bool]:
    number = field.number
    assert number is not None
    if end is not None:
        return number.low, end, False
    if number.high - number.low <= _WIDE or number.whole:
        if number.low < 0.0 or number.high <= 1.0 or number.whole:
            return number.low, number.high, False
        if original <= 0.0 or number.high <= 10.0 * max(number.low, 0.1):
            return number.low, number.high, False
    if original <= 0.0:
        return max(number.low, 0.0), min(number.high, 100.0), False
    low = max(original / _REACH, number.low, 1e-9)
    return low, min(original * _REACH, number.high), True


def _field(path: tuple[str, ...], section: str, info: Any) -> DesignField:
    optional = type(None) in get_args(info.annotation)
    choices: tuple[str, ...] = ()
    if get_origin(info.annotation) is Literal:
        choices = get_args(info.annotation)
    return DesignField(
        path=path,
        section=section,
        title=info.title or plain_title(path),
        help=str(info.description),
        number=number_of(info),
        choices=choices,
        optional=optional,
    )


def plain_title(path: tuple[str, ...]) -> str:
    """Return a title derived from the key."""
    return path[-1].replace("_", " ").capitalize()
