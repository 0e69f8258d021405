"""Facts, titles and the tree of shells while single satellites are selected."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from orbitviz.base.units import share_text
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.members import Members
from orbitviz.model.selecting import isolate_selected, select, select_satellites, toggle_selected
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.ui.panels.facts import facts_text
from orbitviz.ui.panels.selection_facts import cards_of, title_of
from orbitviz.ui.shells.cell_texts import TreeColumn
from tests.visual.catalogue import shell_of_objects

OBJECTS = catalogue_id(0)
# 3 shells x 6 planes x 10 satellites, then 4 planes x 8.
LOW, POLAR = frozenset(ShellKey(MAIN_DESIGN, k) for k in range(3)), ShellKey(MAIN_DESIGN, 3)


def facts_of(state):
    cards = cards_of(state, snapshot_at(state, state.playback.at, with_maps=False))
    return {card.title: {fact.name: fact.value for fact in card.facts} for card in cards}


def test_facts_are_of_exactly_the_selected_satellites(store):
    rows = [0, 5, 61, 181, 182, 190]
    state = select_satellites({MAIN_DESIGN: np.array(rows)})(store.state)
    facts = facts_of(state)
    assert title_of(state) == "6 satellites of 3 shells"
    assert facts["Fleet"]["Satellites"] == "6"
    assert facts["Fleet"]["Shells"] == "3"
    assert facts["Fleet"]["Planes"] == "4"
    assert facts["Fleet"]["Mass in orbit"] == "750 kg"
    assert facts["Orbit"]["Altitude"] == "500.0–1,200.0 km"
    assert facts["Orbit"]["Inclination"] == "53.00–87.90°"
    assert facts["Groups"] == {"Low": "3", "Polar": "3"}
    geometry = snapshot_at(state, state.playback.at, with_maps=False).geometry
    r_km, _ = state_vectors(state.document.constellation, geometry.instant, np.array(rows))
    light = sunlit(r_km, geometry.sun_teme_km)
    assert facts["Sun"]["Sunlit now"] == share_text(light.mean())
    assert facts["Sun"]["Lit satellites"] == f"{light.sum():,.0f}"


def test_sunlight_of_another_selection_is_not_told(store):
    snapshot = snapshot_at(store.state, store.state.playback.at, with_maps=False)
    state = select_satellites({MAIN_DESIGN: np.arange(9)})(store.state)
    sun = cards_of(state, snapshot)[2]
    assert [fact.value for fact in sun.facts[:2]] == ["–", "–"]
    assert title_of(state) == "9 satellites of Low · 500 km"


def test_one_satellite_that_is_selected_alone_has_its_own_cards(store):
    state = select_satellites({MAIN_DESIGN: np.array([61])})(store.state)
    assert title_of(state) == "Low · 510 km p001 s0002"
    assert "Fleet" not in facts_of(state)


def test_objects_among_the_selected_are_told_apart():
    document = read_builtin("one-shell")
    now = document.design.epoch_instant
    state = State.of(document, Playback(now, playing=False), (shell_of_objects(30, now),))
    both = Members({MAIN_DESIGN: np.arange(40), OBJECTS: np.array([3, 4, 9])})
    name = state.catalogues[OBJECTS].name
    chosen = select_satellites(both)(state)
    shell = title_of(select({ShellKey(MAIN_DESIGN, 0)})(state))
    assert title_of(chosen) == f"40 satellites of {shell}, 3 objects of {name}"
    facts = facts_of(chosen)
    assert facts["Fleet"]["Satellites"] == "40"
    assert facts[name]["Objects"] == "3 of 30"
    only = select_satellites(both.without(MAIN_DESIGN))(state)
    assert title_of(only) == f"3 objects of {name}"
    assert list(facts_of(only)) == [name]
    text = facts_text(title_of(only), cards_of(only, snapshot_at(only, now, with_maps=False)))
    assert text.startswith(f"3 objects of {name}\n\n{name}\nObjects\t3 of 30\n")


@pytest.fixture
def chosen(tree, store):
    """The tree with two satellites of the low group and one polar one selected."""
    store.do(select_satellites({MAIN_DESIGN: np.array([0, 70, 181])}))
    return store


def test_the_tree_shows_the_shells_of_single_satellites_and_leaves_them(tree, chosen):
    assert tree.selected_keys() == chosen.state.selection.shells
    assert len(chosen.state.selection.members) == 3
    tree.filter.setText("polar")
    tree.filter.setText("")
    tree.model.update_design()
    tree.model.rebuild()
    assert len(chosen.state.selection.members) == 3
    chosen.do(select_satellites({MAIN_DESIGN: np.array([0, 1, 2])}))
    assert tree.selected_keys() == {ShellKey(MAIN_DESIGN, 0)}
    assert len(chosen.state.selection.members) == 3


def test_a_click_on_a_row_selects_whole_shells(qtbot, tree, chosen):
    """Also on the row that is marked already, of which Qt tells no change."""
    chosen.do(select_satellites({MAIN_DESIGN: np.array([181, 183])}))
    tree.resize(400, 300)
    tree.show()
    row = tree.view.model().index(1, TreeColumn.NAME)
    assert row.data() == "Polar"
    place = tree.view.visualRect(row).center()
    qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.state.selection.shells == {POLAR}
    assert not chosen.state.selection.members


def test_ticks_tell_that_some_satellites_are_hidden_and_show_them_again(tree, chosen):
    """First the shells that are hidden, then their single satellites."""
    index = tree.model.index(0, TreeColumn.VISIBLE)
    first = tree.model.index(0, TreeColumn.VISIBLE, tree.model.index(0, 0))
    check, checked = Qt.ItemDataRole.CheckStateRole, Qt.CheckState
    assert tree.model.data(index, check) == checked.Checked
    chosen.do(isolate_selected)  # rows 0, 70 and 181, of two low shells and the polar one
    assert tree.model.data(first, check) == checked.PartiallyChecked
    assert chosen.state.shown_counts.tolist() == [1, 1, 0, 1]
    tree.model.setData(first, checked.Checked, check)
    assert chosen.state.shown_counts.tolist() == [60, 1, 0, 1]
    assert tree.model.data(first, check) == checked.Checked
    tree.model.setData(index, checked.Checked, check)
    assert chosen.state.shown_counts.tolist() == [60, 1, 60, 1]
    assert tree.model.data(index, check) == checked.PartiallyChecked
    tree.model.setData(index, checked.Checked, check)
    assert chosen.state.shown_counts.tolist() == [60, 60, 60, 1]


def test_tips_tell_how_many_are_selected(tree, chosen):
    tip = Qt.ItemDataRole.ToolTipRole
    assert "180 satellites, 2 of them selected" in tree.model.index(0, 0).data(tip)
    chosen.do(select(LOW))
    assert "of them selected" not in tree.model.index(0, 0).data(tip)


def test_the_status_line_counts_what_is_not_hidden(window, store):
    store.do(select_satellites({MAIN_DESIGN: np.arange(12)}))
    store.do(toggle_selected)
    snapshot = snapshot_at(store.state, store.state.playback.at, with_survey=False, with_maps=False)
    window.status.show_state(store.state, snapshot)
    assert "200 drawn of 212 modelled" in window.status.text


def test_a_million_selected_satellites_have_facts():
    document = read_builtin()
    store = Store(State.of(document, Playback(document.design.epoch_instant, playing=False)))
    store.do(select_satellites({MAIN_DESIGN: np.arange(0, 1_000_000, 2)}))
    facts = facts_of(store.state)
    assert facts["Fleet"]["Satellites"] == "500,000"
    counts = [int(value.replace(",", "")) for value in facts["Groups"].values()]
    assert sum(counts) == 500_000
