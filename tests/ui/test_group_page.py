"""The pages that edit groups: fields, list, chart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from orbitviz.analysis.shells import sun_synchronous_curve
from orbitviz.base.constants import MAX_ALTITUDE_KM, MIN_ALTITUDE_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.model.design.groups import Group
from orbitviz.model.group_edits import add_group, set_group_field, set_group_values
from orbitviz.model.state import Playback, State
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.design.fields import SLIDER_STEPS, change_text
from orbitviz.ui.design.group_fields import changes, group_fields, shown_of, value_of
from orbitviz.ui.design.group_page import GroupPage
from orbitviz.ui.design.orbit_chart import OrbitChart
from orbitviz.ui.design.orbit_marks import frame_of, marks_of, moved_values
from orbitviz.ui.design.orbit_page import OrbitPage

EVERY = [
    (document.design, index)
    for document in map(read_builtin, builtin_ids())
    for index in range(len(document.design.groups))
]


def state_of(document) -> State:
    return State.of(document, Playback(document.design.epoch_instant))


@pytest.fixture
def page(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = GroupPage(ActionSet(holder, ACTIONS))
    qtbot.addWidget(made)
    return made


def test_every_key_of_a_group_has_a_field_for_some_group():
    shown = {field.path[0] for design, index in EVERY for field in group_fields(design, index)}
    assert set(Group.model_fields) <= shown


@pytest.mark.parametrize(("design", "index"), EVERY, ids=str)
def test_a_slider_of_a_group_stands_where_its_value_is(design, index):
    group = design.groups[index]
    for field in group_fields(design, index):
        shown = shown_of(field, group, group)
        assert not shown.tip or field.help in shown.tip
        if shown.span is None or not isinstance(shown.value, int | float):
            continue
        place = shown.span.place_of(shown.value)
        value = shown.span.value_at(field, place)
        # To one step of the slider and the rounding of what it gives.
        near = [shown.span.value_at(field, min(max(place + k, 0), SLIDER_STEPS)) for k in (-1, 1)]
        coarse = abs(near[1] - near[0]) + (shown.span.step or 0.0) + 0.005 * abs(value)
        assert abs(value - shown.value) <= coarse, field.path


def test_what_is_typed_is_read_back():
    design = read_builtin("spacex-odc").design
    group = design.groups[1]
    for field in group_fields(design, 1):
        value = value_of(group, field.path)
        if not field.choices and field.path[1:] != ("computed",):
            # Shown to six digits.
            assert field.text(field.parse(field.text(value))) == field.text(value)


@pytest.mark.parametrize(("typed", "value"), [
    ("5,000", 5000.0), ("1,200, 1,210", (1200.0, 1210.0)), ("550; 568", (550.0, 568.0)),
    ("[550, 560, 570]", (550.0, 560.0, 570.0)), ("500,1200.5", (500.0, 1200.5)), ("600", 600.0),
])  # fmt: skip
def test_numbers_and_lists_of_them_are_told_apart(typed, value):
    fields = group_fields(read_builtin("one-shell").design, 0)
    altitude = next(field for field in fields if field.path == ("altitude_km",))
    assert altitude.parse(typed) == value


def test_the_page_follows_the_form_of_a_group(page):
    document = read_builtin("spacex-odc")
    page.show_state(state_of(document), 0)
    assert page.cards.row(("altitude_km", "first")).entry.text() == "550"
    assert page.cards.row(("altitude_km", "last")).entry.text() == "568"
    document = set_group_field(document, 0, ("altitude_km", "form"), "one value")
    page.show_state(state_of(document), 0)
    assert page.cards.row(("altitude_km",)).entry.text() == "550"
    assert [row.field.path for row in page.cards.rows].count(("altitude_km", "first")) == 0
    page.show_state(state_of(document), 1)
    assert "97.65 to 97.73" in page.cards.row(("inclination_deg", "computed")).entry.text()
    assert not page.cards.row(("inclination_deg", "computed")).entry.isEnabled()


def test_changes_are_told_and_taken_back_one_by_one(qtbot, page):
    document = read_builtin("kuiper")
    page.show_state(state_of(document), 1)
    assert page.change_list.texts == []
    edited = set_group_values(document, 1, {"altitude_km": 615.0, "planes": 40})
    page.show_state(state_of(edited), 1)
    assert page.change_list.texts == ["610 → 615 km", "36 → 40"]
    page.show_state(state_of(add_group(document)), 3)
    assert page.change_list.texts == []  # a new group has nothing to go back to


@pytest.mark.parametrize("pattern", ["+grid", "cluster", "not given"])
def test_the_keys_stay_where_a_choice_brings_other_fields(page, pattern):
    page.show()
    before = "in-plane" if pattern == "not given" else "not given"
    document = set_group_field(read_builtin("one-shell"), 0, ("links", "pattern"), before)
    page.show_state(state_of(document), 0)
    page.cards.row(("links", "pattern")).choice.setFocus()
    document = set_group_field(document, 0, ("links", "pattern"), pattern)
    page.show_state(state_of(document), 0)
    assert page.focusWidget() is page.cards.row(("links", "pattern")).choice
    # Where a field gives way to others, the one in its place has them.
    page.cards.row(("altitude_km",)).entry.setFocus()
    wide = set_group_field(set_group_field(document, 0, ("shells",), 3), 0,
                           ("altitude_km", "form"), "first to last")  # fmt: skip
    page.show_state(state_of(wide), 0)
    assert page.focusWidget() is page.cards.row(("altitude_km", "form")).choice


def test_a_refused_value_leaves_the_slider_at_the_last_right_one(qtbot, page):
    document = read_builtin("one-shell")
    page.show_state(state_of(document), 0)
    row = page.cards.row(("planes",))
    place = row.slider.value()
    with qtbot.waitSignal(page.changeRequested) as asked:
        row.slider.setValue(place + 200)  # nobody takes it
    assert asked.args[0] == ("planes",)
    assert row.slider.value() == place
    assert row.entry.text() == "24"


def test_only_catalogues_leave_the_page_empty(page):
    document = read_builtin("one-shell")
    empty = document.design.model_copy(update={"groups": ()})
    page.show_state(state_of(replace(document, design=empty)), 0)
    assert not page.list.isVisibleTo(page)


# The chart ---------------------------------------------------------------------------------


def test_a_moved_group_keeps_to_steps_and_within_what_is_allowed():
    group = read_builtin("spacex-odc").design.groups[0]
    moved = moved_values(group, 12.4, -1.26)
    assert moved == {"altitude_km": (562.0, 580.0), "inclination_deg": (30.7, 24.7)}
    low = moved_values(group, -1e5, -200.0)
    assert low["altitude_km"] == (MIN_ALTITUDE_KM, MIN_ALTITUDE_KM + 18.0)
    assert low["inclination_deg"] == (6.0, 0.0)
    high = moved_values(group, 1e9, 200.0)
    assert high["altitude_km"][1] == MAX_ALTITUDE_KM
    assert high["inclination_deg"] == (180.0, 174.0)
    for values in (moved, low, high):
        Group.model_validate({**group.model_dump(), **values})


def test_a_sun_synchronous_group_stays_on_the_curve():
    group = read_builtin("spacex-odc").design.groups[1]
    assert moved_values(group, 5.0, 9.0) == {"altitude_km": (570.0, 590.0)}


def test_the_curve_has_the_inclinations_that_are_published():
    # Vallado 2013, section 11.4.1: 98.6 degrees at 800 km, 99.5 at 1,000 km; Landsat 98.2 at 705.
    curve = dict(sun_synchronous_curve())
    for km, degrees in ((705.0, 98.2), (800.0, 98.6), (1000.0, 99.5)):
        nearest = min(curve, key=lambda one: abs(one - km))
        slope = 0.0044  # degrees a km
        assert curve[nearest] + slope * (km - nearest) == pytest.approx(degrees, abs=0.06)


def test_a_group_of_one_shell_is_seen_on_the_chart(qtbot):
    document = read_builtin("one-shell")
    chart = OrbitChart()
    qtbot.addWidget(chart)
    chart.resize(300, 220)
    chart.show_design(document.design, 0, ())
    (marks,) = marks_of(document.design)
    beside = chart.place_of(*marks.places[0]) + QPointF(marks.radius_px - 2.0, 0.0)
    picture = chart.grab().toImage()
    place = (beside * picture.devicePixelRatio()).toPoint()
    assert picture.pixelColor(place).name() == marks.colour


def test_a_group_is_dragged_on_the_chart(qtbot):
    document = read_builtin("kuiper")
    chart = OrbitChart()
    qtbot.addWidget(chart)
    chart.resize(300, 220)
    chart.show_design(document.design, 0, sun_synchronous_curve())
    frame = frame_of(marks_of(document.design))
    group = document.design.groups[0]
    here = chart.place_of(group.altitude_km, group.inclination_deg).toPoint()
    away = chart.place_of(group.altitude_km + 100.0, group.inclination_deg + 20.0).toPoint()
    moves = []
    chart.moveRequested.connect(lambda *asked: moves.append(asked))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=here)
    for share in (0.5, 1.0):
        qtbot.mouseMove(chart, (QPointF(here) + (away - here) * share).toPoint())
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=away)
    assert [asked[2] for asked in moves] == [False, True]  # one drag, one edit
    pixel_km = (frame.high_km - frame.low_km) / 240.0
    assert moves[-1][1]["altitude_km"] == pytest.approx(group.altitude_km + 100.0, abs=2 * pixel_km)
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moves[-1][1]["altitude_km"] == group.altitude_km + 10.0
    with qtbot.waitSignal(chart.groupChosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_PageUp)
    assert chosen.args == [len(document.design.groups) - 1]


def test_the_chart_gives_way_to_the_totals(qtbot):
    page = OrbitPage()
    qtbot.addWidget(page)
    page.resize(330, 233)  # in a window of 1024 x 700
    page.show()
    page.show_design(read_builtin("spacex-odc").design, 0)
    least, most = page.chart.minimumSizeHint().height(), page.chart.maximumHeight()
    qtbot.waitUntil(lambda: page.chart.height() == least)
    assert page.chart.mapTo(page, page.chart.rect().bottomLeft()).y() < page.height()
    page.resize(330, 800)
    qtbot.waitUntil(lambda: page.chart.height() == most)
    needed = page.widget().childrenRect().bottom()
    page.resize(330, needed - (most - least) // 2)
    qtbot.waitUntil(lambda: least < page.chart.height() < most)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)


def test_a_change_names_both_values():
    before, after = (read_builtin("kuiper").design.groups[k] for k in (0, 1))
    (field, text), *_ = changes(before, after)
    assert text == change_text(field, before.name, after.name)


def test_links_have_the_fields_that_their_pattern_has_a_use_for():
    document = read_builtin("one-shell")

    def keys(design) -> list[str]:
        return [field.path[1] for field in group_fields(design, 0) if field.path[0] == "links"]

    assert keys(document.design) == ["pattern"]
    grid = set_group_field(document, 0, ("links", "pattern"), "+grid")
    assert keys(grid.design) == ["pattern", "offset", "range_km", "grazing_km", "terminals"]
    cluster = set_group_field(grid, 0, ("links", "pattern"), "cluster")
    assert keys(cluster.design) == ["pattern", "size", "range_km", "grazing_km", "terminals"]
    before, after = document.design.groups[0], cluster.design.groups[0]
    texts = {field.path: text for field, text in changes(before, after)}
    assert texts[("links", "pattern")] == "not given → cluster"
    fields = {field.path[1]: field for field in group_fields(cluster.design, 0)[-5:]}
    assert fields["range_km"].parse("no limit") is None
    assert shown_of(fields["size"], after, before).span.place_of(4.0) > 0
