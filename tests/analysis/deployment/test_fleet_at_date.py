"""A fleet at a date: who is there, and that panels sum those who work, each with its age."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import TOTALS, Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.deployment.cohorts import working_ages
from orbitviz.analysis.deployment.fleet_at_date import fleet_at, moved_to
from orbitviz.analysis.deployment.planned_fleet import planned_fleet
from orbitviz.analysis.deployment.state import IN_ORBIT, WORKING
from orbitviz.analysis.fleet import fleet_at as maps_at
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.engine.fleet_seen import working_alone
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.design.aging import ages_of
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.members import Members
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.quantities.power import ARRAY, LOAD
from orbitviz.subsystems.quantities.work import COMPUTE

# It ages fast: arrays by 5 % and chips by 8 % a year, so that ages taken wrongly would be seen.
TEXT = """
format = "orbitviz/1"
name = "Ageing"
epoch = 2027-01-01T00:00:00Z

[[groups]]
name = "Low"
pattern = "walker-delta"
shells = 1
altitude_km = 550
inclination_deg = 53
planes = 12
satellites_per_plane = 10
satellite = "ai"

[[groups]]
name = "Sunny"
pattern = "walker-delta"
shells = 1
altitude_km = 700
inclination_deg = 98.19
planes = 6
satellites_per_plane = 20
satellite = "ai"

[satellites.ai]
like = "ai1"
life_years = 6
array = { degradation_per_year = 0.05 }
compute = { failures_per_year = 0.08 }

[deployment]
payload_t = 23
launches_per_year = 6
growth_per_year = 0

[reliability]
failures_per_year = 0.05
"""


@pytest.fixture(scope="module")
def document():
    return parse_design(TEXT)


@pytest.mark.parametrize("years", [0.0, 0.5, 3.0, 7.3, 15.0, 100.0])
def test_who_is_there_is_what_the_history_says(document, years):
    fleet = fleet_at(document, years)
    planned = planned_fleet(document)
    assert fleet.years == min(years, planned.last_years)
    states = planned.history.slot_states_at(fleet.years)
    np.testing.assert_array_equal(fleet.states, states)
    there = np.isin(states, IN_ORBIT)
    np.testing.assert_array_equal(fleet.absent.rows(MAIN_DESIGN), np.flatnonzero(~there))
    working = np.flatnonzero(np.isin(states, WORKING))
    np.testing.assert_array_equal(fleet.working.rows(MAIN_DESIGN), working)
    assert sum(fleet.counts) == len(document.constellation)
    shown = sum(len(one.members) for one in fleet.sets)
    assert shown == there.sum() - len(working)


def test_another_date_is_found_with_the_ages_of_before(document):
    fleet = fleet_at(document, 4.0)
    moved = moved_to(fleet, 9.0)
    assert moved.aged is fleet.aged
    assert fleet.is_aged
    assert not moved.is_aged
    np.testing.assert_array_equal(moved.states, fleet_at(document, 9.0).states)


def test_the_same_design_is_planned_once_and_ages_do_not_matter(document):
    planned = planned_fleet(document)
    assert planned_fleet(document) is planned
    assert planned_fleet(fleet_at(document, 5.0).aged_document) is planned
    life = document.design.life.model_copy(update={"disposal_days": 10})
    other = replace(document, design=document.design.model_copy(update={"life": life}))
    assert planned_fleet(other) is not planned


def test_the_curve_ends_with_the_satellites_that_work_then(document):
    planned = planned_fleet(document)
    shares = planned.working_shares
    assert shares[0] == 0.0
    states = planned.history.slot_states_at(planned.last_years)
    assert shares[-1] == pytest.approx(np.mean(np.isin(states, WORKING)), abs=1e-12)


@pytest.mark.parametrize("years", [1.0, 5.0, 12.0])
def test_the_design_has_the_mean_age_of_its_satellites(document, years):
    fleet = fleet_at(document, years)
    told = sum(one.years * one.share for one in ages_of(fleet.aged.satellites["ai"]))
    # Each of the five ages is told at least once of 2,000 times: up to 0.25 % of the mean life.
    assert told == pytest.approx(fleet.ages_years.mean(), abs=0.0025 * 6.0)


@pytest.mark.parametrize("years", [3.3, 12.7])
def test_totals_of_a_panel_are_the_sum_of_all_that_work_with_their_ages(years):
    # Of fewer satellites: the maps of each age are solved.
    few = TEXT.replace("plane = 20", "plane = 6").replace("plane = 10", "plane = 3")
    document = parse_design(few)
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = fleet_at(document, years)
    shown = fleet.aged_document
    question = Question(shown, Selection(), geometry, maps_at(shown, geometry), fleet_at_date=fleet)
    totals = Analyst().answer(question, frozenset({TOTALS}))[TOTALS]
    assert totals.satellites == len(fleet.working)
    expected = dict.fromkeys((ARRAY, LOAD, COMPUTE), 0.0)
    ages, rows = _ages_of_rows(fleet)
    for age in np.unique(ages):
        satellite = document.design.satellites["ai"].model_copy(update={"age_years": age})
        design = document.design.model_copy(update={"satellites": {"ai": satellite}})
        part = document.constellation.part(rows[ages == age])
        alone = replace(document, design=design, constellation=part)
        about = Question(alone, Selection(), geometry, maps_at(alone, geometry))
        found = Analyst().answer(about, frozenset({TOTALS}))[TOTALS]
        for quantity in expected:
            expected[quantity] += found.total(quantity)
    for quantity, value in expected.items():
        assert totals.total(quantity) == pytest.approx(value, rel=1e-3), quantity.key


def test_a_report_at_a_date_has_the_sums_of_the_panel(document):
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = fleet_at(document, 3.3)
    shown = fleet.aged_document
    question = Question(shown, Selection(), geometry, maps_at(shown, geometry), fleet_at_date=fleet)
    panel = Analyst().answer(question, frozenset({TOTALS}))[TOTALS]
    state = State.of(document, Playback(document.design.epoch_instant), fleet_date=FleetDate(3.3))
    alone = working_alone(state)
    assert alone.fleet_date is None
    reporter = Reporter(alone, geometry, maps_at(alone.document, geometry))
    every = np.ones(document.constellation.shell_count, bool)
    found = reporter.figures(every)
    assert found.satellites == panel.satellites
    for quantity in (ARRAY, LOAD, COMPUTE):
        assert found.total(quantity) == pytest.approx(panel.total(quantity), rel=1e-9)


def test_ages_of_single_satellites_are_those_of_their_rows(document):
    fleet = fleet_at(document, 6.0)
    rows = fleet.working.rows(MAIN_DESIGN)
    some = Members({MAIN_DESIGN: np.arange(0, len(document.constellation), 7)})
    expected = dict(zip(rows.tolist(), fleet.ages_years.tolist(), strict=True))
    found = fleet.ages_years_of(some)
    assert found.tolist() == [expected[row] for row in rows.tolist() if row % 7 == 0]


def _ages_of_rows(fleet):
    """Return the age of every working satellite, to 0.05 years, and its row."""
    slot, ages = working_ages(fleet.planned.history, fleet.years)
    np.testing.assert_array_equal(slot, fleet.working.rows(MAIN_DESIGN))
    return np.round(ages / 0.05) * 0.05, slot
