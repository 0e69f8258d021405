"""Remarks on satellites that work, but with little to spare: chips, peaks, coolant."""

from __future__ import annotations

from functools import partial

import numpy as np

from orbitviz.analysis.remark import Remark, Severity
from orbitviz.base.constants import CELSIUS_0_K, MINUTE_S, SOLAR_FLUX_W_M2, SPACE_K
from orbitviz.base.units import celsius_text, number_text, share_text
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.thermal import emitted_w

RADIATOR_RESERVE = 1.1  # of a radiator, for what Sun and Earth add to it
_NARROW_K = 5.0  # of margin; an assumption of the program
# Fins 0.8 to 0.9 (The Lunar Base Handbook, 2nd ed., chapter 11), view 0.7 to 0.9 (Turyshev,
# arXiv:2604.27197).
_LITERATURE = "literature: 70 to 90 %"


def chip_margin(name: str, satellite: Satellite, radiator_k: float, chip_k: float) -> Remark | None:
    """Return how close the hottest chips are to throttling, None where that is far off.

    name                what the sentence begins with
    radiator_k, chip_k  highest temperatures over the orbits
    """
    margin_k = satellite.chip_soft_k - chip_k
    if satellite.faces == 0 or satellite.compute_w <= 0.0 or chip_k > satellite.chip_hard_k:
        return None
    soft = celsius_text(satellite.chip_soft_k, 0)
    # As much of a larger radiator emits the same heat at the limit.
    cooler_k = radiator_k + margin_k - _NARROW_K
    times = (radiator_k / max(cooler_k, 1.0)) ** 4 * RADIATOR_RESERVE
    chips = partial(
        Remark,
        about="chips",
        value=chip_k - CELSIUS_0_K,
        unit="°C",
        limit=satellite.chip_soft_k - CELSIUS_0_K,
        larger=(("radiator", "area_m2"), times),
    )
    if margin_k < 0.0:
        return chips(
            severity=Severity.WARNING,
            sentence=f"{name}: the chips reach {celsius_text(chip_k)} and are throttled from their "
            f"soft limit of {soft} on: the radiator does not reject the heat of the rated power.",
        )
    if not margin_k < _NARROW_K:
        return None
    # What is emitted at the limit would be emitted now by so much less of a radiator.
    least = satellite.effectiveness * (radiator_k / (radiator_k + margin_k)) ** 4
    return chips(
        severity=Severity.NOTE,
        sentence=f"{name}: the chips reach {celsius_text(chip_k)}, {margin_k:.1f} K below their "
        f"soft limit of {soft}: they are throttled if the radiator is less than "
        f"{share_text(least, 0)} effective ({_LITERATURE}).",
    )


def peak_margin(name: str, design: SatelliteDesign) -> Remark | None:
    """Return how long a new battery bears a peak that a new array does not, None if it does."""
    satellite = satellite_at_age(design)
    if design.compute.peak_kw <= design.compute.rated_kw or satellite.compute_w <= 0.0:
        return None
    peak_w = 1e3 * design.compute.peak_kw
    drawn_w = (peak_w + satellite.housekeeping_w) / satellite.conversion_efficiency
    made_w = satellite.array_m2 * SOLAR_FLUX_W_M2
    short_w = drawn_w - made_w
    if short_w <= 0.0:
        return None
    usable_j = satellite.battery_j * (1.0 - satellite.lowest_soc) * satellite.discharge_efficiency
    return Remark(
        about="peak",
        severity=Severity.NOTE,
        sentence=f"{name}: the peak of {_kw(peak_w)} draws {_kw(drawn_w)} from the bus, "
        f"{_kw(short_w)} more than the array's {_kw(made_w)} when new: the battery can supply it "
        f"for {usable_j / short_w / MINUTE_S:.1f} minutes, discharged by "
        f"{share_text(1.0 - satellite.lowest_soc)}. Computed here is the average, "
        f"{_kw(satellite.compute_w)}.",
        value=drawn_w / 1e3,
        unit="kW",
        limit=made_w / 1e3,
        larger=(("array", "area_m2"), drawn_w / max(made_w, 1e-9)),
    )


def coolant_margin(name: str, design: SatelliteDesign) -> Remark | None:
    """Return by how much a new radiator misses the load at the coolant's temperature, None if not.

    What Sun and Earth add is left out; with it the radiator misses the load by more.
    """
    satellite = satellite_at_age(design)
    if satellite.faces == 0 or satellite.compute_w <= 0.0:
        return None
    coolant_k = design.compute.coolant_c + CELSIUS_0_K
    heat_w = satellite.full_load_w
    at_coolant_w = float(emitted_w(satellite, np.array(coolant_k)))
    if at_coolant_w >= heat_w:
        return None
    needed_k = (heat_w / at_coolant_w * (coolant_k**4 - SPACE_K**4) + SPACE_K**4) ** 0.25
    faces = "one face" if satellite.faces == 1 else "two faces"
    return Remark(
        about="coolant",
        severity=Severity.WARNING,
        sentence=f"{name}: at {celsius_text(coolant_k, 0)}, the coolant that the computers are "
        f"built for, the radiator ({number_text(satellite.radiator_m2, 4)} m², {faces}) emits "
        f"{_kw(at_coolant_w)} when new, less than the average load of {_kw(heat_w)}: it "
        f"would have to be at {celsius_text(needed_k, 0)} or more.",
        value=at_coolant_w / 1e3,
        unit="kW",
        limit=heat_w / 1e3,
        larger=(("radiator", "area_m2"), heat_w / at_coolant_w),
    )


def _kw(watts: float) -> str:
    return f"{number_text(watts / 1e3, 4)} kW"
