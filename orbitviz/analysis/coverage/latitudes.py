"""Satellites in view by latitude: the mean in closed form, the rest from samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.coverage.sources import CoverSource
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, TAU
from orbitviz.base.progress import Check, no_check
from orbitviz.orbits.coverage import mean_in_view
from orbitviz.orbits.in_view import InView, Lanes
from orbitviz.orbits.timescale import Instant

STEP_DEG = 2.5
LATITUDES_DEG: Floats = np.arange(-90.0, 90.0 + 0.5 * STEP_DEG, STEP_DEG)
MOST_LOOKS = 1e7  # of places at planes and satellites in all: some seconds on a small computer
QUICK_LOOKS = 1.5e6
_GOLDEN = 0.5 * (np.sqrt(5.0) - 1.0)
_SILVER = np.sqrt(2.0) - 1.0
_LONGITUDES, _MOST_TIMES = 24, 240
_SINGLE_LOOK = 0.1  # what a look at a single satellite takes, of that at a plane


@dataclass(frozen=True, eq=False)
class LatitudeCover:
    """Satellites in view by latitude; each (k,) float64, but for in_view_min.

    in_view_mean         mean over time and longitude
    in_view_min          (k,) int64  fewest at any sample
    best_elevation_rad   mean over the samples of the elevation of the highest satellite
    samples              of each latitude: times and longitudes
    min_elevation_rad    from which on a satellite is in view
    """

    lat_deg: Floats
    in_view_mean: Floats
    in_view_min: NDArray[np.int64]
    best_elevation_rad: Floats
    samples: int
    min_elevation_rad: float


def mean_by_latitude(lanes: Lanes, lat_rad: Floats, min_elevation_rad: float) -> Floats:
    """Return (k,) the mean number in view of the circular planes of `lanes`, in closed form."""
    of = lanes.constellation
    shell = of.plane_shell[lanes.planes]
    held = np.bincount(shell, lanes.held, of.shell_count)
    ours = np.flatnonzero(held)
    shares = mean_in_view(lat_rad, of.sma_km[ours], of.inc_rad[ours], min_elevation_rad)
    return np.asarray(held[ours] @ shares)


def cover_by_latitude(
    source: CoverSource,
    begin: Instant,
    min_elevation_rad: float,
    *,
    lat_deg: Floats = LATITUDES_DEG,
    looks: float = MOST_LOOKS,
    check: Check = no_check,
) -> LatitudeCover:
    """Return satellites in view by latitude, on a spherical Earth, over a day from `begin` on.

    looks   how many looks of places at planes and satellites the samples may take

    The mean is in closed form, but for satellites of eccentric orbits and of catalogues, which are
    sampled as are the fewest in view and the highest.
    """
    lat_rad = np.radians(lat_deg)
    mean = mean_by_latitude(source.lanes, lat_rad, min_elevation_rad)
    fewest = np.full(len(lat_rad), np.iinfo(np.int64).max)
    singles, heights, samples = np.zeros(len(lat_rad)), np.zeros(len(lat_rad)), 0
    each = len(source.lanes.planes) + _SINGLE_LOOK * source.single
    wanted = max(looks / (max(each, 1.0) * len(lat_rad)), 8.0)
    longitudes = int(np.clip(np.sqrt(wanted), 4, _LONGITUDES))
    times = int(np.clip(wanted / longitudes, 2, _MOST_TIMES))
    for in_view, turn in _spread(source, begin, times):
        check()
        places = _places(lat_rad, longitudes, turn)
        shape = len(lat_rad), longitudes
        counts = in_view.counts(places, min_elevation_rad).reshape(shape)
        fewest = np.minimum(fewest, counts.min(axis=1))
        heights += in_view.highest_rad(places).reshape(shape).sum(axis=1)
        if source.single:
            alone = _singles_of(in_view).counts(places, min_elevation_rad)
            singles += alone.reshape(shape).sum(axis=1)
        samples += longitudes
    return LatitudeCover(
        lat_deg, mean + singles / samples, fewest, heights / samples, samples, min_elevation_rad
    )


def _spread(source: CoverSource, begin: Instant, times: int) -> Iterator[tuple[InView, float]]:
    """Yield satellites at times of a day, and by how much of a step the longitudes are turned.

    Even steps would meet the same places of orbits again and again.
    """
    for k in range(times):
        yield source.at(begin.plus_s(DAY_S * ((k * _GOLDEN) % 1.0))), (k * _SILVER) % 1.0


def _places(lat_rad: Floats, longitudes: int, turn: float) -> Floats:
    """Return unit vectors (k * longitudes, 3), latitude after latitude."""
    lon = TAU * (np.arange(longitudes) + turn) / longitudes
    lat, lon = np.meshgrid(lat_rad, lon, indexing="ij")
    places = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)
    return places.reshape(-1, 3)


def _singles_of(in_view: InView) -> InView:
    none = np.zeros(0)
    nothing = np.zeros((0, 3))
    return replace(in_view, node=nothing, ahead=nothing, arglat_rad=none, radius_km=none)
