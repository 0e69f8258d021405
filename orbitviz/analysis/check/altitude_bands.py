"""Altitude bands of shells: which overlap or come close, and by how far a group must move."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, MIN_ALTITUDE_KM
from orbitviz.orbits.constellation import Constellation

# Shells that differ by less gain on each other by less than a kilometre in a century; by J2 those
# of other eccentricities, whose squares differ by less, by 2 km a year at most.
_SAME_KM, _SAME_RAD, _SAME_ECC2 = 1e-6, 1e-6, 1e-6
_STEP_KM = 0.1  # altitudes are moved by multiples of it


class NearShells(NamedTuple):
    """Pairs of shells whose bands are closer than a margin, the lower one first; (m,) each.

    gap_km      between the bands, 0 where they overlap
    is_alike    both have one mean altitude and one inclination, and no eccentricities that J2
                tells apart: they move as one
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    gap_km: Floats
    is_alike: NDArray[np.bool_]

    def apart(self) -> NearShells:
        """Return the pairs that are not alike: they slip through each other."""
        ours = ~self.is_alike
        return NearShells(self.one[ours], self.other[ours], self.gap_km[ours], self.is_alike[ours])


def bands_km(constellation: Constellation) -> tuple[Floats, Floats]:
    """Return (s,) perigee and (s,) apogee radii of the shells, km, from the mean elements."""
    reach_km = constellation.sma_km * constellation.ecc
    return constellation.sma_km - reach_km, constellation.sma_km + reach_km


def near_shells(constellation: Constellation, margin_km: float) -> NearShells:
    """Return the pairs of shells whose altitude bands are closer than a margin."""
    low, high = bands_km(constellation)
    order = np.argsort(low, kind="stable")
    low, high = low[order], high[order]
    pairs: list[tuple[NDArray[np.int64], NDArray[np.int64], Floats]] = []
    for place in range(len(order) - 1):
        # Those above are sorted by where they begin: the first beyond the margin ends them.
        end = int(np.searchsorted(low, high[place] + margin_km - 1e-9))
        above = np.arange(place + 1, max(end, place + 1))
        gap_km = np.maximum(low[above] - high[place], 0.0)
        pairs.append((np.full(len(above), order[place]), order[above], gap_km))
    if not pairs:
        none = np.zeros(0, np.int64)
        return NearShells(none, none, np.zeros(0), np.zeros(0, bool))
    one, other, gap_km = (np.concatenate(column) for column in zip(*pairs, strict=True))
    sma, inc, ecc2 = constellation.sma_km, constellation.inc_rad, np.square(constellation.ecc)
    is_alike = np.abs(sma[one] - sma[other]) < _SAME_KM
    is_alike &= np.abs(inc[one] - inc[other]) < _SAME_RAD
    is_alike &= np.abs(ecc2[one] - ecc2[other]) < _SAME_ECC2
    return NearShells(one, other, gap_km, is_alike)


def clearing_shift_km(
    constellation: Constellation, shells: NDArray[np.bool_], margin_km: float
) -> float | None:
    """Return the least shift of mean altitudes, km, that takes some shells out of reach of others.

    shells   (s,) bool, those that move; their eccentricities stay
    None where that is below the lowest orbit either way.
    """
    low, high = bands_km(constellation)
    ours, others = np.flatnonzero(shells), np.flatnonzero(~shells)
    ecc = constellation.ecc[ours][:, None]
    # A shift is forbidden between those at which a pair comes into the margin and leaves it; of an
    # eccentric orbit it moves the perigee by less and the apogee by more.
    begin = ((low[others] - margin_km)[None, :] - high[ours][:, None]) / (1.0 + ecc)
    end = ((high[others] + margin_km)[None, :] - low[ours][:, None]) / (1.0 - ecc)
    begin, end = begin.ravel(), end.ravel()
    ends = np.concatenate([np.floor(begin / _STEP_KM), np.ceil(end / _STEP_KM)]) * _STEP_KM
    ends = np.concatenate([[0.0], ends])
    perigee_km = ((constellation.sma_km[ours][:, None] + ends) * (1.0 - ecc)).min(axis=0)
    is_allowed = perigee_km >= EARTH_RADIUS_KM + MIN_ALTITUDE_KM
    for shift in sorted(ends[is_allowed].tolist(), key=abs):
        if not np.any((begin + 1e-9 < shift) & (shift < end - 1e-9)):
            return float(round(shift, 1))
    return None
