"""Names come from files: a name that looks like markup is shown, never interpreted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget

import orbitviz
from orbitviz.analysis.chart import Chart, Curve
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Playback, State
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.panels.comparison_table import _NameCell
from orbitviz.ui.panels.facts_panel import FactsPanel
from orbitviz.ui.shells.cell_texts import TreeColumn
from orbitviz.ui.widgets.plain_text import PlainBox, menu_text, plain_tip

IMAGE = "<img src='/dev/zero'>"
CONTROLS = "\x1b[31mRED\x07"
MARKUP = [IMAGE, "<b>bold</b>", "<a href='file:///etc/passwd'>x</a>", "a &amp; b", "<table>"]


@pytest.fixture
def document():
    """The design that ended the window by memory: Qt loaded the picture."""
    return parse_design(
        f"""format = "orbitviz/1"
name = "{IMAGE}"
epoch = 2026-11-22T00:00:00Z
[satellites."{IMAGE}"]
mass_kg = 250
[[groups]]
name = "{IMAGE}"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 4
satellites_per_plane = 4
satellite = "{IMAGE}"
"""
    )


@pytest.mark.parametrize("text", MARKUP)
def test_a_tooltip_shows_the_text_itself(text):
    tip = plain_tip(text)
    is_rich = GuiQt.mightBeRichText(tip)  # as Qt decides when it shows the tip
    assert (QTextDocumentFragment.fromHtml(tip).toPlainText() if is_rich else tip) == text


def test_a_tooltip_without_markup_stays():
    assert plain_tip("Low, 3 < 5") == "Low, 3 < 5"


@pytest.mark.parametrize("text", MARKUP)
def test_both_texts_of_a_message_box_are_plain(qtbot, text):
    box = PlainBox()
    qtbot.addWidget(box)
    box.show_texts(text, text)
    labels = [label for label in box.findChildren(QLabel) if text in label.text()]
    assert len(labels) == 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_control_characters_of_a_name_are_shown_as_on_the_picture(qtbot, document):
    """No font has a sign for them: boxes were shown."""
    design = document.design.model_copy(update={"name": CONTROLS})
    named = replace(document, design=design)
    panel = FactsPanel()
    qtbot.addWidget(panel)
    panel.show_facts(State.of(named, Playback(named.design.epoch_instant)), None)
    assert panel.heading.text().replace("\u200b", "") == "\\x1b[31mRED\\x07"
    assert plain_tip(CONTROLS) == "\\x1b[31mRED\\x07"
    box = PlainBox()
    qtbot.addWidget(box)
    box.show_texts(CONTROLS, f"{CONTROLS}\nmore")
    assert box.text() == "\\x1b[31mRED\\x07"
    assert box.informativeText() == "\\x1b[31mRED\\x07\nmore"


def test_an_ampersand_in_a_menu_is_one():
    assert menu_text("R&D.toml") == "R&&D.toml"


def test_the_window_shows_such_names_as_text(window):
    window.design.show()
    guessing = [
        label
        for label in window.findChildren(QLabel)
        if label.textFormat() is Qt.TextFormat.AutoText and GuiQt.mightBeRichText(label.text())
    ]
    assert guessing == []
    rich = [label for label in window.findChildren(QLabel) if "<img" in label.text()]
    assert {label.textFormat() for label in rich} <= {Qt.TextFormat.PlainText}
    assert not [w.toolTip() for w in window.findChildren(QWidget) if "<img" in w.toolTip()]


def test_the_tree_shows_such_names_as_text(tree):
    model = tree.model
    cell = model.index(0, TreeColumn.NAME)
    assert model.data(cell) == IMAGE
    assert "<img" not in model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert IMAGE in model.data(cell, Qt.ItemDataRole.AccessibleTextRole)


def test_a_shortened_name_has_a_plain_tooltip(qtbot):
    cell = _NameCell(IMAGE)
    qtbot.addWidget(cell)
    assert cell.textFormat() is Qt.TextFormat.PlainText
    assert "<img" not in cell.toolTip()


def test_the_key_of_a_chart_shows_names_as_text(qtbot):
    """It is rich text for the sake of its coloured squares."""
    view = ChartView()
    qtbot.addWidget(view)
    values = np.array([1.0, 2.0])
    curves = (Curve(IMAGE, values, "sun"), Curve("b", values, "load"))
    view.show_chart(
        Chart(title=IMAGE, unit="W", x=np.array([0.0, 1.0]), x_name="x", curves=curves,
              assumption=IMAGE)
    )  # fmt: skip
    labels = view.findChildren(QLabel)
    assert not [
        label.text()
        for label in labels
        if "<img" in label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert any("&lt;img" in label.text() for label in labels)
    assert "<img" not in view.toolTip()


def test_labels_and_boxes_are_made_at_one_door():
    folder = Path(orbitviz.__file__).parent
    found = [
        f"{file.relative_to(folder)}: {line.strip()}"
        for floor in ("ui", "app")
        for file in (folder / floor).rglob("*.py")
        if file.name != "plain_text.py"
        for line in file.read_text().splitlines()
        if re.search(r"\b(QLabel|QMessageBox)\(|\((QLabel|QMessageBox)\):|setHtml\(", line)
    ]
    assert found == []
