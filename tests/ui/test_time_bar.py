from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from orbitviz.base.constants import MAX_PLAYBACK_RATE
from orbitviz.base.errors import UserError
from orbitviz.base.units import rate_meaning
from orbitviz.model.state import Playback
from orbitviz.orbits.timescale import LAST_INSTANT, Instant
from orbitviz.ui.timeline.rate_scale import (
    faster,
    marks,
    parse_rate,
    position_of,
    rate_at,
    rate_text,
    snapped,
)
from orbitviz.ui.timeline.scrub import SPANS, instant_at, position_at, scrub_marks
from orbitviz.ui.timeline.time_bar import TimeBar, parse_time, time_text

EPOCH = Instant.parse("2026-11-22T00:00:00Z")
one_microsecond = 1e-6


@pytest.fixture
def bar(qtbot, window):
    made = window.time_bar
    made.show_time(EPOCH, Playback(EPOCH, 60.0, True))
    return made


# The scale of rates --------------------------------------------------------------------------


@given(st.floats(-1.0, 1.0))
def test_the_scale_is_the_same_both_ways(position):
    assert rate_at(-position) == -rate_at(position)
    assert position_of(rate_at(position)) == pytest.approx(position, abs=1e-9)


@given(st.floats(-1.0, 1.0), st.floats(-1.0, 1.0))
def test_further_right_is_faster(first, second):
    if first < second:
        assert rate_at(first) <= rate_at(second)


def test_ends_and_middle_of_the_scale():
    assert rate_at(1.0) == pytest.approx(MAX_PLAYBACK_RATE)
    assert rate_at(-1.0) == pytest.approx(-MAX_PLAYBACK_RATE)
    assert rate_at(0.0) == 0.0
    assert rate_at(7.0) == rate_at(1.0)


def test_the_slider_catches_round_rates():
    for rate in marks():
        assert snapped(position_of(rate) + 0.005) == rate


def test_marks_are_powers_of_ten_both_ways():
    assert marks() == (
        -1e5, -1e4, -1e3, -100.0, -10.0, -1.0, 0.0, 1.0, 10.0, 100.0, 1e3, 1e4, 1e5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("60", 60.0), ("-3,600 x", -3600.0), ("×600", 600.0), ("x−60", -60.0), ("1e4", 1e4),
        ("1 min/s", 60.0), ("-2 h/s", -7200.0), ("1 day/s", 86400.0), ("2 hours/s", 7200.0),
        ("0", 0.0), ("100000", 1e5),
    ],
)  # fmt: skip
def test_rates_as_people_type_them(text, rate):
    assert parse_rate(text) == pytest.approx(rate)


@pytest.mark.parametrize("text", ["", "fast", "100001", "-1e9", "1 lightyear/s", "nan", "1..2"])
def test_no_rate_gets_one_sentence(text):
    with pytest.raises(UserError) as caught:
        parse_rate(text)
    assert "100,000" in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.floats(-MAX_PLAYBACK_RATE, MAX_PLAYBACK_RATE).filter(lambda rate: abs(rate) >= 100))
def test_what_is_shown_can_be_typed(rate):
    assert parse_rate(rate_text(rate)) == pytest.approx(rate, abs=0.5)


def test_rates_in_words():
    assert rate_meaning(1.0) == "real time"
    assert rate_meaning(600.0) == "10 min/s"
    assert rate_meaning(-86400.0) == "1 d/s, backwards"
    assert rate_meaning(0.0) == "time stopped"


def test_ten_times_faster_stays_in_range():
    assert faster(60.0, 10.0) == 600.0
    assert faster(50_000.0, 10.0) == MAX_PLAYBACK_RATE
    assert faster(1.0, 0.1) == 1.0
    assert faster(60.0, -1.0) == -60.0
    assert faster(0.0, 10.0) == 10.0


# Date and time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["2027-03-20 09:00", "2027-03-20T09:00:00Z", " 2027-03-20 09:00:00 UTC ", "2027-03-20T09:00"],
)
def test_times_as_people_type_them(text):
    assert parse_time(text).isoformat() == "2027-03-20T09:00:00Z"


def test_the_time_shown_can_be_typed():
    assert abs(parse_time(time_text(EPOCH)).seconds_since(EPOCH)) < one_microsecond


def test_a_time_typed_is_asked_for(qtbot, bar):
    bar.time_entry.setFocus()
    bar.time_entry.selectAll()
    qtbot.keyClicks(bar.time_entry, "2027-03-20 09:00")
    with qtbot.waitSignal(bar.timeRequested) as asked:
        qtbot.keyClick(bar.time_entry, Qt.Key.Key_Return)
    assert asked.args[0].isoformat() == "2027-03-20T09:00:00Z"


def test_a_wrong_time_gets_a_sentence_and_can_be_mended(qtbot, bar):
    bar.time_entry.selectAll()
    qtbot.keyClicks(bar.time_entry, "2026-13-40")
    with (
        qtbot.waitSignal(bar.errorOccurred) as told,
        qtbot.assertNotEmitted(bar.timeRequested),
    ):
        qtbot.keyClick(bar.time_entry, Qt.Key.Key_Return)
    assert "2026-13-40" in str(told.args[0])
    assert bar.time_entry.text() == "2026-13-40"
    assert bar.time_entry.property("wrong")
    qtbot.keyClick(bar.time_entry, Qt.Key.Key_Escape)
    assert bar.time_entry.text() == time_text(EPOCH)
    assert not bar.time_entry.property("wrong")


def test_time_that_passes_does_not_disturb_typing(qtbot, bar):
    bar.time_entry.selectAll()
    qtbot.keyClicks(bar.time_entry, "2027")
    bar.show_time(EPOCH.plus_s(60.0), Playback(EPOCH, 60.0))
    assert bar.time_entry.text() == "2027"


def test_a_rate_typed_is_asked_for(qtbot, bar):
    bar.rate_entry.selectAll()
    qtbot.keyClicks(bar.rate_entry, "-1 h/s")
    with qtbot.waitSignal(bar.rateRequested) as asked:
        qtbot.keyClick(bar.rate_entry, Qt.Key.Key_Return)
    assert asked.args == [-3600.0]


def test_arrow_keys_move_the_rate(qtbot, bar):
    with qtbot.waitSignal(bar.rateRequested) as asked:
        qtbot.keyClick(bar.rate_slider, Qt.Key.Key_Right)
    assert asked.args[0] > 60.0


# The scrubber --------------------------------------------------------------------------------


@pytest.mark.parametrize("span", SPANS)
def test_scrubber_ends_at_its_reach(span):
    assert instant_at(EPOCH, span, 1.0).seconds_since(EPOCH) == pytest.approx(span.half_s)
    assert position_at(EPOCH, span, instant_at(EPOCH, span, -0.25)) == pytest.approx(-0.25)


def test_scrubber_stays_in_the_ephemeris():
    assert instant_at(LAST_INSTANT, SPANS[-1], 1.0) == LAST_INSTANT


@pytest.mark.parametrize("span", SPANS)
def test_marks_lie_on_the_scale_and_can_be_told_apart(span):
    marks_shown = scrub_marks(EPOCH, span)
    places = [place for place, _, _ in marks_shown]
    assert 8 <= len(places) <= 26
    assert all(-1.0 <= place <= 1.0 for place in places)
    assert len(set(places)) == len(places)


def test_scrubbing_asks_for_the_time(qtbot, bar):
    bar.resize(1200, 90)
    with qtbot.waitSignal(bar.timeRequested) as asked:
        bar.scrubber.positionMoved.emit(0.5)
    assert asked.args[0].seconds_since(EPOCH) == pytest.approx(43_200.0)


def test_the_scale_follows_time_that_has_left_it(bar):
    late = EPOCH.plus_s(10 * 86400.0)
    bar.show_time(late, Playback(late))
    assert bar.scrubber.position == 0.0


def test_buttons_are_the_actions(qtbot, window, bar):
    done = []
    window.actions_by_id.bind({"pause": lambda: done.append("pause")})
    play = bar.findChild(type(bar.buttons["play"]))
    assert play is not None
    bar.buttons["play"].click()
    assert done == ["pause"]


def test_play_button_says_what_it_will_do(bar):
    assert bar.buttons["play"].accessibleName() == "Pause"
    bar.show_time(EPOCH, Playback(EPOCH, 60.0, False))
    assert bar.buttons["play"].accessibleName() == "Play"
    assert bar.rate_words.text() == "paused"


def test_bar_is_a_time_bar(bar):
    assert isinstance(bar, TimeBar)
