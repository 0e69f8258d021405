"""Constellations of random planes, for tests of what draws planes."""

from __future__ import annotations

import numpy as np

from orbitviz.orbits.constellation import Constellation


def constellation_of(slots, flown, shells, epoch, rng, highest_km=9_000.0):
    """Return circular shells whose planes have so many slots.

    slots   slots of each plane
    flown   the slots of each plane in which a satellite flies
    """
    planes = len(slots)
    return Constellation(
        epoch=epoch,
        group_name=("any",),
        shell_name=("any",) * shells,
        shell_group=np.zeros(shells, np.int32),
        sma_km=rng.uniform(6_700.0, highest_km, shells),
        ecc=np.zeros(shells),
        inc_rad=rng.uniform(0.0, 3.1, shells),
        argp_rad=rng.uniform(0.0, 6.28, shells),
        plane_shell=np.sort(rng.integers(0, shells, planes)).astype(np.int32),
        plane_raan_rad=rng.uniform(0.0, 6.28, planes),
        plane_phase_rad=rng.uniform(0.0, 6.28, planes),
        plane_slots=np.array(slots, np.int32),
        plane_index=np.repeat(np.arange(planes), [len(f) for f in flown]).astype(np.int32),
        slot_index=np.concatenate(flown).astype(np.int32),
    )
