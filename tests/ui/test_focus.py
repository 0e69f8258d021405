"""What Tab reaches can be seen; tool tips are no larger than their words ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QToolTip

from orbitviz.model.view import Theme
from orbitviz.ui.theme import apply_theme, load_fonts, text_font
from orbitviz.ui.widgets.plain_text import plain_tip
from orbitviz.ui.widgets.scroll_panel import ScrollPanel


@pytest.mark.parametrize("front", ["panel_facts", "panel_heat", "panel_design"])
def test_tab_passes_over_panels_that_lie_behind(qtbot, window, front):
    globe = QFrame()
    window.set_globe(globe)
    window.resize(1024, 700)
    window.show()
    qtbot.waitExposed(window)
    window.reset_layout()
    fields = {name: QLineEdit(dock.widget()) for name, dock in window.docks.items()}
    for field in fields.values():
        field.show()
    window.show_panel(front)
    qtbot.waitUntil(lambda: not window.docks[front].visibleRegion().isEmpty())
    globe.setFocus()
    reached = []
    for _ in range(300):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is globe:
            break
        reached.append(window.focusWidget())
    behind = set(window.docks) - {"panel_shells", "panel_time", front}
    assert fields[front] in reached
    assert not [name for name in behind if fields[name] in reached]


def test_the_facts_follow_the_globe(qtbot, window):
    globe = QFrame()
    window.set_globe(globe)
    window.show()
    qtbot.waitExposed(window)
    window.show_panel("panel_facts")
    qtbot.waitUntil(lambda: not window.docks["panel_facts"].visibleRegion().isEmpty())
    globe.setFocus()
    qtbot.keyClick(globe, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.facts
    qtbot.keyClick(window.facts, Qt.Key.Key_Backtab)
    assert window.focusWidget() is globe


def test_home_and_end_scroll_a_panel(qtbot):
    panel = ScrollPanel("Cards", 200)
    qtbot.addWidget(panel)
    for _ in range(20):
        panel.append(QLineEdit())
    panel.resize(220, 150)
    panel.show()
    bar = panel.verticalScrollBar()
    qtbot.keyClick(panel, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(panel, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_tool_tip_is_hardly_larger_than_its_words(qtbot, qapp):
    load_fonts()
    apply_theme(qapp, Theme.DARK)
    frame = QFrame()
    qtbot.addWidget(frame)
    frame.show()
    QToolTip.showText(QPoint(10, 10), plain_tip("ODC 946-978 km p004 s0111"), frame)
    tip = next(top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel"))
    words = QFontMetrics(text_font())
    assert tip.height() < words.height() + 16
    QToolTip.hideText()
