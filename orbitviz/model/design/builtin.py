"""Satellites that come with the program: each value with where it comes from.

"assumed" marks what nobody has published; it is there to be changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from orbitviz.model.design import builtin_sources as source

Published = tuple[Any, str]

DEFAULT_SATELLITE = "bus-500kg"


@dataclass(frozen=True)
class BuiltinSatellite:
    """Key -> (value, source), or table -> those of its keys."""

    title: str
    values: dict[str, Published | dict[str, Published]]


_LI_ION = "assumed, lithium-ion"
# Of the Llama 3 run, 16,384 GPUs in 54 days (arXiv:2407.21783, section 3.3.4 and table 5). All 148
# faulty GPUs dead for good would be 6.1 % a year; three interruptions in all took hands to mend.
_DEATHS = (
    "assumed, 0.025 to 0.06: of 148 faulty GPUs, 6.1 % a year, of the Llama 3 run some recovered"
)
_STOPS = "Llama 3 run: 419 unexpected in 54 days on 16,384 GPUs, for 72 of them (arXiv:2407.21783)"
_STOPPED = "Llama 3 run: one in 3.1 h, less than 10 % of the time lost (arXiv:2407.21783)"
_PLAIN = "assumed, typical of the class"


def _compute(
    rated_kw: Published, tflops_per_w: Published, chip_share: Published, precision: Published,
    path: Published, policy: Published, *, peak_kw: Published | None = None,
    coolant_c: Published = (45.0, source.COOLANT_ASSUMED),
) -> dict[str, Published]:  # fmt: skip
    """Return the computers; what no satellite has published is the same for all."""
    return {
        "rated_kw": rated_kw,
        "peak_kw": peak_kw or (rated_kw[0], "assumed: no peak above the average"),
        "tflops_per_w": tflops_per_w,
        "chip_share": chip_share,
        "coolant_c": coolant_c,
        "precision": precision,
        "power_exponent": (0.7, "assumed; no published power-cap curve was found"),
        "chip_to_radiator_k_per_kw": path,
        "soft_limit_c": (75.0, "assumed; H100 throttles from 83 °C (chipfoundryservices.com)"),
        "hard_limit_c": (90.0, "assumed; HBM3 limit 85 to 95 °C (chipfoundryservices.com)"),
        "failures_per_year": (0.04, _DEATHS),
        "interruptions_per_year": (12.5, _STOPS),
        "hours_per_interruption": (0.3, _STOPPED),
        "radiation_loss": (0.0, "assumed; Trillium had no hard fail to 15 krad (arXiv:2511.19468)"),
        "eclipse_policy": policy,
        "workload": ("constant", "assumed"),
        "demand": (1.0, "assumed"),
        "least_demand": (0.4, "assumed"),
        "peak_local_h": (15.0, "assumed"),
    }


def _battery(energy_kwh: Published, charge_kw: float) -> dict[str, Published]:
    return {
        "energy_kwh": energy_kwh,
        "charge_efficiency": (0.95, _LI_ION + ", 90 % round trip"),
        "discharge_efficiency": (0.95, _LI_ION + ", 90 % round trip"),
        "max_depth_of_discharge": (0.4, "conservative for lithium-ion in low orbit (0.3 to 0.4)"),
        "max_charge_kw": (charge_kw, f"{_LI_ION}, full in {energy_kwh[0] / charge_kw:.0f} h"),
        "fade_per_year": (0.02, source.FADE),
    }


def _cells(at_c: Published, hot_c: Published, loss_per_k: Published) -> dict[str, Published]:
    return {"efficiency_at_c": at_c, "cell_temperature_c": hot_c, "loss_per_k": loss_per_k}


def _radiator(
    area_m2: Published, faces: Published, heat_kj_k: Published,
    effectiveness: Published = (0.85, source.EFFECTIVE),
) -> dict[str, Published]:  # fmt: skip
    return {
        "area_m2": area_m2,
        "faces": faces,
        "emissivity": (0.90, source.MCCALIP),
        "end_emissivity": (0.85, source.MCCALIP),
        "effectiveness": effectiveness,
        "absorptivity": (0.10, "optical solar reflector 0.07 to 0.10 (Gilmore, app. A)"),
        "pointing": ("edge-on", "AI1: edge-on to the Sun; assumed for the others"),
        "heat_capacity_kj_k": heat_kj_k,
    }


def _brightness(
    magnitude: Published = ("unmeasured", source.UNMEASURED),
) -> dict[str, Published]:
    return {"zeta_m2": ("from-array", source.ZETA), "magnitude": magnitude}


_IN_USE = _cells((67.0, source.CELLS_IN_USE), (67.0, source.CELLS_HOT), (0.005, source.SILICON))
_TRIPLE = _cells((28.0, source.CELLS_TESTED), (67.0, source.CELLS_HOT), (0.0023, source.TRIPLE))
_IDEAL = (1.0, source.EFFECTIVE_AI1)
_BY_RACK = (0.77, source.RACK)
_ALUMINIUM = "assumed: half of the mass at 0.9 kJ/(kg K), aluminium"


def _spacex(
    title: str, sheet: str, *, mass_kg: Published, array_m2: Published,
    battery: dict[str, Published], housekeeping_kw: Published, radiator_m2: Published,
    faces: Published, heat_kj_k: float, compute: dict[str, Published],
) -> BuiltinSatellite:  # fmt: skip
    """Return a data-centre satellite of SpaceX; `sheet` is the source of its 250 W/m2 of array."""
    return BuiltinSatellite(
        title,
        {
            "mass_kg": mass_kg,
            "life_years": (5.0, "S-1 of SpaceX (secondary)"),
            "array": {
                "area_m2": array_m2,
                "efficiency": (0.1837, f"250 W/m² of array over 1,361 W/m²: {sheet}"),
                "packing": (1.0, "250 W/m² is of the whole array, gaps included"),
                "pointing": ("tracking", source.VIDEO),
                "degradation_per_year": (0.02, "spacedc-mdao; McCalip has 0.025"),
                **_IN_USE,
            },
            "battery": battery,
            "bus": {
                "conversion_efficiency": (0.95, "assumed"),
                "housekeeping_kw": housekeeping_kw,
            },
            "radiator": _radiator(radiator_m2, faces, (heat_kj_k, _ALUMINIUM), _IDEAL),
            "compute": compute,
            "brightness": _brightness(),
        },
    )


BUILTIN: dict[str, BuiltinSatellite] = {
    "ai1": _spacex(
        "AI1 (SpaceX, August 2026)",
        source.STARMIND,
        mass_kg=(2333.0, source.MASS),
        array_m2=(840.0, "210 kW at 250 W/m²: " + source.STARMIND),
        battery=_battery(
            (17.0, "17 kWh for 100 kW over 10 minutes (NextBigFuture; secondary)"), 17.0
        ),
        housekeeping_kw=(5.0, "assumed: links, pumps, attitude"),
        radiator_m2=(160.0, "160 m², liquid: " + source.STARMIND),
        faces=(2, source.TWO_FACES),
        heat_kj_k=1050.0,
        compute=_compute(
            (175.0, "175 kW average: " + source.STARMIND),
            (1.85, source.NVL72_STAND_IN),
            _BY_RACK,
            ("bf16, dense", source.GB200),
            (0.0571, "10 K at rated power: " + source.MCCALIP),
            ("idle", "assumed: the battery is for peaks, not for eclipses"),
            peak_kw=(250.0, "250 kW peak: " + source.STARMIND),
            coolant_c=(45.0, source.COOLANT),
        ),
    ),
    "ai1-june": _spacex(
        "AI1 (SpaceX, June 2026)",
        source.VIDEO,
        mass_kg=(2140.0, source.JUNE_MASS),
        array_m2=(600.0, "spec sheet (secondary)"),
        battery=_battery(
            (20.0, "assumed: not published; carries housekeeping, not computing"), 20.0
        ),
        housekeeping_kw=(5.0, "assumed: links, pumps, attitude"),
        radiator_m2=(110.0, "~110 m²: " + source.VIDEO),
        faces=(2, source.TWO_FACES),
        heat_kj_k=963.0,
        compute=_compute(
            (120.0, "120 kW average: " + source.VIDEO),
            (1.85, source.GB200),
            _BY_RACK,
            ("bf16, dense", source.GB200),
            (0.0833, "10 K at rated power: " + source.MCCALIP),
            ("idle", "assumed: no battery for computing is published"),
            peak_kw=(150.0, "150 kW peak: " + source.VIDEO),
            coolant_c=(45.0, source.COOLANT),
        ),
    ),
    "ai-sat-mini": _spacex(
        "AI Sat Mini (SpaceX, March 2026)",
        "as AI1",
        mass_kg=(1000.0, "100 kW per tonne: filing of 30 January 2026 (secondary)"),
        array_m2=(500.0, "assumed: 100 kW and losses at AI1's 250 W/m²"),
        battery=_battery((15.0, "assumed, as AI1 by power"), 15.0),
        housekeeping_kw=(4.0, "assumed"),
        radiator_m2=(100.0, "~100 m² (spacecenter.gov.ua; secondary)"),
        faces=(2, "assumed, as AI1"),
        heat_kj_k=450.0,
        compute=_compute(
            (100.0, "100 kW (spacecenter.gov.ua, blacknightspacelabs.com; secondary)"),
            (1.85, source.GB200),
            _BY_RACK,
            ("bf16, dense", source.GB200),
            (0.1, "10 K at rated power: " + source.MCCALIP),
            ("idle", "assumed"),
        ),
    ),
    "starlink-v2-mini": BuiltinSatellite(
        "Starlink V2 mini",
        {
            "mass_kg": (575.0, "Suncatcher, table 1 (arXiv:2511.19468); McCalip has 740"),
            "life_years": (5.0, "Suncatcher, table 1"),
            "array": {
                "area_m2": (105.0, "Suncatcher, section 4.4"),
                "efficiency": (0.22, "Suncatcher, section 4.4"),
                "packing": (0.90, "Suncatcher, section 4.4"),
                "pointing": ("tracking", "assumed"),
                "degradation_per_year": (0.025, source.MCCALIP),
                **_IN_USE,
            },
            "battery": _battery((12.0, "assumed: half an hour of the payload"), 12.0),
            "bus": {
                "conversion_efficiency": (0.95, "assumed"),
                "housekeeping_kw": (9.0, "assumed: includes the communication payload"),
            },
            "radiator": _radiator((20.0, "assumed"), (2, "assumed"), (259.0, _ALUMINIUM)),
            "compute": _compute(
                (0.0, "carries no data-centre chips"),
                (1.85, source.GB200),
                _BY_RACK,
                ("bf16, dense", source.GB200),
                (0.5, "assumed"),
                ("ride-through", "assumed"),
            ),
            "brightness": _brightness((7.87, source.V2_MINI_MAGNITUDE)),
        },
    ),
    "suncatcher": BuiltinSatellite(
        "Suncatcher satellite (Google, 2025)",
        {
            "mass_kg": (575.0, "Starlink V2 mini is used as a substitute: Suncatcher, table 1"),
            "life_years": (5.0, "Suncatcher, table 1 and section 2.3"),
            "array": {
                "area_m2": (105.0, "Suncatcher, section 4.4"),
                "efficiency": (0.22, "Suncatcher, section 4.4"),
                "packing": (0.90, "Suncatcher, section 4.4"),
                "pointing": ("tracking", "dawn-dusk, Sun-facing array: Suncatcher, section 2"),
                "degradation_per_year": (0.02, "spacedc-mdao; McCalip has 0.025"),
                **_IN_USE,
            },
            "battery": _battery((5.0, "assumed: carries housekeeping"), 5.0),
            "bus": {
                "conversion_efficiency": (0.95, "assumed"),
                "housekeeping_kw": (2.0, "assumed: optical links and attitude"),
            },
            "radiator": _radiator((30.0, "assumed"), (2, "assumed"), (259.0, _ALUMINIUM)),
            "compute": _compute(
                (22.0, "assumed: what remains of 28 kW after losses"),
                (1.16, "TPU v5e: 197 TFLOP/s at about 170 W; v6e is not published"),
                (0.77, source.RACK_ASSUMED),
                ("bf16, dense", "TPU v5e"),
                (0.45, "10 K at rated power: " + source.MCCALIP),
                ("idle", "assumed"),
            ),
            "brightness": _brightness(),
        },
    ),
    "bus-500kg": BuiltinSatellite(
        "Plain bus, 500 kg",
        {
            "mass_kg": (500.0, _PLAIN),
            "life_years": (7.0, _PLAIN),
            "array": {
                "area_m2": (8.0, _PLAIN),
                "efficiency": (0.30, "triple-junction cells"),
                "packing": (0.90, _PLAIN),
                "pointing": ("tracking", _PLAIN),
                "degradation_per_year": (0.02, "spacedc-mdao"),
                **_TRIPLE,
            },
            "battery": _battery((3.0, _PLAIN), 1.5),
            "bus": {
                "conversion_efficiency": (0.92, _PLAIN),
                "housekeeping_kw": (0.6, _PLAIN),
            },
            "radiator": _radiator((2.0, _PLAIN), (2, _PLAIN), (225.0, _ALUMINIUM)),
            "compute": _compute(
                (0.5, _PLAIN),
                (1.41, "H100: 989 TFLOP/s dense bf16 at 700 W (NVIDIA data sheet)"),
                (0.55, source.DGX),
                ("bf16, dense", "H100"),
                (20.0, "10 K at rated power: " + source.MCCALIP),
                ("ride-through", _PLAIN),
            ),
            "brightness": _brightness(),
        },
    ),
    "cubesat-1u": BuiltinSatellite(
        "CubeSat, 1U",
        {
            "mass_kg": (1.33, "CubeSat Design Specification, rev. 13"),
            "life_years": (2.0, _PLAIN),
            "array": {
                "area_m2": (0.01, "one face of 10 by 10 cm"),
                "efficiency": (0.28, "triple-junction cells"),
                "packing": (0.6, _PLAIN),
                "pointing": ("fixed", _PLAIN),
                "degradation_per_year": (0.03, _PLAIN),
                **_cells(
                    (28.0, source.CELLS_TESTED),
                    (50.0, "assumed: fixed to the body, in the Sun half of the time"),
                    (0.0023, source.TRIPLE),
                ),
            },
            "battery": _battery((0.01, "10 Wh"), 0.005),
            "bus": {
                "conversion_efficiency": (0.85, _PLAIN),
                "housekeeping_kw": (0.000_3, _PLAIN),
            },
            "radiator": _radiator((0.02, _PLAIN), (1, _PLAIN), (0.6, _ALUMINIUM)),
            "compute": _compute(
                (0.000_3, "assumed: a microcontroller"),
                (0.01, "assumed"),
                (1.0, "assumed: no rack"),
                ("fp32", "assumed"),
                (10_000.0, "assumed"),
                ("ride-through", _PLAIN),
            ),
            "brightness": _brightness(),
        },
    ),
}
