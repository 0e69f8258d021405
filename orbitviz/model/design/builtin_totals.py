"""Scenarios of cost by a program that counts otherwise, and by totals without their parts.

Where only totals are published, the inputs that are not given were solved for them, for a fleet
that delivers all its FLOP/s: such a scenario shows what the total would mean, and proves nothing.
"""

from __future__ import annotations

from orbitviz.model.design import economics_sources as source
from orbitviz.model.design.economics_scenario import BuiltinScenario, Published

_LEFT_OUT: dict[str, Published] = {
    "development_usd_per_kw": (0.0, source.NOT_IN_IT),
    "ground_segment_usd_per_kw": (0.0, source.NOT_IN_IT),
    "insurance": (0.0, source.NOT_IN_IT),
    "failures_per_year": (0.0, source.NOT_IN_IT),
}
_WITH_SATELLITE: Published = (0.0, source.NOT_IN_IT + " beside the satellite, whose price holds it")

INFERENCE_CLUSTER = BuiltinScenario(
    "spacedc-mdao, text inference",
    {
        "discount_rate": (0.08, source.MDAO),
        "kg_per_kw": (78.63, "79,258 kg for 1,008 kW: " + source.MDAO),
        "launch_usd_per_kg": ((1_500.0, 3_000.0, 6_000.0), source.MDAO),
        "build.array_usd_per_kw": (102_062.0, "with battery: " + source.MDAO),
        "build.radiator_usd_per_kw": (7_115.0, source.MDAO),
        "build.bus_usd_per_kw": (0.0, source.NOT_IN_IT + " beside what is fixed"),
        "build.links_usd_per_kw": (0.0, source.NOT_IN_IT + " beside what is fixed"),
        "build.fixed_usd": (2.5e6, "bus 2 and links 0.5 million USD: " + source.MDAO),
        "chips_usd_per_kw": (28_571.0, "1,152 GPUs at 25,000 USD: " + source.MDAO),
        "development_usd_per_kw": (0.0, source.NOT_IN_IT),
        "ground_segment_usd_per_kw": (19_841.0, "20 million USD for 1,008 kW: " + source.MDAO),
        "spares": (0.0, source.NOT_IN_IT),
        "insurance": (0.0, source.NOT_IN_IT),
        "operations_per_year": (
            0.03045,
            "5 million USD, and 3.2 for GPUs that are replaced, of 270 million: " + source.MDAO,
        ),
        "failures_per_year": (0.0, "GPUs are replaced in orbit: " + source.MDAO),
        "life_years": (5.0, source.MDAO),
    },
    {
        "capital_usd_per_kw": (12_000.0, source.MDAO),
        "life_years": (5.0, source.MDAO),
        "upkeep_per_year": (0.05, source.MDAO),
        "staff_usd_per_kw_year": (0.0, source.NOT_IN_IT),
        "utilisation": (0.995, source.MDAO),
        "chips_life_years": (5.0, source.MDAO),
        "chip_failures_per_year": (0.05, "upkeep of 5 % of the chips too: " + source.MDAO),
        "energy_usd_per_kwh": (0.06, source.MDAO),
        "pue": (1.1, source.MDAO),
    },
    "Its 19 times are for satellites of 15.75 kW that deliver 61 %, the rest lost to clouds over "
    "the station and to failures; here a fleet delivers what its design does.",
)

SEMIANALYSIS = BuiltinScenario(
    "SemiAnalysis, 2026",
    {
        **_LEFT_OUT,
        "discount_rate": (0.08, source.DISCOUNT),
        "launch_usd_per_kg": _WITH_SATELLITE,
        "build_usd_per_kw": (164_012.0, "solved for 10.91 USD per GPU-hour"),
        "spares": (0.2, source.SEMIANALYSIS),
        "life_years": (5.0, source.SEMIANALYSIS),
    },
    {
        "capital_usd_per_kw": (36_861.0, "solved for 2.49 USD per GPU-hour"),
        "life_years": (15.0, source.SEMIANALYSIS),
    },
    "Published are 10.91 and 2.49 USD per GPU-hour, 20 % spares, and 5 and 15 years; the rest is "
    "that of the literature.",
    ("build_usd_per_kw", "ground.capital_usd_per_kw"),
)

BCG = BuiltinScenario(
    "Boston Consulting Group, 2026",
    {
        **_LEFT_OUT,
        "discount_rate": (0.0, "a total over 20 years"),
        "launch_usd_per_kg": _WITH_SATELLITE,
        "build_usd_per_kw": (
            (138_857.0, 149_571.0, 160_286.0),
            "solved for 660 to 750 million USD per MW over 20 years",
        ),
        "spares": (0.0, source.NOT_IN_IT),
        "life_years": (5.0, "assumed"),
    },
    {
        "capital_usd_per_kw": (
            (58_126.0, 75_539.0, 92_951.0),
            "solved for 230 to 300 million USD per MW over 20 years",
        ),
        "life_years": (20.0, "years of the total"),
    },
    "Published are totals per MW over 20 years, 2.5 to 3 times those of the ground, or 1.5 to 1.8 "
    "times where it is called realistic; parts are not.",
    ("build_usd_per_kw", "ground.capital_usd_per_kw"),
)

WOOD_MACKENZIE = BuiltinScenario(
    "Wood Mackenzie, 2026",
    {
        **_LEFT_OUT,
        "launch_usd_per_kg": _WITH_SATELLITE,
        "build_usd_per_kw": (
            100_000.0,
            "launch and satellite, about 100 of 170 billion USD for 1 GW: " + source.WOOD_MACKENZIE,
        ),
        "chips_usd_per_kw": (44_167.0, "solved for a ground of a third of 170 billion USD"),
        "development_usd_per_kw": (25_833.0, "solved: the rest of 170 billion USD"),
        "spares": (0.0, source.NOT_IN_IT),
    },
    {"capital_usd_per_kw": (12_500.0, "of the literature: " + source.GROUND)},
    "Published are 170 billion USD for 1 GW to build, about 60 % of it launch and satellite, more "
    "than three times the ground; the other 70 billion USD are not itemised.",
    ("chips_usd_per_kw", "development_usd_per_kw"),
    ("build_usd_per_kw",),
)
