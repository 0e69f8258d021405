"""What may be written next in a predicate: names with their meaning and unit, words and sites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lark import Token

from orbitviz.analysis.predicates.amounts import unit_names
from orbitviz.analysis.predicates.fields import FIELDS, NAME, SUNLIT, Field
from orbitviz.analysis.predicates.grammar import read_so_far
from orbitviz.analysis.predicates.resolve import Vocabulary
from orbitviz.model.sites import coordinates_text, sites_beginning

# A word that is being typed, after a number without a blank too: "340K".
_WORD = re.compile(r"(?:[a-zµ]|(?<=\d)°|°)[\w/-]*$|%$", re.IGNORECASE)
_IN_TEXT = re.compile(r"[^a-z0-9]+", re.IGNORECASE)
_OF_NUMBERS = (
    (">", "greater than"), ("<", "less than"), (">=", "at least"), ("<=", "at most"),
    ("=", "equal to"), ("!=", "not equal to"), ("in", "in a range such as 1..2"),
)  # fmt: skip
_OF_WORDS = (("=", "is"), ("~", "fits a pattern with *"), ("!=", "is not"))


@dataclass(frozen=True)
class Completion:
    """One thing that may be written.

    text     in place of what is typed of it
    meaning  in a few words
    """

    text: str
    meaning: str


@dataclass(frozen=True)
class Completions:
    """What may be written for the characters from `begin` to `end` of a predicate."""

    begin: int
    end: int
    options: tuple[Completion, ...] = ()


def completions(text: str, caret: int, vocabulary: Vocabulary, most: int) -> Completions:
    """Return up to `most` ways to go on at a caret, counted in characters from 0."""
    head = text[:caret]
    begin = _open_quote(head)
    if begin is not None:
        options = _texts(head[:begin], head[begin + 1 :], head[begin], vocabulary, most)
        end = caret + text[caret:].startswith(head[begin])
    else:
        found = _WORD.search(head)
        begin, end = (found.start() if found else caret), caret
        options = _words(head[:begin], head[begin:], vocabulary, most)
    wanted = text[begin:end]
    kept = (one for one in options if one.text.strip() != wanted)
    return Completions(begin, end, tuple(islice(kept, most)))


def _open_quote(head: str) -> int | None:
    """Return where text in quotes begins that is not closed."""
    begin: int | None = None
    for place, sign in enumerate(head):
        if begin is None:
            begin = place if sign in "\"'" else None
        elif sign == head[begin]:
            begin = None
    return begin


def _texts(
    head: str, typed: str, quote: str, vocabulary: Vocabulary, most: int
) -> Iterator[Completion]:
    """Yield what may stand in quotes: sites, or words of what is compared."""
    read = read_so_far(head)
    if read is None or "TEXT" not in read[1]:
        return
    field = _last_field(read[0])
    if field is None:
        return
    if field.of_site:
        for site in sites_beginning(typed, vocabulary.sites, most):
            yield Completion(f"{quote}{site.name}{quote})", coordinates_text(site))
        return
    words = dict.fromkeys(vocabulary.words(field))
    begin = (word for word in words if word.lower().startswith(typed.lower()))
    inside = (word for word in words if word.lower().find(typed.lower()) > 0)
    for word in dict.fromkeys((*begin, *(inside if typed else ()))):
        yield Completion(f"{quote}{word}{quote} ", field.title.lower())


def _words(head: str, typed: str, vocabulary: Vocabulary, most: int) -> Iterator[Completion]:
    """Yield what may stand outside of quotes."""
    read = read_so_far(head)
    if read is None:
        return
    tokens, accepted = read
    lower, field = typed.lower(), _last_field(tokens)
    if "NAME" in accepted:
        yield from _names(lower)
    if "OPERATOR" in accepted and field is not None:
        yield from _operators(lower, field)
    if "TEXT" in accepted and not lower and field is not None and not field.of_site:
        yield from _texts(head, "", '"', vocabulary, most)
    if "UNIT" in accepted and field is not None:
        for unit in unit_names(field.unit):
            if unit.lower().startswith(lower):
                yield Completion(f"{unit} ", f"unit of {field.title.lower()}")
    if "OPERATOR" in accepted and field is not SUNLIT:
        return  # which is not true or false before it is compared
    blank = " " if head and head == head.rstrip() and not typed else ""
    for word, meaning in (("and", "both are true"), ("or", "one is true"), ("not", "the opposite")):
        if word.upper() in accepted and word.startswith(lower):
            yield Completion(f"{blank}{word} ", meaning)


def _operators(typed: str, field: Field) -> Iterator[Completion]:
    signs = _OF_WORDS if field.words or field is NAME else _OF_NUMBERS
    for sign, meaning in () if field is SUNLIT else signs:
        if sign.startswith(typed):
            yield Completion(f"{sign} ", meaning)


def _names(typed: str) -> Iterator[Completion]:
    """Yield names that begin with what is typed, then those with a word that does in the title."""
    begin = [field for field in FIELDS.values() if field.name.startswith(typed)]
    titled = [
        field
        for field in FIELDS.values()
        if typed and any(word.startswith(typed) for word in _IN_TEXT.split(field.title.lower()))
    ]
    for field in dict.fromkeys((*begin, *titled)):
        yield Completion(_written(field), _meaning(field))


def _written(field: Field) -> str:
    return f'{field.name}("' if field.of_site else f"{field.name} "


def _meaning(field: Field) -> str:
    if field is SUNLIT:
        return "at least half of the Sun in view"
    if field.of_site:
        return f"{field.title.lower()} from a site, {field.unit.name}"
    kind = "text" if field.words or field is NAME else field.unit.name
    return f"{field.title.lower()}, {kind}" if kind else field.title.lower()


def _last_field(tokens: Iterable[Token]) -> Field | None:
    names = [FIELDS.get(token.lower()) for token in tokens if token.type == "NAME"]
    return names[-1] if names else None
