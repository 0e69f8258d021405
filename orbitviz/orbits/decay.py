"""How drag brings dead satellites down: lifetimes of circular orbits, and altitudes on the way.

    da/dt = -rho(h) (Cd A / m) sqrt(mu a)

for an orbit that stays circular (Larson & Wertz, SMAD, section 6.2.3), with the mean density of the
air by altitude and solar activity, h = a less the equatorial radius. Left out: that the air turns
with the Earth, which takes up to 13 % off the drag of eastward orbits; and that inclined orbits are
on average up to 11 km higher above the ellipsoid than h, which adds up to 20 % to their lives.
Models of density differ by some tens of per cent.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.orbits.atmosphere import HIGHEST_ALTITUDE_KM, LOWEST_ALTITUDE_KM, log_density_at
from orbitviz.orbits.cycle_descent import CycleDescent, cycle_descent
from orbitviz.orbits.descent import Descent, descent
from orbitviz.orbits.solar_activity import SolarActivity

RE_ENTRY_ALTITUDE_KM = LOWEST_ALTITUDE_KM  # below it a satellite is down within hours
DRAG_COEFFICIENT = 2.2  # of satellites in the upper atmosphere (Vallado 2013, section 8.6.2)
DISPOSAL_YEARS = 5.0  # after the end of a mission in low orbit (FCC 22-74, 2022)


def lifetime_years(
    altitude_km: ArrayLike,
    area_to_mass_m2_kg: ArrayLike,
    activity: SolarActivity,
    start_year: ArrayLike,
    drag_coefficient: float = DRAG_COEFFICIENT,
) -> Floats:
    """Return the years in which drag brings circular orbits down to re-entry at 150 km.

    altitude_km         km, as the semi-major axis less the equatorial radius
    area_to_mass_m2_kg  m2/kg, the mean area that meets the air by mass
    start_year          such as 2031.5; makes a difference for activity in cycles only
    returns             of the common shape of these three; 0 at 150 km and below, inf above
                        2,000 km, where the density is not known
    Raises UserError for an area or a drag coefficient that is not above 0, and for a year that is
    no number.
    """
    altitude, area, year = _together(altitude_km, area_to_mass_m2_kg, start_year)
    _check_start(year)
    drag_area = _drag_area(area, drag_coefficient)
    years = np.where(altitude > HIGHEST_ALTITUDE_KM, np.inf, 0.0)
    years[np.isnan(altitude)] = np.nan
    flying = _in_air(altitude)
    years[flying] = _descent(activity).years_down(altitude[flying], drag_area[flying], year[flying])
    return years


def altitude_after_km(
    altitude_km: ArrayLike,
    area_to_mass_m2_kg: ArrayLike,
    years: ArrayLike,
    activity: SolarActivity,
    start_year: ArrayLike,
    drag_coefficient: float = DRAG_COEFFICIENT,
) -> Floats:
    """Return the altitudes of circular orbits after drag has acted on them for so many years.

    years    0 or more; further arguments and errors as in lifetime_years
    returns  km, of the common shape; nan once a satellite has re-entered; above 2,000 km altitudes
             stay as they are
    Raises UserError for years that are below 0 or infinite.
    """
    altitude, area, for_years, year = _together(altitude_km, area_to_mass_m2_kg, years, start_year)
    drag_area = _drag_area(area, drag_coefficient)
    _check_start(year)
    _check_years(for_years)
    after = np.where(altitude > HIGHEST_ALTITUDE_KM, altitude, np.nan)
    flying = _in_air(altitude)
    after[flying] = _descent(activity).altitude_after_km(
        altitude[flying], drag_area[flying], year[flying], for_years[flying]
    )
    return after


def highest_altitude_km(
    area_to_mass_m2_kg: ArrayLike,
    activity: SolarActivity,
    start_year: ArrayLike,
    years: ArrayLike = DISPOSAL_YEARS,
    drag_coefficient: float = DRAG_COEFFICIENT,
) -> Floats:
    """Return the altitude from which drag brings circular orbits down in so many years.

    years    0 or more; further arguments and errors as in altitude_after_km
    returns  km, of the common shape; inf if it is above 2,000 km
    Lower orbits are down earlier: at five years, all that keep the rule of the FCC by drag alone.
    """
    area, year, for_years = _together(area_to_mass_m2_kg, start_year, years)
    drag_area = _drag_area(area, drag_coefficient)
    _check_start(year)
    _check_years(for_years)
    found = _descent(activity).highest_km(drag_area.ravel(), year.ravel(), for_years.ravel())
    return found.reshape(area.shape)


@lru_cache(maxsize=16)
def _descent(activity: SolarActivity) -> Descent | CycleDescent:
    if activity.constant_f107 is None:
        return cycle_descent()
    return descent(log_density_at([activity.constant_f107])[0])


def _in_air(altitude_km: Floats) -> NDArray[np.bool_]:
    """Return where an orbit decays by the table."""
    return (altitude_km > RE_ENTRY_ALTITUDE_KM) & (altitude_km <= HIGHEST_ALTITUDE_KM)


def _together(*values: ArrayLike) -> tuple[Floats, ...]:
    """Return values as float64 of their common shape."""
    return np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))


def _drag_area(area_to_mass_m2_kg: Floats, drag_coefficient: float) -> Floats:
    """Return Cd A / m, m2/kg; raises UserError where it is not above 0."""
    if not 0.0 < drag_coefficient < np.inf:
        raise UserError(f"the drag coefficient is {drag_coefficient:g}", allowed="more than 0")
    wrong = ~((area_to_mass_m2_kg > 0.0) & (area_to_mass_m2_kg < np.inf))
    for value in area_to_mass_m2_kg[wrong].flat:
        raise UserError(f"the area to mass is {value:g} m2/kg", allowed="more than 0 m2/kg")
    return drag_coefficient * area_to_mass_m2_kg


def _check_years(years: Floats) -> None:
    for value in years[~((years >= 0.0) & (years < np.inf))].flat:
        raise UserError(f"the time is {value:g} years", allowed="0 years or more")


def _check_start(year: Floats) -> None:
    for value in year[~np.isfinite(year)].flat:
        raise UserError(f"the year of the start is {value:g}", allowed="a number such as 2031.5")
