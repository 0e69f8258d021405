"""What a designer must hear: designs that cannot balance, and what fails first."""

from __future__ import annotations

from orbitviz.engine.census import Figures
from orbitviz.engine.fleet import FleetPart
from orbitviz.facts.constants import SOLAR_FLUX_W_M2

_EMPTY_SOC = 0.02
_MINUTE_S = 60.0


def findings_of(part: FleetPart, figures: Figures) -> list[str]:
    """Return sentences about one satellite design and the satellites that fly it."""
    satellite, name = part.operating.satellite, f'Satellite "{part.name}"'
    keep_w = satellite.housekeeping_w / satellite.conversion_efficiency
    full_w = satellite.array_m2 * SOLAR_FLUX_W_M2
    found = []
    if full_w < keep_w:
        found.append(
            f"{name}: the array makes {full_w / 1e3:,.3g} kW in full sunlight and housekeeping "
            f"draws {keep_w / 1e3:,.3g} kW: it runs out of power whatever the computers do."
        )
    if satellite.faces == 0:
        hot_s = (
            (satellite.chip_hard_k - 293.15)
            * satellite.heat_capacity_j_k
            / max(satellite.compute_w + keep_w, 1e-9)
        )
        found.append(
            f"{name}: there is no radiator: from 20 °C the chips reach their hard limit after "
            f"{hot_s / _MINUTE_S:,.0f} minutes at full load, and nothing cools them again."
        )
    elif figures.chip_most_k > satellite.chip_hard_k:
        found.append(
            f"{name}: the chips reach {figures.chip_most_k - 273.15:,.0f} °C, beyond their hard "
            f"limit of {satellite.chip_hard_k - 273.15:,.0f} °C: the radiator is the first to fail."
        )
    if figures.soc_least < _EMPTY_SOC and full_w >= keep_w:
        found.append(
            f"{name}: the battery is empty before the eclipse ends, and housekeeping is shed: the "
            "battery is the first to fail."
        )
    if not figures.settled:
        found.append(
            f"{name}: no orbit was found that repeats: the values are those at which the solver "
            "stopped."
        )
    return found
