"""From a predicate as written to conditions: names, units, words and sites are looked up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from orbitviz.analysis.predicates.amounts import si_value
from orbitviz.analysis.predicates.conditions import (
    AllTrue,
    AnyTrue,
    Condition,
    Leaf,
    NameFits,
    Range,
    WordFits,
)
from orbitviz.analysis.predicates.fields import FIELDS, NAME, SUNLIT, Field, Measure
from orbitviz.analysis.predicates.glob import Glob
from orbitviz.analysis.predicates.grammar import parse, place_of
from orbitviz.analysis.predicates.tree import (
    AllOf,
    Amount,
    AnyOf,
    Between,
    Comparison,
    Flag,
    Not,
    Predicate,
    Subject,
    Word,
)
from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named
from orbitviz.model.state import State

# Numbers as near as this, relative to their size, are equal: 550 km is what 6928.137 less 6378.137
# gives.
_EQUAL = 1e-9
_HALF = 0.5  # of the Sun's disc: from there on a satellite counts as sunlit
_MOST_NAMED = 12  # words in a message


@dataclass(frozen=True)
class Vocabulary:
    """What names in a predicate may stand for in a state.

    groups   of the design, and the names of the catalogues
    shells   of the design
    sites    of the design
    """

    groups: tuple[str, ...]
    shells: tuple[str, ...]
    sites: tuple[Site, ...]

    @classmethod
    def of(cls, state: State) -> Vocabulary:
        """Return the words of what is open."""
        document = state.document
        constellation, sites = document.constellation, document.design.sites
        has_design = len(constellation) > 0
        names = tuple(catalogue.name for catalogue in state.catalogues.values())
        return cls(
            (*(constellation.group_name if has_design else ()), *names),
            constellation.shell_name if has_design else (),
            tuple(sites),
        )

    def words(self, field: Field) -> tuple[str, ...]:
        """Return the words that a field compares with."""
        if field.words == "group":
            return self.groups
        return self.shells if field.words == "shell" else field.words_of_quantity


def condition_of(text: str, state: State) -> Condition:
    """Return the condition that a text states on what is open. Raises UserError with the column."""
    return resolve(parse(text), Vocabulary.of(state))


def resolve(predicate: Predicate, vocabulary: Vocabulary) -> Condition:
    """Return the condition that a predicate states. Raises UserError with the column."""
    match predicate:
        case Flag():
            return _flag(predicate)
        case Comparison():
            return _comparison(predicate, vocabulary)
        case Between():
            return _between(predicate, vocabulary)
        case Not():
            return resolve(predicate.part, vocabulary).negated()
        case AllOf():
            return AllTrue(_resolved(predicate.parts, vocabulary))
        case AnyOf():
            return AnyTrue(_resolved(predicate.parts, vocabulary))


def _resolved(parts: Sequence[Predicate], vocabulary: Vocabulary) -> tuple[Condition, ...]:
    return tuple(resolve(part, vocabulary) for part in parts)


def _flag(flag: Flag) -> Condition:
    field = _field(flag.subject)
    if field is not SUNLIT:
        name = flag.subject.name
        example = f'{field.name} = "…"' if field.words or field is NAME else f"{field.name} > …"
        raise UserError(
            f'"{name.text}" is not true or false by itself',
            place=place_of(name.column),
            allowed=f"a comparison such as {example}",
        )
    return Range(Measure(field), _HALF, math.inf)


def _comparison(comparison: Comparison, vocabulary: Vocabulary) -> Condition:
    measure = _measure(comparison.subject, vocabulary)
    operator, value = comparison.operator, comparison.value
    if measure.field is SUNLIT:
        raise UserError(
            f'"{SUNLIT.name}" is true or false',
            place=place_of(operator.column),
            allowed="sunlit or not sunlit; sunlight is compared with a share",
        )
    if measure.field.words or measure.field is NAME:
        return _word_fits(measure, operator, value, vocabulary)
    if isinstance(value, Word):
        raise UserError(
            f'"{measure.field.name}" is a number, not text',
            place=place_of(value.column),
            allowed="a number",
        )
    return _number(measure, operator, value)


def _number(measure: Measure, operator: Word, amount: Amount) -> Range:
    value = _value(amount, measure.field)
    off = _EQUAL * abs(value)
    below, above = value - off, value + off
    match operator.text:
        case "=":
            return Range(measure, below, above)
        case "!=":
            return Range(measure, below, above, inside=False)
        case "<":
            return Range(measure, -math.inf, math.nextafter(below, -math.inf))
        case "<=":
            return Range(measure, -math.inf, above)
        case ">":
            return Range(measure, math.nextafter(above, math.inf), math.inf)
        case ">=":
            return Range(measure, below, math.inf)
    raise UserError(
        f'"{measure.field.name}" is a number',
        place=place_of(operator.column),
        allowed="=, !=, <, <=, > or >=, or in and a range such as 1..2",
    )


def _value(amount: Amount, field: Field) -> float:
    """Return a number in SI. Raises UserError beyond what the field can be."""
    value = si_value(amount, field.unit)
    if field.ends is not None:
        low, high = field.ends
        shown = field.unit.factor * value + field.unit.offset
        if not low - _EQUAL <= shown <= high + _EQUAL * high:
            raise UserError(
                f'"{field.name}" is never {amount.number.text}',
                place=place_of(amount.number.column),
                allowed=f"{low:g} to {high:g} {field.unit.name}",
            )
    return value


def _between(between: Between, vocabulary: Vocabulary) -> Range:
    measure = _measure(between.subject, vocabulary)
    field = measure.field
    if field.words or field in (NAME, SUNLIT):
        raise UserError(
            f'"{field.name}" has no ranges',
            place=place_of(between.subject.name.column),
            allowed="sunlight" if field is SUNLIT else "=, != or ~ and text in quotes",
        )
    first = between.low
    if first.unit is None:  # the unit after the second number is that of both
        first = Amount(first.number, between.high.unit)
    low, high = (_value(amount, field) for amount in (first, between.high))
    off = _EQUAL * max(abs(low), abs(high))
    if low <= high:
        return Range(measure, low - off, high + off)
    if not field.is_cyclic:
        raise UserError(
            "the range ends below its begin",
            place=place_of(between.low.number.column),
            allowed="the lower number first",
        )
    # Around the end of the turn: all but what lies between.
    return Range(
        measure,
        math.nextafter(high + off, math.inf),
        math.nextafter(low - off, -math.inf),
        inside=False,
    )


def _word_fits(
    measure: Measure, operator: Word, value: Amount | Word, vocabulary: Vocabulary
) -> Leaf:
    field = measure.field
    if operator.text not in ("=", "!=", "~"):
        raise UserError(
            f'"{field.name}" is text', place=place_of(operator.column), allowed="=, != or ~"
        )
    if isinstance(value, Amount):
        raise UserError(
            f'"{field.name}" is text',
            place=place_of(value.number.column),
            allowed=f'text in quotes, such as "{value.number.text}"',
        )
    is_glob, inside = operator.text == "~", operator.text != "!="
    if field is NAME:
        return NameFits(value.text, is_glob, inside)
    words = vocabulary.words(field)
    glob = Glob(value.text, literal=not is_glob)
    if not any(glob.fits(word) for word in words):
        raise _unknown_word(field, value, words)
    return WordFits(measure, value.text, is_glob, inside)


def _unknown_word(field: Field, value: Word, words: tuple[str, ...]) -> UserError:
    where = place_of(value.column)
    kind = "" if field.quantity else f" {field.name}"
    if not words:
        return UserError(f"there is no{kind} in what is open", place=where)
    hint = did_you_mean(value.text, dict.fromkeys(words))
    named = ", ".join(f'"{word}"' for word in tuple(dict.fromkeys(words))[:_MOST_NAMED])
    more = ", …" if len(words) > _MOST_NAMED else ""
    return UserError(
        f'no {field.name} is "{value.text}"{hint}',
        place=where,
        allowed=None if hint else f"{named}{more}, or * for any text after ~",
    )


def _field(subject: Subject) -> Field:
    name = subject.name
    field = FIELDS.get(name.text.lower())
    if field is None:
        by_column = {one.column: one.name for one in FIELDS.values()}
        hint = did_you_mean(by_column.get(name.text.lower(), name.text), FIELDS)
        raise UserError(
            f'there is nothing named "{name.text}"{hint}',
            place=place_of(name.column),
            allowed=None if hint else ", ".join(FIELDS),
        )
    if field.of_site and subject.site is None:
        raise UserError(
            f'"{field.name}" is seen from a site',
            place=place_of(name.column),
            allowed=f'{field.name}("Berlin"), or {field.name}("52.5,13.4")',
        )
    if subject.site is not None and not field.of_site:
        raise UserError(
            f'"{field.name}" does not depend on a site',
            place=place_of(subject.site.column),
            allowed=f"{field.name} alone",
        )
    return field


def _measure(subject: Subject, vocabulary: Vocabulary) -> Measure:
    field = _field(subject)
    if subject.site is None:
        return Measure(field)
    try:
        return Measure(field, site_named(subject.site.text, vocabulary.sites))
    except UserError as error:
        raise error.at(place=place_of(subject.site.column)) from None
