"""Findings about housekeeping that is cut: they name what is too small, array or battery."""

from __future__ import annotations

import pytest

from orbitviz.analysis.answers.analyst import FINDINGS, TOTALS, Analyst
from orbitviz.subsystems.quantities.power import CHARGE
from tests.analysis.dawn_dusk import dawn_dusk_question

BUS = (
    "mass_kg = 500",
    "bus.housekeeping_kw = 0.6",
    "compute.rated_kw = 0.5",
    "radiator.area_m2 = 2",
)


def found(*lines):
    """Return the least charge of a bus at noon and the sentences about its housekeeping."""
    question = dawn_dusk_question(*BUS, *lines, like="bus-500kg", ltan_h=12)
    answers = Analyst().answer(question, frozenset({FINDINGS, TOTALS}))
    told = [one for one in answers[FINDINGS] if "housekeeping" in one]
    return answers[TOTALS].spread(CHARGE).minimum, told


@pytest.mark.parametrize("energy_kwh", [3, 30])
def test_an_array_that_cannot_feed_housekeeping_is_at_fault_whatever_the_battery(energy_kwh):
    charge, told = found("array.area_m2 = 3", f"battery.energy_kwh = {energy_kwh}", "age_years = 7")
    assert charge < 0.02
    assert len(told) == 1
    assert "the array is too small for the housekeeping, which is cut" in told[0]
    assert "battery is the first" not in told[0]


def test_a_battery_too_small_for_the_eclipse_is_at_fault_where_the_array_suffices():
    charge, told = found("array.area_m2 = 8", "battery.energy_kwh = 0.3", "age_years = 7")
    assert charge < 0.02
    assert len(told) == 1
    assert "the battery is the first to fail" in told[0]
    assert found("array.area_m2 = 8", "battery.energy_kwh = 3", "age_years = 7")[1] == []


def test_only_the_old_of_a_fleet_are_short_and_their_age_is_told():
    _, told = found("array.area_m2 = 3.2", 'age_years = "spread"', "battery.energy_kwh = 3")
    assert len(told) == 1
    assert "the array after" in told[0]
    assert found("array.area_m2 = 3.2", "battery.energy_kwh = 3", "age_years = 0")[1] == []


def test_less_than_housekeeping_in_full_sunlight_is_told_as_that():
    _, told = found("array.area_m2 = 1.68", "battery.energy_kwh = 3", "age_years = 0")
    assert len(told) == 1
    assert "in full sunlight" in told[0]
