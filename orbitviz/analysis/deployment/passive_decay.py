"""Years from the death of a satellite to its re-entry by drag alone, group by group."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.orbits.decay import lifetime_years
from orbitviz.orbits.solar_activity import SCENARIOS


def area_to_mass(satellite: SatelliteDesign) -> float:
    """Return the mean area against the air of a tumbling satellite, m2/kg.

    Array and radiator are flat plates, whose mean projection is half of one face.
    """
    return 0.5 * (satellite.array.area_m2 + satellite.radiator.area_m2) / satellite.mass_kg


def decay_years(design: Design, altitude_km: Floats) -> Floats:
    """Return years to re-entry from these altitudes, (g,) float64, by the satellite of each group.

    inf above 2,000 km, where there is no drag to speak of
    """
    by_mass = np.array([area_to_mass(design.satellite_of(k)) for k in range(len(design.groups))])
    activity = SCENARIOS[design.life.solar_activity]
    # The activity is constant, and so the year of the death makes no difference.
    return lifetime_years(altitude_km, by_mass, activity, 0.0)
