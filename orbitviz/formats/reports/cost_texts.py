"""What a fleet costs, in words: rows of tables, for the terminal and for pages."""

from __future__ import annotations

from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.costing import Costing
from orbitviz.base.units import number_text, share_text, si_text

COST_ROWS = {
    "usd_per_kw_year": "USD per kW and year",
    "usd_per_gpu_hour": "USD per GPU-hour",
    "usd_per_pflop_day": "USD per PFLOP-day",
    "capital_usd_per_w": "capital, USD per W",
}
NO_VALUE = "no value does it"
_PARITY = {
    "launch_usd_per_kg": ("launches", "USD/kg"),
    "build_usd_per_kw": ("satellites without chips", "USD/kW"),
    "kg_per_kw": ("mass", "kg/kW"),
    "life_years": ("life in orbit", "years"),
    "failures_per_year": ("losses", "of the satellites a year"),
    "energy_usd_per_kwh": ("energy on the ground", "USD/kWh"),
}


def lead_text(found: Costing) -> str:
    """Return what is priced, by which scenario."""
    return f"{fleet_text(found)}; scenario {found.scenario}: {found.title}"


def fleet_text(found: Costing) -> str:
    """Return what is priced."""
    count = "1 satellite" if found.satellites == 1 else f"{found.satellites:,} satellites"
    return (
        f"{count}, computers of {si_text(found.power_w, 'W')}, which deliver "
        f"{share_text(found.fleet.delivered_share)} of their FLOP/s"
    )


def band_text(band: Band) -> str:
    """Return a band in words."""
    low, mid, high = map(number_text, band)
    return f"{low} to {high}, in the middle {mid}"


def crossing_text(found: Costing) -> str:
    """Return the sentence on the year in which orbit costs what the ground does."""
    if found.crossing_year is None:
        return "As launch prices fall in this scenario, launches alone bring no parity."
    return f"As launch prices fall in this scenario, parity comes in {int(found.crossing_year)}."


def parity_rows(found: Costing) -> list[tuple[str, str, str]]:
    """Return what each input is called, what it is, and what it would have to be."""
    middle = {one.name: one.range.mid for one in found.inputs}
    rows = []
    for name, (words, unit) in _PARITY.items():
        value: float | None = getattr(found.parity, name)
        wanted = NO_VALUE if value is None else number_text(value)
        rows.append((f"{words}, {unit}", number_text(middle[name]), wanted))
    return rows


def swing_rows(found: Costing) -> list[tuple[str, ...]]:
    """Return key, low and high end, and the ratio at each, of what moves it; the most first."""
    inputs = {one.name: one for one in found.inputs}
    rows = []
    for swing in found.swings:
        one = inputs[swing.name]
        ends = one.range.low, one.range.high, swing.at_low, swing.at_high
        rows.append((one.key, *map(number_text, ends)))
    return rows
