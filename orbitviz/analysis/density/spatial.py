"""Spatial density: satellites per km3, by altitude and by altitude and latitude.

A satellite counts in each cell with the share of its time that it spends there, whatever its
node: the density is the mean over longitudes and over a turn of the nodes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.base.progress import Check, no_check
from orbitviz.orbits.kepler import eccentric_anomaly_rad

_ROUND_KM = 0.05  # an orbit that reaches no farther from its mean altitude counts as a circle
_MOST_INCLINATIONS = 4_096  # told apart; if there are more, they are rounded
_INC_STEP_RAD = math.radians(0.05)
_SAMPLES, _FEWEST, _MOST = 1_500_000, 64, 4_096  # of eccentric orbits: all, and on each
_AT_ONCE = 200_000


@dataclass(frozen=True, eq=False)
class OrbitTable:
    """Orbits and how many satellites fly on each; (n,) float64 each.

    count   satellites, also parts of one
    """

    count: Floats
    sma_km: Floats
    ecc: Floats
    inc_rad: Floats
    argp_rad: Floats

    def part(self, which: NDArray[np.generic]) -> OrbitTable:
        """Return some of the orbits, by places or a mask."""
        return OrbitTable(
            self.count[which], self.sma_km[which], self.ecc[which], self.inc_rad[which],
            self.argp_rad[which],
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells between altitudes and latitudes; latitudes are geocentric.

    altitude_km   (a + 1,) rising edges, over a sphere of `radius_km`
    lat_rad       (b + 1,) rising edges
    """

    altitude_km: Floats
    lat_rad: Floats
    radius_km: float = EARTH_RADIUS_KM

    @cached_property
    def volume_km3(self) -> Floats:
        """(a, b): of each cell, 2 pi / 3 (r2^3 - r1^3) (sin lat2 - sin lat1)."""
        share = 0.5 * np.diff(np.sin(self.lat_rad))
        return np.asarray(self.shell_km3[:, None] * share)

    @property
    def shell_km3(self) -> Floats:
        """(a,): of the whole shell between two altitudes."""
        edges = self.altitude_km
        return shell_volume_km3(edges[:-1], edges[1:], self.radius_km)


@dataclass(frozen=True, eq=False)
class Density:
    """Satellites in cells.

    count     (a, b) mean number in each cell
    outside   mean number above or below all cells
    """

    cells: Cells
    count: Floats
    outside: float

    @cached_property
    def by_altitude_km3(self) -> Floats:
        """(a,) satellites per km3, mean over the latitudes."""
        return np.asarray(self.count.sum(axis=1) / self.cells.shell_km3)

    @cached_property
    def per_km3(self) -> Floats:
        """(a, b) satellites per km3."""
        return np.asarray(self.count / self.cells.volume_km3)


def shell_volume_km3(
    low_km: ArrayLike, high_km: ArrayLike, radius_km: float = EARTH_RADIUS_KM
) -> Floats:
    """Return the volume between two altitudes over a sphere, 4/3 pi (r2^3 - r1^3)."""
    inner, outer = radius_km + np.asarray(low_km), radius_km + np.asarray(high_km)
    # Written so that the cubes, which agree in most digits, are not subtracted.
    return np.asarray(2.0 / 3.0 * TAU * (outer - inner) * (outer**2 + outer * inner + inner**2))


def share_below_latitude(lat_rad: ArrayLike, inc_rad: ArrayLike) -> Floats:
    """Return the share of its time that a circular orbit is south of a latitude; they broadcast.

    1/2 + asin(sin lat / sin i) / pi: the integral of cos lat / (pi sqrt(sin^2 i - sin^2 lat)),
    which is the density of latitude (Kessler 1981, Icarus 48, 39).
    """
    sin_inc = np.maximum(np.abs(np.sin(inc_rad)), 1e-12)
    return np.asarray(0.5 + np.arcsin(np.clip(np.sin(lat_rad) / sin_inc, -1.0, 1.0)) / np.pi)


def density_of(orbits: OrbitTable, cells: Cells, check: Check = no_check) -> Density:
    """Return how many satellites are in each cell.

    Circular orbits in closed form; eccentric ones at places evenly spaced in time on each.
    check   raises Cancelled when the result is no longer wanted
    """
    is_round = orbits.sma_km * orbits.ecc <= _ROUND_KM
    count = _of_circles(orbits.part(is_round), cells)
    if not is_round.all():
        count = count + _of_ellipses(orbits.part(~is_round), cells, check)
    return Density(cells, np.asarray(count), float(orbits.count.sum() - np.sum(count)))


def _of_circles(orbits: OrbitTable, cells: Cells) -> Floats:
    """Return (a, b): the satellites of each inclination by altitude, spread over latitudes."""
    inc_rad, place = np.unique(orbits.inc_rad, return_inverse=True)
    if len(inc_rad) > _MOST_INCLINATIONS:
        steps = np.rint(orbits.inc_rad / _INC_STEP_RAD)
        inc_rad, place = np.unique(steps * _INC_STEP_RAD, return_inverse=True)
    edges, bins = cells.altitude_km, len(cells.altitude_km) - 1
    altitude = np.searchsorted(edges, orbits.sma_km - cells.radius_km, side="right") - 1
    inside = (altitude >= 0) & (altitude < bins)
    flat = altitude[inside] * len(inc_rad) + place[inside]
    by_inc = np.bincount(flat, orbits.count[inside], bins * len(inc_rad))
    below = share_below_latitude(cells.lat_rad, inc_rad[:, None])
    return np.asarray(by_inc.reshape(bins, -1) @ np.diff(below, axis=1))


def _of_ellipses(orbits: OrbitTable, cells: Cells, check: Check) -> Floats:
    """Return (a, b) by places on each orbit, evenly spaced in mean anomaly."""
    places = int(np.clip(_SAMPLES // len(orbits.count), _FEWEST, _MOST))
    mean_rad = TAU * (np.arange(places) + 0.5) / places
    edges = [cells.altitude_km, cells.lat_rad]
    total = np.zeros([len(edge) - 1 for edge in edges])
    step = max(1, _AT_ONCE // places)
    for first in range(0, len(orbits.count), step):
        check()
        some = orbits.part(np.arange(first, min(first + step, len(orbits.count))))
        ecc, argp_rad = some.ecc[:, None], some.argp_rad[:, None]
        # Each orbit begins elsewhere, or all would have their places at the same latitudes.
        begin = TAU * (np.arange(first, first + len(ecc)) * 0.6180339887) / places
        anomaly = eccentric_anomaly_rad(begin[:, None] + mean_rad, ecc)
        r_km = some.sma_km[:, None] * (1.0 - ecc * np.cos(anomaly))
        true_rad = np.arctan2(np.sqrt(1.0 - ecc**2) * np.sin(anomaly), np.cos(anomaly) - ecc)
        sin_lat = np.sin(some.inc_rad)[:, None] * np.sin(argp_rad + true_rad)
        weights = np.repeat(some.count / places, places)
        lat_rad = np.arcsin(np.clip(sin_lat, -1.0, 1.0))
        total += np.histogram2d(
            (r_km - cells.radius_km).ravel(), lat_rad.ravel(), bins=edges, weights=weights
        )[0]
    return total
