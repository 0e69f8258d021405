"""Boxes of dialogs show what they are: a tick where one is checked, an arrow on a choice."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox

from orbitviz.model.view import Theme
from orbitviz.ui.picture_dialog import PictureDialog
from orbitviz.ui.theme import apply_theme
from orbitviz.ui.world_map.map_dialog import MapDialog


@pytest.fixture(params=[Theme.DARK, Theme.LIGHT])
def theme_colours(request, qtbot):
    yield apply_theme(QApplication.instance(), request.param)
    apply_theme(QApplication.instance(), Theme.DARK)


def _pixels(widget, name: str) -> int:
    """Return how many pixels of a widget have nearly a colour."""
    picture, wanted = widget.grab().toImage(), QColor(name)
    return sum(
        all(
            abs(a - b) < 40
            for a, b in zip(picture.pixelColor(x, y).getRgb()[:3], wanted.getRgb()[:3], strict=True)
        )
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_a_checked_box_has_a_tick(qtbot, theme_colours):
    dialog = PictureDialog(None)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QCheckBox)
    box.setText("")  # whose letters may have the colour of the tick
    box.resize(14, 14)
    ticked = _pixels(box, theme_colours.on_accent)
    box.setChecked(False)
    bare = _pixels(box, theme_colours.accent)
    box.setChecked(True)
    assert ticked >= 8
    assert _pixels(box, theme_colours.accent) > bare


@pytest.mark.parametrize("make", [PictureDialog, MapDialog])
def test_every_choice_has_an_arrow(qtbot, theme_colours, make):
    dialog = make(None)
    qtbot.addWidget(dialog)
    for box in dialog.findChildren(QComboBox):
        box.clear()
        box.resize(80, 26)
        assert _pixels(box, theme_colours.muted) >= 3
