from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt

from orbitviz.base.units import range_text
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import open_document, set_visible
from orbitviz.model.design.expand import short_shell_name
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.ui.shells.cell_texts import TreeColumn
from orbitviz.ui.shells.shell_model import SUNLIT_ROLE, ShellModel

LOW = frozenset(ShellKey(MAIN_DESIGN, shell) for shell in range(3))
POLAR = frozenset({ShellKey(MAIN_DESIGN, 3)})
CHECK = Qt.ItemDataRole.CheckStateRole


def rows(tree):
    proxy = tree.view.model()
    return [proxy.index(row, 0) for row in range(proxy.rowCount())]


def click_row(tree, index):
    flags = QItemSelectionModel.SelectionFlag
    tree.view.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, store):
    model = ShellModel(store)
    store.watch(lambda state: state.document, model.update_design)
    store.watch(lambda state: state.hidden, model.update_visibility)
    qtmodeltester.check(model)
    store.do(set_visible(LOW, False))
    store.do(open_document(store.state.document))
    assert model.rowCount() == 2


def test_groups_and_shells_say_what_the_design_says(tree):
    low, polar = rows(tree)
    proxy = tree.view.model()

    def texts(index):
        return [index.siblingAtColumn(column).data() for column in TreeColumn]

    # 6 planes of 10 in each of 3 shells; periods: draconic, from the J2 rates of the design.
    assert texts(low)[TreeColumn.NAME] == "Low"
    assert texts(low)[TreeColumn.COUNT] == "180"
    assert texts(low)[TreeColumn.ALTITUDE] == "500–520"
    assert texts(low)[TreeColumn.INCLINATION] == "53.0"
    assert texts(low)[TreeColumn.PERIOD].endswith(" min")  # which in a heading is the minimum
    assert proxy.rowCount(low) == 3
    assert proxy.index(1, 0, low).data() == "510 km"
    assert texts(polar)[TreeColumn.COUNT] == "32"
    assert texts(polar)[TreeColumn.INCLINATION] == "87.9"
    assert proxy.rowCount(polar) == 0  # one shell: the group stands for it


def test_rows_selected_are_the_selection_of_the_program(tree, store):
    low, polar = rows(tree)
    click_row(tree, polar)
    assert store.state.selection.shells == POLAR
    click_row(tree, low)
    assert store.state.selection.shells == LOW
    click_row(tree, tree.view.model().index(1, 0, low))
    assert store.state.selection.shells == {ShellKey(MAIN_DESIGN, 1)}


def test_the_tree_follows_the_selection_of_the_program(tree, store):
    store.do(select({ShellKey(MAIN_DESIGN, 1), ShellKey(MAIN_DESIGN, 3)}))
    assert tree.selected_keys() == {ShellKey(MAIN_DESIGN, 1), ShellKey(MAIN_DESIGN, 3)}
    store.do(select(LOW))
    assert [index.data() for index in tree.view.selectionModel().selectedRows()] == ["Low"]
    store.do(select(()))
    assert tree.selected_keys() == frozenset()


def test_new_sunlit_shares_leave_the_selection(tree, store):
    click_row(tree, rows(tree)[0])
    tree.show_sunlit(
        {
            ShellKey(MAIN_DESIGN, 0): 1.0,
            ShellKey(MAIN_DESIGN, 1): 0.5,
            ShellKey(MAIN_DESIGN, 2): 0.0,
        }
    )
    assert store.state.selection.shells == LOW
    low, polar = rows(tree)
    # Shells of equal size: the group's share is the mean of 1, 0.5 and 0.
    assert low.siblingAtColumn(TreeColumn.SUNLIT).data(SUNLIT_ROLE) == pytest.approx(0.5)
    assert low.siblingAtColumn(TreeColumn.SUNLIT).data() == "50 %"
    assert polar.siblingAtColumn(TreeColumn.SUNLIT).data() == "–"


def test_ticks_hide_and_show(tree, store):
    proxy = tree.view.model()
    low, polar = (index.siblingAtColumn(TreeColumn.VISIBLE) for index in rows(tree))
    proxy.setData(low, Qt.CheckState.Unchecked, CHECK)
    assert store.state.hidden == LOW
    assert Qt.CheckState(low.data(CHECK)) is Qt.CheckState.Unchecked
    child = proxy.index(0, TreeColumn.VISIBLE, rows(tree)[0])
    proxy.setData(child, Qt.CheckState.Checked, CHECK)
    assert store.state.hidden == LOW - {ShellKey(MAIN_DESIGN, 0)}
    assert Qt.CheckState(low.data(CHECK)) is Qt.CheckState.PartiallyChecked
    assert Qt.CheckState(polar.data(CHECK)) is Qt.CheckState.Checked


def test_a_click_on_the_tick_box_hides_and_keeps_the_selection(qtbot, tree, store):
    tree.resize(460, 300)
    tree.show()
    qtbot.waitExposed(tree)
    click_row(tree, rows(tree)[1])
    box = tree.view.visualRect(rows(tree)[0].siblingAtColumn(TreeColumn.VISIBLE))
    qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert store.state.hidden == LOW


def test_a_colour_is_an_edit_that_can_be_undone(tree, store):
    before = store.state.document
    tree.set_colour(0, "#ABCDEF")
    assert store.state.document.design.groups[0].colour == "#abcdef"
    assert store.state.document.edited
    assert store.state.document.constellation is before.constellation
    assert store.undo_label == "Change Colour"
    store.undo()
    assert store.state.document.design is before.design
    store.redo()
    assert store.state.document.design.groups[0].colour == "#abcdef"


def test_a_new_colour_keeps_rows_open_and_selected(tree, store):
    low = rows(tree)[0]
    tree.view.expand(low)
    click_row(tree, tree.view.model().index(1, 0, low))
    tree.set_colour(0, "#abcdef")
    assert tree.view.isExpanded(rows(tree)[0])
    assert tree.selected_keys() == {ShellKey(MAIN_DESIGN, 1)}


def test_filter_shows_what_fits_and_keeps_the_selection(tree, store):
    click_row(tree, rows(tree)[0])
    tree.filter.setText("pol")
    assert [index.data() for index in rows(tree)] == ["Polar"]
    assert store.state.selection.shells == LOW
    tree.filter.clear()
    assert tree.selected_keys() == LOW


def test_filter_finds_shells_below_groups(tree):
    tree.filter.setText("510")
    (low,) = rows(tree)
    assert tree.view.isExpanded(low)
    assert tree.view.model().rowCount(low) == 1


def test_stepping_goes_through_groups_and_shells(tree, store):
    tree.select_next()
    assert store.state.selection.shells == LOW
    tree.select_next()
    assert store.state.selection.shells == {ShellKey(MAIN_DESIGN, 0)}
    tree.select_previous()
    assert store.state.selection.shells == LOW


def test_another_design_fills_the_tree_anew(tree, store):
    store.do(select(LOW))
    one = parse_design(
        """
        format = "orbitviz/1"
        name = "One"
        epoch = 2026-01-01
        [[groups]]
        name = "Only"
        pattern = "walker-delta"
        altitude_km = 700
        inclination_deg = 30
        planes = 2
        satellites_per_plane = 3
        """
    )
    store.do(open_document(one))
    assert [index.data() for index in rows(tree)] == ["Only"]
    assert tree.selected_keys() == frozenset()


def test_double_click_asks_for_a_flight(qtbot, tree):
    index = tree.view.model().index(1, 0, rows(tree)[0])
    with qtbot.waitSignal(tree.flyRequested) as asked:
        tree.view.doubleClicked.emit(index)
    assert asked.args == [ShellKey(MAIN_DESIGN, 1)]


def test_rows_are_named_for_screen_readers(tree):
    spoken = rows(tree)[0].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Low, 180 satellites"
    assert tree.view.accessibleName() == "Shells"


def test_an_invalid_index_says_nothing(tree):
    assert tree.model.data(QModelIndex()) is None


@pytest.mark.parametrize(
    ("values", "digits", "text"),
    [
        ((500.0, 520.0), 0, "500–520"),
        ((500.2, 500.4), 0, "500"),
        ((-62.0, 78.0), 0, "−62 to 78"),
        ((1000.0, 2000.0), 0, "1,000–2,000"),
        ((float("nan"), 1.0), 0, "–"),
    ],
)
def test_ranges(values, digits, text):
    assert range_text(values, digits) == text


def test_a_shell_is_named_without_its_group():
    assert short_shell_name("Low · 510 km", "Low") == "510 km"
    assert short_shell_name("Low", "Low") == "Low"
    assert short_shell_name("Other", "Low") == "Other"
