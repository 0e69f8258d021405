"""The years of the fleet in the real window: shown, dragged, typed, played, closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from orbitviz.model.commands import set_playback
from orbitviz.model.fleet_date import FleetDate
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

YEARS = "\n[deployment]\nsatellites_per_launch = 4\nlaunches_per_year = 4\ngrowth_per_year = 0\n"


@pytest.fixture
def session(qtbot, new_session):
    made = new_session(DESIGN + YEARS)
    made.start([])
    qtbot.waitExposed(made.window)
    made.store.do(set_playback(now=made.store.state.document.design.epoch_instant, playing=False))
    return made


def found(qtbot, session, years):
    """Wait until the fleet of a date is shown, and return it."""

    def is_there():
        fleet = session.display.snapshot.fleet_at_date
        return fleet is not None and fleet.years == pytest.approx(years, abs=1e-6)

    qtbot.waitUntil(is_there, timeout=20_000)
    return session.display.snapshot.fleet_at_date


def test_the_bar_comes_and_goes_with_the_date(qtbot, session):
    action = session.window.actions_by_id["fleet_years"]
    assert session.window.years_bar.built is None
    action.trigger()
    bar = session.window.years_bar.part
    assert bar.isVisible()
    assert action.isChecked()
    fleet = found(qtbot, session, 3.0)
    assert 0 < session.display.snapshot.drawn < len(fleet.states)
    qtbot.waitUntil(bar.scale.isEnabled, timeout=5_000)
    assert bar.date_entry.text() == "2029-11-21"
    working = fleet.planned.in_orbit.at(3.0).working
    assert bar.words.text().startswith(f"{working:,} working")
    action.trigger()
    assert not bar.isVisible()
    assert session.store.state.fleet_date is None
    qtbot.waitUntil(lambda: session.display.snapshot.fleet_at_date is None, timeout=5_000)


def test_dragging_and_typing_move_the_fleet(qtbot, session):
    session.window.actions_by_id["fleet_years"].trigger()
    bar = session.window.years_bar.part
    last = found(qtbot, session, 3.0).planned.last_years
    bar.scale.positionMoved.emit(0.0)
    assert session.store.state.fleet_date.years == pytest.approx(0.5 * last)
    half = found(qtbot, session, 0.5 * last)
    working = half.planned.in_orbit.at(half.years).working
    qtbot.waitUntil(lambda: f"{working:,} working" in bar.words.text(), timeout=5_000)
    session.window.actions_by_id["edit_fleet_date"].trigger()
    entry = bar.date_entry
    qtbot.waitUntil(lambda: entry.window().focusWidget() is entry, timeout=5_000)
    qtbot.keyClicks(bar.date_entry, "2030-06")
    qtbot.keyClick(bar.date_entry, Qt.Key.Key_Return)
    fleet = found(qtbot, session, session.store.state.fleet_date.years)
    assert fleet.instant.isoformat()[:10] == "2030-06-01"
    session.window.actions_by_id["fleet_forward"].trigger()
    assert session.store.state.fleet_date.years == pytest.approx(fleet.years + 1.0)
    session.window.actions_by_id["fleet_back"].trigger()
    assert session.store.state.fleet_date.years == pytest.approx(fleet.years)


def test_what_is_no_date_is_told_and_forgotten(qtbot, session):
    session.window.actions_by_id["edit_fleet_date"].trigger()
    bar = session.window.years_bar.part
    entry = bar.date_entry
    qtbot.waitUntil(lambda: entry.window().focusWidget() is entry, timeout=5_000)
    qtbot.keyClicks(bar.date_entry, "soon")
    qtbot.keyClick(bar.date_entry, Qt.Key.Key_Return)
    assert "no date of the fleet" in " ".join(session.window.notices.messages)
    qtbot.keyClick(bar.date_entry, Qt.Key.Key_Escape)
    assert session.window.notices.messages == ()


def test_years_play_to_their_end_and_from_the_begin_again(qtbot, session):
    session.window.actions_by_id["fleet_years"].trigger()
    last = found(qtbot, session, 3.0).planned.last_years
    bar = session.window.years_bar.part
    bar.yearsRequested.emit(last - 0.2)
    bar.rateRequested.emit(2.0)
    assert session.store.state.fleet_date.playing
    qtbot.waitUntil(lambda: not session.store.state.fleet_date.playing, timeout=20_000)
    assert session.store.state.fleet_date == FleetDate(last, rate=2.0)
    session.window.actions_by_id["fleet_play"].trigger()
    assert session.store.state.fleet_date == FleetDate(0.0, rate=2.0, playing=True)
    session.window.actions_by_id["fleet_play"].trigger()
    assert not session.store.state.fleet_date.playing


def test_panels_sum_those_that_work(qtbot, session):
    session.window.actions_by_id["fleet_years"].trigger()
    last = found(qtbot, session, 3.0).planned.last_years
    session.window.years_bar.part.yearsRequested.emit(0.6 * last)
    fleet = found(qtbot, session, 0.6 * last)
    panel = session.window.panels["power"]
    session.window.show_panel("panel_power")
    words = f"All {len(fleet.working):,} satellites"
    qtbot.waitUntil(lambda: panel.heading.text() == words, timeout=60_000)


def test_a_design_that_cannot_be_planned_is_told_and_stays(qtbot, new_session):
    session = new_session(f"{DESIGN}\n[deployment]\npayload_t = 0.01\n")
    session.start([])
    session.window.actions_by_id["fleet_years"].trigger()
    qtbot.waitUntil(
        lambda: "a launch carries" in " ".join(session.window.notices.messages), timeout=20_000
    )
    assert session.display.snapshot.drawn == len(session.store.state.document.constellation)


def test_a_click_on_a_chart_over_the_years_shows_the_fleet_then(qtbot, session):
    panel = session.window.panels["build_up"]
    at = session.store.state.playback.at
    start = session.store.state.document.design.epoch_instant
    panel.timeRequested.emit(start.plus_s(2.0 * 365.25 * 86_400.0))
    assert session.store.state.fleet_date.years == pytest.approx(2.0)
    assert session.store.state.playback.at == at  # the sky keeps its time
    assert session.window.years_bar.part.isVisible()
    found(qtbot, session, 2.0)
    panel.timeRequested.emit(start.plus_s(-86_400.0))
    assert session.store.state.fleet_date.years == 0.0
