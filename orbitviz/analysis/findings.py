"""Sentences about satellite designs that cannot balance power or heat, or only just."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.census import Census, restricted_to
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.margins import RADIATOR_RESERVE, chip_margin, coolant_margin, peak_margin
from orbitviz.analysis.orbit_findings import orbit_findings
from orbitviz.analysis.power_findings import power_finding
from orbitviz.analysis.remark import Remark, Severity
from orbitviz.base.constants import CELSIUS_0_K, MINUTE_S, ROOM_K
from orbitviz.base.units import celsius_text, fixed_text
from orbitviz.model.design.aging import ages_of, satellite_at_age
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR


def findings(census: Census, now: Figures | None = None) -> list[str]:
    """Return sentences about the selected satellites: their orbits, and every design they fly.

    now   their totals, if they are known
    """
    constellation = census.fleet.constellation
    selected = _selected(census)
    found = orbit_findings(constellation, selected)
    for index in range(len(census.fleet.parts)):
        found += part_findings(census, index, now)
    return [remark.sentence for remark in found]


def part_findings(census: Census, index: int, now: Figures | None = None) -> list[Remark]:
    """Return remarks on one satellite design and the selected satellites that fly it.

    index   of the part of the fleet
    now     the totals of the selected satellites, if they are known
    """
    selected = _selected(census)
    ours = np.zeros(len(selected), bool)
    part = census.fleet.parts[index]
    ours[part.shells] = selected[part.shells]
    if not ours.any():
        return []
    flown = restricted_to(census, ours)
    totals = now if now is not None and now.census is flown else figures(flown)
    return _findings_of(flown, index, totals)


def _selected(census: Census) -> NDArray[np.bool_]:
    constellation = census.fleet.constellation
    number = np.bincount(census.orbits.shell, census.satellites, constellation.shell_count)
    return np.asarray(number > 0.0)


def _findings_of(census: Census, index: int, now: Figures) -> list[Remark]:
    """Return remarks on one satellite design and the satellites that fly it."""
    part = census.fleet.parts[index]
    # The youngest: what is said of the parts is said of them as launched, where ages are spread.
    satellite = satellite_at_age(part.design, ages_of(part.design)[0].years)
    name = f'Satellite "{part.name}"'
    power = power_finding(name, satellite, census, index)
    found = [] if power is None else [power]
    if satellite.faces == 0:
        hot_s = (
            (satellite.chip_hard_k - ROOM_K)
            * satellite.heat_capacity_j_k
            / max(satellite.full_load_w, 1e-9)
        )
        found.append(
            Remark(
                about="radiator",
                severity=Severity.ERROR,
                sentence=f"{name}: there is no radiator: starting at {celsius_text(ROOM_K, 0)}, "
                f"the chips reach their hard limit after {fixed_text(hot_s / MINUTE_S)} minutes at "
                "full load, and nothing cools them again.",
                value=hot_s / MINUTE_S,
                unit="minutes",
            )
        )
    elif now.spread(CHIP).maximum > satellite.chip_hard_k:
        hottest_c, hard_c = (
            k - CELSIUS_0_K for k in (now.spread(CHIP).maximum, satellite.chip_hard_k)
        )
        cooler_k = now.spread(RADIATOR).maximum - (hottest_c - hard_c)
        times = (now.spread(RADIATOR).maximum / max(cooler_k, 1.0)) ** 4 * RADIATOR_RESERVE
        found.append(
            Remark(
                about="radiator",
                severity=Severity.ERROR,
                sentence=f"{name}: the chips reach {hottest_c:,.0f} °C, above their hard limit of "
                f"{hard_c:,.0f} °C: the radiator is the first to fail.",
                value=hottest_c,
                unit="°C",
                limit=hard_c,
                larger=(("radiator", "area_m2"), times),
            )
        )
    if not now.settled:
        found.append(
            Remark(
                about="limit-cycle",
                severity=Severity.NOTE,
                sentence=f"{name}: no limit cycle was found: the values are those at which the "
                "solver stopped.",
            )
        )
    hottest_k = (now.spread(RADIATOR).maximum, now.spread(CHIP).maximum)
    margins = (
        chip_margin(name, satellite, *hottest_k),
        peak_margin(name, part.design),
        coolant_margin(name, part.design),
    )
    return found + [remark for remark in margins if remark is not None]
