"""What a fleet costs, as people read it on the terminal."""

from __future__ import annotations

import sys

from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing
from orbitviz.base.units import number_text, share_text, si_text
from orbitviz.cli.table import Page

_ROWS = {
    "usd_per_kw_year": "USD per kW and year",
    "usd_per_gpu_hour": "USD per GPU-hour",
    "usd_per_pflop_day": "USD per PFLOP-day",
    "capital_usd_per_w": "capital, USD per W",
}
_PARITY = {
    "launch_usd_per_kg": ("launches", "USD/kg"),
    "build_usd_per_kw": ("satellites without chips", "USD/kW"),
    "kg_per_kw": ("mass", "kg/kW"),
    "life_years": ("life in orbit", "years"),
    "failures_per_year": ("losses", "of the satellites a year"),
    "energy_usd_per_kwh": ("energy on the ground", "USD/kWh"),
}
_SHOWN = 6  # inputs that move the ratio most
_BAND = ("low", "middle", "high")


def print_cost(found: Costing) -> None:
    """Print bands in orbit and on the ground, parity, and what moves the ratio most."""
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    count = "1 satellite" if found.satellites == 1 else f"{found.satellites:,} satellites"
    page.print(
        f"{found.design}, {count}, computers of {si_text(found.power_w, 'W')}, which deliver "
        f"{share_text(found.fleet.delivered_share)} of their FLOP/s; scenario {found.scenario}: "
        f"{found.title}",
        "italic",
    )
    page.print_table(
        ["", *(f"orbit, {end}" for end in _BAND), *(f"ground, {end}" for end in _BAND)],
        [
            [words, *map(number_text, found.orbit[name]), *map(number_text, found.ground[name])]
            for name, words in _ROWS.items()
        ],
    )
    page.print(f"Orbit over ground, for a kW and year: {_band_text(found.ratio)}")
    page.print(_crossing(found))
    page.print_table(
        ["Parity, all else in the middle", "is", "would have to be"],
        [_parity_row(found, name) for name in _PARITY],
    )
    page.print_table(
        ["What moves the ratio most", "low", "high", "ratio from", "to"],
        [_swing_row(found, index) for index in range(min(_SHOWN, len(found.swings)))],
    )
    for words in (found.missing, NOT_COUNTED, "--json has every input with its source."):
        if words:
            page.print(words)


def _band_text(band: Band) -> str:
    low, mid, high = map(number_text, band)
    return f"{low} to {high}, in the middle {mid}"


def _crossing(found: Costing) -> str:
    if found.crossing_year is None:
        return "As launch prices fall in this scenario, launches alone bring no parity."
    return f"As launch prices fall in this scenario, parity comes in {int(found.crossing_year)}."


def _parity_row(found: Costing, name: str) -> list[str]:
    words, unit = _PARITY[name]
    value: float | None = getattr(found.parity, name)
    now = next(one.range.mid for one in found.inputs if one.name == name)
    wanted = "no value does it" if value is None else number_text(value)
    return [f"{words}, {unit}", number_text(now), wanted]


def _swing_row(found: Costing, index: int) -> list[str]:
    swing = found.swings[index]
    one = next(one for one in found.inputs if one.name == swing.name)
    ends = (one.range.low, one.range.high, swing.at_low, swing.at_high)
    return [one.key, *map(number_text, ends)]
