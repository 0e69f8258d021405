"""Walker patterns: nodes and phasing of the planes of one shell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.base.errors import UserError


@dataclass(frozen=True, eq=False)
class Planes:
    """The planes of one shell at the epoch.

    raan_rad   (p,) float64  right ascension of the ascending node
    phase_rad  (p,) float64  mean argument of latitude of slot 0; slot j is j / slots turns ahead
    slots      (p,) int32    evenly spaced places in the plane
    """

    raan_rad: Floats
    phase_rad: Floats
    slots: NDArray[np.int32]

    def rotated(self, raan_rad: float, phase_rad: float) -> Planes:
        """Return the planes with all nodes and all phases advanced by angles, rad."""
        return Planes(self.raan_rad + raan_rad, self.phase_rad + phase_rad, self.slots)


def walker_delta(total: int, planes: int, phasing: int) -> Planes:
    """Return the planes of a Walker delta pattern total/planes/phasing: nodes over 360 degrees.

    Plane k has its node at 360 k / planes; slot j of it the argument of latitude
    360 j / slots + 360 phasing k / total (Walker 1984; the same convention as Orekit).
    Raises UserError if `total` is not a multiple of `planes`.
    """
    return _walker(total, planes, phasing, spread_rad=TAU)


def walker_star(total: int, planes: int, phasing: int) -> Planes:
    """Return the planes of a Walker star pattern: as `walker_delta`, nodes over 180 degrees."""
    return _walker(total, planes, phasing, spread_rad=0.5 * TAU)


def explicit_planes(
    raan_rad: Sequence[float] | Floats,
    phase_rad: Sequence[float] | Floats,
    slots: Sequence[int] | NDArray[np.int32],
) -> Planes:
    """Return planes from their nodes, phases and slots; three sequences of one length."""
    return Planes(
        np.asarray(raan_rad, dtype=np.float64),
        np.asarray(phase_rad, dtype=np.float64),
        np.asarray(slots, dtype=np.int32),
    )


def _walker(total: int, planes: int, phasing: int, spread_rad: float) -> Planes:
    if planes < 1 or total % planes:
        raise UserError(
            f"{total:,} satellites do not fill {planes:,} planes evenly",
            allowed="a total that is a multiple of the number of planes",
        )
    return explicit_planes(
        spread_rad * np.arange(planes) / planes,
        TAU * phasing * np.arange(planes) / total,
        np.full(planes, total // planes),
    )
