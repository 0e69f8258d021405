"""Orientation of the Earth and position of the Sun at one instant, computed once a frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class SkyGeometry:
    """The geometry that all satellites and all layers of a picture share.

    teme_to_itrs  (3, 3) float64  r_itrs = teme_to_itrs @ r_teme
    gcrs_to_teme  (3, 3) float64  r_teme = gcrs_to_teme @ r_gcrs; the stars are given in GCRS
    sun_teme_km   (3,)   float64  apparent Sun as seen from the Earth's centre
    """

    instant: Instant
    teme_to_itrs: Floats
    gcrs_to_teme: Floats
    sun_teme_km: Floats

    @property
    def sun_direction(self) -> Floats:
        """Return (3,) float64: unit vector from the Earth to the Sun, TEME."""
        return np.asarray(self.sun_teme_km / np.linalg.norm(self.sun_teme_km))


def sky_geometry_at(instant: Instant) -> SkyGeometry:
    """Return the geometry of `instant`."""
    return SkyGeometry(
        instant,
        rotation(Frame.TEME, Frame.ITRS, instant),
        rotation(Frame.GCRS, Frame.TEME, instant),
        sun_position_km(instant, Frame.TEME),
    )
