"""Satellites of a design as mean elements of SGP4, such as an element set gives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import plane_table
from orbitviz.orbits.sgp4.batch import MeanElements, mean_sma_km
from orbitviz.orbits.sgp4.wgs72 import MU_WGS72_KM3_S2
from orbitviz.orbits.timescale import Instant

_ROUNDS = 4  # each brings it a thousand times closer


def kozai_motion_rad_s(sma_km: Floats, ecc: Floats, inc_rad: Floats) -> Floats:
    """Return the (n,) mean motion by Kozai's definition, rad/s, from which SGP4 gets `sma_km`.

    The inverse of `mean_sma_km`, by iteration.
    """
    motion = np.sqrt(MU_WGS72_KM3_S2 / sma_km**3)
    for _ in range(_ROUNDS):
        motion = motion * (mean_sma_km(motion, ecc, inc_rad) / sma_km) ** 1.5
    return np.asarray(motion)


def elements_at(
    constellation: Constellation, instant: Instant, rows: NDArray[np.integer]
) -> MeanElements:
    """Return the mean elements of satellites (n,) of a design at an instant, without drag.

    Angles are those of its own motion under J2, wrapped to 0..2 pi. SGP4 then puts the satellites
    where the design has them, but for the short-period waves of J2, up to 10 km, which a design
    leaves out.
    """
    planes, place = np.unique(constellation.plane_index[rows], return_inverse=True)
    table = plane_table(constellation, instant, planes)
    shell = constellation.plane_shell[planes]
    ecc, inc_rad = table.ecc[place], constellation.inc_rad[shell][place]
    raan_rad = np.arctan2(table.node[:, 1], table.node[:, 0])
    turns = constellation.slot_index[rows] / constellation.plane_slots[planes][place]
    argp_rad = table.argp_rad[place]
    mean_anom_rad = table.arglat_rad[place] + TAU * turns - argp_rad
    return MeanElements(
        epoch_jd_whole=np.full(len(rows), instant.jd_whole),
        epoch_jd_frac=np.full(len(rows), instant.jd_frac),
        mean_motion_rad_s=kozai_motion_rad_s(table.sma_km[place], ecc, inc_rad),
        ecc=ecc,
        inc_rad=inc_rad,
        raan_rad=raan_rad[place] % TAU,
        argp_rad=argp_rad % TAU,
        mean_anom_rad=mean_anom_rad % TAU,
        bstar=np.zeros(len(rows)),
    )
