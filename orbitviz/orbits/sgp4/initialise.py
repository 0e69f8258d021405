"""SGP4 initialised for many element sets at once, bit for bit as sgp4.omm does it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from sgp4.api import WGS72, Satrec

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import MINUTE_S
from orbitviz.base.progress import yield_to_threads
from orbitviz.orbits.sgp4.batch import SGP4_EPOCH_JD, MeanElements, Sgp4Batch

_CHUNK = 1024  # objects, about two milliseconds
_RADIANS = math.pi / 180.0
# python-sgp4 takes catalogue numbers up to Z9999 of Alpha-5 and does not calculate with them.
_ANY_NUMBER = 0


def satellites_of(elements: MeanElements, rows: Sequence[int]) -> list[Satrec]:
    """Return chosen objects initialised anew from the elements of their batch.

    Epochs come within a microsecond of the first ones, for SGP4 takes them as one number.
    """
    out = []
    for row in rows:
        satellite = Satrec()
        satellite.sgp4init(
            WGS72,
            "i",
            _ANY_NUMBER,
            (elements.epoch_jd_whole[row] - SGP4_EPOCH_JD) + elements.epoch_jd_frac[row],
            elements.bstar[row],
            0.0,
            0.0,
            elements.ecc[row],
            elements.argp_rad[row],
            elements.inc_rad[row],
            elements.mean_anom_rad[row],
            elements.mean_motion_rad_s[row] * MINUTE_S,
            elements.raan_rad[row],
        )
        out.append(satellite)
    return out


class Initialiser:
    """Adds element sets to a batch.

    sgp4init overwrites everything in a Satrec, and the batch copies it, so a few Satrecs are
    reused: creating and freeing a new one takes as long as initialising it.
    """

    def __init__(self) -> None:
        self._satellites: list[Satrec] = []

    def add(
        self,
        batch: Sgp4Batch,
        epoch_days: Floats,
        mean_motion_rev_day: Floats,
        ecc: Floats,
        inc_deg: Floats,
        raan_deg: Floats,
        argp_deg: Floats,
        mean_anom_deg: Floats,
        bstar: Floats,
    ) -> MeanElements:
        """Append objects to a batch and return their elements.

        epoch_days  days since SGP4_EPOCH_JD; all (n,) float64 in the units of element sets.
        The derivatives of the mean motion are left out: SGP4 does not use them.
        """
        motion = mean_motion_rev_day / 720.0 * math.pi
        inc, raan, argp, anomaly = (
            degrees * _RADIANS for degrees in (inc_deg, raan_deg, argp_deg, mean_anom_deg)
        )
        columns = (epoch_days, bstar, ecc, argp, inc, anomaly, motion, raan)
        whole: list[float] = []
        frac: list[float] = []
        for first in range(0, len(ecc), _CHUNK):
            rows = slice(first, first + _CHUNK)
            used = self._initialised([column[rows].tolist() for column in columns])
            batch.add(used)
            whole += [satellite.jdsatepoch for satellite in used]
            frac += [satellite.jdsatepochF for satellite in used]
            yield_to_threads()
        return MeanElements(
            epoch_jd_whole=np.array(whole, np.float64),
            epoch_jd_frac=np.array(frac, np.float64),
            mean_motion_rad_s=motion / MINUTE_S,
            ecc=ecc,
            inc_rad=inc,
            raan_rad=raan,
            argp_rad=argp,
            mean_anom_rad=anomaly,
            bstar=bstar,
        )

    def _initialised(self, columns: list[list[float]]) -> list[Satrec]:
        count = len(columns[0])
        self._satellites += [Satrec() for _ in range(count - len(self._satellites))]
        used = self._satellites[:count]
        for satellite, epoch, drag, e, argp, inc, anomaly, motion, raan in zip(
            used, *columns, strict=True
        ):
            satellite.sgp4init(
                WGS72, "i", _ANY_NUMBER, epoch, drag, 0.0, 0.0, e, argp, inc, anomaly, motion, raan
            )
        return used
