"""Slots that wait for a satellite, first come, first served."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

Slots = NDArray[np.int64]
_NONE = np.empty(0, np.int64)


class Waiting:
    """A queue of slots."""

    def __init__(self) -> None:
        self._parts: deque[Slots] = deque()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, slots: Slots, *, first: bool = False) -> None:
        """Add slots behind the others, or before them."""
        if len(slots):
            (self._parts.appendleft if first else self._parts.append)(slots)
            self._count += len(slots)

    def take(self, count: int) -> Slots:
        """Take slots from the front, at most as many as there are."""
        taken: list[Slots] = []
        while count and self._parts:
            part = self._parts.popleft()
            if len(part) > count:
                self._parts.appendleft(part[count:])
                part = part[:count]
            taken.append(part)
            count -= len(part)
            self._count -= len(part)
        return np.concatenate(taken) if taken else _NONE
