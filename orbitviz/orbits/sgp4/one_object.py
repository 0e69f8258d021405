"""SGP4 of one object at many times: a batch would propagate its whole block for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S
from orbitviz.orbits.sgp4.batch import MeanElements, mark_failures
from orbitviz.orbits.sgp4.consistency import OrbitBounds
from orbitviz.orbits.sgp4.initialise import satellites_of
from orbitviz.orbits.timescale import Instant


class OneObject:
    """Row `row` of some elements, initialised for SGP4 as the batch of its catalogue is."""

    def __init__(self, elements: MeanElements, row: int) -> None:
        (self._satellite,) = satellites_of(elements, [row])
        is_deep = np.array([self._satellite.method == "d"])
        self._bounds = OrbitBounds([self._satellite], is_deep)

    def states(self, begin: Instant, seconds: Floats) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """Return the states at many times.

        seconds  (m,) float64  after `begin`
        returns  r_km (m, 3) and v_km_s (m, 3) float64 TEME, NaN where SGP4 failed;
                 error (m,) uint8: 0, or a key of REASONS
        """
        whole = np.full(len(seconds), begin.jd_whole)
        frac = begin.jd_frac + np.asarray(seconds) / DAY_S
        error, r_km, v_km_s = self._satellite.sgp4_array(whole, frac)
        mark_failures(error[None], r_km[None], v_km_s[None], self._bounds)
        return r_km, v_km_s, error
