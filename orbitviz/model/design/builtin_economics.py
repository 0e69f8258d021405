"""Scenarios of cost that come with the program: each value with where it comes from.

A value is one number, or low, middle and high. What a scenario does not say is that of the
literature.
"""

from __future__ import annotations

from orbitviz.model.design import economics_sources as source
from orbitviz.model.design.builtin_totals import (
    BCG,
    INFERENCE_CLUSTER,
    SEMIANALYSIS,
    WOOD_MACKENZIE,
)
from orbitviz.model.design.economics_scenario import BuiltinScenario

DEFAULT_SCENARIO = "literature"

_LITERATURE = BuiltinScenario(
    "Middle of the literature",
    {
        "discount_rate": ((0.08, 0.08, 0.1), source.DISCOUNT),
        "launch_usd_per_kg": ((170.0, 500.0, 3_600.0), source.LAUNCH),
        "build_usd_per_kw": ((5_008.0, 13_256.0, 22_000.0), source.BUILD),
        "build.array_usd_per_kw": ((1_511.0, 4_000.0, 6_639.0), source.ARRAY),
        "build.radiator_usd_per_kw": ((1_103.0, 2_920.0, 4_846.0), source.RADIATOR),
        "build.bus_usd_per_kw": ((1_511.0, 4_000.0, 6_639.0), source.BUS),
        "build.links_usd_per_kw": ((378.0, 1_000.0, 1_660.0), source.LINKS),
        "build.fixed_usd": ((75_560.0, 200_000.0, 331_900.0), source.FIXED),
        "chips_usd_per_kw": ((19_200.0, 19_200.0, 22_800.0), source.CHIPS),
        "development_usd_per_kw": (1_000.0, source.DEVELOPMENT),
        "ground_segment_usd_per_kw": ((50.0, 190.0, 750.0), source.GROUND_SEGMENT),
        "insurance": ((0.0, 0.0, 0.03), source.INSURANCE),
        "operations_per_year": ((0.0075, 0.01, 0.03), source.OPERATIONS),
        "failures_per_year": ((0.002, 0.01, 0.11), source.FAILURES),
        "kw_per_gpu": ((1.667, 1.75, 1.833), source.GPU),
        "launch_prices": (((2027.0, 1_429.0), (2029.0, 398.0), (2032.0, 170.0)), source.BANK),
    },
    {
        "capital_usd_per_kw": ((10_000.0, 12_500.0, 17_000.0), source.GROUND),
        "building_usd_per_kw": ((3_400.0, 4_250.0, 5_780.0), source.BUILDING),
        "supply_usd_per_kw": ((4_200.0, 5_250.0, 7_140.0), source.SUPPLY),
        "cooling_usd_per_kw": ((2_400.0, 3_000.0, 4_080.0), source.COOLING),
        "life_years": (15.0, source.GROUND_LIFE),
        "upkeep_per_year": (0.05, source.UPKEEP),
        "staff_usd_per_kw_year": (0.0, source.STAFF),
        "utilisation": ((0.85, 0.995, 0.995), source.UTILISATION),
        "chips_life_years": ((4.0, 5.0, 6.0), source.CHIP_LIFE),
        "chip_failures_per_year": ((0.04, 0.04, 0.09), source.CHIP_FAILURES),
        "energy_usd_per_kwh": ((0.06, 0.0977, 0.25), source.ENERGY),
        "pue": ((1.09, 1.2, 1.4), source.PUE),
    },
    "No figure was found for staff, which upkeep holds here.",
)

_MCCALIP = BuiltinScenario(
    "McCalip's calculator",
    {
        "discount_rate": (0.0, source.NOT_IN_IT),
        "kg_per_kw": (1e3 / 36.5, "36.5 W/kg: " + source.MCCALIP),
        "launch_usd_per_kg": (500.0, source.MCCALIP),
        "build_usd_per_kw": (22_000.0, source.MCCALIP),
        "development_usd_per_kw": (1_000.0, source.DEVELOPMENT),
        "ground_segment_usd_per_kw": (0.0, source.NOT_IN_IT),
        "spares": (0.0, source.NOT_IN_IT),
        "insurance": (0.0, source.NOT_IN_IT),
        "operations_per_year": (0.01, source.MCCALIP),
        "failures_per_year": (0.09, "of computers: " + source.MCCALIP),
        "life_years": (5.0, source.MCCALIP),
    },
    {
        "capital_usd_per_kw": (14_660.0, "with gas turbines: " + source.MCCALIP),
        "life_years": (5.0, source.MCCALIP),
        "upkeep_per_year": (0.0, source.NOT_IN_IT),
        "utilisation": (0.85, source.MCCALIP),
        "chip_failures_per_year": (0.0, source.NOT_IN_IT),
        "energy_usd_per_kwh": (0.02666, "gas at 4.30 USD/MMBtu: " + source.MCCALIP),
        "pue": (1.2, source.MCCALIP),
    },
    "Chips are left out there, on both sides; their price is that of the literature. There a "
    "failure costs the computers again, here the whole satellite and its launch.",
)

_SUNCATCHER = BuiltinScenario(
    "Google's Suncatcher",
    {
        "kg_per_kw": (575.0 / 28.0, "Starlink V2 mini, 575 kg and 28 kW: " + source.SUNCATCHER),
        "launch_usd_per_kg": ((200.0, 1_800.0, 3_600.0), source.SUNCATCHER_LAUNCH),
        "launch_learning": (0.2, "20 % a doubling: " + source.SUNCATCHER),
        "launched_t": (400.0, source.SUNCATCHER),
        "launch_t_per_year": (37_000.0, source.SUNCATCHER_RATE),
        "life_years": (5.0, source.SUNCATCHER),
    },
    {
        "energy_usd_per_kwh": ((0.06, 0.0977, 0.25), source.ENERGY),
        "pue": ((1.09, 1.2, 1.4), source.PUE),
    },
    "The paper prices launched power alone, not satellites, chips or buildings.",
)

_TURYSHEV = BuiltinScenario(
    "Turyshev's bounds",
    {
        "kg_per_kw": ((49.0, 61.25, 75.0), source.TURYSHEV),
        "launch_usd_per_kg": ((200.0, 200.0, 3_364.0), "200, and Falcon 9: " + source.TURYSHEV),
        "failures_per_year": (
            (0.087, 0.108, 0.147),
            "resupply of 5.3, 6.6 and 9.0 t/(MW yr) for 61.25 t/MW: " + source.TURYSHEV,
        ),
        "life_years": ((3.0, 5.0, 5.0), source.TURYSHEV),
    },
    missing="What the satellites cost is bounded there, with the launch, by 250 to 1,000 USD/kg.",
)


def _bank(
    year: str, launch: float, build: float, w_per_kg: float, ground: float
) -> BuiltinScenario:
    """Return a step of Deutsche Bank's forecast; `ground` is USD per kW without computers."""
    return BuiltinScenario(
        f"Deutsche Bank, {year}",
        {
            "kg_per_kw": (1e3 / w_per_kg, f"{w_per_kg:g} W/kg: {source.BANK}"),
            "launch_usd_per_kg": (launch, source.BANK),
            "build_usd_per_kw": (build, source.BANK),
            "chips_usd_per_kw": (19_200.0, source.CHIPS),
        },
        {"capital_usd_per_kw": (ground, "for 1 GW without computers: " + source.BANK)},
        "What the bank's totals hold beside launch and satellite, 19 to 39 %, is not itemised in "
        "the text at hand and not counted here.",
    )


def _starcloud(
    title: str, kg_per_kw: float, mass_source: str, launch: float, launch_source: str
) -> BuiltinScenario:
    return BuiltinScenario(
        title,
        {
            "discount_rate": (0.0, source.NOT_IN_IT),
            "kg_per_kw": (kg_per_kw, mass_source),
            "launch_usd_per_kg": (launch, launch_source),
            "build_usd_per_kw": (80.0, "3.2 million USD for 40 MW: " + source.STARCLOUD),
            "development_usd_per_kw": (0.0, source.NOT_IN_IT),
            "ground_segment_usd_per_kw": (0.0, source.NOT_IN_IT),
            "spares": (0.0, source.NOT_IN_IT),
            "insurance": (0.0, source.NOT_IN_IT),
            "operations_per_year": (0.0, source.NOT_IN_IT),
            "failures_per_year": (0.0, source.NOT_IN_IT),
            "life_years": (10.0, source.STARCLOUD),
        },
        {
            "capital_usd_per_kw": (
                675.0,
                "7 million USD for cooling, 20 for backup, 40 MW: " + source.STARCLOUD,
            ),
            "life_years": (10.0, source.STARCLOUD),
            "upkeep_per_year": (0.0, source.NOT_IN_IT),
            "utilisation": (1.0, source.STARCLOUD),
            "chip_failures_per_year": (0.0, source.NOT_IN_IT),
            "chips_life_years": (10.0, source.STARCLOUD),
            "energy_usd_per_kwh": (0.04, "makes the 167 million USD of " + source.STARCLOUD),
            "pue": (1.0, "cooling is counted apart: " + source.STARCLOUD),
        },
        "Chips are left out there, on both sides; their price is that of the literature.",
    )


SCENARIOS: dict[str, BuiltinScenario] = {
    DEFAULT_SCENARIO: _LITERATURE,
    "mccalip": _MCCALIP,
    "suncatcher": _SUNCATCHER,
    "turyshev": _TURYSHEV,
    "deutsche-bank-2027": _bank("2027", 1_429.0, 50_133.0, 33.0, 20_000.0),
    "deutsche-bank-2029": _bank("2029", 398.0, 13_256.0, 56.0, 23_000.0),
    "deutsche-bank-2032": _bank("2032", 170.0, 8_857.0, 87.0, 25_000.0),
    "deutsche-bank-beyond": _bank("beyond 2032", 43.0, 5_008.0, 98.0, 25_000.0),
    "starcloud-2024": _starcloud(
        "Starcloud's white paper, 2024", 2.5, "100 t for 40 MW: " + source.STARCLOUD,
        50.0, "5 million USD for 100 t: " + source.STARCLOUD,
    ),
    "starcloud-critics": _starcloud(
        "Starcloud's white paper by its critics", 55.0, "22 launches of 100 t: " + source.CRITIC,
        500.0, "optimistic: " + source.CRITIC,
    ),
    "spacedc-mdao": INFERENCE_CLUSTER,
    "semianalysis": SEMIANALYSIS,
    "bcg": BCG,
    "wood-mackenzie": WOOD_MACKENZIE,
}  # fmt: skip
