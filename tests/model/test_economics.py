"""The table `economics` of a design, and the scenarios that fill it."""

from __future__ import annotations

import math

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.model.design.builtin_economics import DEFAULT_SCENARIO, SCENARIOS
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_parts import (
    GROUND_PARTS,
    GroundEconomics,
    SatelliteParts,
)

TEXT = read_builtin("one-shell").text


def with_economics(lines):
    return parse_design(f"{TEXT}\n[economics]\n{lines}\n")


def test_a_design_without_the_table_is_that_of_the_literature():
    economics = read_builtin("one-shell").design.economics
    assert economics == Economics()
    assert economics.scenario == "literature"
    assert economics.stated == {}


def test_what_the_file_states():
    document = with_economics(
        'scenario = "mccalip"\nlaunch_usd_per_kg = [100, 500, 3600]\nground.pue = 1.3'
    )
    assert document.design.economics.scenario == "mccalip"
    assert document.design.economics.stated == {
        "launch_usd_per_kg": (100.0, 500.0, 3600.0),
        "ground.pue": 1.3,
    }
    assert parse_design(design_text(document)).design == document.design


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            'scenario = "mcalip"',
            'economics.scenario: is "mcalip", which is not a built-in',
        ),
        ('scenario = "mcalip"', 'did you mean "mccalip"?; allowed: "literature", "mccalip"'),
        ('scenario = "profit"', 'which is not a built-in scenario; allowed: "literature"'),
        ("scenario = 3", "economics.scenario: is 3; allowed: text in quotes"),
        ("launch_usd_per_kg = -3", "is -3 USD/kg; allowed: a number from 0 to 10,000,000 USD/kg"),
        ("build_usd_per_kw = -1", "economics.build_usd_per_kw: is -1 USD/kW"),
        ("launch_usd_per_kg = [3, 2, 5]", "does not rise from low to high"),
        ("launch_usd_per_kg = [3, 2]", "is a list of 2; allowed: a number from 0"),
        ("launch_usd_per_kg = [1, 2, -3]", "is -3 USD/kg"),
        ("launch_usd_per_kg = nan", "launch_usd_per_kg: is not a number"),
        ("launch_learning = 1.0", "is 1; allowed: a number from 0 to 1 (not included)"),
        ("launch_learning = -0.1", "launch_learning: is -0.1"),
        (
            "launch_learning = 0.1\nlaunch_prices = [[2027, 3]]",
            "launch_learning: is there beside launch_prices; allowed: one of both",
        ),
        ("launch_learning = 0.1", "launched_t: is missing, and the scenario has none"),
        ("launch_prices = [[2027, 3], [2026, 2]]", "has years that do not rise"),
        ("launch_prices = [[2027, -3]]", "launch_prices: is -3 USD/kg"),
        ("launch_prices = [[27, 3]]", "launch_prices: is 27; allowed: a number from 1,957"),
        ("launch_prices = [2027, 3]", "launch_prices: has 2,027 in it; allowed: years and USD/kg"),
        ("launch_prices = []", "launch_prices: is an empty list"),
        ("failures_per_year = 0.5", "economics.failures_per_year: is not a known key"),
        ("life_years = 5", "economics.life_years: is not a known key"),
        ("spares = 1.5", "economics.spares: is 1.5; allowed: a number from 0 to 1"),
        ("build.array_usd_per_kw = -2", "economics.build.array_usd_per_kw: is -2 USD/kW"),
        (
            "build_usd_per_kw = 9000\nbuild.array_usd_per_kw = 2000",
            "build_usd_per_kw: is there beside build.array_usd_per_kw",
        ),
        ("discount_rate = 8", "discount_rate: is 8 a year"),
        ('discount_rate = "high"', 'discount_rate: is the text "high"'),
        ("insurance = 2", "economics.insurance: is 2; allowed: a number from 0 to 1"),
        ("ground = 3", "economics.ground: is 3; allowed: a table"),
        ("ground.pue = 0.9", "economics.ground.pue: is 0.9; allowed: a number from 1 to 10"),
        ("ground.utilisation = 0", "economics.ground.utilisation: is 0; allowed: a number from"),
    ],
)
def test_a_wrong_table_is_told_with_its_line(lines, words):
    with pytest.raises(UserError) as caught:
        with_economics(lines)
    assert words in str(caught.value)
    assert "line " in str(caught.value)


# What a scenario may state beside them stands in other tables of a design.
OF_OTHER_TABLES = {"life_years", "failures_per_year"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_values_of_scenarios_are_allowed_in_a_file_and_have_a_source(name):
    scenario = SCENARIOS[name]
    tables = {"": {}, "build": {}, "ground": {}}
    for key, (value, source) in scenario.by_key.items():
        assert source
        table, _, own = key.rpartition(".")
        if key not in OF_OTHER_TABLES:
            tables[table][own] = value
    # A scenario may give a total and its parts too: a file has one of both.
    ground = tables["ground"]
    total = {key: one for key, one in ground.items() if key not in GROUND_PARTS}
    parts = {key: one for key, one in ground.items() if key in GROUND_PARTS}
    found = {
        **Economics(ground=GroundEconomics(**total), **tables[""]).stated,
        **Economics(ground=GroundEconomics(**parts)).stated,
        **Economics(build=SatelliteParts(**tables["build"])).stated,
    }
    expected = {key: value for key, (value, _) in scenario.by_key.items()}
    assert found == {key: one for key, one in expected.items() if key not in OF_OTHER_TABLES}


def test_the_literature_has_every_value_that_a_fleet_does_not_give():
    scenario = SCENARIOS[DEFAULT_SCENARIO]
    of_others = {"scenario", "build", "ground", "launch_learning", "launched_t"}
    of_fleet = {"kg_per_kw", "launch_t_per_year", "launch_prices"}
    own = {key for key in scenario.values if "." not in key} - OF_OTHER_TABLES
    stated = set(Economics.model_fields) - of_others - of_fleet
    assert stated - own <= {"spares"}
    assert own <= set(Economics.model_fields)
    totals = {"building_usd_per_kw", "supply_usd_per_kw", "cooling_usd_per_kw"}
    assert set(GroundEconomics.model_fields) - set(scenario.ground) <= totals


def test_whoever_learns_says_from_where():
    for scenario in SCENARIOS.values():
        if "launch_learning" in scenario.values:
            assert "launched_t" in scenario.values
            assert not math.isnan(scenario.values["launched_t"][0])
