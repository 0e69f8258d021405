"""The popup of Find: keys, completion, mark of what is wrong, and that it fits the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from orbitviz.ui.find_popup import FindEntry, Option

ENTRIES = [FindEntry(text=f"satellite {k}", keys="1 km", target=k) for k in range(40)]


@pytest.fixture
def popup(window):
    window.resize(1000, 600)
    window.show()
    popup = window.find_popup.part
    popup.open()
    yield popup
    popup.hide()


@pytest.fixture
def chosen(popup):
    found = []
    popup.chosen.connect(lambda entry, fly: found.append((entry and entry.target, fly)))
    return found


def option(written, begin, end):
    return Option(text=written, written=written, begin=begin, end=end)


def test_enter_selects_and_with_control_flies(qtbot, popup, chosen):
    popup.show_found(ENTRIES, "")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    qtbot.keyClick(popup.field, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(popup.field, Qt.Key.Key_PageUp)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert chosen == [(0, False), (1, True), (0, False)]


def test_enter_without_a_line_is_told_too(qtbot, popup, chosen):
    popup.show_found((), "nothing")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert chosen == [(None, False)]


def test_a_click_selects(qtbot, popup, chosen):
    popup.show_found(ENTRIES, "")
    place = popup.list.visualRect(popup.list.model().index(2, 0)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [(2, False)]


def test_esc_closes(qtbot, popup):
    with qtbot.waitSignal(popup.closed):
        qtbot.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_tab_completes_what_is_offered(qtbot, popup):
    popup.field.setText("sunlit and alt > 3")
    popup.field.setCursorPosition(14)
    popup.show_options([option("altitude ", 11, 14), option("other ", 11, 14)])
    qtbot.keyClick(popup.field, Qt.Key.Key_Tab)
    assert popup.field.text() == "sunlit and altitude  > 3"
    assert popup.field.cursorPosition() == 20
    assert popup.field.hasFocus()


def test_control_and_arrows_choose_what_tab_completes(qtbot, popup):
    popup.field.setText("a")
    popup.show_options([option("array ", 0, 1), option("altitude ", 0, 1)])
    qtbot.keyClick(popup.field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(popup.field, Qt.Key.Key_Tab)
    assert popup.field.text() == "altitude "


def test_tab_without_anything_to_complete_stays_in_the_field(qtbot, popup):
    popup.field.setText("abc")
    popup.show_options(())
    qtbot.keyClick(popup.field, Qt.Key.Key_Tab)
    assert popup.field.text() == "abc"
    assert popup.field.hasFocus()


def test_what_is_typed_and_the_caret_are_told(qtbot, popup):
    typed, carets = [], []
    popup.typed.connect(typed.append)
    popup.caretMoved.connect(lambda text, caret: carets.append((text, caret)))
    qtbot.keyClicks(popup.field, "ab")
    qtbot.keyClick(popup.field, Qt.Key.Key_Left)
    assert typed == ["a", "ab"]
    assert carets == [("a", 1), ("ab", 2), ("ab", 1)]


def red_pixels(widget):
    """Return the columns of a widget that have a pixel of the colour of mistakes."""
    image = widget.grab().toImage()
    red = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if (colour := image.pixelColor(x, y)).red() > 180 and colour.green() < 140
    ]
    return sorted(set(red))


def test_what_is_wrong_is_said_and_marked_until_one_types(qtbot, popup):
    popup.field.setText("altitude > 900 and hight < 3")
    before = red_pixels(popup.field)
    popup.show_wrong("column 20: there is nothing named hight", 19)
    assert popup.message.text() == "Column 20: there is nothing named hight"
    assert popup.field.mark == 19
    metrics = popup.field.fontMetrics()
    marked = red_pixels(popup.field)
    assert before == []
    width = metrics.horizontalAdvance("hight")
    assert max(marked) - min(marked) == pytest.approx(width, abs=4)
    first = metrics.horizontalAdvance("altitude > 900 and ")
    popup.show_wrong("of the first word", 0)
    assert min(marked) - min(red_pixels(popup.field)) == pytest.approx(first, abs=3)
    qtbot.keyClicks(popup.field, "x")
    assert popup.field.mark is None


def test_the_list_stays_where_one_is_while_time_goes_by(qtbot, popup):
    popup.show_found(ENTRIES, "")
    for _ in range(30):
        qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    top = popup.list.verticalScrollBar().value()
    popup.show_found(list(ENTRIES), "", keep=True)
    assert popup.list.current.target == 30
    assert popup.list.verticalScrollBar().value() == top
    popup.show_found(ENTRIES[:5], "", keep=True)
    assert popup.list.current.target == 4
    popup.show_found(ENTRIES, "")
    assert popup.list.current.target == 0


def test_what_is_scrolled_to_stays_while_time_goes_by(popup):
    popup.show_found(ENTRIES, "")
    bar = popup.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    popup.show_found(list(ENTRIES), "", keep=True)
    assert bar.value() == bar.maximum() > 0
    popup.show_found(list(ENTRIES), "")
    assert bar.value() == 0


@pytest.mark.parametrize("size", [(640, 400), (1024, 700), (1600, 1000)])
def test_it_lies_within_the_window(window, popup, size):
    popup.hide()
    window.resize(*size)
    popup.open()
    options = [option("altitude ", 0, 1)] * 5
    popup.show_options(options)
    popup.show_found(ENTRIES, "A sentence of some words. " * 6)
    assert window.geometry().contains(popup.geometry())
    assert popup.list.isVisible()
    popup.show_options(())
    popup.show_found((), "")
    assert window.geometry().contains(popup.geometry())
    assert not popup.list.isVisible()


def test_names_are_shown_as_they_are(qtbot, popup):
    name = "<img src='/dev/zero'>"
    popup.show_found([FindEntry(text=name, target=0)], f"Nothing is named {name}")
    assert popup.message.textFormat() == Qt.TextFormat.PlainText
    assert popup.list.model().index(0, 0).data() == name
