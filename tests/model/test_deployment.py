"""The tables of a design on its years: what they accept, save and keep when groups change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.formats.designs.schema import design_schema
from orbitviz.model.design.deployment import Deployment
from orbitviz.model.design.life import Life, Reliability
from orbitviz.model.group_edits import copy_group, move_group, remove_group, set_group_values
from tests.designs import design_of, walker

GROUPS = tuple(walker(550 + 50 * k, 53, 4, 4, name=name) for k, name in enumerate("ABC"))
ORDER = '[deployment]\norder = ["C", "A"] # these first\n'


def test_every_key_has_a_default_with_its_source():
    for table in (Deployment, Reliability, Life):
        table()
        for key, field in table.model_fields.items():
            words = str(field.description)
            said = ("Default:" in words) or ("if omitted" in words) or key == "order"
            assert said, key


def test_an_edit_of_the_tables_keeps_their_comments():
    document = design_of(*GROUPS, tail=ORDER)
    design = document.design
    rates = ((2027, 3.0), (2028, 40.0))
    deployment = design.deployment.model_copy(update={"launches_per_year": rates})
    changed = replace(document, design=design.model_copy(update={"deployment": deployment}))
    text = design_text(changed)
    assert "# these first" in text
    assert parse_design(text).design == changed.design
    anew = design_text(replace(changed, text=""))
    assert parse_design(anew).design == changed.design
    assert "[reliability]" not in anew


def test_tables_that_were_not_there_are_saved():
    document = design_of(*GROUPS)
    life = document.design.life.model_copy(update={"years": 7.0})
    changed = replace(document, design=document.design.model_copy(update={"life": life}))
    assert parse_design(design_text(changed)).design.life.years == 7.0


@pytest.mark.parametrize(
    ("edit", "order"),
    [
        (lambda one: set_group_values(one, 0, {"name": "First"}), ("C", "First")),
        (lambda one: remove_group(one, 2), ("A",)),
        (lambda one: move_group(one, 0, 2), ("C", "A")),
        (lambda one: copy_group(one, 1), ("C", "A")),
    ],
)
def test_the_order_of_filling_follows_the_groups(edit, order):
    assert edit(design_of(*GROUPS, tail=ORDER)).design.deployment.order == order


def test_launches_in_the_schema_are_a_number_or_pairs_of_year_and_number():
    entry = design_schema()["$defs"]["Deployment"]["properties"]["launches_per_year"]
    number, pairs = entry["anyOf"]
    assert (number["minimum"], number["maximum"]) == (0, 100_000)
    assert [one["type"] for one in pairs["items"]["prefixItems"]] == ["integer", "number"]
