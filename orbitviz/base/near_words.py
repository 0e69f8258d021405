"""What a word that is not known may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

# Shares of letters in common, as difflib counts them. Below _NEAR words look alike by chance: info
# and window have 0.6, import and report 0.67, a letter too many or too few in five has 0.9.
_NEAR, _AS_NEAR, _MOST = 0.7, 0.1, 3


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that `word` is probably a misspelling of, the nearest first.

    There is more than one where they are about as near, and none where too many are.
    """
    ratios = _ratios(word, known)
    best = max(ratios.values(), default=0.0)
    if best < _NEAR:
        return []
    near = [other for other, ratio in ratios.items() if ratio > best - _AS_NEAR]
    return sorted(near, key=lambda other: -ratios[other]) if len(near) <= _MOST else []


def nearest_words(word: str, known: Iterable[str]) -> list[str]:
    """Return the few known words that are nearest to `word`, of those that are near at all."""
    ratios = _ratios(word, known)
    near = [other for other, ratio in ratios.items() if ratio >= _NEAR]
    return sorted(near, key=lambda other: -ratios[other])[:_MOST]


def _ratios(word: str, known: Iterable[str]) -> dict[str, float]:
    """Return for each known word the share of letters in common."""
    matcher = SequenceMatcher(b=word.lower())
    ratios = {}
    for other in known:
        matcher.set_seq1(other.lower())
        ratios[other] = matcher.ratio()
    return ratios


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ', did you mean "..."?', empty where no known word is near."""
    near = " or ".join(f'"{other}"' for other in near_words(word, known))
    return f", did you mean {near}?" if near else ""
