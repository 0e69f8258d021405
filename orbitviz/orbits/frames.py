"""The reference frames TEME, GCRS and ITRS, and the rotations between them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_ROTATION_RAD_S
from orbitviz.orbits.timescale import Instant, skyfield_time, skyfield_times


class Frame(StrEnum):
    """Axes centred on the Earth.

    TEME  true equator, mean equinox of date: the axes of SGP4 and of designs
    GCRS  the axes of the star catalogues, fixed against the quasars
    ITRS  fixed in the turning Earth: x to longitude 0, z to the pole of the maps
    """

    TEME = "TEME"
    GCRS = "GCRS"
    ITRS = "ITRS"


def rotation(source: Frame, target: Frame, instant: Instant) -> Floats:
    """Return the (3, 3) float64 matrix R with r_target = R @ r_source.

    Skyfield's IAU 2000A/2006 precession and nutation, TEME by AIAA 2006-6753 appendix C, UT1 and
    polar motion by the IERS table in assets/time.
    """
    from_gcrs = _from_gcrs(instant)
    return np.asarray(from_gcrs[target] @ from_gcrs[source].T)


def convert(
    r_km: Floats, v_km_s: Floats, source: Frame, target: Frame, instant: Instant
) -> tuple[Floats, Floats]:
    """Return positions and velocities in the axes of another frame.

    r_km     (n, 3) or (3,)  float64  km,   axes of `source`
    v_km_s   the same shape  float64  km/s, relative to the rotating axes of `source`
    returns  two arrays of that shape, axes of `target`

    ITRS turns at 7.292115e-5 rad/s (WGS 84) about the true pole; the drift of TEME against GCRS,
    about 1e-11 rad/s, is left out: 0.1 mm/s in a low orbit.
    """
    matrix = rotation(source, target, instant)
    r = r_km @ matrix.T
    v = (v_km_s + np.cross(_spin(source, instant), r_km)) @ matrix.T
    return np.asarray(r), np.asarray(v - np.cross(_spin(target, instant), r))


def gcrs_to_teme(instants: Sequence[Instant]) -> Floats:
    """Return the (n, 3, 3) float64 rotations r_teme = R @ r_gcrs of n instants."""
    from skyfield.sgp4lib import TEME

    # Skyfield puts the instants last.
    return np.moveaxis(np.asarray(TEME.rotation_at(skyfield_times(instants))), -1, 0)


def teme_to_itrs(instants: Sequence[Instant]) -> Floats:
    """Return the (n, 3, 3) float64 rotations r_itrs = R @ r_teme of n instants."""
    from skyfield.framelib import itrs
    from skyfield.sgp4lib import TEME

    times = skyfield_times(instants)
    return np.asarray(np.einsum("ijn,kjn->nik", itrs.rotation_at(times), TEME.rotation_at(times)))


def _spin(frame: Frame, instant: Instant) -> Floats:
    """Return (3,) float64 rad/s: angular velocity of `frame` against the stars, in its own axes."""
    if frame is not Frame.ITRS:
        return np.zeros(3)
    # Polar motion tilts the axis by up to half an arcsecond from the z of the maps.
    pole = rotation(Frame.TEME, Frame.ITRS, instant)[:, 2]
    return np.asarray(EARTH_ROTATION_RAD_S * pole)


@lru_cache(maxsize=16)
def _from_gcrs(instant: Instant) -> dict[Frame, Any]:
    """Return the rotation from GCRS to each frame; the panels and layers of a tick share it."""
    from skyfield.framelib import itrs
    from skyfield.sgp4lib import TEME

    time = skyfield_time(instant)
    matrices = {
        Frame.GCRS: np.eye(3),
        Frame.TEME: np.asarray(TEME.rotation_at(time)),
        Frame.ITRS: np.asarray(itrs.rotation_at(time)),
    }
    for matrix in matrices.values():
        matrix.setflags(write=False)
    return matrices
