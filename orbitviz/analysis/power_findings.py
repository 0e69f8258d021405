"""A remark on satellites whose housekeeping is cut: what is too small, array or battery."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.census import Census, nodes_in_use
from orbitviz.analysis.fleet import Cohort
from orbitviz.analysis.remark import Remark, Severity
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import HOUR_S, SOLAR_FLUX_W_M2, TAU
from orbitviz.base.units import number_text
from orbitviz.orbits.eclipse import eclipse_fraction
from orbitviz.orbits.secular import mean_motion_rad_s
from orbitviz.subsystems.power import array_w
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.states import orbits_of

_EMPTY_SOC = 0.02
_LEAST_W = 1e-9
_LEAST_KEPT = 0.2  # of the charge, for the housekeeping alone
_AGED = 1.25  # times a new battery, for what fades over its life


def power_finding(name: str, satellite: Satellite, census: Census, index: int) -> Remark | None:
    """Return what is too small for the housekeeping of one part of the fleet, None if nothing is.

    name        what its sentence begins with
    satellite   the youngest
    """
    keep_w = satellite.housekeeping_w / satellite.conversion_efficiency
    full_w = satellite.array_m2 * SOLAR_FLUX_W_M2
    if full_w < keep_w:
        return _array(
            f"{name}: the array generates {_kw(full_w)} in full sunlight but housekeeping draws "
            f"{_kw(keep_w)}: the satellite runs out of power whatever the computers do.",
            full_w,
            keep_w,
            2.0 * keep_w / max(full_w, _LEAST_W),
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
        sma_km = census.fleet.parts[index].operating.grid.sma_km
        return Remark(
            about="battery",
            severity=Severity.ERROR,
            sentence=f"{name}: the battery runs empty before the eclipse ends, and housekeeping is "
            "cut: the battery is the first to fail.",
            value=satellite.battery_j / (1e3 * HOUR_S),
            unit="kWh",
            larger=(("battery", "energy_kwh"), _battery_times(satellite, sma_km, keep_w)),
        )
    age = f" after {number_text(years)} years" if len(cohorts) > 1 else ""
    # What more the array makes reaches the housekeeping by way of the battery at worst.
    later = satellite.charge_efficiency * satellite.discharge_efficiency
    times = 1.0 + (keep_w - supplied_w) / max(later * supplied_w, _LEAST_W)
    return _array(
        f"{name}: the array{age} is too small for the housekeeping, which is cut: over a whole "
        f"orbit it can supply {_kw(supplied_w)} of the {_kw(keep_w)} drawn, even with a battery of "
        "any size.",
        supplied_w,
        keep_w,
        times,
    )


def _array(sentence: str, made_w: float, needed_w: float, times: float) -> Remark:
    return Remark(
        about="array",
        severity=Severity.ERROR,
        sentence=sentence,
        value=made_w / 1e3,
        unit="kW",
        limit=needed_w / 1e3,
        larger=(("array", "area_m2"), times),
    )


def _battery_times(satellite: Satellite, sma_km: Floats, keep_w: float) -> float:
    """Return how many times the battery would carry the housekeeping through every eclipse.

    sma_km   of the orbits
    From the charge at which the computers are shed, after the longest eclipse of all.
    """
    eclipse_s = eclipse_fraction(0.0, sma_km) * TAU / mean_motion_rad_s(sma_km)
    drawn_j = keep_w * float(np.max(eclipse_s)) / satellite.discharge_efficiency
    kept_j = max(satellite.lowest_soc, _LEAST_KEPT) * satellite.battery_j
    return _AGED * drawn_j / max(kept_j, 1.0)


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
