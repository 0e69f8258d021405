"""Orientation of the Earth and place of the Sun through a span of time, interpolated."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_ROTATION_RAD_S
from orbitviz.orbits.frames import teme_to_itrs
from orbitviz.orbits.sun_path import sun_path_km
from orbitviz.orbits.timescale import Instant

# Between knots the Earth turns evenly but for UT1 and the pole: off by less than a millimetre.
_KNOT_S = 21_600.0


@dataclass(frozen=True, eq=False)
class SkySpan:
    """What `SkyGeometry` holds for one instant, for any number of times of a span.

    Times are seconds since `start`.

    step_s      between the knots
    unturned    (k, 3, 3) float64  TEME to ITRS at the knots, the even turn of the Earth taken out
    """

    start: Instant
    step_s: float
    unturned: Floats

    @classmethod
    def over(cls, start: Instant, span_s: float) -> SkySpan:
        """Return the span of this length, which must lie within the ephemeris."""
        count = max(math.ceil(span_s / _KNOT_S), 1)
        step_s = span_s / count
        instants = [start.plus_s(k * step_s) for k in range(count + 1)]
        turn = _turn(np.linspace(0.0, span_s, count + 1))
        return cls(start, step_s, teme_to_itrs(instants) @ turn.mT)

    def to_itrs(self, r_teme_km: Floats, seconds: Floats) -> Floats:
        """Return positions (m, 3) float64 at times (m,) in ITRS; in is TEME."""
        angle = EARTH_ROTATION_RAD_S * seconds
        cos, sin = np.cos(angle), np.sin(angle)
        x, y, z = r_teme_km.T
        turned = np.column_stack((cos * x + sin * y, cos * y - sin * x, z))
        knot, share = self._place(seconds)
        before = np.einsum("mij,mj->mi", self.unturned[knot], turned)
        after = np.einsum("mij,mj->mi", self.unturned[knot + 1], turned)
        return np.asarray(before + share[:, None] * (after - before))

    def sun_itrs_km(self, seconds: Floats) -> Floats:
        """Return (m, 3) float64 km ITRS: the apparent Sun at times (m,)."""
        return self.to_itrs(sun_path_km(self.start, seconds), seconds)

    def _place(self, seconds: Floats) -> tuple[NDArray[np.intp], Floats]:
        """Return the knot before each time and the share of the step after it, both (m,)."""
        steps = seconds / self.step_s
        knot = np.clip(steps.astype(np.intp), 0, len(self.unturned) - 2)
        return knot, steps - knot


def _turn(seconds: Floats) -> Floats:
    """Return (k, 3, 3) turns of axes about z, at the even rate of the Earth."""
    angle = EARTH_ROTATION_RAD_S * seconds
    turn = np.zeros((len(seconds), 3, 3))
    turn[:, 0, 0] = turn[:, 1, 1] = np.cos(angle)
    turn[:, 0, 1] = np.sin(angle)
    turn[:, 1, 0] = -turn[:, 0, 1]
    turn[:, 2, 2] = 1.0
    return turn
