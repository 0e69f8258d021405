"""Edits of what a design says of its costs."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.model.economics_edits import (
    LIFE,
    LOSSES,
    SPARES,
    follow_scenario,
    set_cost_value,
    set_scenario,
)

TEXT = read_builtin("one-shell").text
LAUNCH, PUE = ("economics", "launch_usd_per_kg"), ("economics", "ground", "pue")
BUILD = ("economics", "build_usd_per_kw")


@pytest.fixture
def document():
    return parse_design(f"""{TEXT}
# what it costs
[economics]
scenario = "mccalip"   # his calculator
build.array_usd_per_kw = 900
ground.pue = 1.3
""")


def saved(document):
    """Return a document as it is once it has been written and read."""
    return parse_design(design_text(document))


def test_one_value_is_changed_and_written_without_a_loss(document):
    changed = set_cost_value(document, LAUNCH, (100.0, 200.0, 900.0))
    assert changed.design.economics.launch_usd_per_kg == (100.0, 200.0, 900.0)
    assert changed.design.economics.ground.pue == 1.3
    assert changed.constellation is document.constellation
    assert changed.design.flies_the_same(document.design)
    text = design_text(changed)
    assert "# what it costs" in text
    assert "# his calculator" in text
    assert "launch_usd_per_kg = [100, 200, 900]" in text
    assert saved(changed).design == changed.design


def test_none_leaves_a_value_to_the_scenario(document):
    changed = set_cost_value(document, PUE, None)
    assert changed.design.economics.ground.pue is None
    assert "pue" not in design_text(changed)
    assert set_cost_value(changed, PUE, None) is changed


def test_a_sum_takes_the_place_of_its_parts(document):
    changed = set_cost_value(document, BUILD, 5_000.0)
    assert changed.design.economics.build_usd_per_kw == 5_000.0
    assert changed.design.economics.build.array_usd_per_kw is None
    assert saved(changed).design == changed.design


@pytest.mark.parametrize(("path", "value"), [(LIFE, 8.0), (LOSSES, 0.05), (SPARES, 0.1)])
def test_life_losses_and_spares_are_those_of_the_plan(document, path, value):
    changed = set_cost_value(document, path, value)
    table, key = path
    assert getattr(getattr(changed.design, table), key) == value
    assert saved(changed).design == changed.design
    back = set_cost_value(changed, path, None)
    assert back.design == document.design
    assert key not in getattr(back.design, table).model_fields_set


@pytest.mark.parametrize("path", [SPARES, ("economics", "spares")])
def test_spares_are_reset_whichever_table_states_them(document, path):
    changed = set_cost_value(document, path, 0.1)
    back = set_cost_value(changed, ("economics", "spares"), None)
    assert back.design == document.design
    assert "spares" not in back.design.deployment.model_fields_set


def test_everything_is_left_to_the_scenario(document):
    changed = document
    for path, value in ((LAUNCH, 3.0), (LIFE, 8.0), (LOSSES, 0.05), (SPARES, 0.1)):
        changed = set_cost_value(changed, path, value)
    plain = follow_scenario(changed)
    assert plain.design.economics.stated == {}
    assert plain.design.economics.scenario == "mccalip"
    assert plain.design.life.years is None
    assert follow_scenario(plain) is plain


def test_another_scenario_keeps_what_is_stated(document):
    changed = set_scenario(document, "suncatcher")
    assert changed.design.economics.scenario == "suncatcher"
    assert changed.design.economics.ground.pue == 1.3
    assert set_scenario(changed, "suncatcher") is changed
    with pytest.raises(UserError, match="did you mean"):
        set_scenario(document, "suncatchr")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (LAUNCH, -1.0, "economics.launch_usd_per_kg: is -1 USD/kg; allowed: a number from 0"),
        (LOSSES, 1.5, "reliability.failures_per_year: is 1.5 a year; allowed: a number from 0"),
        (LIFE, 0.0, "life.years: is 0 years; allowed: a number from 0.1"),
        (PUE, (1.3, 1.2, 1.4), "economics.ground.pue: does not rise from low to high"),
    ],
)
def test_what_cannot_be_is_refused_with_its_key(document, path, value, words):
    with pytest.raises(UserError) as told:
        set_cost_value(document, path, value)
    assert str(told.value).startswith(words)
