"""Terms are explained where people meet them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.ui.glossary import TERMS, terms_in, with_terms
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.shells.cell_texts import TreeColumn
from orbitviz.ui.shells.shell_tree import ShellTree


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SpaceX ODC", ["ODC"]), ("967–1,002 km SSO", ["SSO"]), ("LTAN 06:00", ["LTAN"]),
        ("Colour by Beta Angle", ["Beta angle"]), ("Unserved load", ["Unserved load"]),
        ("housekeeping is shed last", ["Unserved load"]),
        ("Local Time of Node", ["LTAN"]), ("Alphabeta, missodc, established", []),
    ],
)  # fmt: skip
def test_terms_are_found_as_whole_words(text, names):
    assert [term.name for term in terms_in(text)] == names


def test_a_tooltip_gets_a_line_for_each_term_beside_it():
    assert with_terms("480 satellites") == "480 satellites"
    assert with_terms("Tip", "no term") == "Tip"
    lines = with_terms("Tip", "SSO, LTAN 06:00").split("\n")
    assert lines[0] == "Tip"
    assert [line.partition(":")[0] for line in lines[1:]] == ["SSO", "LTAN"]


def test_every_term_is_one_sentence():
    for term in TERMS:
        assert term.meaning[0].isupper()
        assert term.meaning.endswith(".")
        assert ". " not in term.meaning


def test_the_tree_explains_the_names_of_shells(qtbot):
    document = read_builtin()
    tree = ShellTree(Store(State.of(document, Playback(document.design.epoch_instant))))
    qtbot.addWidget(tree)
    model = tree.model
    group = next(row for row in range(model.rowCount()) if "SSO" in model.index(row, 0).data())
    name = model.index(group, TreeColumn.NAME)
    tip = str(name.data(Qt.ItemDataRole.ToolTipRole))
    assert "SSO: sun-synchronous orbit" in tip
    assert "orbit" not in str(name.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_card_explains_its_facts(qtbot):
    view = CardView(Card("Now", (Fact("Unserved load", "0 W", "Now."),)))
    qtbot.addWidget(view)
    tips = [label.toolTip() for label in view.findChildren(QLabel)]
    assert any("demanded but not run" in tip for tip in tips)
