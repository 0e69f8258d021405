from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from orbitviz.engine.engine import snapshot_at
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.view import Theme
from orbitviz.ui.colours import DARK, LIGHT
from orbitviz.ui.panels.selection_facts import cards_of, title_of
from orbitviz.ui.theme import apply_theme, colours


def drop(window, urls):
    data = QMimeData()
    data.setUrls(urls)
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, buttons, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, none))
    return enter.isAccepted()


def test_dropped_files_are_handed_over(qtbot, window):
    files = [Path("/data/one.toml"), Path("/data/two.csv")]
    with qtbot.waitSignal(window.filesDropped) as told:
        assert drop(window, [QUrl.fromLocalFile(str(file)) for file in files])
    assert told.args[0] == files


def test_what_is_not_a_file_is_not_taken(qtbot, window):
    with qtbot.assertNotEmitted(window.filesDropped):
        assert not drop(window, [QUrl("https://example.org/x.toml")])


def test_globe_stands_in_the_middle_below_the_notices(window):
    globe = QFrame()
    window.set_globe(globe)
    assert window.centralWidget().isAncestorOf(globe)
    assert globe.accessibleName() == "Globe"


def test_layout_is_saved_and_restored(qtbot, window):
    window.show()
    qtbot.waitExposed(window)
    window.docks["panel_facts"].hide()
    layout = window.save_layout()
    window.reset_layout()
    assert not window.docks["panel_facts"].isHidden()
    assert window.restore_layout(layout)
    assert window.docks["panel_facts"].isHidden()
    assert not window.actions_by_id["panel_facts"].isChecked()


def test_a_broken_layout_is_refused(window):
    assert not window.restore_layout(b"no layout")


def test_globe_only_hides_panels_and_brings_them_back(qtbot, window):
    window.show()
    qtbot.waitExposed(window)
    window.docks["panel_facts"].hide()
    window.show_globe_only(True)
    assert all(dock.isHidden() for dock in window.docks.values())
    window.show_globe_only(False)
    assert not window.docks["panel_shells"].isHidden()
    assert window.docks["panel_facts"].isHidden()


def test_a_message_is_shown_once_and_can_be_copied_and_dismissed(window):
    window.notices.show_message("a.toml, line 3: planes is 0")
    message = window.notices.show_message("a.toml, line 3: planes is 0")
    assert window.notices.messages == ("a.toml, line 3: planes is 0",)
    message.copy()
    assert QGuiApplication.clipboard().text() == "a.toml, line 3: planes is 0"
    message.dismissed.emit()
    assert window.notices.messages == ()


def test_a_mended_mistake_takes_its_message_away(window):
    window.notices.show_message("not a date", topic="time")
    window.notices.show_message("cannot be read")
    window.notices.clear_topic("time")
    assert window.notices.messages == ("cannot be read",)


def test_old_messages_make_room(window):
    for number in range(5):
        window.notices.show_message(f"message {number}")
    assert window.notices.messages == ("message 2", "message 3", "message 4")


def test_a_button_of_a_message_does_its_work_and_ends_it(window):
    done = []
    message = window.notices.show_message("edits were not saved", "info")
    message.add_button("Restore", lambda: done.append("restored"))
    message.findChild(QPushButton).click()
    assert done == ["restored"]
    assert window.notices.messages == ()


def test_the_globe_has_the_keyboard_once_a_message_that_had_it_is_gone(qtbot, window):
    """Not the chart or field that happens to be next."""
    globe = QFrame()
    window.set_globe(globe)
    window.show()
    qtbot.waitExposed(window)
    message = window.notices.show_message("edits were not saved", "info")
    message.add_button("Restore", lambda: None)
    button = message.findChild(QPushButton)
    button.setFocus()
    assert window.focusWidget() is button
    button.click()
    assert window.focusWidget() is globe
    # A message that goes by itself leaves the keyboard where it is.
    window.notices.show_message("cannot be read")
    window.tree.filter.setFocus()
    window.notices.remove(list(window.notices._messages))
    assert window.focusWidget() is window.tree.filter


def test_facts_of_everything(store):
    state = store.state
    snapshot = snapshot_at(state, state.playback.at, with_maps=False)
    fleet, orbit, sun = cards_of(state, snapshot)
    facts = {fact.name: fact.value for card in (fleet, orbit, sun) for fact in card.facts}
    assert title_of(state) == "Two groups"
    # 3 shells x 6 planes x 10 and 1 x 4 x 8; only the first group has a mass: 180 x 250 kg.
    assert facts["Satellites"] == "212"
    assert facts["Shells"] == "4"
    assert facts["Planes"] == "22"
    assert facts["Mass in orbit"] == "45 t"
    assert facts["Altitude"] == "500.0–1,200.0 km"
    assert facts["Inclination"] == "53.00–87.90°"
    # Two-body period of a = 6,878.137 km and 7,578.137 km: 94.62 and 109.42 min.
    assert facts["Keplerian period"] == "94.62–109.42 min"
    assert facts["Sunlit now"].endswith(" %")


def test_facts_of_one_shell(store):
    store.do(select({ShellKey(MAIN_DESIGN, 1)}))
    snapshot = snapshot_at(store.state, store.state.playback.at, with_maps=False)
    facts = {f.name: f.value for card in cards_of(store.state, snapshot) for f in card.facts}
    assert title_of(store.state) == "Low · 510 km"
    assert facts["Satellites"] == "60"
    assert facts["Altitude"] == "510.0 km"
    share = snapshot.sunlit[ShellKey(MAIN_DESIGN, 1)]
    assert facts["Sunlit now"] == f"{share * 100:.1f} %"


def test_cards_stay_the_same_widgets_while_time_passes(window, store):
    window.facts.show_facts(
        store.state, snapshot_at(store.state, store.state.playback.at, with_maps=False)
    )
    before = window.facts.cards
    later = store.state.playback.at.plus_s(3000.0)
    window.facts.show_facts(store.state, snapshot_at(store.state, later, with_maps=False))
    assert window.facts.cards == before


def test_another_panel_can_stand_below_the_cards(window, store):
    panel = QWidget()
    window.facts.append(panel)
    window.facts.show_facts(store.state, None)
    assert window.facts.isAncestorOf(panel)


def test_the_status_caption_says_what_is_drawn(window, store):
    snapshot = snapshot_at(store.state, store.state.playback.at, with_survey=False, with_maps=False)
    window.status.show_state(store.state, snapshot)
    window.status.show_frame(12.345)
    window.status.show_renderer("llvmpipe")
    line = window.status.text
    for part in ("J2 secular", "2026-11-22 00:00 UTC", "212 drawn of 212", "12 ms", "llvmpipe"):
        assert part in line


def test_the_tip_tells_why_there_is_no_compute_shader(window):
    def tips():
        return [label.toolTip() for label in window.status.findChildren(QLabel)]

    reason = "the driver offers OpenGL 2.1, not 4.3"
    window.status.show_renderer("llvmpipe, points", reason)
    assert any(reason in tip for tip in tips())
    window.status.show_renderer("llvmpipe, compute shader")
    assert not any(reason in tip for tip in tips())


def test_fields_are_named_for_screen_readers(window):
    bar, tree = window.time_bar, window.tree
    for widget in (bar.time_entry, bar.rate_entry, bar.rate_slider, bar.scrubber, tree.filter):
        assert widget.accessibleName()
        assert widget.toolTip()


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.1."""

    def luminance(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_text_can_be_read(theme):
    for ink in (theme.text, theme.muted):
        for paper in (theme.panel, theme.field, theme.raised, theme.selection):
            assert contrast(ink, paper) >= 4.5


@pytest.mark.parametrize(("theme", "expected"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
def test_theme_changes_colours_and_icons(qapp, window, theme, expected):
    before = window.actions_by_id["home"].icon().cacheKey()
    apply_theme(qapp, theme)
    window.refresh_theme()
    assert colours() is expected
    assert qapp.palette().window().color().name() == expected.panel
    assert window.actions_by_id["home"].icon().cacheKey() != before


def test_a_panel_behind_another_comes_to_the_front_before_it_is_hidden(window, qtbot):
    window.show()
    qtbot.waitExposed(window)
    heat = window.docks["panel_heat"]
    window.docks["panel_power"].raise_()
    qtbot.waitUntil(lambda: heat.visibleRegion().isEmpty())
    window.actions_by_id["panel_heat"].trigger()
    qtbot.waitUntil(lambda: not heat.visibleRegion().isEmpty())
    assert window.actions_by_id["panel_heat"].isChecked()
    window.actions_by_id["panel_heat"].trigger()
    assert heat.isHidden()
    assert not window.actions_by_id["panel_heat"].isChecked()
