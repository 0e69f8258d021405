"""SGP4 of one object at many times: a batch would propagate its whole block for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sgp4.api import WGS72, Satrec

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, MINUTE_S
from orbitviz.orbits.sgp4.batch import SGP4_EPOCH_JD, MeanElements, mark_failures
from orbitviz.orbits.sgp4.consistency import OrbitBounds
from orbitviz.orbits.timescale import Instant

_ANY_NUMBER = 0  # SGP4 does not calculate with it


class OneObject:
    """Row `row` of some elements, initialised for SGP4 as the batch of its catalogue is."""

    def __init__(self, elements: MeanElements, row: int) -> None:
        epoch = float(elements.epoch_jd_whole[row] - SGP4_EPOCH_JD + elements.epoch_jd_frac[row])
        columns = (
            elements.ecc,
            elements.argp_rad,
            elements.inc_rad,
            elements.mean_anom_rad,
            elements.mean_motion_rad_s * MINUTE_S,
            elements.raan_rad,
        )
        orbit = [float(column[row]) for column in columns]
        self._satellite = Satrec()
        self._satellite.sgp4init(
            WGS72, "i", _ANY_NUMBER, epoch, float(elements.bstar[row]), 0.0, 0.0, *orbit
        )
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
