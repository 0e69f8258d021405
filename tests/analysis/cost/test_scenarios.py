"""From a design, its scenario and its fleet to the inputs of cost."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.cost.bands import band
from orbitviz.analysis.cost.fleet_facts import FleetFacts
from orbitviz.analysis.cost.inputs import NAMES, CostInputs, Range
from orbitviz.analysis.cost.launch_prices import (
    FixedPrice,
    LearnedPrice,
    PlannedMass,
    PriceTable,
)
from orbitviz.analysis.cost.of_design import ranges_of, sourced_inputs
from orbitviz.analysis.cost.parity import parity
from orbitviz.analysis.cost.plants import ground_cost, orbit_cost
from orbitviz.analysis.cost.price_rules import launch_prices_of, paid_prices_of
from orbitviz.analysis.cost.published import (
    AI1_BILL_KUSD,
    BUILD_STEPS,
    WOOD_MACKENZIE_BUSD,
    StarcloudPlan,
)
from orbitviz.base.errors import UserError
from orbitviz.model.design.builtin_economics import SCENARIOS
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_parts import GROUND_PARTS, GroundEconomics, SatelliteParts
from orbitviz.model.design.estimate import Estimate
from orbitviz.model.design.life import Reliability
from tests.analysis.cost.drawn_inputs import FLEET
from tests.analysis.cost.inference_cluster import InferenceCluster, InferenceHall


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_has_every_input_with_a_source(scenario: str) -> None:
    inputs = sourced_inputs(Economics(scenario=scenario), FLEET)
    assert tuple(one.name for one in inputs) == NAMES
    assert all(one.source for one in inputs)
    for cost in (orbit_cost, ground_cost):
        assert cost(ranges_of(inputs).middle).usd_per_kw_year > 0.0


def test_the_design_goes_before_its_scenario_and_that_before_the_literature() -> None:
    economics = Economics(
        scenario="mccalip", build_usd_per_kw=9_000.0, ground=GroundEconomics(pue=(1.1, 1.2, 1.3))
    )
    by_name = {one.name: one for one in sourced_inputs(economics, FLEET)}
    assert by_name["build_usd_per_kw"].range == Range(9_000.0, 9_000.0, 9_000.0)
    assert (by_name["build_usd_per_kw"].is_own, by_name["build_usd_per_kw"].source) == (
        True,
        "the design",
    )
    assert (by_name["pue"].key, by_name["pue"].range) == ("ground.pue", Range(1.1, 1.2, 1.3))
    assert by_name["kg_per_kw"].range.mid == pytest.approx(1e3 / 36.5)
    assert by_name["chips_usd_per_kw"].range.low == 19_200.0
    assert not by_name["kg_per_kw"].is_own


def test_mass_and_life_are_those_of_the_fleet_where_no_one_says_otherwise() -> None:
    ranges = ranges_of(sourced_inputs(Economics(), FLEET)).by_name
    assert ranges["kg_per_kw"] == Range(13.3, 13.3, 13.3)
    assert ranges["life_years"] == Range(3.0, 5.0, 5.0)
    assert ranges["spares"] == Range(0.0, 0.0, 0.2)
    short = replace(FLEET, life_years=2.0)
    assert ranges_of(sourced_inputs(Economics(), short)).by_name["life_years"].low == 2.0


def test_tables_of_the_design_go_before_every_scenario() -> None:
    stated = replace(
        FLEET, life_years=7.0, failures_per_year=0.03, spares=0.05,
        stated=("life_years", "failures_per_year", "spares"),
    )  # fmt: skip
    by_name = {one.name: one for one in sourced_inputs(Economics(), stated)}
    for name, value, table in (
        ("life_years", 7.0, "[life]"),
        ("failures_per_year", 0.03, "[reliability]"),
        ("spares", 0.05, "[deployment]"),
    ):
        assert by_name[name].range == Range(value, value, value)
        assert table in by_name[name].source
        assert by_name[name].is_own
    # A named scenario has values of its own where the tables say nothing.
    named = {one.name: one for one in sourced_inputs(Economics(scenario="mccalip"), FLEET)}
    assert [named[name].range.mid for name in ("life_years", "failures_per_year", "spares")] == [
        5.0, 0.09, 0.0,
    ]  # fmt: skip
    assert "McCalip" in named["life_years"].source
    named = {one.name: one for one in sourced_inputs(Economics(scenario="mccalip"), stated)}
    assert named["life_years"].range.mid == 7.0


def test_one_rate_of_failures_where_none_is_stated() -> None:
    known = SCENARIOS["literature"].values["failures_per_year"][0]
    assert known[1] == Reliability().failures_per_year == FLEET.failures_per_year


def test_parts_replace_the_total() -> None:
    # The bill of AI1, 150 kW, whose parts add up to what its total says.
    economics = Economics(build=SatelliteParts(array_usd_per_kw=4_000.0))
    by_name = {one.name: one for one in sourced_inputs(economics, FLEET)}
    build = by_name["build_usd_per_kw"]
    bill = 1e3 * (sum(AI1_BILL_KUSD.values()) - AI1_BILL_KUSD["computers"]) / 150.0
    assert build.range.mid == pytest.approx(bill, abs=0.1)
    assert [part.is_own for part in build.parts] == [True, False, False, False, False]
    assert build.is_own
    # What is fixed weighs more on a small satellite.
    small = {
        one.name: one for one in sourced_inputs(economics, replace(FLEET, kw_per_satellite=1.0))
    }
    fixed = 200_000.0 * (1.0 - 1.0 / 150.0)
    assert small["build_usd_per_kw"].range.mid == pytest.approx(bill + fixed, abs=0.1)
    # Ends of the parts not stated are those of the total.
    whole = Economics(build=SatelliteParts(fixed_usd=200_000.0))
    ends = sourced_inputs(whole, FLEET)[NAMES.index("build_usd_per_kw")].range
    for end, of_total in ((ends.low, 5_008.0), (ends.high, 22_000.0)):
        assert end / ends.mid == pytest.approx(of_total / 13_256.0, abs=0.07)


def test_parts_of_the_building_add_up_to_it() -> None:
    economics = Economics(ground=GroundEconomics(cooling_usd_per_kw=3_000.0))
    ground = sourced_inputs(economics, FLEET)[NAMES.index("ground_usd_per_kw")]
    assert ground.range.mid == 12_500.0
    assert [part.range.mid for part in ground.parts] == [4_250.0, 5_250.0, 3_000.0]


def test_steps_of_deutsche_bank_are_those_published() -> None:
    for step in BUILD_STEPS:
        economics = Economics(scenario=f"deutsche-bank-{step.name}")
        inputs = ranges_of(sourced_inputs(economics, FLEET)).middle
        assert inputs.launch_usd_per_kg == step.launch_usd_per_kg
        assert inputs.build_usd_per_kw == step.build_usd_per_kw
        assert inputs.kg_per_kw == step.kg_per_kw
        assert inputs.ground_usd_per_kw == 1e3 * step.ground_busd


def test_starclouds_scenario_without_chips_is_its_paper() -> None:
    # With no chips and no discounting a kW costs over ten years what 40 MW do over 40,000.
    economics = Economics(scenario="starcloud-2024", chips_usd_per_kw=0.0)
    inputs = ranges_of(sourced_inputs(economics, ALL_OF_IT)).middle
    plan = StarcloudPlan()
    kw_years = plan.power_kw * plan.years
    assert orbit_cost(inputs).usd_per_kw_year == pytest.approx(plan.orbit_usd / kw_years)
    assert ground_cost(inputs).usd_per_kw_year == pytest.approx(plan.ground_usd / kw_years)


ALL_OF_IT = replace(FLEET, delivered_share=1.0)


def middle_of(scenario: str, fleet: FleetFacts = ALL_OF_IT) -> CostInputs:
    return ranges_of(sourced_inputs(Economics(scenario=scenario), fleet)).middle


def test_the_scenario_of_spacedc_mdao_has_its_ratio_for_its_satellites() -> None:
    # 28.7 % of the peak, of which software and work take as much on the ground; payments of a
    # year count at its end there, which is 1 % less.
    cluster = InferenceCluster()
    share = cluster.delivered_share / (0.55 * cluster.utilisation)
    theirs = replace(
        FLEET, delivered_share=share, kw_per_satellite=cluster.it_kw / cluster.satellites
    )
    inputs = middle_of("spacedc-mdao", theirs)
    without_gpus = sum(cluster.capital_usd.values()) - cluster.capital_usd["gpus"]
    capital = orbit_cost(inputs).capital_usd_per_w - inputs.chips_usd_per_kw / 1e3
    assert capital == pytest.approx(without_gpus / cluster.it_kw / 1e3, rel=1e-3)
    ratio = cluster.usd_per_pflop_day / InferenceHall().usd_per_pflop_day
    found = orbit_cost(inputs).usd_per_kw_year / ground_cost(inputs).usd_per_kw_year
    assert found == pytest.approx(ratio, rel=0.015)


def test_what_was_solved_gives_the_totals_it_was_solved_for() -> None:
    found = middle_of("semianalysis")
    assert orbit_cost(found).usd_per_gpu_hour == pytest.approx(10.91, abs=0.005)
    assert ground_cost(found).usd_per_gpu_hour == pytest.approx(2.49, abs=0.005)
    found = middle_of("bcg")
    assert 20.0 * orbit_cost(found).usd_per_kw_year / 1e3 == pytest.approx(705.0, abs=0.5)
    assert 20.0 * ground_cost(found).usd_per_kw_year / 1e3 == pytest.approx(265.0, abs=0.5)
    found = middle_of("wood-mackenzie")
    assert orbit_cost(found).capital_usd_per_w == pytest.approx(WOOD_MACKENZIE_BUSD)
    ground = ground_cost(found).capital_usd_per_w
    assert WOOD_MACKENZIE_BUSD / ground == pytest.approx(3.0, abs=1e-4)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_solved_inputs_say_so(scenario: str) -> None:
    said = {key for key, (_, source) in SCENARIOS[scenario].by_key.items() if "solved" in source}
    assert said == set(SCENARIOS[scenario].solved)


def test_launch_prices_of_a_table_or_of_learning() -> None:
    table = launch_prices_of(Economics(), 2026.9, 500.0)
    assert isinstance(table, PriceTable)
    assert table.at(2029.0) == 398.0
    learned = launch_prices_of(Economics(scenario="suncatcher"), 2026.0, 1_800.0)
    assert isinstance(learned, LearnedPrice)
    assert learned.at(2036.0) == pytest.approx(200.0, rel=0.01)
    # What the design says goes first.
    own = launch_prices_of(
        Economics(scenario="suncatcher", launch_prices=((2030.0, 7.0),)), 2026.0, 1.0
    )
    assert own == PriceTable(((2030.0, 7.0),))
    faster = Economics(launch_learning=0.3, launched_t=10.0, launch_t_per_year=20.0)
    assert launch_prices_of(faster, 2026.0, 100.0).at(2026.5) == pytest.approx(70.0)
    # Without a rate it is the mass of the plan.
    planned = Economics(launch_learning=0.3, launched_t=10.0)
    mass = PlannedMass(2026.0, (30.0,))
    assert launch_prices_of(planned, 2026.0, 100.0, mass).at(2027.0) == pytest.approx(49.0)
    with pytest.raises(UserError, match="needs launch_t_per_year, or a plan"):
        launch_prices_of(planned, 2026.0, 100.0)


def test_prices_that_are_paid_stay_where_only_one_is_stated() -> None:
    assert isinstance(paid_prices_of(Economics(), 2026.0, 500.0), PriceTable)
    assert isinstance(paid_prices_of(Economics(scenario="suncatcher"), 2026.0, 1.0), LearnedPrice)
    for fixed in (Economics(launch_usd_per_kg=77.0), Economics(scenario="mccalip")):
        assert isinstance(paid_prices_of(fixed, 2026.0, 77.0), FixedPrice)
        assert isinstance(launch_prices_of(fixed, 2026.0, 77.0), PriceTable)


def _ends(key: str, table: type[Economics] | type[GroundEconomics]) -> tuple[float, float] | None:
    number = next(
        (one for one in get_args(table.model_fields[key].annotation) if get_origin(one)), None
    )
    found = [one for one in getattr(number, "__metadata__", ()) if isinstance(one, Estimate)]
    return (found[0].low, found[0].high) if found else None


ESTIMATES = {
    table: {key: ends for key in table.model_fields if (ends := _ends(key, table))}
    for table in (Economics, GroundEconomics)
}


@given(st.data(), st.sampled_from(list(SCENARIOS)))
def test_whatever_a_file_may_state_has_a_price(data: st.DataObject, scenario: str) -> None:
    def drawn(table: type[Economics] | type[GroundEconomics]) -> dict[str, float]:
        chosen = data.draw(st.sets(st.sampled_from(sorted(ESTIMATES[table]))))
        if chosen & {*GROUND_PARTS}:
            chosen.discard("capital_usd_per_kw")
        return {key: data.draw(st.sampled_from(ESTIMATES[table][key])) for key in sorted(chosen)}

    ground = GroundEconomics(**drawn(GroundEconomics))
    ranges = ranges_of(
        sourced_inputs(Economics(scenario=scenario, ground=ground, **drawn(Economics)), FLEET)
    )
    for cost in (orbit_cost, ground_cost):
        for name in ("usd_per_kw_year", "usd_per_gpu_hour", "capital_usd_per_w"):
            found = band(ranges, lambda inputs, cost=cost, name=name: getattr(cost(inputs), name))
            assert 0.0 <= found.low <= found.mid <= found.high < math.inf
    for value in vars(parity(ranges.middle)).values():
        assert value is None or 0.0 <= value < math.inf
