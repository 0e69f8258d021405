"""The shells of a constellation in numbers: orbit, drift, Sun, mass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, MIN_ALTITUDE_KM, TAU
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.plane_geometry import planes_under_sun
from orbitviz.orbits.secular import (
    draconic_period_s,
    mean_motion_rad_s,
    secular_rates,
    sun_synchronous_inc_rad,
)
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.sun_synchronous import highest_sun_synchronous_altitude_km

_CURVE_POINTS = 120


class ShellTable(NamedTuple):
    """Every shell of a constellation; (s,) each.

    satellites            number of them
    lowest_km, highest_km altitude over the equatorial radius, of perigee and apogee
    inc_rad               inclination
    period_s              from ascending node to ascending node under J2
    """

    satellites: NDArray[np.int64]
    lowest_km: Floats
    highest_km: Floats
    inc_rad: Floats
    period_s: Floats


def shell_table(constellation: Constellation) -> ShellTable:
    """Return the shells of a constellation."""
    sma_km, ecc = constellation.sma_km, constellation.ecc
    altitude_km, reach_km = sma_km - EARTH_RADIUS_KM, sma_km * ecc
    return ShellTable(
        np.diff(constellation.shell_first),
        altitude_km - reach_km,
        altitude_km + reach_km,
        constellation.inc_rad,
        draconic_period_s(sma_km, ecc, constellation.inc_rad),
    )


def two_body_period_s(constellation: Constellation, shells: Sequence[int]) -> Floats:
    """Return (n,) periods of shells without J2."""
    return np.asarray(TAU / mean_motion_rad_s(constellation.sma_km[list(shells)]))


def node_drift_rad_s(constellation: Constellation, shells: Sequence[int]) -> Floats:
    """Return (n,) mean drifts of the ascending nodes of shells under J2."""
    chosen = list(shells)
    return secular_rates(
        constellation.sma_km[chosen], constellation.ecc[chosen], constellation.inc_rad[chosen]
    ).raan_rad_s


def plane_beta_rad(
    constellation: Constellation, shells: Sequence[int], geometry: SkyGeometry
) -> Floats:
    """Return (p,) angles to the Sun of the planes of some shells in which satellites fly."""
    planes = flown_planes(constellation, shells)
    return planes_under_sun(
        constellation, geometry.instant, geometry.sun_direction, planes
    ).beta_rad


def flown_planes(constellation: Constellation, shells: Sequence[int]) -> NDArray[np.int64]:
    """Return the planes (p,) of some shells in which satellites fly; all where none does."""
    ours = np.isin(constellation.plane_shell, list(shells))
    flown = ours & (np.diff(constellation.plane_first) > 0)
    return np.flatnonzero(flown if flown.any() else ours)


def mass_in_orbit(document: Document, shells: Sequence[int]) -> tuple[float, int]:
    """Return the mass of some shells, kg, and of how many satellites: those with a design."""
    design, constellation = document.design, document.constellation
    counts = np.diff(constellation.shell_first)
    mass_kg, weighed = 0.0, 0
    for shell in shells:
        group = int(constellation.shell_group[shell])
        if design.groups[group].satellite is not None:
            mass_kg += design.satellite_of(group).mass_kg * int(counts[shell])
            weighed += int(counts[shell])
    return mass_kg, weighed


@cache
def sun_synchronous_curve() -> tuple[tuple[float, float], ...]:
    """Return altitudes, km, rising, and inclinations, degrees, of circular sun-synchronous orbits.

    Up to where there are none any more; of mean elements, J2 secular.
    """
    highest_km = highest_sun_synchronous_altitude_km() - 1e-6
    km = np.linspace(MIN_ALTITUDE_KM, highest_km, _CURVE_POINTS)
    degrees = np.degrees(sun_synchronous_inc_rad(EARTH_RADIUS_KM + km))
    return tuple(zip(km.tolist(), degrees.tolist(), strict=True))
