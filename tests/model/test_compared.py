"""A second design beside the open one: what is selected and hidden in both, what a click means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.compared import (
    compare_with,
    compared_document,
    other_side,
    pick_in_other,
    set_wipe,
    stop_comparing,
)
from orbitviz.model.members import Members
from orbitviz.model.selecting import select, select_satellites
from orbitviz.model.source import COMPARED_DESIGN, MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import Playback, State

GROUP = """
[[groups]]
name = "{name}"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = {planes}
satellites_per_plane = 4
"""
HEAD = 'format = "orbitviz/1"\nname = "Test"\nepoch = 2026-11-22T00:00:00Z\n'


def design(*groups):
    return parse_design(HEAD + "".join(GROUP.format(name=n, planes=p) for n, p in groups))


@pytest.fixture
def state():
    """A has the groups one and two, B two and three; its two has a plane less."""
    a, b = design(("one", 2), ("two", 3)), design(("two", 2), ("three", 2))
    return compare_with(b)(State.of(a, Playback(a.design.epoch_instant)))


def test_both_sides_know_each_other(state):
    other = other_side(state)
    assert other.document is compared_document(state)
    assert other.designs[COMPARED_DESIGN] is state.document
    assert other_side(other).document is state.document


def test_nothing_is_beside_a_design_alone(state):
    alone = stop_comparing()(state)
    assert other_side(alone) is None
    assert stop_comparing()(alone) is alone
    assert alone.document is state.document


def test_shells_of_one_name_are_selected_and_hidden_in_both(state):
    chosen = select([ShellKey(MAIN_DESIGN, 0), ShellKey(MAIN_DESIGN, 1)])(state)
    chosen = replace(chosen, hidden=frozenset({ShellKey(MAIN_DESIGN, 1)}))
    other = other_side(chosen)
    assert other.selection.shells == {ShellKey(MAIN_DESIGN, 0)}
    assert other.hidden == {ShellKey(MAIN_DESIGN, 0)}


def test_satellites_at_one_place_are_selected_in_both(state):
    # Group two begins at row 8 of A; of its 12 satellites B has the 8 of two planes, from row 0.
    rows = np.array([0, 9, 19])
    other = other_side(select_satellites(Members({MAIN_DESIGN: rows}))(state))
    assert other.selection.members.rows(MAIN_DESIGN).tolist() == [1]


def test_a_click_on_the_other_design_selects_what_stands_for_it(state):
    found = pick_in_other(SatelliteKey(MAIN_DESIGN, 5))(state).selection
    assert found.satellites == {SatelliteKey(MAIN_DESIGN, 13)}
    assert found.shells == {ShellKey(MAIN_DESIGN, 1)}
    assert pick_in_other(SatelliteKey(MAIN_DESIGN, 9))(state) is state  # three is of B alone
    assert not pick_in_other(None)(state).selection


def test_the_shell_is_selected_where_the_satellite_has_no_counterpart(state):
    turned = other_side(state)
    found = pick_in_other(SatelliteKey(MAIN_DESIGN, 8 + 9))(turned).selection
    assert found.shells == {ShellKey(MAIN_DESIGN, 0)}
    assert not found.satellites


def test_the_line_stays_in_the_picture(state):
    assert set_wipe(-0.2)(state).view.wipe_share == 0.0
    assert set_wipe(1.7)(state).view.wipe_share == 1.0
