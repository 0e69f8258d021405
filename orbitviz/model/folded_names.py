"""Names as people type them: without case, a blank for a hyphen; all of a file in one scan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.near_words import nearest_words
from orbitviz.base.packed_strings import PackedStrings

Rows = NDArray[np.int64]
Fits = NDArray[np.uint8]

_BLANKS = bytes.maketrans(b"-_/", b"   ")
_IN_WORDS = np.array([chr(code).isalnum() or code > 127 for code in range(256)])
_MOST_NEAR = 50  # names with the most pairs of letters in common, compared as a whole


class Fit(IntEnum):
    """How a name fits what is typed, the better the smaller."""

    SAME = 0
    WORDS_AT_BEGIN = 1
    BEGIN = 2
    WORDS_INSIDE = 3
    BEGIN_OF_WORD = 4
    INSIDE = 5
    ALL_WORDS = 6
    NONE = 255


@dataclass(frozen=True, eq=False)
class FoldedNames:
    """n names, ready for many searches.

    names    as they are written
    """

    names: PackedStrings

    def fits(self, text: str) -> Fits:
        """Return (n,) Fit of each name: the text as a whole, else all of its words."""
        wanted = folded(text)
        fits = self._fits_of(wanted)
        words = wanted.split()
        if len(words) > 1 and fits.min(initial=Fit.NONE) == Fit.NONE:
            every = [self._fits_of(word) for word in words]
            fits[np.maximum.reduce(every) < Fit.NONE] = Fit.ALL_WORDS
        return fits

    def near(self, text: str) -> list[str]:
        """Return the few names that begin almost as the text, the nearest first."""
        wanted = np.frombuffer(folded(text), np.uint8)
        if len(wanted) < 2 or not len(self._letters):
            return []
        length = len(wanted)
        pairs = np.isin(_pairs(self._letters), _pairs(wanted))
        common = np.bincount(
            self._rows_of(np.flatnonzero(pairs)), minlength=len(self.names)
        ) / (length + np.minimum(np.diff(self.names.first), length))  # fmt: skip
        likely = [self.names[int(row)] for row in np.argsort(-common, kind="stable")[:_MOST_NEAR]]
        begins: dict[str, str] = {}
        for name in likely:
            begins.setdefault(name[:length].strip(), name)
        return [begins[begin] for begin in nearest_words(text, begins)]

    def _fits_of(self, wanted: bytes) -> Fits:
        fits = np.full(len(self.names), Fit.NONE, np.uint8)
        if not wanted:
            return fits
        letters, first = self._letters, self.names.first
        places = _places(letters, np.frombuffer(wanted, np.uint8))
        rows = self._rows_of(places)
        whole = places + len(wanted) <= first[rows + 1]  # not across two names
        places, rows = places[whole], rows[whole]
        ends = places + len(wanted)
        at_begin, at_end = places == first[rows], ends == first[rows + 1]
        begins_word = at_begin | ~_IN_WORDS[letters[places - 1]]
        ends_word = at_end | ~_IN_WORDS[letters[np.minimum(ends, len(letters) - 1)]]
        fit = np.select(
            [at_begin & at_end, at_begin & ends_word, at_begin, begins_word & ends_word,
             begins_word],
            [Fit.SAME, Fit.WORDS_AT_BEGIN, Fit.BEGIN, Fit.WORDS_INSIDE, Fit.BEGIN_OF_WORD],
            Fit.INSIDE,
        ).astype(np.uint8)  # fmt: skip
        np.minimum.at(fits, rows, fit)
        return fits

    @cached_property
    def _letters(self) -> NDArray[np.uint8]:
        return np.frombuffer(_folded_bytes(self.names.data), np.uint8)

    def _rows_of(self, places: Rows) -> Rows:
        return np.searchsorted(self.names.first, places, side="right") - 1


def folded(text: str) -> bytes:
    """Return a text as it is compared with names."""
    return _folded_bytes(" ".join(text.split()).encode(errors="surrogatepass"))


def _folded_bytes(data: bytes) -> bytes:
    return data.lower().translate(_BLANKS)


def _places(letters: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> Rows:
    """Return where a text begins in another one."""
    last = len(letters) - len(wanted) + 1
    places = np.flatnonzero(letters[: max(last, 0)] == wanted[0])
    for k in range(1, len(wanted)):
        places = places[letters[places + k] == wanted[k]]
    return places


def _pairs(letters: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Return every two neighbours as a number."""
    return np.asarray(letters[:-1].astype(np.uint16) * 256 + letters[1:], np.uint16)
