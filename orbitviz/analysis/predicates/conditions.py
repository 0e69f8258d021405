"""Conditions on arrays: what a predicate is when its words, units and sites are known.

A condition is negated by turning over its comparisons, so that none is left with a "not": where a
value is not known, a comparison and its opposite are both false, and what is found is certain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.predicates.fields import NAME, Measure
from orbitviz.analysis.predicates.glob import Glob
from orbitviz.base.arrays import Floats

Mask = NDArray[np.bool_]
Verdicts = NDArray[np.uint8]


class Verdict(IntEnum):
    """What is known of all satellites of a plane: "and" is the least of two, "or" the greatest."""

    NO = 0
    OPEN = 1
    YES = 2


def as_verdicts(yes: Mask, no: Mask) -> Verdicts:
    """Return Verdict of what is certainly true and of what is certainly not, both (b,)."""
    return np.asarray(Verdict.OPEN + yes.astype(np.uint8) - no, np.uint8)


@dataclass(frozen=True)
class Range:
    """A measure within the closed range from `low` to `high`, SI, or outside of it."""

    measure: Measure
    low: float
    high: float
    inside: bool = True

    def negated(self) -> Range:
        """Return the opposite."""
        return replace(self, inside=not self.inside)

    def holds(self, values: NDArray[Any]) -> Mask:
        """Return for values (n,) whether they do; not for nan."""
        if self.inside:
            return np.asarray((values >= self.low) & (values <= self.high))
        return np.asarray((values < self.low) | (values > self.high))

    def verdicts(self, least: Floats, greatest: Floats) -> Verdicts:
        """Return (b,) Verdict on values between bounds (b,)."""
        within = (least >= self.low) & (greatest <= self.high)
        beyond = (greatest < self.low) | (least > self.high)
        yes, no = (within, beyond) if self.inside else (beyond, within)
        return as_verdicts(yes, no)


@dataclass(frozen=True)
class WordFits:
    """A measure whose word is `pattern`, or fits it if that is a glob; or one that does not."""

    measure: Measure
    pattern: str
    is_glob: bool
    inside: bool = True

    def negated(self) -> WordFits:
        """Return the opposite."""
        return replace(self, inside=not self.inside)

    def holds(self, numbers: NDArray[Any], words: tuple[str, ...]) -> Mask:
        """Return for numbers (n,) of words whether theirs fit."""
        return np.asarray(_fitting(self, words)[numbers.astype(np.int64)])

    def verdicts(self, least: Floats, greatest: Floats, words: tuple[str, ...]) -> Verdicts:
        """Return (b,) Verdict on numbers of words between bounds (b,)."""
        sums = np.concatenate([[0], np.cumsum(_fitting(self, words))])
        low = np.clip(np.ceil(least), 0, len(words) - 1).astype(np.int64)
        high = np.clip(np.floor(greatest), 0, len(words) - 1).astype(np.int64)
        fitting, all_of_them = sums[high + 1] - sums[low], high + 1 - low
        yes, no = fitting == all_of_them, fitting == 0
        return as_verdicts(yes, no)


@dataclass(frozen=True)
class NameFits:
    """A name that is `pattern`, or fits it if that is a glob; or one that does not."""

    pattern: str
    is_glob: bool
    inside: bool = True

    @property
    def measure(self) -> Measure:
        """What it looks at."""
        return Measure(NAME)

    def negated(self) -> NameFits:
        """Return the opposite."""
        return replace(self, inside=not self.inside)


@dataclass(frozen=True)
class AllTrue:
    """Every part is true."""

    parts: tuple[Condition, ...]

    def negated(self) -> AnyTrue:
        """Return the opposite."""
        return AnyTrue(tuple(part.negated() for part in self.parts))


@dataclass(frozen=True)
class AnyTrue:
    """At least one part is true."""

    parts: tuple[Condition, ...]

    def negated(self) -> AllTrue:
        """Return the opposite."""
        return AllTrue(tuple(part.negated() for part in self.parts))


Leaf = Range | WordFits | NameFits
Condition = Leaf | AllTrue | AnyTrue


def cost(condition: Condition) -> int:
    """Return about how many ns a condition takes for one satellite."""
    if isinstance(condition, AllTrue | AnyTrue):
        return sum(cost(part) for part in condition.parts)
    return condition.measure.field.cost


def measures(condition: Condition) -> tuple[Measure, ...]:
    """Return what a condition looks at, each once, as it was written."""
    if isinstance(condition, AllTrue | AnyTrue):
        found = [one for part in condition.parts for one in measures(part)]
        return tuple(dict.fromkeys(found))
    return (condition.measure,)


@lru_cache(maxsize=256)
def _fitting(condition: WordFits, words: tuple[str, ...]) -> Mask:
    glob = Glob(condition.pattern, literal=not condition.is_glob)
    return np.array([glob.fits(word) == condition.inside for word in words], bool)
