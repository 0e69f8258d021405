"""The density of the air at the altitudes of satellites.

A table of NRLMSIS 2.1 (Emmert et al. 2022), mean over latitude, local time and season, with
geomagnetic activity Ap = 13.5. Its altitudes are geodetic; the air at one place and hour is up to
several times denser or thinner than its mean.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path

LOWEST_ALTITUDE_KM, HIGHEST_ALTITUDE_KM = 150.0, 2000.0
LOWEST_F107, HIGHEST_F107 = 65.0, 250.0


class DensityTable(NamedTuple):
    """Mean density by altitude and activity.

    altitude_km  (n,)    float64  ascending
    f107         (m,)    float64  sfu, ascending
    log_density  (n, m)  float64  natural logarithm of kg/m3
    """

    altitude_km: Floats
    f107: Floats
    log_density: Floats


def density_kg_m3(altitude_km: ArrayLike, f107: ArrayLike) -> Floats:
    """Return the mean density of the air, kg/m3.

    altitude_km, f107  of any shapes that go together, km and sfu
    returns            of their common shape; nan outside 150 to 2,000 km
    Raises UserError for F10.7 outside 65 to 250. Between the rows and columns of the table the
    logarithm is linear, which is within 0.2 % of the model.
    """
    table = density_table()
    altitude, flux = np.broadcast_arrays(
        np.asarray(altitude_km, dtype=np.float64), np.asarray(f107, dtype=np.float64)
    )
    column, right = _columns(flux)
    inside = (altitude >= LOWEST_ALTITUDE_KM) & (altitude <= HIGHEST_ALTITUDE_KM)
    known = np.where(inside, altitude, LOWEST_ALTITUDE_KM)
    row = np.searchsorted(table.altitude_km, known, "right") - 1
    row = np.minimum(row, len(table.altitude_km) - 2)
    below, above = table.altitude_km[row], table.altitude_km[row + 1]
    up, logs = (known - below) / (above - below), table.log_density
    log_density = (1.0 - up) * (
        (1.0 - right) * logs[row, column] + right * logs[row, column + 1]
    ) + up * ((1.0 - right) * logs[row + 1, column] + right * logs[row + 1, column + 1])
    return np.where(inside, np.exp(log_density), np.nan)


def log_density_at(f107: ArrayLike) -> Floats:
    """Return the logarithm of the density, kg/m3, at the altitudes of the table.

    f107     (k,)    float64  sfu
    returns  (k, n)  float64  as linear between columns as in density_kg_m3
    Raises UserError as density_kg_m3 does.
    """
    column, right = _columns(np.asarray(f107, dtype=np.float64))
    rows = density_table().log_density.T
    return np.asarray((1.0 - right)[:, None] * rows[column] + right[:, None] * rows[column + 1])


@lru_cache(maxsize=1)
def density_table() -> DensityTable:
    """Return the table, read once. Raises UserError if it is missing."""
    path = asset_path("atmosphere/density.csv")
    with path.open(encoding="utf-8") as stream:
        names = next(line for line in stream if not line.startswith("#")).strip().split(",")
        rows = np.loadtxt(stream, delimiter=",")
    table = DensityTable(
        altitude_km=np.ascontiguousarray(rows[:, 0]),
        f107=np.array([float(name) for name in names[1:]]),
        log_density=np.log(rows[:, 1:]),
    )
    for column in table:
        column.setflags(write=False)
    return table


def _columns(f107: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Return the column left of each F10.7, and the share of the way to the next one."""
    for value in f107[~((f107 >= LOWEST_F107) & (f107 <= HIGHEST_F107))].flat:
        raise UserError(
            f"F10.7 is {value:g} sfu", allowed=f"{LOWEST_F107:g} to {HIGHEST_F107:g} sfu"
        )
    known = density_table().f107
    column = np.minimum(np.searchsorted(known, f107, "right") - 1, len(known) - 2)
    return column, (f107 - known[column]) / (known[column + 1] - known[column])
