from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from orbitviz.model.view import Layers
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS, MENUS
from orbitviz.ui.help import HelpDialog, help_rows, keys_of
from orbitviz.ui.layer_actions import layer_action_id
from orbitviz.ui.palette import PaletteEntry, action_entries, best_entries
from orbitviz.ui.search import Searchable, best_of, fit_of
from orbitviz.ui.synonyms import _SYNONYMS
from orbitviz.ui.widgets.icons import ICON_PATHS, icon


@pytest.fixture
def actions(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    yield ActionSet(parent, ACTIONS)
    parent.close()


def test_ids_are_unique():
    assert [name for name, n in Counter(spec.id for spec in ACTIONS).items() if n > 1] == []


def test_every_action_has_one_sentence_of_help():
    for spec in ACTIONS:
        assert spec.help[0].isupper(), spec.id
        assert spec.help.endswith("."), spec.id
        assert ". " not in spec.help, spec.id


def test_no_shortcut_means_two_things():
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.shortcuts)
    assert [key for key, n in keys.items() if n > 1] == []
    assert "" not in keys


def test_plain_tab_and_arrows_are_left_to_the_keyboard_user():
    taken = {key for spec in ACTIONS for key in spec.shortcuts}
    assert taken.isdisjoint({"Tab", "Left", "Right", "Up", "Down", "Return", "Enter"})


@pytest.mark.parametrize(
    ("action_id", "key"),
    [
        ("pause", "Space"), ("faster", "L"), ("slower", "K"), ("reverse", "J"),
        ("real_time", "!"), ("home", "H"), ("full_screen", "F11"), ("open", "Ctrl+O"),
        ("save", "Ctrl+S"), ("save_as", "Ctrl+Shift+S"), ("undo", "Ctrl+Z"),
        ("redo", "Ctrl+Shift+Z"), ("find", "Ctrl+F"), ("palette", "Ctrl+K"), ("help", "?"),
    ],
)  # fmt: skip
def test_keys_that_people_know(action_id, key):
    (spec,) = (spec for spec in ACTIONS if spec.id == action_id)
    assert key in spec.shortcuts


def test_every_layer_has_a_toggle():
    ids = {spec.id for spec in ACTIONS if spec.checkable}
    assert {layer_action_id(field.name) for field in fields(Layers)} <= ids


def test_every_action_stands_in_a_menu_and_toolbar_actions_have_icons():
    for spec in ACTIONS:
        assert spec.menu.split("/")[0] in MENUS
        assert not spec.toolbar or spec.icon
        assert not spec.icon or spec.icon in ICON_PATHS


def test_window_has_every_action_in_its_menus(window):
    shown = {action.objectName() for menu in window.menus.values() for action in menu.actions()}
    assert {spec.id for spec in ACTIONS} <= shown


def test_palette_offers_every_action_that_can_be_done(actions):
    actions["undo"].setEnabled(False)
    offered = {entry.text for entry in action_entries(actions)}
    expected = {spec.text.rstrip("…") for spec in ACTIONS if spec.id != "undo"}
    assert offered == expected


def test_help_lists_the_table(qtbot):
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    assert help_rows() == list(ACTIONS)
    shown = {label.text() for label in dialog.findChildren(type(_label(dialog)))}
    for spec in ACTIONS:
        assert spec.text.rstrip("…") in shown
        assert spec.help in shown
        assert set(keys_of(spec)) <= shown


def _label(dialog):
    from PySide6.QtWidgets import QLabel

    return dialog.findChild(QLabel)


def test_help_filter_finds_by_words_of_the_sentence():
    assert [spec.id for spec in help_rows("ten times faster")] == ["faster"]
    assert help_rows("no such command") == []


def test_palette_does_what_is_chosen(qtbot, window):
    done = []
    window.actions_by_id.bind({"reverse": lambda: done.append("reverse")})
    window.palette_popup.open_with(action_entries(window.actions_by_id))
    qtbot.keyClicks(window.palette_popup.field, "rever")
    assert window.palette_popup.shown[0].text == "Reverse"
    window.palette_popup.field.returnPressed.emit()
    assert done == ["reverse"]
    assert not window.palette_popup.isVisible()


def test_letters_in_order_find_a_name_and_nothing_else():
    assert fit_of("opn", Searchable(name="Open")) is not None
    assert fit_of("npo", Searchable(name="Open")) is None
    assert fit_of("opn", Searchable(name="Save", help="Open a file")) is None


def test_whole_words_win_over_starts_these_over_parts_and_these_over_letters():
    names = ["Pole of cold", "Polar orbits", "Interpolate", "Print old leaves", "North Pole"]
    found = [names[k] for k in best_of("pole", [Searchable(name=name) for name in names])]
    assert found == ["Pole of cold", "North Pole"]
    assert best_of("pol", [Searchable(name=name) for name in names]) == [0, 1, 4, 2]


@pytest.mark.parametrize(
    ("typed", "action_id"),
    [
        ("screenshot", "save_picture"), ("export image", "save_picture"),
        ("graticule", "layer_graticule"), ("grid", "layer_graticule"),
        ("new", "new"), ("tle", "open"), ("isolate", "show_only_selected"),
        ("look at", "fly_to_selection"), ("ecef", "reference_earth"),
        ("honesty", "layer_status_caption"), ("color battery", "colour_charge"),
        ("speed up", "faster"), ("shortcuts", "help"), ("dark", "theme_dark"),
        ("bottleneck", "colour_limit"), ("fullscreen", "full_screen"), ("exit", "quit"),
        ("add group", "add_group"), ("new shell", "add_group"),
        ("inclination", "orbit_chart"),
        ("planes", "edit_groups"), ("phasing", "best_phasing"), ("edit", "edit_groups"),
        ("reload", "reload"),
    ],
)  # fmt: skip
def test_palette_and_help_find_what_people_type(actions, typed, action_id):
    (spec,) = (spec for spec in ACTIONS if spec.id == action_id)
    assert best_entries(typed, action_entries(actions))[0].text == spec.text.rstrip("…")
    assert action_id in {found.id for found in help_rows(typed)}


def test_synonyms_are_those_of_actions_that_exist():
    assert set(_SYNONYMS) <= {spec.id for spec in ACTIONS}


def test_an_empty_palette_shows_the_most_used_commands(window):
    palette = window.palette_popup
    palette.open_with(action_entries(window.actions_by_id))
    assert [entry.text for entry in palette.shown[:3]] == ["Open", "New Design", "Save"]
    assert len(palette.shown) == len(ACTIONS)  # and below them all others
    assert palette.list.isVisible()
    palette.hide()


@pytest.mark.parametrize("size", [(640, 400), (1366, 768)])
def test_the_palette_lies_within_the_window(window, size):
    window.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
    window.resize(*size)
    window.show()
    palette = window.palette_popup
    palette.open_with(action_entries(window.actions_by_id))
    assert window.geometry().contains(palette.geometry())
    palette.hide()


def test_the_palette_says_that_objects_can_be_found(window):
    assert "object of a catalogue" in window.palette_popup.field.placeholderText()


def test_palette_says_that_nothing_matches(qtbot, window):
    palette = window.palette_popup
    palette.open_with(action_entries(window.actions_by_id))
    qtbot.keyClicks(palette.field, "zzqx")
    assert palette.shown == []
    assert palette.nothing.isVisible()
    assert "No command for “zzqx”" in palette.nothing.text()
    palette.field.clear()
    assert not palette.nothing.isVisible()
    assert palette.list.isVisible()


@pytest.mark.parametrize("typed", ["altitude", "inclination", "phasing", "draw"])
def test_words_of_orbits_lead_to_the_groups(actions, typed):
    entries = best_entries(typed, action_entries(actions))[:6]  # of eleven in view
    assert "Edit Groups" in [entry.text for entry in entries]


def test_what_is_offered_for_any_text_is_no_match(qtbot, window):
    palette = window.palette_popup
    last = PaletteEntry(text="Open", place="", help="", keys="", run=list, is_last=True)
    palette.open_with(action_entries(window.actions_by_id), lambda _: [last])
    palette.field.setText("zzqx")
    assert palette.shown == [last]
    assert "No command for “zzqx”" in palette.nothing.text()
    assert palette.nothing.isVisible()
    assert palette.list.isVisible()
    assert palette.list.height() > palette.nothing.height()
    palette.field.setText("save")
    assert palette.shown[-1] is last
    assert not palette.nothing.isVisible()
    palette.hide()


def test_help_says_that_nothing_matches_and_finds_terms(qtbot):
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    dialog.filter.setText("zzqx")
    assert "No matches for “zzqx”." in _texts(dialog)
    dialog.filter.setText("ltan")
    assert "LTAN" in _texts(dialog)
    assert "Colour by Local Time of Node" in _texts(dialog)


def _texts(dialog):
    from PySide6.QtWidgets import QLabel, QScrollArea

    body = dialog.findChild(QScrollArea).widget()
    return [label.text() for label in body.findChildren(QLabel)]


def test_whole_words_come_before_parts_of_words(actions):
    found = best_entries("light", action_entries(actions))
    assert found[0].text == "Theme: Light"


def test_a_checkable_action_hands_its_state_over(actions):
    heard = []
    actions.bind({"full_screen": heard.append})
    actions["full_screen"].trigger()
    actions["full_screen"].trigger()
    assert heard == [True, False]


def test_an_unknown_id_is_refused(actions):
    with pytest.raises(KeyError):
        actions.bind({"no-such-action": lambda: None})


def test_icons_are_drawn_for_every_pixel_ratio(qapp):
    made = icon("home")
    sizes = {(size.width(), size.height()) for size in made.availableSizes()}
    assert len(sizes) >= 3
    pixmap = made.pixmap(made.availableSizes()[0])
    image = pixmap.toImage()
    drawn = sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )
    assert 0 < drawn < image.width() * image.height()
