"""What a fleet costs, in words: rows of tables, for the terminal and for pages."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.costing import Costing, PlannedCost
from orbitviz.analysis.cost.money import money_text
from orbitviz.analysis.cost.of_design import OF_TABLES, SourcedInput
from orbitviz.analysis.report.rows import Report, ReportCost
from orbitviz.base.units import number_text, share_text, si_text, word_scale
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_parts import GroundEconomics
from orbitviz.model.design.economics_scenario import GROUND
from orbitviz.model.design.field_words import number_of

COST_ROWS = {
    "usd_per_kw_year": "USD per kW and year",
    "usd_per_gpu_hour": "USD per GPU-hour",
    "usd_per_pflop_day": "USD per PFLOP-day",
    "capital_usd_per_w": "capital, USD per W",
}
FLEET_HEADINGS = (
    "Year", "USD per kg launched", "Satellites and chips", "Launches", "Operations", "Other",
    "Paid", "Since the start", "On the ground", "Delivered on average",
)  # fmt: skip
_CAPITAL = {
    "launch": "launch",
    "satellite": "satellite without chips",
    "chips": "chips",
    "spares": "spares",
    "insurance": "insurance",
    "development": "development",
    "ground_segment": "ground segment",
}
_PARTS = {
    "build.array_usd_per_kw": "solar array",
    "build.radiator_usd_per_kw": "radiator",
    "build.bus_usd_per_kw": "bus",
    "build.links_usd_per_kw": "links",
    "build.fixed_usd": "fixed, per satellite",
}
_WORDS_OF_TABLES = {
    "life_years": "life in orbit, years",
    "failures_per_year": "losses, of the satellites a year",
}
_OTHERWISE = {
    "life_years": "life_years of the satellites of the design",
    "failures_per_year": "the literature, as [reliability] has it if nothing is stated",
    "spares": "none, as [deployment] has it if nothing is stated",
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


def input_words(key: str) -> str:
    """Return the name and unit of an input, by its key: launch price, USD/kg."""
    if key in _WORDS_OF_TABLES:
        return _WORDS_OF_TABLES[key]
    table, _, name = key.rpartition(".")
    field = (GroundEconomics if table == GROUND else Economics).model_fields[name]
    number = number_of(field)
    title = str(field.title)
    words = title if title.isupper() else f"{title[:1].lower()}{title[1:]}"
    return ", ".join(part for part in (words, number.unit if number else "") if part)


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
    return mid if low == high else f"{low} to {high}, in the middle {mid}"


def crossing_text(found: Costing | ReportCost) -> str:
    """Return the sentence on the year in which orbit costs what the ground does."""
    if found.crossing_year is None:
        return "As launch prices fall in this scenario, launches alone bring no parity."
    return f"As launch prices fall in this scenario, parity comes in {int(found.crossing_year)}."


def report_cost_text(report: Report) -> str:
    """Return what a report says on cost, in sentences; "" where there is no price."""
    cost = report.cost
    if cost is None:
        return ""
    name = "usd_per_kw_year"
    orbit, ground, ratio = (
        band_text(Band(**band)) for band in (cost.orbit[name], cost.ground[name], cost.ratio)
    )
    return (
        f"A kW of computers costs {orbit} USD a year in orbit and {ground} on the ground, orbit "
        f"over ground {ratio} (scenario {cost.scenario}: {cost.title}). "
        f"{crossing_text(cost)}"
    )


def solved_text(found: Costing) -> str:
    """Return the sentence on inputs that were solved for a published result; "" if none were."""
    if not found.solved:
        return ""
    return f"Solved for the published result, which they do not prove: {', '.join(found.solved)}."


def planned_text(found: Costing) -> str:
    """Return the sentence on what the fleet costs as its plan builds it up; "" without a plan."""
    if found.by_plan is None:
        return ""
    cash, band = found.by_plan.cash, found.by_plan.usd_per_kw_year
    first, last = cash.years.year[0], cash.years.year[-1]
    spent = money_text(float(cash.paid.sum()))
    if not math.isfinite(band.mid):
        return f"As planned from {first} to {last}: {spent}, and nothing delivered for it."
    return (
        f"As planned from {first} to {last}: {spent}, which makes {band_text(band)} USD per kW and "
        "year, launches at the price of their year, the work left to satellites at the end taken "
        "off."
    )


@dataclass(frozen=True)
class FleetTable:
    """The years of a plan: the unit of money, headings, and a row of texts for each year."""

    unit: str
    headings: tuple[str, ...]
    rows: list[list[str]]


def fleet_table(planned: PlannedCost) -> FleetTable:
    """Return the years of a plan as a table."""
    cash = planned.cash
    factor, word = word_scale(float(cash.paid.max()) / 10.0)  # small items can be read too
    amounts = (
        cash.satellites + cash.chips, cash.launches, cash.operations,
        cash.insurance + cash.development + cash.ground_segment, cash.paid, np.cumsum(cash.paid),
        planned.ground_usd,
    )  # fmt: skip
    rows = [
        [
            str(year),
            number_text(float(cash.usd_per_kg[k])),
            *(number_text(float(usd[k]) / factor) for usd in amounts),
            si_text(1e3 * float(cash.delivered_kw_years[k]), "W"),
        ]
        for k, year in enumerate(cash.years.year.tolist())
    ]
    return FleetTable(f"{word} USD".strip(), FLEET_HEADINGS, rows)


def origin_rows(found: Costing) -> list[tuple[str, str, str]]:
    """Return what tables of the design beside [economics] may say: what, value, whose it is."""
    inputs = {one.name: one for one in found.inputs}
    return [
        (input_words(name), number_text(inputs[name].range.mid), _origin(found, inputs[name]))
        for name in OF_TABLES
    ]


def _origin(found: Costing, one: SourcedInput) -> str:
    """Return whose value an input is: that of the design, of its scenario or of the literature."""
    if one.is_own:
        return one.source
    known = SCENARIOS[found.scenario].by_key.get(one.key)
    if known is not None and found.scenario != DEFAULT_SCENARIO:
        return f"scenario {found.scenario}"
    return _OTHERWISE.get(one.name, DEFAULT_SCENARIO)


def capital_rows(found: Costing) -> list[tuple[str, str, str]]:
    """Return what a kW in orbit costs until it works: for what, USD per kW, share of the whole."""
    build = next(one for one in found.inputs if one.name == "build_usd_per_kw")
    capital = vars(found.capital)
    whole = sum(capital.values())
    rows = []
    for name, usd in capital.items():
        parts = build.parts if name == "satellite" else ()
        named = [(_PARTS[part.key], part.range.mid) for part in parts] or [(_CAPITAL[name], usd)]
        rows += [(words, number_text(one), share_text(one / whole)) for words, one in named if one]
    return rows


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
