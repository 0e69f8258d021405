"""The mean elements of one satellite."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import plane_table
from orbitviz.orbits.secular import draconic_period_s, mean_motion_rad_s, raan_drift_rad
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, kw_only=True)
class Elements:
    """Mean elements, axes TEME, angles 0 to 2 pi.

    at           when they hold: for a design the instant asked for, its angles having drifted by
                 J2; for an object the epoch of its element set
    sma_km       of an object that of SGP4 itself, not of the plain third law
    argp_rad     None on a circle
    arglat_rad   mean argument of latitude, argument of perigee and mean anomaly together
    """

    at: Instant
    sma_km: float
    ecc: float
    inc_rad: float
    raan_rad: float
    argp_rad: float | None
    arglat_rad: float

    @property
    def altitude_km(self) -> float:
        """Semi-major axis less the equatorial radius of the Earth."""
        return self.sma_km - EARTH_RADIUS_KM

    @property
    def perigee_km(self) -> float:
        """Altitude of the mean perigee above the equatorial radius."""
        return self.sma_km * (1.0 - self.ecc) - EARTH_RADIUS_KM

    @property
    def apogee_km(self) -> float:
        """Altitude of the mean apogee above the equatorial radius."""
        return self.sma_km * (1.0 + self.ecc) - EARTH_RADIUS_KM

    @property
    def kepler_period_s(self) -> float:
        """Period of the two-body problem."""
        return float(TAU / mean_motion_rad_s(self.sma_km))

    @property
    def nodal_period_s(self) -> float:
        """Time from ascending node to ascending node under J2."""
        return float(draconic_period_s(self.sma_km, self.ecc, self.inc_rad))


def elements_of_design(constellation: Constellation, row: int, instant: Instant) -> Elements:
    """Return the elements of a satellite of a design, as they have drifted to an instant."""
    plane = constellation.plane_index[row]
    shell = int(constellation.plane_shell[plane])
    table = plane_table(constellation, instant, np.array([plane]))
    raan = constellation.plane_raan_rad[plane] + raan_drift_rad(constellation, instant)[shell]
    turn = constellation.slot_index[row] / constellation.plane_slots[plane]
    ecc = float(constellation.ecc[shell])
    return Elements(
        at=instant,
        sma_km=float(constellation.sma_km[shell]),
        ecc=ecc,
        inc_rad=float(constellation.inc_rad[shell]),
        raan_rad=float(raan % TAU),
        argp_rad=float(table.argp_rad[0] % TAU) if ecc else None,
        arglat_rad=float((table.arglat_rad[0] + TAU * turn) % TAU),
    )


def elements_of_object(catalogue: Catalogue, row: int) -> Elements:
    """Return the elements of an object of a catalogue, at the epoch of its element set."""
    argp = float(catalogue.argp_rad[row])
    return Elements(
        at=catalogue.elements.epoch(row),
        sma_km=float(catalogue.sma_km[row]),
        ecc=float(catalogue.ecc[row]),
        inc_rad=float(catalogue.inc_rad[row]),
        raan_rad=float(catalogue.raan_rad[row] % TAU),
        argp_rad=argp % TAU,
        arglat_rad=(argp + float(catalogue.mean_anom_rad[row])) % TAU,
    )
