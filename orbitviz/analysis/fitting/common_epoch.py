"""Mean elements of catalogue objects, all at one instant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, EARTH_RADIUS_KM, TAU
from orbitviz.orbits.secular import secular_rates
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class CommonElements:
    """Mean elements of n objects at `epoch`, TEME; (n,) float64 each but for the rows.

    rows         (n,) int64, of the catalogue
    altitude_km  mean semi-major axis minus the equatorial radius, as in a design
    arglat_rad   mean argument of latitude, argument of perigee plus mean anomaly
    bstar        drag term of SGP4
    """

    epoch: Instant
    rows: NDArray[np.int64]
    altitude_km: Floats
    ecc: Floats
    inc_rad: Floats
    raan_rad: Floats
    arglat_rad: Floats
    bstar: Floats

    def __len__(self) -> int:
        return len(self.rows)

    def part(self, which: NDArray[np.generic]) -> CommonElements:
        """Return some of the objects, by places (k,) int or a mask (n,) bool."""
        return CommonElements(
            self.epoch,
            *(
                getattr(self, name)[which]
                for name in (
                    "rows", "altitude_km", "ecc", "inc_rad", "raan_rad", "arglat_rad", "bstar",
                )
            ),
        )  # fmt: skip


def at_common_epoch(
    catalogue: Catalogue, rows: NDArray[np.int64], epoch: Instant
) -> CommonElements:
    """Return the elements of some objects of a catalogue, (n,) int64, at an instant.

    Node and argument of latitude move at their secular J2 rates (orbits/secular.py); drag is left
    out. Against SGP4 that is up to a kilometre a day along the track, and as much as drag
    makes where there is any: half its change of the mean motion times the time squared.
    """
    sma_km, ecc, inc_rad = (
        values[rows] for values in (catalogue.sma_km, catalogue.ecc, catalogue.inc_rad)
    )
    rates = secular_rates(sma_km, ecc, inc_rad)
    elapsed_s = catalogue.age_days(epoch)[rows] * DAY_S
    arglat_rad = catalogue.argp_rad[rows] + catalogue.mean_anom_rad[rows]
    return CommonElements(
        epoch=epoch,
        rows=rows,
        altitude_km=sma_km - EARTH_RADIUS_KM,
        ecc=ecc,
        inc_rad=inc_rad,
        raan_rad=(catalogue.raan_rad[rows] + rates.raan_rad_s * elapsed_s) % TAU,
        arglat_rad=(arglat_rad + rates.arglat_rad_s * elapsed_s) % TAU,
        bstar=catalogue.bstar[rows],
    )
