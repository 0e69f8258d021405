"""Finds commands by what people type: whole words first, synonyms too; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

_WORD = re.compile(r"\w+")


class _Fit(IntEnum):
    """How well a word of a query fits, the better the higher."""

    NONE = 0
    LETTERS = 1  # of the name, in this order
    INSIDE_HELP = 2
    START_IN_HELP = 3
    WORD_IN_HELP = 4
    INSIDE_NAME = 5
    START_OF_SYNONYM = 6
    START_IN_NAME = 7
    SYNONYM = 8
    WORD_IN_NAME = 9


@dataclass(frozen=True, kw_only=True)
class Searchable:
    """What a search looks at.

    name      as menus show it
    synonyms  other words that people type for it, separated by blanks
    help      what it does, and where it stands
    """

    name: str
    synonyms: str = ""
    help: str = ""


def fit_of(query: str, item: Searchable) -> tuple[float, ...] | None:
    """Return how well an item fits every word of a query, None if it does not.

    The greater the better: the worst word counts first, then all of them, then short names.
    """
    words = _WORD.findall(query.lower()) or query.lower().split()
    fits = [_fit_of_word(word, item) for word in words]
    if not fits or min(fits) is _Fit.NONE:
        return None
    begins = item.name.lower().startswith(query.strip().lower())
    return float(min(fits)), float(sum(fits)), float(begins), -float(len(item.name))


def best_of(query: str, items: Iterable[Searchable]) -> list[int]:
    """Return the places of the items that fit a query, the best first.

    Items that fit by single letters only are left out where others fit by words.
    """
    found = [(fit, k) for k, item in enumerate(items) if (fit := fit_of(query, item)) is not None]
    by_words = [pair for pair in found if pair[0][0] > _Fit.LETTERS]
    return [k for _, k in sorted(by_words or found, key=lambda pair: pair[0], reverse=True)]


def _fit_of_word(word: str, item: Searchable) -> _Fit:
    name, synonyms, text = (part.lower() for part in (item.name, item.synonyms, item.help))
    in_name, in_synonyms, in_text = (_WORD.findall(part) for part in (name, synonyms, text))
    if word in in_name:
        return _Fit.WORD_IN_NAME
    if word in in_synonyms:
        return _Fit.SYNONYM
    if _starts_one(word, in_name):
        return _Fit.START_IN_NAME
    if _starts_one(word, in_synonyms):
        return _Fit.START_OF_SYNONYM
    if word in name:
        return _Fit.INSIDE_NAME
    if word in in_text:
        return _Fit.WORD_IN_HELP
    if _starts_one(word, in_text):
        return _Fit.START_IN_HELP
    if word in text:
        return _Fit.INSIDE_HELP
    return _Fit.LETTERS if _has_letters(word, name) else _Fit.NONE


def _starts_one(word: str, words: Iterable[str]) -> bool:
    return any(other.startswith(word) for other in words)


def _has_letters(word: str, name: str) -> bool:
    """Whether a name has the letters of a word in order, most of them at starts or in a row."""
    place, good, before = 0, 0, -2
    for letter in word:
        found = name.find(letter, place)
        if found < 0:
            return False
        good += found == before + 1 or found == 0 or not name[found - 1].isalnum()
        before, place = found, found + 1
    return 2 * good >= len(word)
