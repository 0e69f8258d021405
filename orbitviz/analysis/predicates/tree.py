"""A predicate as written: its parts, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A name, text in quotes or operator, and the column that it begins in, from 1."""

    text: str
    column: int


@dataclass(frozen=True)
class Amount:
    """A number, with its unit if one is written."""

    number: Word
    unit: Word | None = None


@dataclass(frozen=True)
class Subject:
    """What is compared: a name, or a name of something as seen from a site."""

    name: Word
    site: Word | None = None


@dataclass(frozen=True)
class Flag:
    """A name that is true or false by itself."""

    subject: Subject


@dataclass(frozen=True)
class Comparison:
    """A subject compared with a number or a text; operator is = != < <= > >= or ~."""

    subject: Subject
    operator: Word
    value: Amount | Word


@dataclass(frozen=True)
class Between:
    """A subject in a range, both ends included."""

    subject: Subject
    low: Amount
    high: Amount


@dataclass(frozen=True)
class Not:
    """The opposite."""

    part: Predicate


@dataclass(frozen=True)
class AllOf:
    """Every part is true."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part is true."""

    parts: tuple[Predicate, ...]


Predicate = Flag | Comparison | Between | Not | AllOf | AnyOf
