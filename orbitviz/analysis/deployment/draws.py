"""Random numbers that depend on what they are for alone, not on the order of drawing.

They are the sequence of SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number
generators", OOPSLA, with the variant 13 of Stafford), at the place that `which` says; the seed, the
stream and `of` say where it starts.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats

Words = NDArray[np.uint64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_WORD = (1 << 64) - 1


class Stream(IntEnum):
    """What a number is drawn for."""

    LAUNCH = 1
    EARLY = 2
    FAILURE = 3
    DISPOSAL = 4


def draw(
    seed: int, streams: tuple[Stream, ...], which: NDArray[np.integer], of: NDArray[np.integer]
) -> Floats:
    """Return (s, n) float64 between 0 and 1, both excluded: for each of s streams.

    which, of   (n,) what each is drawn for, such as a slot and the satellites it has had
    """
    words = which.astype(np.uint64) * _GOLDEN
    words += of.astype(np.uint64) * _SECOND
    words = _mixed(words + _starts(seed, streams))
    words >>= np.uint64(11)
    return np.asarray((words + 0.5) * 2.0**-53)


@lru_cache
def _starts(seed: int, streams: tuple[Stream, ...]) -> Words:
    """Return (s, 1) where the sequence of each stream starts."""
    start = _mixed(np.array([seed & _WORD], np.uint64))
    return np.asarray(start + np.array(streams, np.uint64)[:, None] * _FIRST)


def _mixed(words: Words) -> Words:
    """Return words mixed by the finalizer, in place."""
    words += _GOLDEN
    words ^= words >> np.uint64(30)
    words *= _FIRST
    words ^= words >> np.uint64(27)
    words *= _SECOND
    words ^= words >> np.uint64(31)
    return words
