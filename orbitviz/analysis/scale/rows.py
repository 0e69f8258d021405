"""A figure of scale: from low to high, with where it comes from and how certain that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from orbitviz.base.units import fixed_text, number_text, si_text, word_scale

_PREFIXED = ("W", "J")


class Grade(StrEnum):
    """How certain a figure is, the most certain first, and what that means."""

    DEFINED = "counted from the design, or defined"
    PUBLISHED = "read where it was published"
    SECONDARY = "published, and read in another text"
    COMPUTED = "computed from the design by a model"
    EXTRAPOLATED = "carried far beyond what has been seen"
    ASSUMED = "no source, or a choice between sources"

    @property
    def word(self) -> str:
        """What it is called."""
        return self.name.lower()


class Spread(NamedTuple):
    """What the literature, or a law, has for a figure, and what is taken of it."""

    low: float
    mid: float
    high: float

    def scaled(self, factor: float) -> Spread:
        """Return it times a number that is not below 0."""
        return Spread(*(factor * value for value in self))


def one(value: float) -> Spread:
    """Return a figure without a spread."""
    return Spread(value, value, value)


@dataclass(frozen=True, kw_only=True)
class ScaleRow:
    """A figure with its source.

    key    its name in JSON, which ends in its unit
    unit   for people; with an SI prefix if it is W or J
    """

    key: str
    name: str
    unit: str
    value: Spread
    source: str
    grade: Grade

    @property
    def text(self) -> str:
        """The middle with its unit, and low and high where they differ from it."""
        low, mid, high = (self._number(value) for value in self.value)
        unit = "" if self.unit in _PREFIXED else self.unit
        spread = "" if self.value.low == self.value.high else f"({low} to {high})"
        return " ".join(part for part in (mid, unit, spread) if part)

    @property
    def basis(self) -> str:
        """Source and grade in words."""
        return f"{self.source} Certainty: {self.grade.word} ({self.grade})."

    def _number(self, value: float) -> str:
        if self.unit in _PREFIXED:
            return si_text(value, self.unit)
        return fixed_text(value) if self.grade is Grade.DEFINED else count_text(value)


def count_text(value: float) -> str:
    """Return a number to three digits; from a million on in words: 42.6 million."""
    factor, word = word_scale(value, least=1e6)
    return f"{number_text(value / factor)} {word}".rstrip()
