"""Random numbers that depend on what they are for alone, not on the order of drawing.

A counter is mixed by the finalizer of SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable
pseudorandom number generators", OOPSLA), the variant 13 of Stafford.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats

Words = NDArray[np.uint64]
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_WORD = (1 << 64) - 1


class Stream(IntEnum):
    """What a number is drawn for."""

    LAUNCH = 1
    EARLY = 2
    FAILURE = 3
    DISPOSAL = 4


def draw(seed: int, stream: Stream, which: NDArray[np.integer], of: NDArray[np.integer]) -> Floats:
    """Return (n,) float64 between 0 and 1, both excluded.

    which, of   (n,) what each is drawn for, such as a slot and the satellites it has had
    """
    key = _mixed(np.array([(seed * _GOLDEN + stream) & _WORD], np.uint64))
    words = _mixed(which.astype(np.uint64) + key)
    words = _mixed(words + of.astype(np.uint64) * np.uint64(_GOLDEN))
    return np.asarray(((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53)


def _mixed(words: Words) -> Words:
    words = words + np.uint64(_GOLDEN)
    words = (words ^ (words >> np.uint64(30))) * _FIRST
    words = (words ^ (words >> np.uint64(27))) * _SECOND
    return np.asarray(words ^ (words >> np.uint64(31)))
