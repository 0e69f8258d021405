"""The design panel: fields, sliders, entries, what changed."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.model.design.satellite import builtin_satellite, satellite_values
from orbitviz.model.design_edits import reset_satellite, set_satellite_value
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.state import Playback, State
from orbitviz.ui.design.design_panel import DesignPanel
from orbitviz.ui.design.field_row import FieldRow
from orbitviz.ui.design.fields import SLIDER_STEPS
from orbitviz.ui.design.satellite_fields import satellite_fields, shown_of, unused_because, value_at

AI1 = builtin_satellite("ai1")
SLID = [field for field in satellite_fields() if field.has_slider]


@pytest.fixture
def state():
    document = read_builtin()
    return State.of(document, Playback(document.design.epoch_instant))


@pytest.fixture
def panel(qtbot, state):
    made = DesignPanel()
    qtbot.addWidget(made)
    made.show_state(state)
    return made


def row_of(panel, *path):
    return panel.cards.row(path)


def test_every_value_of_a_satellite_design_has_a_field():
    assert {field.path for field in satellite_fields()} == {
        path for path, _ in satellite_values(AI1)
    }


@given(st.sampled_from(SLID), st.integers(0, SLIDER_STEPS))
def test_a_slider_goes_where_its_value_is(field, place):
    span = shown_of(field, AI1, AI1).span
    value = span.value_at(field, place)
    assert field.number.low <= value <= field.number.high
    # Values are rounded to three digits, whole numbers to one.
    coarse = SLIDER_STEPS if field.number.whole else 12
    assert abs(span.place_of(float(value)) - place) <= coarse


@pytest.mark.parametrize("field", SLID, ids=lambda field: ".".join(field.path))
def test_a_slider_stands_at_the_built_in_value(field):
    built_in = field.slid_from(value_at(AI1, field.path))
    slider = shown_of(field, AI1, AI1).span
    value = slider.value_at(field, slider.place_of(built_in))
    span = field.number.high - field.number.low
    assert value == pytest.approx(built_in, rel=0.02, abs=0.002 * min(span, 1000.0))


AGE = next(field for field in satellite_fields() if field.path == ("age_years",))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Spread", "spread"),
        ("2.5", 2.5),
        ("0, 2, 4.5", (0.0, 2.0, 4.5)),
        ("[1; 3]", (1.0, 3.0)),
    ],
)
def test_ages_are_typed_as_a_word_a_number_or_several(typed, value):
    assert AGE.parse(typed) == value
    assert AGE.parse(AGE.text(value)) == value


def test_a_mistyped_age_is_told():
    with pytest.raises(UserError, match='"sprad" is not a number') as told:
        AGE.parse("sprad")
    assert '"spread"' in str(told.value)


@pytest.mark.parametrize("life", [2.0, 5.0, 50.0])
def test_the_slider_of_the_age_ends_at_the_design_life(qtbot, life):
    design = AI1.model_copy(update={"life_years": life, "age_years": life / 2})
    row = FieldRow(AGE)
    qtbot.addWidget(row)
    row.show_value(shown_of(AGE, design, AI1))
    assert row.slider.value() == SLIDER_STEPS / 2
    with qtbot.waitSignal(row.valueEdited) as asked:
        row.slider.setValue(SLIDER_STEPS)
    assert asked.args[1] == life
    row.show_value(shown_of(AGE, design.model_copy(update={"age_years": 50.0}), AI1))  # typed
    assert row.slider.value() == SLIDER_STEPS
    assert row.entry.text() == "50"


def test_it_shows_the_design_of_the_selected_shells(panel, state):
    assert "ai1" in panel.heading.text()
    assert row_of(panel, "radiator", "area_m2").entry.text() == "160"
    assert row_of(panel, "compute", "eclipse_policy").choice.currentText() == "idle"
    assert "spacexai/starmind" in row_of(panel, "radiator", "area_m2").toolTip()


@pytest.mark.parametrize("workload", ["constant", "duty-cycle", "follow-the-sun"])
@pytest.mark.parametrize("key", ["least_demand", "peak_local_h"])
def test_what_a_workload_does_not_use_cannot_be_changed(panel, state, workload, key):
    document = set_satellite_value(state.document, "ai1", ("compute", "workload"), workload)
    panel.show_state(State.of(document, state.playback))
    row, is_used = row_of(panel, "compute", key), workload == "follow-the-sun"
    assert row.entry.isEnabled() is row.slider.isEnabled() is is_used
    assert (f"Not used with the workload {workload}" in row.toolTip()) is not is_used


def test_an_area_counts_only_where_no_magnitude_was_measured():
    field = next(one for one in satellite_fields() if one.path == ("brightness", "zeta_m2"))
    assert unused_because(field, builtin_satellite("starlink-v2-mini"))
    assert not unused_because(field, builtin_satellite("ai1"))


def test_typing_asks_for_the_change(qtbot, panel):
    entry = row_of(panel, "radiator", "area_m2").entry
    with qtbot.waitSignal(panel.changeRequested) as asked:
        entry.selectAll()
        qtbot.keyClicks(entry, "90")
        entry.returnPressed.emit()
    assert asked.args == ["ai1", ("radiator", "area_m2"), 90.0, False]


def test_one_drag_is_one_edit(qtbot, panel):
    slider = row_of(panel, "age_years").slider
    told = []
    panel.changeRequested.connect(lambda *args: told.append(args[2:]))
    slider.setSliderDown(True)
    for place in (100, 200, 300):
        slider.setValue(place)
    slider.setSliderDown(False)
    slider.setSliderDown(True)
    slider.setValue(400)
    slider.setSliderDown(False)
    assert told == [(0.5, False), (1.0, True), (1.5, True), (2.0, False)]  # of a life of 5 years


@pytest.mark.parametrize("path", [("radiator", "area_m2"), ("compute", "rated_kw"), ("age_years",)])
@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_keys_move_a_slider(qtbot, panel, state, path, key):
    """Every press but at the end of the range, though a step is less than the digits shown."""
    document = set_satellite_value(state.document, "ai1", ("age_years",), 2.5)
    told = []
    panel.changeRequested.connect(lambda *args: told.append(args[2]))
    for _ in range(12):
        panel.show_state(State.of(document, state.playback))
        before = len(told)
        qtbot.keyClick(row_of(panel, *path).slider, key)
        assert len(told) == before + 1
        document = set_satellite_value(document, "ai1", path, told[-1])
    steps = np.diff(told)
    assert (steps > 0).all() if key is Qt.Key.Key_Right else (steps < 0).all()


def test_of_two_groups_of_one_name_each_shows_its_own_satellite(qtbot, panel):
    text = 'format = "orbitviz/1"\nname = "Two"\nepoch = 2026-11-22T00:00:00Z\n' + "".join(
        '[[groups]]\nname = "A"\npattern = "walker-delta"\naltitude_km = 550\n'
        f'inclination_deg = 53\nplanes = 2\nsatellites_per_plane = 2\nsatellite = "{name}"\n'
        for name in ("ai1", "bus-500kg")
    )
    document = parse_design(text)
    state = State.of(document, Playback(document.design.epoch_instant))
    panel.show_state(replace(state, selection=Selection(frozenset({ShellKey(MAIN_DESIGN, 1)}))))
    area = row_of(panel, "array", "area_m2").entry.text()
    assert float(area) == builtin_satellite("bus-500kg").array.area_m2


def test_a_key_takes_one_face_away(qtbot, panel):
    with qtbot.waitSignal(panel.changeRequested) as asked:
        qtbot.keyClick(row_of(panel, "radiator", "faces").slider, Qt.Key.Key_Left)
    assert asked.args[2] == 1


def test_what_changed_is_listed_and_goes_back(qtbot, panel, state):
    document = set_satellite_value(state.document, "ai1", ("radiator", "area_m2"), 90.0)
    document = set_satellite_value(document, "ai1", ("age_years",), 5.0)
    panel.show_state(
        State.of(
            document, state.playback, selection=Selection(frozenset({ShellKey(MAIN_DESIGN, 3)}))
        )
    )
    assert panel.change_list.texts == ["spread → 5 years", "160 → 90 m²"]
    with qtbot.waitSignal(panel.changeRequested) as asked:
        panel.change_list.resetRequested.emit(("radiator", "area_m2"))
    assert asked.args == ["ai1", ("radiator", "area_m2"), 160.0, False]
    fresh = reset_satellite(document, "ai1")
    assert fresh.design == state.document.design


def test_what_changed_is_counted_from_the_file_that_is_open(qtbot, panel, state):
    """Not from the built-in satellite, which the file may have changed a dozen values of."""
    text = design_text(state.document).replace(
        "[[groups]]", '[satellites.mine]\nlike = "ai1"\nradiator.area_m2 = 90\n[[groups]]', 1
    )
    document = parse_design(re.sub(r'satellite = "\w+"', 'satellite = "mine"', text))
    panel.show_state(State.of(document, state.playback))
    assert panel.heading.text() == "Satellite “mine”"
    assert panel.change_list.texts == []
    assert "In the file: 90." in row_of(panel, "radiator", "area_m2").toolTip()
    edited = set_satellite_value(document, "mine", ("radiator", "area_m2"), 80.0)
    panel.show_state(State.of(edited, state.playback))
    assert panel.change_list.texts == ["90 → 80 m²"]
    with qtbot.waitSignal(panel.changeRequested) as asked:
        panel.change_list.resetRequested.emit(("radiator", "area_m2"))
    assert asked.args == ["mine", ("radiator", "area_m2"), 90.0, False]
    assert reset_satellite(edited, "mine").design == document.design
    # Once saved, the file is the new beginning.
    panel.show_state(State.of(replace(edited, saved=edited.design), state.playback))
    assert panel.change_list.texts == []


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (
            ("radiator", "area_m2"),
            -1.0,
            "satellites.ai1.radiator.area_m2: is -1 m²; allowed: a number from 0.0001 to "
            "1,000,000 m²",
        ),
        (
            ("compute", "hard_limit_c"),
            70.0,
            "satellites.ai1.compute.hard_limit_c: is 70 °C, and soft_limit_c 75 °C; allowed: more "
            "than soft_limit_c",
        ),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(state, path, value, sentence):
    with pytest.raises(UserError) as wrong:
        set_satellite_value(state.document, "ai1", path, value)
    assert str(wrong.value) == sentence


@pytest.mark.parametrize("path", [("radiator", "area_m2"), ("compute", "eclipse_policy")])
def test_the_wheel_scrolls_and_changes_no_design(qtbot, panel, turn_wheel, path):
    row = row_of(panel, *path)
    with qtbot.assertNotEmitted(row.valueEdited):
        assert not turn_wheel(row.slider or row.choice)


@pytest.mark.parametrize(
    ("text", "value"), [("3,000.5", 3000.5), ("−1,250,000", -1.25e6), ("12", 12)]
)
def test_numbers_may_have_their_thousands_parted(text, value):
    field = next(field for field in satellite_fields() if field.path == ("mass_kg",))
    assert field.parse(text) == value


@pytest.mark.parametrize("text", ["3000,5", "1,00", "0,5", "ten"])
def test_a_comma_elsewhere_is_no_number(text):
    field = next(field for field in satellite_fields() if field.path == ("mass_kg",))
    with pytest.raises(UserError, match="is not a number"):
        field.parse(text)
