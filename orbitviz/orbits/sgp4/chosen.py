"""A few objects of a catalogue, each at times of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S
from orbitviz.orbits.sgp4.batch import NOT_FINITE, NOT_ITS_ORBIT, MeanElements
from orbitviz.orbits.sgp4.consistency import OrbitBounds
from orbitviz.orbits.sgp4.initialise import satellites_of
from orbitviz.orbits.timescale import Instant


class ChosenObjects:
    """SGP4 of k objects; Sgp4Batch is for all objects at the same times."""

    def __init__(self, elements: MeanElements, rows: Sequence[int]) -> None:
        self._satellites = satellites_of(elements, rows)
        self._bounds = [
            OrbitBounds([one], np.array([one.method == "d"])) for one in self._satellites
        ]

    def __len__(self) -> int:
        return len(self._satellites)

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
            r_km[ours], error[ours] = self._of_one(int(k), start, seconds[ours])
        return r_km, error

    def _of_one(self, k: int, start: Instant, seconds: Floats) -> tuple[Floats, NDArray[np.uint8]]:
        days = start.jd_frac + seconds / DAY_S
        error, r_km, v_km_s = self._satellites[k].sgp4_array(
            np.full(len(days), start.jd_whole), days
        )
        finite = np.isfinite(r_km).all(axis=1) & np.isfinite(v_km_s).all(axis=1)
        error[(error == 0) & ~finite] = NOT_FINITE
        error[(error == 0) & ~self._bounds[k].holds(r_km[None], v_km_s[None])[0]] = NOT_ITS_ORBIT
        r_km[error != 0] = np.nan
        return r_km, error
