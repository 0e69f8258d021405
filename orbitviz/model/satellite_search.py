"""What people type for a satellite of a design: plane, slot, and any part of the shell's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.plane_slots import Rows

# "p7 s12", "plane 7, slot 12", "p007s0012", "plane 7"; what else is typed are words of the shell.
_PLACE = re.compile(r"\b(?:plane\s*|p)(\d{1,7})(?:[\s,]*(?:slot\s*|s)(\d{1,8}))?\b", re.IGNORECASE)
_WORD = re.compile(r"[\w.]+")
_FILLING = {"fly", "go", "to", "of", "in", "the"}
_BEGUN = ("slot", "shell", "of")  # words that are still being typed


@dataclass(frozen=True)
class PlaceTyped:
    """A plane, perhaps a slot, and words that the name of the shell has.

    slot   None where only the plane is typed
    """

    plane: int
    slot: int | None
    words: tuple[str, ...]


def place_typed(text: str) -> PlaceTyped | None:
    """Return the plane and slot of a text, None where it has none."""
    place = _PLACE.search(text)
    if place is None:
        return None
    plane, slot = place.groups()
    before, after = words_of(text[: place.start()]), words_of(text[place.end() :])
    if after and any(word.startswith(after[-1]) for word in _BEGUN):
        after = after[:-1]
    words = tuple(word for word in (*before, *after) if word not in _FILLING | {"shell"})
    return PlaceTyped(int(plane), None if slot is None else int(slot), words)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters."""
    return tuple(_WORD.findall(text.lower()))


def shells_with(constellation: Constellation, words: tuple[str, ...]) -> Rows:
    """Return the shells (n,) whose names have all words, those that are meant most likely first.

    That is the one of just this name, then those with more of the words after the group's name.
    """
    if not words:
        return np.arange(constellation.shell_count)
    found = []
    typed = " ".join(words)
    for shell, name in enumerate(constellation.shell_name):
        lower = name.lower()
        if all(word in lower for word in words):
            is_other = lower.replace("· ", "").replace("-", " ") != typed
            found.append((is_other, -words_after_group(lower, words), shell))
    return np.array([shell for *_, shell in sorted(found)], np.int64)


def words_after_group(shell_name: str, words: tuple[str, ...]) -> int:
    """Return how many words a shell's name, in small letters, has after that of its group."""
    _, sign, own = shell_name.rpartition("·")
    return sum(word in own for word in words) if sign else 0
