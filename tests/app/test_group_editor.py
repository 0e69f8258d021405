"""Edits of groups, from the page to the store."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from orbitviz.app.group_editor import GroupEditor
from orbitviz.engine.engine import Engine
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import open_document


@pytest.fixture
def editor(store, window):
    engine = Engine(lambda call: call(), lambda error: None)
    made = GroupEditor(store, engine, window, lambda: None, lambda: None)
    store.watch(lambda state: state.document, made.show_state)
    yield made
    engine.close()


@pytest.fixture
def kuiper(store):
    document = read_builtin("kuiper")
    store.do(open_document(document))
    store.forget_edits()
    return document


def test_a_drag_is_one_edit_from_the_design_before_it(store, kuiper, editor):
    phasing = kuiper.design.groups[0].phasing
    editor.change_value(("planes",), 30, False)
    editor.change_value(("planes",), 5, True)
    assert store.state.document.design.groups[0].phasing == 4
    editor.change_value(("planes",), 33, True)
    assert store.state.document.design.groups[0].phasing == phasing  # it had to give way only
    store.undo()
    assert store.state.document.design == kuiper.design
    assert store.undo_label is None


def test_a_refused_value_is_told_and_changes_nothing(store, window, kuiper, editor):
    editor.change_value(("altitude_km",), 600.0, False)
    editor.change_value(("altitude_km",), 100.0, True)
    (message,) = window.notices.messages
    assert "100 km" in message
    assert "120 to 1,000,000 km" in message
    assert store.state.document.design.groups[0].altitude_km == 600.0
    editor.change_value(("altitude_km",), 590.0, True)
    assert window.notices.messages == ()
    store.undo()
    assert store.state.document.design == kuiper.design


def test_too_many_satellites_while_editing(store, window, kuiper, editor):
    editor.change_value(("satellites_per_plane",), 1_000_000, False)
    (message,) = window.notices.messages
    assert "34,002,080 satellites" in message
    assert "20,000,000" in message
    assert store.state.document is kuiper


def test_a_total_that_does_not_fit_the_planes(store, window, kuiper, editor):
    editor.change_value(("slots_per_shell",), 1_000, False)
    (message,) = window.notices.messages
    assert "1,000 satellites do not fill 34 planes evenly" in message
    assert "986 or 1,020" in message


def test_groups_are_added_moved_and_removed_by_actions(store, window, kuiper, editor):
    window.actions_by_id.bind(editor.handlers())
    trigger = {name: window.actions_by_id[name].trigger for name in editor.handlers()}
    trigger["copy_group"]()
    assert editor.current == 1
    trigger["group_up"]()
    assert editor.current == 0
    trigger["group_up"]()  # it is the first
    names = [group.name for group in store.state.document.design.groups]
    assert names[0].endswith("copy")
    for _ in names:
        trigger["remove_group"]()
    (message,) = window.notices.messages
    assert "The only group of a design cannot be removed" in message
    while store.undo_label:
        store.undo()
    assert store.state.document.design == kuiper.design


def test_totals_of_another_design_are_not_shown(store, kuiper, editor):
    editor.orbits = Mock(isVisible=lambda: False)
    flown = Mock(is_about=lambda document: document is kuiper)
    editor._show_totals(flown, "of Kuiper")
    editor.change_value(("planes",), 30, False)
    editor._show_totals(flown, "of before")
    editor.orbits.show_totals.assert_called_once_with("of Kuiper")


def test_the_page_shows_what_was_edited(qtbot, store, window, kuiper, editor):
    window.show()
    editor.open()
    qtbot.waitUntil(lambda: editor.page is not None and editor.page.isVisible())
    page = editor.page
    editor.choose(2)
    row = page.cards.row(("altitude_km",))
    row.valueEdited.emit(("altitude_km",), 655.0, False)
    assert row.entry.text() == "655"
    assert page.change_list.texts == [f"{kuiper.design.groups[2].altitude_km:g} → 655 km"]
    page.change_list.resetRequested.emit(("altitude_km",))
    assert page.change_list.texts == []
    assert store.state.document.design == kuiper.design
