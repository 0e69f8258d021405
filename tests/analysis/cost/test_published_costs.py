"""Published answers on the cost of computing in orbit, each to the digits that are printed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from orbitviz.analysis.cost.laws import (
    HOURS_PER_YEAR,
    affordable_usd_per_kg,
    bought_power_usd_per_kw_year,
    doublings_to,
    launched_power_usd_per_kw_year,
    learned_price,
    lifetime_penalty,
    mass_at_price_t,
    resupply_usd_per_kw_year,
)
from orbitviz.analysis.cost.published import (
    AI1_BILL_KUSD,
    AI1_PEAK_KW,
    BUILD_STEPS,
    COMPARISONS,
    WOOD_MACKENZIE_BUSD,
    WOOD_MACKENZIE_LAUNCH_AND_SATELLITE_BUSD,
    WOOD_MACKENZIE_LEAST_RATIO,
    BuildStep,
    StarcloudPlan,
)
from orbitviz.analysis.cost.solar_calculator import GasPlant, SolarFleet, gas_bill, solar_bill
from tests.analysis.cost.inference_cluster import InferenceCluster, InferenceHall

FALCON_9_USD_PER_KG = 74e6 / 22_000.0  # list price, Turyshev arXiv:2604.27197


@pytest.mark.parametrize(
    ("mass_kg", "power_kw", "life_years", "today", "at_200"),
    [
        (575.0, 28.0, 5.0, 14_700.0, 810.0),  # Starlink V2 mini
        (260.0, 7.0, 5.0, 26_600.0, 1_470.0),  # Starlink V1
        (150.0, 0.8, 5.0, 135_800.0, 7_500.0),  # OneWeb
        (860.0, 2.0, 12.5, 124_600.0, 6_900.0),  # Iridium NEXT
    ],
)
def test_launched_power_is_that_of_suncatcher(
    mass_kg: float, power_kw: float, life_years: float, today: float, at_200: float
) -> None:
    # arXiv:2511.19468, table 1, at 3,600 and 200 USD/kg; the table is rounded.
    kg_per_kw = mass_kg / power_kw
    found = launched_power_usd_per_kw_year(kg_per_kw, 3_600.0, life_years)
    assert found == pytest.approx(today, rel=0.015)
    found = launched_power_usd_per_kw_year(kg_per_kw, 200.0, life_years)
    assert found == pytest.approx(at_200, rel=0.015)


def test_bought_power_is_that_of_suncatcher() -> None:
    # arXiv:2511.19468: 570 to 3,000 USD/(kW yr).
    assert bought_power_usd_per_kw_year(0.06, 1.09) == pytest.approx(573, abs=0.5)
    assert bought_power_usd_per_kw_year(0.25, 1.4) == pytest.approx(3_066, abs=0.5)
    # EIA 2026, 9.77 cents/kWh: 856 USD/(kW yr).
    assert bought_power_usd_per_kw_year(0.0977, 1.0) == pytest.approx(856, abs=0.5)


def test_learning_is_that_of_suncatcher() -> None:
    # arXiv:2511.19468: 20 % a doubling from 1,800 USD/kg at 400 t; 200 after about 370,000 t more.
    mass_t = mass_at_price_t(1_800.0, 400.0, 200.0, 0.2)
    assert mass_t == pytest.approx(368_300.0, rel=1e-3)
    assert learned_price(1_800.0, 400.0, mass_t, 0.2) == pytest.approx(200.0)
    assert mass_t / 200.0 == pytest.approx(1_800.0, rel=0.03)  # Starships of 200 t


@pytest.mark.parametrize(("first", "doublings"), [(1_500.0, 9.0), (600.0, 4.9), (2_500.0, 11.3)])
def test_doublings_to_200_dollars(first: float, doublings: float) -> None:
    assert round(doublings_to(first, 200.0, 0.2), 1) == doublings


def test_mass_for_1500_to_200_dollars() -> None:
    assert round(mass_at_price_t(1_500.0, 1.0, 200.0, 0.2)) == 523


def test_nothing_learned_never_gets_cheaper() -> None:
    assert doublings_to(1_500.0, 200.0, 0.0) == math.inf
    assert doublings_to(200.0, 200.0, 0.0) == 0.0


@pytest.mark.parametrize(("loss", "penalty"), [(0.1, 1.271), (0.2, 1.582), (0.0, 1.0)])
def test_lifetime_penalty_is_that_of_turyshev(loss: float, penalty: float) -> None:
    # arXiv:2604.27197: 1.27 and 1.58 over five years.
    assert lifetime_penalty(loss, 5.0) == pytest.approx(penalty, abs=0.001)


def test_bounds_are_those_of_turyshev() -> None:
    # arXiv:2604.27197: 10 to 40 kUSD/kW at 40 kg/kW, 3.4 to 13.5 times less than Falcon 9.
    low, high = (affordable_usd_per_kg(budget, 40.0) for budget in (10_000.0, 40_000.0))
    assert (low, high) == (250.0, 1_000.0)
    assert round(FALCON_9_USD_PER_KG) == 3_364
    assert (round(FALCON_9_USD_PER_KG / high, 1), round(FALCON_9_USD_PER_KG / low, 1)) == (
        3.4,
        13.5,
    )


def test_resupply_is_that_of_turyshev() -> None:
    # arXiv:2608.27499: 6.6 t/(MW yr) of 61.25 t/MW, 11 % a year; 1,320 USD/(kW yr) at 200 USD/kg.
    assert resupply_usd_per_kw_year(6.6, 200.0) == pytest.approx(1_320.0)
    assert round(6.6 / 61.25, 2) == 0.11


def test_mccalips_satellites_to_all_digits() -> None:
    # github.com/andrewmccalip/thoughts, math.js, commit e59571e, its defaults.
    bill = solar_bill(SolarFleet())
    assert round(bill.mean_share, 6) == 0.951234
    assert bill.satellites == 39_731
    assert round(bill.mass_kg / 1e3, 2) == 29_390.05
    assert bill.launches == 294
    assert round(bill.usd_per_w, 3) == 51.095
    assert round(bill.usd_per_mwh, 2) == 1_166.56
    assert bill.total_usd / 1e9 == pytest.approx(bill.usd_per_w)


def test_mccalips_ground_to_all_digits() -> None:
    bill = gas_bill(GasPlant())
    assert round(bill.capital_usd_per_w, 2) == 14.66
    assert round(bill.fuel_usd_per_w, 3) == 1.191
    assert round(bill.usd_per_w, 3) == 15.851
    assert round(bill.usd_per_mwh, 2) == 425.76


@pytest.mark.parametrize(
    ("step", "printed"),
    list(zip(BUILD_STEPS, (5.9, 1.2, 0.6, 0.3), strict=True)),
    ids=[step.name for step in BUILD_STEPS],
)
def test_ratios_are_those_of_deutsche_bank(step: BuildStep, printed: float) -> None:
    # Totals are printed to 1e9 USD, ratios to 0.1, of the totals before rounding: 115 over 20 is
    # 5.75, printed 5.9, and 9 over 25 is 0.36, printed 0.3.
    least = (step.orbit_busd - 0.5) / (step.ground_busd + 0.5)
    most = (step.orbit_busd + 0.5) / (step.ground_busd - 0.5)
    assert least < printed + 0.05
    assert most > printed - 0.05
    assert step.ratio == pytest.approx(printed, abs=0.155)


def test_launch_and_satellite_are_most_of_deutsche_banks_totals() -> None:
    launches = [round(step.launch_usd_per_kw) for step in BUILD_STEPS]
    assert launches == [43_303, 7_107, 1_954, 439]
    for step in BUILD_STEPS:
        parts = step.launch_usd_per_kw + step.build_usd_per_kw + step.rest_usd_per_kw
        assert parts == pytest.approx(1e3 * step.orbit_busd)
        assert 0.15 < step.rest_usd_per_kw / (1e3 * step.orbit_busd) < 0.45


def test_ai1_bill_of_deutsche_bank() -> None:
    # 4,868 kUSD; without computers 13,256 USD/kW of peak power, from items rounded to 1 kUSD.
    total = sum(AI1_BILL_KUSD.values())
    assert total == 4_868.0
    without = 1e3 * (total - AI1_BILL_KUSD["computers"]) / AI1_PEAK_KW
    assert without == pytest.approx(BUILD_STEPS[1].build_usd_per_kw, abs=1e3 * 5 * 0.5 / 150.0)


@pytest.mark.parametrize(
    ("million_usd", "payload_t", "usd_per_kg"),
    [(321, 65, 4_933), (34, 85, 398), (17, 100, 170), (6, 200, 32)],
)
def test_starship_prices_of_deutsche_bank(
    million_usd: int, payload_t: int, usd_per_kg: int
) -> None:
    # The price of a flight is printed to a million; that of a kg is of the price before rounding.
    assert round(usd_per_kg * payload_t * 1e3 / 1e6) == million_usd


def test_ratios_of_other_comparisons() -> None:
    by_name = {one.name: one.ratios for one in COMPARISONS}
    assert round(by_name["SemiAnalysis"][0], 1) == 4.4
    assert [round(ratio, 1) for ratio in by_name["BCG"]] == [2.5, 2.9]  # "2.5 to 3"
    assert round(by_name["spacedc-mdao"][0]) == 19
    assert round(1.0 / by_name["Starcloud 2024"][0]) == 20  # "20 times cheaper"


def test_text_inference_of_spacedc_mdao() -> None:
    # README of version 0.4.2, to the digits printed; its levers one after the other.
    cluster = InferenceCluster()
    ground = InferenceHall().usd_per_pflop_day
    assert round(ground) == 66
    assert round(cluster.usd_per_pflop_day) == 1_237
    assert round(cluster.usd_per_pflop_day / ground) == 19
    levers: list[tuple[dict[str, float], int]] = [
        ({"availability": 0.95}, 977),
        ({"launch_usd_per_kg": 200.0}, 604),
        ({"learning": 0.8}, 404),
        ({"array_kg": cluster.array_kg / 2.0}, 400),  # 200 W/kg
        ({"radiator_kg_per_m2": 2.0}, 396),
        ({"utilisation": 0.98}, 344),
        # 1 % a year: what its model of failures finds.
        ({"failures": 323.8, "sustained": 0.491001}, 311),
    ]
    for lever, printed in levers:
        cluster = replace(cluster, **lever)
        assert round(cluster.usd_per_pflop_day) == printed


def test_capital_of_spacedc_mdao_by_part() -> None:
    # Run of version 0.4.2: 79,258 kg at launch; 102.0 million USD for arrays, 128 for buses.
    cluster = InferenceCluster()
    assert round(cluster.launch_kg) == 79_258
    capital = {name: round(usd / 1e6, 1) for name, usd in cluster.capital_usd.items()}
    assert capital == {
        "gpus": 28.8, "array": 102.0, "battery": 0.8, "radiator": 7.2, "bus": 128.0,
        "links": 32.0, "launch": 237.8, "ground segment": 20.0,
    }  # fmt: skip
    # "space ~524" USD/W without GPUs
    without = sum(cluster.capital_usd.values()) - cluster.capital_usd["gpus"]
    assert round(without / cluster.it_kw / 1e3) == 524


def test_wood_mackenzies_gigawatt() -> None:
    # 170e9 USD, of which "about 60 %" is launch and satellite, and more than 3 times the ground.
    share = WOOD_MACKENZIE_LAUNCH_AND_SATELLITE_BUSD / WOOD_MACKENZIE_BUSD
    assert round(share, 1) == 0.6
    # 70 % less for launches does not bring this total to the ground's: what is compared there
    # must be more than what it costs to build.
    cheaper = WOOD_MACKENZIE_BUSD - 0.7 * WOOD_MACKENZIE_LAUNCH_AND_SATELLITE_BUSD
    assert cheaper > WOOD_MACKENZIE_BUSD / WOOD_MACKENZIE_LEAST_RATIO


def test_starclouds_paper_and_its_critics() -> None:
    plan = StarcloudPlan()
    assert round(plan.orbit_usd / 1e6, 1) == 8.2
    # 140 million for energy at 4 cents (nextbigfuture.com, 2025-11) make the 167 of the paper; at
    # 4.5 cents, which is quoted too, it would be 185.
    assert round(plan.ground_usd / 1e6) == 167
    kwh = 0.95 * plan.power_kw * HOURS_PER_YEAR * plan.years
    assert round((5e6 + 2e6) / kwh, 3) == 0.002
    # angadh.com/space-data-centers-1: the same at 500 and 1,000 USD/kg; 17 launches 850 million.
    assert round(StarcloudPlan(launch_usd_per_kg=500.0).orbit_usd / 1e6, 1) == 53.2
    assert round(StarcloudPlan(launch_usd_per_kg=1_000.0).orbit_usd / 1e6, 1) == 103.2
    many = StarcloudPlan(launches=17, launch_usd_per_kg=500.0)
    assert round((many.orbit_usd - many.hardware_usd) / 1e6) == 850
