"""The findings of a panel: one line of them until they are asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from orbitviz.ui.panels.findings_box import FindingsBox

FOUND = ("The battery runs empty before the eclipse ends.", "The chips reach 73.2 °C.")


@pytest.fixture
def box(qtbot):
    made = FindingsBox()
    qtbot.addWidget(made)
    made.show_findings(FOUND)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(box):
    return [label.text() for label in box.findChildren(QLabel) if label.isVisible()]


def test_the_first_finding_stands_alone_until_all_are_asked_for(box):
    (button,) = box.findChildren(QToolButton)
    assert button.text() == "2 findings"
    assert shown(box) == [FOUND[0]]
    low = box.sizeHint().height()
    button.click()
    assert shown(box) == ["\n\n".join(FOUND)] == [box.text]
    assert box.sizeHint().height() > low
    button.click()
    assert shown(box) == [FOUND[0]]


def test_a_click_on_the_sentence_opens_them(qtbot, box):
    (button,) = box.findChildren(QToolButton)
    sentence = next(label for label in box.findChildren(QLabel) if label.isVisible())
    qtbot.mouseClick(sentence, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert shown(box) == [box.text]


def test_what_was_opened_stays_open_with_other_findings(box):
    (button,) = box.findChildren(QToolButton)
    button.click()
    box.show_findings(FOUND[:1])
    assert (button.text(), shown(box)) == ("1 finding", [FOUND[0]])


def test_nothing_found_takes_no_room(box):
    box.show_findings(())
    assert not box.isVisible()


def test_a_finding_is_text(box):
    (button,) = box.findChildren(QToolButton)
    button.click()
    box.show_findings(("<img src='/dev/zero'>",))
    assert shown(box) == ["<img src='/dev/zero'>"]


def test_what_was_found_before_an_edit_says_so_and_can_still_be_read(box):
    (button,) = box.findChildren(QToolButton)
    box.mark_as_before_edit(True)
    assert (box.count_text, shown(box)) == ("2 before your edit", [FOUND[0]])
    button.click()
    assert shown(box) == ["\n\n".join(FOUND)]
    box.show_findings(FOUND[:1])
    assert box.count_text == "1 finding"
    assert all(label.isEnabled() for label in box.findChildren(QLabel))
