"""Many objects through SGP4 at one instant, by the python-sgp4 package.

python-sgp4 is the official C++ code of Vallado et al., "Revisiting Spacetrack Report #3",
AIAA 2006-6753, with its constants WGS 72, in which all public element sets are fitted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sgp4.api import SGP4_ERRORS, WGS72, Satrec, SatrecArray

from orbitviz.orbits.timescale import Instant

Floats = NDArray[np.float64]

MU_WGS72_KM3_S2 = 398600.8
EARTH_RADIUS_WGS72_KM = 6378.135
J2_WGS72 = 1.082616e-3

NOT_FINITE = 7  # our own code beside those of SGP4
REASONS = {
    1: "its mean eccentricity left the range 0 to 1",
    2: "its mean motion fell below zero",
    3: "its perturbed eccentricity left the range 0 to 1",
    4: "its semilatus rectum fell below zero",
    5: "it lies below the ground",
    6: "it has decayed: it lies inside the Earth",
    NOT_FINITE: "its position is not a finite number",
}
assert REASONS.keys() >= SGP4_ERRORS.keys()

# Epochs are told to SGP4 in days since this Julian date, 1949-12-31 00:00 UTC.
SGP4_EPOCH_JD = 2433281.5
_MINUTE_S = 60.0
# python-sgp4 takes catalogue numbers up to Z9999 of Alpha-5 and does not calculate with them.
_ANY_NUMBER = 0


@dataclass(frozen=True, eq=False)
class MeanElements:
    """Mean elements of n objects in the sense of SGP4, axes TEME.

    Each is (n,) float64; the epoch is a Julian date (UTC) in two parts.

    mean_motion_rad_s   by Kozai's definition, as element sets give it
    bstar               drag term, per Earth radius
    """

    epoch_jd_whole: Floats
    epoch_jd_frac: Floats
    mean_motion_rad_s: Floats
    ecc: Floats
    inc_rad: Floats
    raan_rad: Floats
    argp_rad: Floats
    mean_anom_rad: Floats
    bstar: Floats

    def __len__(self) -> int:
        return len(self.ecc)


def elements_of(satellites: Sequence[Satrec]) -> MeanElements:
    """Return the elements that SGP4 was initialised with."""
    rows = [
        (
            satellite.jdsatepoch,
            satellite.jdsatepochF,
            satellite.no_kozai / _MINUTE_S,
            satellite.ecco,
            satellite.inclo,
            satellite.nodeo,
            satellite.argpo,
            satellite.mo,
            satellite.bstar,
        )
        for satellite in satellites
    ]
    table = np.array(rows, np.float64).reshape(-1, len(fields(MeanElements)))
    return MeanElements(*np.ascontiguousarray(table.T))


def joined(parts: Sequence[MeanElements]) -> MeanElements:
    """Return the elements of several lists as one."""
    names = [field.name for field in fields(MeanElements)]
    return MeanElements(*(np.concatenate([getattr(p, name) for p in parts]) for name in names))


def initialised(
    epoch_days: Iterable[float],
    mean_motion_rev_day: Floats,
    ecc: Floats,
    inc_deg: Floats,
    raan_deg: Floats,
    argp_deg: Floats,
    mean_anom_deg: Floats,
    bstar: Floats,
) -> list[Satrec]:
    """Return a Satrec for each row of the arguments, the same to the bit as sgp4.omm makes it.

    epoch_days  days since SGP4_EPOCH_JD; the others (n,) float64 in the units of element sets.
    The derivatives of the mean motion are left out: SGP4 does not use them.
    """
    radians = math.pi / 180.0
    columns = zip(
        epoch_days,
        bstar.tolist(),
        ecc.tolist(),
        (argp_deg * radians).tolist(),
        (inc_deg * radians).tolist(),
        (mean_anom_deg * radians).tolist(),
        (mean_motion_rev_day / 720.0 * math.pi).tolist(),
        (raan_deg * radians).tolist(),
        strict=True,
    )
    satellites = []
    for epoch, drag, e, argp, inc, anomaly, motion, raan in columns:
        satellite = Satrec()
        satellite.sgp4init(
            WGS72, "i", _ANY_NUMBER, epoch, drag, 0.0, 0.0, e, argp, inc, anomaly, motion, raan
        )
        satellites.append(satellite)
    return satellites


def mean_sma_km(mean_motion_rad_s: Floats, ecc: Floats, inc_rad: Floats) -> Floats:
    """Return the (n,) semi-major axes in km that SGP4 itself derives from Kozai's mean motion.

    Spacetrack Report #3 section 6 ("a0''"), WGS 72. The plain third law would be off by up to
    4 km in a low orbit.
    """
    k2 = 0.5 * J2_WGS72 * EARTH_RADIUS_WGS72_KM**2
    shape = 1.5 * k2 * (3.0 * np.cos(inc_rad) ** 2 - 1.0) / (1.0 - ecc**2) ** 1.5
    a1 = (MU_WGS72_KM3_S2 / mean_motion_rad_s**2) ** (1.0 / 3.0)
    d1 = shape / a1**2
    a0 = a1 * (1.0 - d1 * (1.0 / 3.0 + d1 * (1.0 + 134.0 / 81.0 * d1)))
    own_motion = mean_motion_rad_s / (1.0 + shape / a0**2)
    return np.asarray((MU_WGS72_KM3_S2 / own_motion**2) ** (1.0 / 3.0))


class Sgp4Batch:
    """SGP4 of n objects, kept in python-sgp4's own arrays.

    The objects stand in blocks, so that a million of them need no second copy while they are
    gathered: `add` takes a block and its Satrecs can be forgotten.
    """

    def __init__(self, blocks: Iterable[Sequence[Satrec]] = ()) -> None:
        self._blocks: list[Any] = []
        self._size = 0
        for block in blocks:
            self.add(block)

    def add(self, satellites: Sequence[Satrec]) -> None:
        """Append objects."""
        self._blocks.append(SatrecArray(satellites))
        self._size += len(satellites)

    def __len__(self) -> int:
        return self._size

    def propagate(self, instant: Instant) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """Return the states of all objects at `instant`.

        returns  r_km (n, 3) and v_km_s (n, 3) float64 TEME, NaN where SGP4 failed;
                 error (n,) uint8: 0, or a key of REASONS
        """
        r_km, v_km_s = np.empty((self._size, 3)), np.empty((self._size, 3))
        error = np.empty(self._size, np.uint8)
        whole, frac = np.array([instant.jd_whole]), np.array([instant.jd_frac])
        first = 0
        for block in self._blocks:
            rows = slice(first, first + len(block))
            e, r, v = block.sgp4(whole, frac)
            r_km[rows], v_km_s[rows], error[rows] = r[:, 0], v[:, 0], e[:, 0]
            first = rows.stop
        infinite = ~(np.isfinite(r_km).all(axis=1) & np.isfinite(v_km_s).all(axis=1))
        error[infinite & (error == 0)] = NOT_FINITE
        r_km[error != 0] = v_km_s[error != 0] = np.nan
        return r_km, v_km_s, error
