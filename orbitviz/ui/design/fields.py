"""The fields that the design panel shows: a value with its range, unit and slider; no Qt here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.base.units import THOUSANDS, number_text, parse_number
from orbitviz.model.design.field_words import COMPUTED
from orbitviz.model.design.ranges import Number

SLIDER_STEPS = 1000
_DIGITS = 6


def listed(word: str) -> list[str]:
    """Return the numbers of a list as words; a comma before three digits groups them: 4,999."""
    pieces = re.split(r"\s*;\s*|,?\s+", word.strip("[] "))
    parts = ([piece] if THOUSANDS.fullmatch(piece) else piece.split(",") for piece in pieces)
    return [part for found in parts for part in found if part]


@dataclass(frozen=True, kw_only=True)
class DesignField:
    """One value of a design.

    path      key of the value
    section   title of the part it belongs to, "" for what has no parts
    number    its range and unit, None for a choice or a text
    choices   the words it may be
    optional  it may be left out
    blank     what stands there if it is left out
    slides    it can be slid, if it is a number
    wide      its entry needs a line of its own
    """

    path: tuple[str, ...]
    section: str = ""
    title: str
    help: str
    number: Number | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    blank: str = COMPUTED
    slides: bool = True
    wide: bool = False

    @property
    def has_slider(self) -> bool:
        """Whether it can be slid."""
        return self.number is not None and self.slides

    def text(self, value: Any) -> str:
        """Return a value as it is typed."""
        if value is None:
            return self.blank
        if isinstance(value, tuple):
            return ", ".join(self.text(one) for one in value)
        return number_text(value, _DIGITS) if isinstance(value, int | float) else str(value)

    def parse(self, text: str) -> Any:
        """Return the value that was typed. Raises UserError."""
        word = text.strip()
        if self.optional and word.lower() in ("", self.blank, COMPUTED, "auto"):
            return None
        if self.number is None or word.lower() in self.number.words:
            return word.lower() if self.number else word
        if self.number.many and len(parts := listed(word)) > 1:
            return tuple(self._number(part) for part in parts)
        return self._number(word)

    def slid_from(self, value: Any) -> float:
        """Return where the slider stands for a value: at its mean for a list, at 0 for a word."""
        if isinstance(value, tuple):
            return float(sum(value) / len(value))
        return float(value) if isinstance(value, int | float) else 0.0

    def _number(self, word: str) -> float | int:
        assert self.number is not None
        try:
            value = parse_number(word)
        except ValueError:
            raise UserError(
                f'"{word}" is not a number', place=self.title, allowed=self.number.allowed
            ) from None
        if self.number.whole and value.is_integer():
            return int(value)
        return value


@dataclass(frozen=True, kw_only=True)
class Span:
    """The values that a slider goes over.

    by_factor   evenly by factors, not by differences
    step        values are multiples of it; None rounds them to three digits
    """

    low: float
    high: float
    by_factor: bool = False
    step: float | None = None

    def place_of(self, value: float) -> int:
        """Return the position of the slider for a value, 0 to SLIDER_STEPS."""
        if self.high <= self.low:
            return 0
        if self.by_factor:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(min(max(share, 0.0), 1.0) * SLIDER_STEPS)

    def value_at(self, field: DesignField, place: int) -> float | int:
        """Return the value of a field at a position of the slider, rounded."""
        share, low, high = place / SLIDER_STEPS, self.low, self.high
        value = low * (high / low) ** share if self.by_factor else low + share * (high - low)
        return self._rounded(field, value)

    def next_value(self, field: DesignField, value: float, up: bool) -> float | int:
        """Return the next rounded value above, or below, within the range of the field."""
        assert field.number is not None
        if field.number.whole:
            return self._rounded(field, value + (1 if up else -1))
        if self.step is not None:
            return self._rounded(field, value + (self.step if up else -self.step))
        digit = 10.0 ** (math.floor(math.log10(max(abs(value), 1e-9))) - 2)
        # Below a power of ten digits are finer.
        if not up and abs(value / digit - 100.0) < 1e-6:
            digit /= 10.0
        return self._rounded(field, value + (digit if up else -digit))

    def _rounded(self, field: DesignField, value: float) -> float | int:
        assert field.number is not None
        if field.number.whole:
            return round(min(max(value, field.number.low), field.number.high))
        if self.step is not None:
            rounded = round(round(value / self.step) * self.step, _DIGITS)
        else:
            rounded = float(f"{value:.3g}") if value else 0.0
        return min(max(rounded, field.number.low), field.number.high)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A field as a design has it.

    original   the value that can be gone back to
    span       of its slider
    unused     why it does not matter in the design, as a sentence; nothing if it does
    tip        what it is, what is allowed, where it comes from
    note       what is known of it, in small print below
    marked     the values below the slider that are marked, and the ends of their range
    """

    value: Any
    original: Any
    span: Span | None
    unused: str = ""
    tip: str = ""
    note: str = ""
    marked: tuple[float, ...] = ()


Changes = list[tuple[DesignField, str]]  # each as "110 → 90 m²"


def change_text(field: DesignField, before: Any, after: Any) -> str:
    """Return a change as "110 → 90 m²"."""
    has_unit = field.number and field.number.unit and not isinstance(after, str)
    unit = f" {field.number.unit}" if field.number and has_unit else ""
    return f"{field.text(before)} → {field.text(after)}{unit}"


def plain_title(path: tuple[str, ...]) -> str:
    """Return a title derived from the key."""
    return path[-1].replace("_", " ").capitalize()
