"""A sentence about satellites whose housekeeping is cut: what is too small, array or battery."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.census import Census, nodes_in_use
from orbitviz.analysis.fleet import Cohort
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import SOLAR_FLUX_W_M2
from orbitviz.base.units import number_text
from orbitviz.subsystems.power import array_w
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.states import orbits_of

_EMPTY_SOC = 0.02


def power_finding(name: str, satellite: Satellite, census: Census, index: int) -> str | None:
    """Return what is too small for the housekeeping of one part of the fleet, None if nothing is.

    name        what the sentence begins with
    satellite   the youngest
    """
    keep_w = satellite.housekeeping_w / satellite.conversion_efficiency
    full_w = satellite.array_m2 * SOLAR_FLUX_W_M2
    if full_w < keep_w:
        return (
            f"{name}: the array generates {_kw(full_w)} in full sunlight but housekeeping draws "
            f"{_kw(keep_w)}: the satellite runs out of power whatever the computers do."
        )
    nodes = np.unique(nodes_in_use(census, index))
    cohorts = census.fleet.parts[index].mixture.cohorts
    empty = {
        cohort.years: supplied
        for cohort in cohorts
        if len(supplied := _supplied_to_housekeeping_w(cohort, nodes))
    }
    if not empty:
        return None
    years = min(empty, key=lambda years: empty[years].min())
    supplied_w = float(empty[years].min())
    if supplied_w >= keep_w:
        return (
            f"{name}: the battery runs empty before the eclipse ends, and housekeeping is cut: "
            "the battery is the first to fail."
        )
    age = f" after {number_text(years)} years" if len(cohorts) > 1 else ""
    return (
        f"{name}: the array{age} is too small for the housekeeping, which is cut: over a whole "
        f"orbit it can supply {_kw(supplied_w)} of the {_kw(keep_w)} drawn, even with a battery of "
        "any size."
    )


def _supplied_to_housekeeping_w(cohort: Cohort, nodes: NDArray[np.integer]) -> Floats:
    """Return W that the array supplies on each of the orbits that empty the battery.

    It is the mean over the orbit with a battery that stores all that is left over in sunlight.
    """
    operating = cohort.operating
    satellite, grid = operating.satellite, operating.grid
    empty = nodes[operating.minimum[CHARGE].ravel()[nodes] < _EMPTY_SOC]
    made_w = array_w(satellite, orbits_of(grid.environment, empty))
    keep_w = satellite.housekeeping_w / satellite.conversion_efficiency
    at_once_w = np.minimum(made_w, keep_w)
    later = satellite.charge_efficiency * satellite.discharge_efficiency
    usable_w = at_once_w + later * (made_w - at_once_w)
    return np.asarray(np.sum(grid.share[empty] * usable_w, axis=1))


def _kw(watts: float) -> str:
    return f"{number_text(watts / 1e3)} kW"
