"""What a right click offers, and how large a picture may be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QLabel, QWidget, QWidgetAction

from orbitviz.model.view import Background
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.context_menus import selection_menu, view_menu
from orbitviz.ui.picture_dialog import PictureChoice, PictureDialog


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(parent):
    return ActionSet(parent, ACTIONS)


def ids_of(menu):
    return [action.objectName() for action in menu.actions() if action.objectName()]


def test_the_menu_of_a_shell_offers_what_concerns_it(parent, actions):
    menu = selection_menu(parent, actions, "<b>Low</b>", has_catalogue=False, has_design=True)
    offered = ids_of(menu)
    assert {"fly_to_selection", "show_only_selected", "toggle_selected", "edit_colour",
            "copy_name", "copy_facts", "go_epoch"} <= set(offered)  # fmt: skip
    assert "go_catalogue_epoch" not in offered
    heading = menu.actions()[0].defaultWidget()
    assert isinstance(heading, QLabel)
    assert heading.text() == "<b>Low</b>"  # a name is text
    assert {"edit_groups", "edit_file", "reload"} <= set(offered)
    colours = next(a.menu() for a in menu.actions() if a.menu() is not None)
    assert "colour_charge" in ids_of(colours)


def test_the_menu_of_a_catalogue_goes_to_its_epoch_and_closes_it(parent, actions):
    menu = selection_menu(parent, actions, "active", has_catalogue=True, has_design=False)
    assert {"go_catalogue_epoch", "close_catalogue"} <= set(ids_of(menu))
    assert not {"go_epoch", "edit_colour", "edit_groups", "edit_file", "reload"} & set(ids_of(menu))
    notes = [a.defaultWidget().text() for a in menu.actions() if isinstance(a, QWidgetAction)]
    assert notes == ["active"]


def test_what_cannot_be_done_is_left_out(parent, actions):
    actions["show_all"].setEnabled(False)
    assert "show_all" not in ids_of(view_menu(parent, actions))
    actions["show_all"].setEnabled(True)
    assert {"show_all", "home", "save_picture"} <= set(ids_of(view_menu(parent, actions)))


def test_a_right_click_on_a_row_selects_it_and_asks_for_the_menu(qtbot, tree, store):
    tree.resize(500, 400)
    tree.show()
    row = tree.view.indexAt(QPoint(60, 5))
    assert row.isValid()
    with qtbot.waitSignal(tree.menuRequested):
        tree.view.customContextMenuRequested.emit(QPoint(60, 5))
    assert store.state.selection
    with qtbot.assertNotEmitted(tree.menuRequested):
        store.do(lambda state: state)
        tree.view.clearSelection()
        tree.view.customContextMenuRequested.emit(QPoint(60, 395))


def test_a_picture_has_the_size_of_the_window_a_common_one_or_ones_own(qtbot, parent):
    dialog = PictureDialog(parent)
    dialog.ask(QSize(726, 744), QSize(1366, 768))
    assert dialog.globe_button.text() == "Globe as large as in the window (726 × 744)"
    sizes = []
    dialog.saveRequested.connect(lambda choice: sizes.append(choice.size))
    dialog.accept()
    for button, _ in dialog._common:
        button.setChecked(True)
        dialog.accept()
    assert not dialog.width_box.isEnabled()
    dialog.own_button.setChecked(True)
    assert dialog.width_box.isEnabled()
    dialog.width_box.setValue(5)
    dialog.height_box.setValue(999_999)
    dialog.accept()
    common = [(1920, 1080), (3840, 2160), (15_360, 8640)]
    assert sizes == [(726, 744), *common, (16, 16_384)]
    dialog.ask(QSize(10, 10), QSize(20, 20))  # the last choice is remembered
    assert dialog.own_button.isChecked()
    dialog.reject()
    assert len(sizes) == 5


def test_a_picture_has_a_background_and_is_saved_or_copied(qtbot, parent):
    dialog = PictureDialog(parent)
    dialog.ask(QSize(726, 744), QSize(1366, 768))
    assert dialog.choice == PictureChoice((726, 744), Background.SKY, True)
    names = [dialog.background_box.itemText(k) for k in range(dialog.background_box.count())]
    assert sorted(names) == sorted(one.value.capitalize() for one in Background)
    dialog.background_box.setCurrentIndex(names.index("Transparent"))
    dialog.overlays_box.setChecked(False)
    with (
        qtbot.assertNotEmitted(dialog.saveRequested),
        qtbot.waitSignal(dialog.copyRequested) as one,
    ):
        dialog.copy_button.click()
    assert one.args == [PictureChoice((726, 744), Background.TRANSPARENT, False)]
    assert not dialog.isVisible()


def test_a_picture_of_the_whole_window_is_offered(qtbot, parent):
    dialog = PictureDialog(parent)
    dialog.ask(QSize(726, 744), QSize(1366, 768))
    assert dialog.window_button.text() == "Whole window with its panels (1,366 × 768)"
    dialog.window_button.setChecked(True)
    assert not dialog.background_box.isEnabled()
    assert not dialog.overlays_box.isEnabled()
    with qtbot.waitSignal(dialog.saveRequested) as saved:
        dialog.accept()
    assert saved.args == [PictureChoice(None)]


def test_the_note_below_the_sizes_is_whole(qtbot, parent):
    dialog = PictureDialog(parent)
    dialog.ask(QSize(726, 744), QSize(1366, 768))
    qtbot.waitExposed(dialog)
    note = dialog._note
    assert note.height() >= note.heightForWidth(note.width())
    dialog.reject()
