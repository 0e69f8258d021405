"""The orbits of designs and catalogues, and cells that hold them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from orbitviz.analysis.density.spatial import Cells, Density, OrbitTable
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.selection import ShellMask
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.secular import secular_rates
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant

BIN_KM = 10.0
_LATITUDES = 90  # of 2 degrees each
_LEAST_KM, _USUAL_KM = 200.0, 2_000.0
_MOST_BINS = 400
_ALIKE = 0.95  # of a density: as crowded


class Peak(NamedTuple):
    """Where it is most crowded: the middle of a cell, and satellites per km3.

    is_mirrored   it is about as crowded there on the other side of the equator
    """

    altitude_km: float
    lat_rad: float
    per_km3: float
    is_mirrored: bool


def orbits_of_design(
    constellation: Constellation, instant: Instant, shells: ShellMask | None = None
) -> OrbitTable:
    """Return the shells of a constellation as orbits; `shells` (s,) bool chooses some."""
    count = np.diff(constellation.shell_first).astype(np.float64)
    flown = count > 0 if shells is None else shells & (count > 0)
    rates = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    elapsed_s = instant.seconds_since(constellation.epoch)
    argp_rad = constellation.argp_rad + rates.argp_rad_s * elapsed_s
    table = OrbitTable(
        count, constellation.sma_km, constellation.ecc, constellation.inc_rad, argp_rad
    )
    return table.part(flown)


def orbits_of_catalogue(catalogue: Catalogue, instant: Instant) -> OrbitTable:
    """Return the mean orbits of the objects that SGP4 can propagate to an instant."""
    good = catalogue.propagate(instant)[2] == 0
    table = OrbitTable(
        np.ones(len(catalogue)), catalogue.sma_km, catalogue.ecc, catalogue.inc_rad,
        catalogue.argp_rad,
    )  # fmt: skip
    return table.part(good)


def cells_for(orbits: OrbitTable | None, bin_km: float = BIN_KM) -> Cells:
    """Return cells of 2 degrees of latitude from 200 km to 2,000 km, or as far as orbits reach.

    bin_km   between altitudes; more where there would be more than 400 of them
    """
    low_km, high_km = _LEAST_KM, _USUAL_KM
    if orbits is not None and len(orbits.count):
        reach = orbits.sma_km * orbits.ecc
        low_km = min(low_km, float((orbits.sma_km - reach).min()) - EARTH_RADIUS_KM)
        high_km = max(high_km, float((orbits.sma_km + reach).max()) - EARTH_RADIUS_KM)
    first = math.floor(low_km / bin_km)
    bins = math.floor(high_km / bin_km) + 1 - first
    step_km = bin_km * math.ceil(bins / _MOST_BINS)
    first = math.floor(low_km / step_km)
    last = math.floor(high_km / step_km) + 1
    lat_rad = np.radians(np.linspace(-90.0, 90.0, _LATITUDES + 1))
    return Cells(np.asarray(step_km * np.arange(first, last + 1), np.float64), lat_rad)


def peak_of(density: Density) -> Peak:
    """Return the most crowded cell; of the same north and south, the northern one.

    The latitudes of the cells are those of the north and, mirrored, those of the south.
    """
    cells, values = density.cells, np.round(density.per_km3, 18)
    north = values[:, ::-1]
    row, column = np.unravel_index(int(np.argmax(north)), north.shape)
    column = values.shape[1] - 1 - int(column)
    return Peak(
        float(_middles(cells.altitude_km)[row]),
        float(_middles(cells.lat_rad)[column]),
        float(density.per_km3[row, column]),
        bool(density.per_km3[row, -1 - column] > _ALIKE * density.per_km3[row, column]),
    )


def altitude_peak_of(density: Density) -> tuple[float, float]:
    """Return the most crowded altitude, km, and satellites per km3, mean over the latitudes."""
    row = int(np.argmax(density.by_altitude_km3))
    middles = _middles(density.cells.altitude_km)
    return float(middles[row]), float(density.by_altitude_km3[row])


def _middles(edges: Floats) -> Floats:
    return np.asarray(0.5 * (edges[:-1] + edges[1:]))
