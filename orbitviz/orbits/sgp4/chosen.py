"""A few objects of a catalogue, each at times of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.orbits.sgp4.batch import MeanElements
from orbitviz.orbits.sgp4.one_object import OneObject
from orbitviz.orbits.timescale import Instant


class ChosenObjects:
    """SGP4 of k objects; Sgp4Batch is for all objects at the same times."""

    def __init__(self, elements: MeanElements, rows: Sequence[int]) -> None:
        self._objects = [OneObject(elements, row) for row in rows]

    def __len__(self) -> int:
        return len(self._objects)

    def positions(
        self, which: NDArray[np.integer], start: Instant, seconds: Floats
    ) -> tuple[Floats, NDArray[np.uint8]]:
        """Return where objects are, each at a time of its own.

        which    (m,) int      of the k objects, in any order
        seconds  (m,) float64  since `start`
        returns  r_km (m, 3) float64 TEME, NaN where there is no position; error (m,) uint8, 0 or
                 a key of REASONS
        """
        r_km, error = np.empty((len(which), 3)), np.empty(len(which), np.uint8)
        order = np.argsort(which, kind="stable")
        edges = np.searchsorted(which[order], np.arange(len(self) + 1))
        for k in np.flatnonzero(np.diff(edges)):
            ours = order[edges[k] : edges[k + 1]]
            r_km[ours], _, error[ours] = self._objects[k].states(start, seconds[ours])
        return r_km, error
