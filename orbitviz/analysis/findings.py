"""Sentences about satellite designs that cannot balance power or heat, or only just."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.census import Census, restricted_to
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.fleet import FleetPart
from orbitviz.analysis.margins import chip_margin, coolant_margin, peak_margin
from orbitviz.analysis.orbit_findings import orbit_findings
from orbitviz.base.constants import CELSIUS_0_K, MINUTE_S, ROOM_K, SOLAR_FLUX_W_M2
from orbitviz.base.units import celsius_text, fixed_text, number_text
from orbitviz.model.design.aging import ages_of, satellite_at_age
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.power import CHARGE

_EMPTY_SOC = 0.02


def findings(census: Census) -> list[str]:
    """Return sentences about the selected satellites: their orbits, and every design they fly."""
    constellation = census.fleet.constellation
    selected = np.bincount(census.orbits.shell, census.satellites, constellation.shell_count) > 0.0
    found = orbit_findings(constellation, selected)
    for part in census.fleet.parts:
        ours = np.zeros(constellation.shell_count, bool)
        ours[part.shells] = selected[part.shells]
        if ours.any():
            found += _findings_of(part, figures(restricted_to(census, ours)))
    return found


def _findings_of(part: FleetPart, now: Figures) -> list[str]:
    """Return sentences about one satellite design and the satellites that fly it."""
    # The youngest: what is said of the parts is said of them as launched, where ages are spread.
    satellite = satellite_at_age(part.design, ages_of(part.design)[0].years)
    name = f'Satellite "{part.name}"'
    keep_w = satellite.housekeeping_w / satellite.conversion_efficiency
    full_w = satellite.array_m2 * SOLAR_FLUX_W_M2
    found = []
    if full_w < keep_w:
        found.append(
            f"{name}: the array generates {number_text(full_w / 1e3)} kW in full sunlight but "
            f"housekeeping draws {number_text(keep_w / 1e3)} kW: the satellite runs out of power "
            "whatever the computers do."
        )
    if satellite.faces == 0:
        hot_s = (
            (satellite.chip_hard_k - ROOM_K)
            * satellite.heat_capacity_j_k
            / max(satellite.full_load_w, 1e-9)
        )
        found.append(
            f"{name}: there is no radiator: starting at {celsius_text(ROOM_K, 0)}, the chips reach "
            f"their hard limit after {fixed_text(hot_s / MINUTE_S)} minutes at full load, and "
            "nothing cools them again."
        )
    elif now.spread(CHIP).maximum > satellite.chip_hard_k:
        hottest_c, hard_c = (
            k - CELSIUS_0_K for k in (now.spread(CHIP).maximum, satellite.chip_hard_k)
        )
        found.append(
            f"{name}: the chips reach {hottest_c:,.0f} °C, above their hard limit of "
            f"{hard_c:,.0f} °C: the radiator is the first to fail."
        )
    if now.spread(CHARGE).minimum < _EMPTY_SOC and full_w >= keep_w:
        found.append(
            f"{name}: the battery runs empty before the eclipse ends, and housekeeping is cut: "
            "the battery is the first to fail."
        )
    if not now.settled:
        found.append(
            f"{name}: no limit cycle was found: the values are those at which the solver stopped."
        )
    hottest_k = (now.spread(RADIATOR).maximum, now.spread(CHIP).maximum)
    margins = (
        chip_margin(name, satellite, *hottest_k),
        peak_margin(name, part.design),
        coolant_margin(name, part.design),
    )
    return found + [sentence for sentence in margins if sentence is not None]
