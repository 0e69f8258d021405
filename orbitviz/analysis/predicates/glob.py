"""Patterns of names, as file names have them: * for any text, ? for a letter, [ab] for some."""

from __future__ import annotations

import fnmatch


class Glob:
    """A pattern that reads names letter by letter, in any case of letters.

    What names have in common need be read only once: `read` continues from a state, a number that
    stands for the places in the pattern which a name read so far may have come to.
    """

    def __init__(self, pattern: str, *, literal: bool = False) -> None:
        """Build; `literal`: the pattern is the name itself."""
        lower = pattern.lower()
        self._signs = list(lower) if literal else _signs(lower)
        self._literal = literal
        self._known: dict[tuple[int, str], int] = {}
        self.start = self._past_stars(1)

    def read(self, text: str, state: int | None = None) -> int:
        """Return the state after a text in small letters; 0 if no name begins so."""
        at = self.start if state is None else state
        for letter in text:
            at = self._step(at, letter)
        return at

    def accepts(self, state: int) -> bool:
        """Return whether a name that ends in a state fits."""
        return bool(state >> len(self._signs) & 1)

    def fits(self, name: str) -> bool:
        """Return whether a name fits."""
        return self.accepts(self.read(name.lower()))

    def _step(self, state: int, letter: str) -> int:
        known = self._known.get((state, letter))
        if known is None:
            known = self._known[state, letter] = self._stepped(state, letter)
        return known

    def _stepped(self, state: int, letter: str) -> int:
        new = 0
        for place, sign in enumerate(self._signs):
            if state >> place & 1:
                if sign == "*" and not self._literal:
                    new |= 1 << place
                elif sign == letter if self._literal else fnmatch.fnmatchcase(letter, sign):
                    new |= 2 << place
        return self._past_stars(new)

    def _past_stars(self, state: int) -> int:
        """Return a state with the places that are reached by stars which stand for nothing."""
        for place, sign in enumerate(self._signs):
            if sign == "*" and not self._literal and state >> place & 1:
                state |= 2 << place
        return state


def _signs(pattern: str) -> list[str]:
    """Return a pattern as stars and patterns of one letter."""
    signs: list[str] = []
    place = 0
    while place < len(pattern):
        end = place + 1
        if pattern[place] == "[":
            # As fnmatch has it: "]" closes unless it comes first, and "[" without it is a letter.
            first = end + pattern.startswith("!", end)
            closing = pattern.find("]", first + 1)
            end = closing + 1 if closing >= 0 else end
        sign = pattern[place:end]
        signs.append("[[]" if sign == "[" else sign)
        place = end
    return signs
