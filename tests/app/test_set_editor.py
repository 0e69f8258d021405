"""Sets in the window: made of the selection, renamed, recoloured, removed, chosen by keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QColorDialog, QInputDialog, QLineEdit, QMenu

from orbitviz.app.set_editor import SetEditor
from orbitviz.engine.engine import snapshot_at
from orbitviz.model.selecting import select, select_satellites
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.ui.sets.set_delegate import swatch_of


@pytest.fixture
def editor(store, window):
    def snapshot():
        state = store.state
        return snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)

    editor = SetEditor(store, window.sets, window.notices, snapshot)
    store.watch(lambda state: state.document, editor.show_sets)
    editor.show_sets()
    return editor


@pytest.fixture
def sets(window):
    return window.sets


def names(store):
    return [one.name for one in store.state.document.design.sets]


def rows(sets):
    model = sets.model
    return [model.data(model.index(k), Qt.ItemDataRole.AccessibleTextRole)
            for k in range(model.rowCount())]  # fmt: skip


def make(store, editor, name, chosen):
    store.do(select_satellites({MAIN_DESIGN: np.asarray(chosen)}))
    editor.save(name)


def test_what_is_selected_becomes_a_set(qtbot, store, window, editor, sets):
    assert sets.isHidden()
    store.do(select_satellites({MAIN_DESIGN: np.arange(12)}))
    editor.ask_save(window)
    dialog = window.findChild(QInputDialog)
    assert dialog.textValue() == "Set 1"
    dialog.setTextValue("twelve")
    dialog.accept()
    assert not sets.isHidden()
    assert rows(sets) == ["twelve, 12 satellites"]
    assert store.undo_label == "Save Set"
    store.undo()
    assert names(store) == []
    assert sets.isHidden()


def test_a_set_by_predicate_and_one_of_a_whole_shell(store, editor, sets):
    editor.save("by day", "sunlit")
    store.do(select(store.state.all_shells))
    editor.save("all")
    assert rows(sets)[1] == "all, 60 satellites"
    assert "where sunlit" in sets.model.data(sets.model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_of_nothing_no_set_is_made(store, window, editor):
    editor.save("none")
    assert "Nothing is selected" in window.notices.messages[0]
    make(store, editor, "one", [1])
    assert not window.notices.messages


def test_by_keyboard_sets_are_chosen_renamed_and_removed(qtbot, store, window, editor, sets):
    make(store, editor, "first", [1, 2, 3])
    make(store, editor, "second", [7, 8])
    view = sets.view
    view.setCurrentIndex(sets.model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert store.state.selection.members.rows(MAIN_DESIGN).tolist() == [1, 2, 3]
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = view.findChild(QLineEdit)
    field.setText("renamed")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(store) == ["renamed", "second"])
    view.setCurrentIndex(sets.model.index(1))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = view.findChildren(QLineEdit)[-1]
    field.setText("renamed")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.notices.messages))
    assert 'There is a set named "renamed" already' in window.notices.messages[0]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert names(store) == ["renamed"]


def test_by_mouse_sets_are_chosen_and_recoloured(qtbot, store, window, editor, sets):
    make(store, editor, "first", [1, 2, 3])
    make(store, editor, "second", [7, 8])
    view, left = sets.view, Qt.MouseButton.LeftButton
    view.resize(200, 48)
    row = view.visualRect(sets.model.index(1))
    qtbot.mouseClick(view.viewport(), left, pos=row.center())
    assert store.state.selection.members.rows(MAIN_DESIGN).tolist() == [7, 8]
    qtbot.mouseClick(view.viewport(), left, pos=QPoint(*swatch_of(row).center().toTuple()))
    dialog = sets.findChild(QColorDialog)
    dialog.setCurrentColor(Qt.GlobalColor.green)
    dialog.accept()
    assert store.state.document.design.sets[1].colour == "#00ff00"
    view.customContextMenuRequested.emit(row.center())
    menu = sets.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Select", "Rename", "Change Colour…", "Remove",
    ]  # fmt: skip
    menu.actions()[-1].trigger()
    assert names(store) == ["first"]
