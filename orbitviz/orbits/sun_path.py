"""The Sun at many times: interpolated between midnights of UTC, at which skyfield gives it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM, DAY_S
from orbitviz.orbits.ephemeris import apparent
from orbitviz.orbits.frames import gcrs_to_teme
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant, skyfield_times

_BLOCK_DAYS = 64
_MARGIN_DAYS = 2  # the ephemeris in assets/time reaches three days beyond its ends


def sun_path_km(begin: Instant, seconds: Floats) -> Floats:
    """Return (m, 3) float64 km TEME: the apparent Sun, as sun_position_km, at many times.

    seconds  (m,) float64  after `begin`
    nan beyond the ephemeris. Cubic interpolation (Lagrange) between midnights: within 1e-8 rad.
    """
    first = begin.jd_whole - FIRST_INSTANT.jd_whole
    days = first + (begin.jd_frac + np.asarray(seconds) / DAY_S)
    out = np.empty((len(days), 3))
    block = np.floor_divide(days, _BLOCK_DAYS).astype(np.int64)
    for number in np.unique(block).tolist():
        ours = block == number
        out[ours] = _interpolated(_midnights_km(number), days[ours] - number * _BLOCK_DAYS)
    return out


def _interpolated(nodes: Floats, days: Floats) -> Floats:
    """Return (m, 3) at days (m,) from the second of the nodes (n, 3), which are a day apart."""
    low = np.minimum(days.astype(np.int64), _BLOCK_DAYS - 1)
    u = (days - low)[:, None]
    before, here, there, after = (nodes[low + k] for k in range(4))
    return np.asarray(
        before * (-u * (u - 1.0) * (u - 2.0) / 6.0)
        + here * ((u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0)
        + there * (-(u + 1.0) * u * (u - 2.0) / 2.0)
        + after * ((u + 1.0) * u * (u - 1.0) / 6.0)
    )


@lru_cache(maxsize=32)
def _midnights_km(block: int) -> Floats:
    """Return (_BLOCK_DAYS + 3, 3) km TEME: the Sun from the midnight before a block of days on."""
    days = np.arange(-1, _BLOCK_DAYS + 2) + block * _BLOCK_DAYS
    last = LAST_INSTANT.jd_whole - FIRST_INSTANT.jd_whole + _MARGIN_DAYS
    out = np.full((len(days), 3), np.nan)
    known = np.flatnonzero((days >= -_MARGIN_DAYS) & (days <= last))
    if len(known):
        instants = [FIRST_INSTANT.plus_s(float(days[k]) * DAY_S) for k in known.tolist()]
        in_gcrs = apparent("sun", skyfield_times(instants)).xyz.au.T * AU_KM
        out[known] = np.einsum("nij,nj->ni", gcrs_to_teme(instants), in_gcrs)
    out.setflags(write=False)
    return out
