"""Satellites in view of the whole Earth at one instant, on a grid of latitude and longitude."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.coverage.sources import CoverSource
from orbitviz.base.constants import TAU
from orbitviz.base.rounding import round_step
from orbitviz.model.state import State
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.in_view import lanes_of
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant

_ROWS = (144, 72, 36)  # of the finest grid that takes no longer than a second
_MOST_LOOKS = 2.5e7
_STEPS = 5  # of the scale, at most, so that its end does not change every second
_SINGLE_LOOK = 0.1  # what a look at a single satellite takes, of that at a plane
_STEP_LOOKS = 200_000  # some milliseconds


@dataclass(frozen=True, eq=False)
class CoverGrid:
    """Satellites in view of places, each of which stands for its cell.

    counts   (h, 2 h) int64, first row in the north, first column east of 180 W
    """

    instant: Instant
    min_elevation_rad: float
    counts: NDArray[np.int64]

    @property
    def top(self) -> int:
        """The end of the colours: a round number that no cell exceeds."""
        most = max(int(self.counts.max()), 1)
        step = max(int(round_step(most / _STEPS)), 1)
        return math.ceil(most / step) * step

    @property
    def title(self) -> str:
        """What the counts are, in words."""
        return f"In view above {math.degrees(self.min_elevation_rad):g}°, satellites"


def shown_source(state: State) -> CoverSource:
    """Return the shells and catalogues that are not hidden."""
    catalogues = tuple(one for source, one in state.catalogues.items() if state.shows(source))
    return CoverSource(lanes_of(state.document.constellation, state.shown_shells), catalogues)


def cover_grid(state: State, geometry: SkyGeometry) -> Generator[None, None, CoverGrid]:
    """Return what is in view of all that is shown, as a generator of steps of milliseconds.

    On a spherical Earth, above the least elevation that footprints have; single satellites that are
    hidden count.
    """
    source, least = shown_source(state), state.view.min_elevation_rad
    in_view = source.at(geometry.instant)
    yield
    each = len(source.lanes.planes) + _SINGLE_LOOK * source.single
    rows = next((n for n in _ROWS if 2 * n * n * each <= _MOST_LOOKS), _ROWS[-1])
    lat = (0.5 - (np.arange(rows) + 0.5) / rows) * np.pi
    lon = ((np.arange(2 * rows) + 0.5) / (2 * rows) - 0.5) * TAU
    counts = np.zeros((rows, 2 * rows), np.int64)
    at_once = max(int(_STEP_LOOKS / max(each * 2 * rows, 1.0)), 1)
    for first in range(0, rows, at_once):
        part = slice(first, first + at_once)
        places = zenith(*np.meshgrid(lat[part], lon, indexing="ij")).reshape(-1, 3)
        seen = in_view.counts(places @ geometry.teme_to_itrs, least)
        counts[part] = seen.reshape(-1, 2 * rows)
        yield
    return CoverGrid(geometry.instant, least, counts)
