"""Many objects through SGP4 at one instant, by the python-sgp4 package.

python-sgp4 is the official C++ code of Vallado et al., "Revisiting Spacetrack Report #3",
AIAA 2006-6753, with its constants WGS 72, in which all public element sets are fitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sgp4.api import SGP4_ERRORS, Satrec, SatrecArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import MINUTE_S
from orbitviz.base.progress import yield_to_threads
from orbitviz.orbits.sgp4.consistency import OrbitBounds
from orbitviz.orbits.sgp4.wgs72 import EARTH_RADIUS_WGS72_KM, J2_WGS72, MU_WGS72_KM3_S2
from orbitviz.orbits.timescale import Instant

NOT_FINITE, NOT_ITS_ORBIT = 7, 8  # not codes of SGP4
REASONS = {
    1: "its mean eccentricity left the range 0 to 1",
    2: "its mean motion fell below zero",
    3: "its perturbed eccentricity left the range 0 to 1",
    4: "its semilatus rectum fell below zero",
    5: "it lies below the ground",
    6: "it has decayed: it lies inside the Earth",
    NOT_FINITE: "its position is not finite",
    NOT_ITS_ORBIT: "the orbit that SGP4 gives contradicts its elements",
}
assert REASONS.keys() >= SGP4_ERRORS.keys()

# SGP4 counts epochs in days since this Julian date, 1949-12-31 00:00 UTC.
SGP4_EPOCH_JD = 2433281.5
# Objects propagated at a time, weighted: a near-Earth object (0.6 us) counts 1. A resonant
# deep-space object is integrated in steps of 12 h from its epoch: years away it takes a thousand
# times as long.
_BLOCK_WORK = 2048
_DEEP_WORK = 32


@dataclass(frozen=True, kw_only=True, eq=False)
class MeanElements:
    """Mean elements of n objects as SGP4 defines them, axes TEME.

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

    def epoch(self, row: int) -> Instant:
        """Return the epoch of one object."""
        return Instant(float(self.epoch_jd_whole[row]), float(self.epoch_jd_frac[row]))

    def part(self, rows: NDArray[np.integer]) -> MeanElements:
        """Return the elements of some objects (k,)."""
        return MeanElements(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


def elements_of(satellites: Sequence[Satrec]) -> MeanElements:
    """Return the elements that SGP4 was initialised with."""
    rows = [
        (
            satellite.jdsatepoch,
            satellite.jdsatepochF,
            satellite.no_kozai / MINUTE_S,
            satellite.ecco,
            satellite.inclo,
            satellite.nodeo,
            satellite.argpo,
            satellite.mo,
            satellite.bstar,
        )
        for satellite in satellites
    ]
    names = [field.name for field in fields(MeanElements)]
    table = np.array(rows, np.float64).reshape(-1, len(names))
    return MeanElements(**dict(zip(names, np.ascontiguousarray(table.T), strict=True)))


def concatenated(parts: Sequence[MeanElements]) -> MeanElements:
    """Return the elements of several batches as one."""
    names = [field.name for field in fields(MeanElements)]
    return MeanElements(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )


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


@dataclass(frozen=True, eq=False)
class BlockStates:
    """States of k consecutive objects at m instants.

    rows     of the batch
    r_km     (k, m, 3) float64 TEME, NaN where SGP4 failed; v_km_s the same
    error    (k, m) uint8: 0, or a key of REASONS
    """

    rows: slice
    r_km: Floats
    v_km_s: Floats
    error: NDArray[np.uint8]


def mark_failures(
    error: NDArray[np.uint8], r_km: Floats, v_km_s: Floats, bounds: OrbitBounds
) -> None:
    """Add what SGP4 does not notice to its codes (k, m), and make failed states (k, m, 3) NaN."""
    wrong = ~bounds.holds(r_km, v_km_s)
    if wrong.any() or error.any():
        finite = np.isfinite(r_km).all(axis=2) & np.isfinite(v_km_s).all(axis=2)
        error[(error == 0) & ~finite] = NOT_FINITE
        error[(error == 0) & wrong] = NOT_ITS_ORBIT
        r_km[error != 0] = v_km_s[error != 0] = np.nan


class Sgp4Batch:
    """SGP4 of n objects, stored in python-sgp4's own arrays.

    The objects are stored in blocks, so that a million of them are never in memory twice: their
    Satrecs can be dropped after `add`. Blocks are small because python-sgp4 holds the GIL while
    it propagates one, and no frame may wait for it.
    """

    def __init__(self, satellites: Sequence[Satrec] = ()) -> None:
        self._blocks: list[tuple[Any, OrbitBounds]] = []
        self._size = 0
        self.add(satellites)

    def add(self, satellites: Sequence[Satrec]) -> None:
        """Append objects."""
        is_deep = np.array([satellite.method == "d" for satellite in satellites], bool)
        work = np.cumsum(np.where(is_deep, _DEEP_WORK, 1))
        ends = [*np.flatnonzero(np.diff(work // _BLOCK_WORK)) + 1, len(satellites)]
        begin = 0
        for end in map(int, ends):
            if begin < end:
                block = satellites[begin:end]
                bounds = OrbitBounds(block, is_deep[begin:end])
                self._blocks.append((SatrecArray(block), bounds))
            begin = end
        self._size += len(satellites)

    def __len__(self) -> int:
        return self._size

    def blocks_at(self, instants: Sequence[Instant]) -> Iterator[BlockStates]:
        """Yield the states of all objects at m instants, in blocks of about a millisecond each."""
        whole = np.array([instant.jd_whole for instant in instants])
        frac = np.array([instant.jd_frac for instant in instants])
        first = 0
        for block, bounds in self._blocks:
            error, r_km, v_km_s = block.sgp4(whole, frac)
            mark_failures(error, r_km, v_km_s, bounds)
            yield BlockStates(slice(first, first + len(block)), r_km, v_km_s, error)
            first += len(block)

    def propagate(self, instant: Instant) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """Return the states of all objects at `instant`.

        returns  r_km (n, 3) and v_km_s (n, 3) float64 TEME, NaN where SGP4 failed;
                 error (n,) uint8: 0, or a key of REASONS
        """
        r_km, v_km_s = np.empty((self._size, 3)), np.empty((self._size, 3))
        error = np.empty(self._size, np.uint8)
        for block in self.blocks_at((instant,)):
            r_km[block.rows], v_km_s[block.rows] = block.r_km[:, 0], block.v_km_s[:, 0]
            error[block.rows] = block.error[:, 0]
            yield_to_threads()
        return r_km, v_km_s, error
