"""Years from the death of a satellite to its re-entry by drag alone, group by group."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.base.arrays import Floats
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.orbits.decay import lifetime_years
from orbitviz.orbits.solar_activity import SCENARIOS

DATES_A_YEAR = 12  # the activity of a month is constant


def area_to_mass(satellite: SatelliteDesign) -> float:
    """Return the mean area against the air of a tumbling satellite, m2/kg.

    Array and radiator are flat plates, whose mean projection is half of one face.
    """
    return 0.5 * (satellite.array.area_m2 + satellite.radiator.area_m2) / satellite.mass_kg


def decay_years(design: Design, altitude_km: Floats, death_years: Floats) -> Floats:
    """Return (g, d) years to re-entry by the satellite of each group, from altitudes (g,).

    death_years   (d,) such as 2031.5: they make a difference for an activity in cycles alone

    inf above 2,000 km, where there is no drag to speak of
    """
    by_mass = np.array([area_to_mass(design.satellite_of(k)) for k in range(len(design.groups))])
    activity = SCENARIOS[design.life.solar_activity]
    return lifetime_years(altitude_km[:, None], by_mass[:, None], activity, death_years)


def death_years(design: Design, calendar: Calendar) -> Floats:
    """Return (d,) years of death, DATES_A_YEAR of them each; one alone if they do not matter."""
    if SCENARIOS[design.life.solar_activity].constant_f107 is not None:
        return np.array([calendar.start_year])
    dates = int(np.ceil(calendar.edges_years[-1] * DATES_A_YEAR)) + 2
    return calendar.start_year + np.arange(dates) / DATES_A_YEAR
