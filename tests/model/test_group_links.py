"""The table `links` of a group."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.formats.designs.toml_edit import written
from orbitviz.model.design.links import Links
from orbitviz.model.group_edits import set_group_values

TEXT = read_builtin("one-shell").text


def with_links(table):
    return parse_design(TEXT.replace('satellite = "mine"', f'links = {table}\nsatellite = "mine"'))


def test_a_group_has_no_links_unless_it_says_so():
    assert read_builtin("one-shell").design.groups[0].links is None


def test_a_table_on_one_line_and_one_of_its_own_say_the_same():
    one_line = with_links('{ pattern = "+grid", range_km = 3000 }')
    assert one_line.design.groups[0].links == Links(pattern="+grid", range_km=3000.0)
    below = TEXT.replace(
        "[[sites]]", '[groups.links]\npattern = "+grid"\nrange_km = 3000\n[[sites]]'
    )
    assert parse_design(below).design == one_line.design


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('{ pattern = "grid" }', 'links.pattern: is the text "grid"; allowed: "+grid"'),
        ("{}", 'links: key "pattern" is missing'),
        ("5", "links: is 5; allowed: a table"),
        ('{ pattern = "cluster" }', "links.size: is missing, but the pattern is cluster"),
        ('{ pattern = "+grid", size = 4 }', 'links.size: is not used by pattern "+grid"'),
        ('{ pattern = "none", offset = 3 }', 'links.offset: is not used by pattern "none"'),
        ('{ pattern = "+grid", terminals = 3 }', "links.terminals: is 3, but the pattern takes 4"),
        ('{ pattern = "+grid", range = 3 }', "links.range: is not a known key"),
        ('{ pattern = "+grid", range_km = -3 }', "links.range_km: is -3 km; allowed: a number"),
        ('{ pattern = "+grid", grazing_km = nan }', "links.grazing_km: is not a number"),
    ],
)
def test_a_wrong_table_is_told_with_its_line(table, words):
    with pytest.raises(UserError) as caught:
        with_links(table)
    assert words in str(caught.value)
    assert "line " in str(caught.value)


def test_links_are_written_on_the_line_of_their_key_and_read_back():
    links = Links(pattern="cluster", size=9, grazing_km=100.0)
    changed = set_group_values(read_builtin("one-shell"), 0, {"links": links.model_dump()})
    text = design_text(changed)
    assert 'links = {pattern = "cluster", size = 9, grazing_km = 100}' in text
    assert parse_design(text).design == changed.design
    assert parse_design(written(changed.design)).design == changed.design
    other = set_group_values(parse_design(text), 0, {"links": {"pattern": "in-plane"}})
    assert parse_design(design_text(other)).design.groups[0].links == Links(pattern="in-plane")
    without = set_group_values(other, 0, {"links": None})
    assert "links = {" not in design_text(without).replace("# links = {", "")


def test_terminals_that_a_pattern_takes():
    assert Links(pattern="+grid").terminals_taken == 4
    assert Links(pattern="in-plane").terminals_taken == 2
    assert Links(pattern="cluster", size=9).terminals_taken == 8
    assert Links(pattern="none").terminals_taken == 0
