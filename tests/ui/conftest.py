from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.store import Store
from orbitviz.ui.shells.shell_tree import ShellTree
from orbitviz.ui.window import MainWindow

DESIGN = """
format = "orbitviz/1"
name = "Two groups"
epoch = 2026-11-22T00:00:00Z
[satellites.small]
mass_kg = 250
[[groups]]
name = "Low"
pattern = "walker-delta"
altitude_km = [500, 520]
shells = 3
inclination_deg = 53
planes = 6
satellites_per_plane = 10
satellite = "small"
colour = "#112233"
[[groups]]
name = "Polar"
pattern = "walker-star"
altitude_km = 1200
inclination_deg = 87.9
planes = 4
satellites_per_plane = 8
"""


@pytest.fixture
def document() -> Document:
    return parse_design(DESIGN)


@pytest.fixture
def store(document) -> Store:
    return Store(State.of(document, Playback(document.design.epoch_instant)))


def follow(store: Store, tree: ShellTree) -> None:
    """Have a tree follow a store, as the session does."""
    store.watch(lambda state: state.document, tree.model.update_design)
    store.watch(lambda state: state.catalogues, tree.model.rebuild)
    store.watch(lambda state: state.hidden, tree.model.update_visibility)
    store.watch(lambda state: state.selection, tree.show_selection)


@pytest.fixture
def tree(qtbot, store) -> ShellTree:
    made = ShellTree(store)
    qtbot.addWidget(made)
    follow(store, made)
    return made


@pytest.fixture
def window(qtbot, store):
    made = MainWindow(store, store.state.playback.at)
    qtbot.addWidget(made)
    follow(store, made.tree)
    return made


@pytest.fixture
def turn_wheel():
    """Return a function that turns the wheel over a widget; it tells whether that was taken."""

    def turn(widget):
        middle = QPointF(widget.rect().center())
        event = QWheelEvent(
            middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, -240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return event.isAccepted()

    return turn
