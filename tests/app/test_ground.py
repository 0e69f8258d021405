"""The sky of a place in the real window: chosen, drawn, clicked, listed; idle while hidden."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMenu

from orbitviz.analysis.night_sky import sky_counts
from orbitviz.analysis.passes import passes_over
from orbitviz.app.ground.pass_list import MOST_SATELLITES
from orbitviz.app.ground.sites import site_at
from orbitviz.app.ground.topics import SkyTopic
from orbitviz.app.settings import Settings
from orbitviz.base.constants import HOUR_S
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import open_document, set_playback, set_time
from orbitviz.model.design.groups import Site
from orbitviz.model.selecting import pick_satellite, select, select_satellites
from orbitviz.model.sites import site_named
from orbitviz.model.sky_commands import set_site, set_sky
from orbitviz.model.sky_options import SkyColours, SkyProjection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.orbits.observer import observer_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.sides import Seen
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

WITH_SITE = (
    DESIGN.replace("planes = 6", "planes = 24")
    + """
[[groups]]
name = "High"
pattern = "planes"
raan_deg = [0]
planes = 1
altitude_km = 35786.03
inclination_deg = 0
satellites_per_plane = 2
[[sites]]
name = "Home"
lat_deg = 40
lon_deg = 7
"""
)
EVENING = Instant.parse("2026-11-22T17:30:00Z")
BERLIN = site_named("Berlin")


@pytest.fixture
def session(qtbot, new_session):
    made = new_session(WITH_SITE)
    made.start([])
    qtbot.waitExposed(made.window)
    made.store.do(set_playback(now=EVENING, playing=False))
    return made


def shown(qtbot, session, site=BERLIN):
    """Choose a site and wait for its sky; return what is shown of it."""
    session.sites.choose(site)
    live = session.ground.part.live

    def is_there():
        return live._shown is not None and live._shown.sky == session.store.state.view.sky

    qtbot.waitUntil(is_there, timeout=60_000)
    return live._shown.picture


def card_value(session, name):
    cards = [view._card for view in session.window.sky.part.now._views]
    return next(fact.value for card in cards for fact in card.facts if fact.name == name)


def test_a_chosen_site_is_shown_counted_and_remembered(qtbot, session, tmp_path):
    picture = shown(qtbot, session)
    state, snapshot = session.store.state, session.display.snapshot
    assert picture.instant == EVENING
    assert session.window.sky.part.is_in_view
    counts = sky_counts(state, BERLIN, snapshot.geometry)
    assert counts.above_min > 3
    assert card_value(session, "Above the horizon") == f"{counts.above_horizon:,}"
    assert card_value(session, "In view, above 10°") == f"{counts.above_min:,}"
    session.store.do(set_sky(projection=SkyProjection.PANORAMA, colours=SkyColours.GLOBE))
    assert Settings(tmp_path / "window.ini").view.sky == session.store.state.view.sky


def test_a_click_selects_the_satellite_and_one_on_empty_sky_none(qtbot, session):
    picture = shown(qtbot, session)
    view, place = session.window.sky.part.now.picture, int(np.argmax(picture.seen.elevation_rad))
    key, at = picture.seen.key(place), (picture.x[place], picture.y[place])
    view.clicked.emit(*at, False)
    assert session.store.state.selection.satellites == {key}
    view.clicked.emit(*at, True)
    assert session.store.state.selection.satellites == frozenset()
    view.clicked.emit(*at, False)
    view.clicked.emit(-100.0, -100.0, False)
    assert session.store.state.selection.satellites == frozenset()


def test_the_name_of_a_satellite_is_shown_where_the_pointer_rests(qtbot, session, monkeypatch):
    picture = shown(qtbot, session)
    view, names = session.window.sky.part.now.picture, []
    monkeypatch.setattr(view, "show_name", names.append)
    view.rested.emit(picture.x[0], picture.y[0])
    (name,) = names
    assert name.startswith(("Low", "High"))
    assert "elevation" in name
    # After another design rows mean other satellites.
    session.store.do(open_document(parse_design(DESIGN)))
    view.rested.emit(picture.x[0], picture.y[0])
    assert len(names) == 1


def test_nothing_is_computed_while_the_panel_is_hidden(qtbot, session):
    shown(qtbot, session)
    live = session.ground.part.live
    session.window.actions_by_id["panel_sky"].trigger()
    qtbot.waitUntil(lambda: not live._timer.isActive(), timeout=5_000)
    qtbot.waitUntil(lambda: not session.engine.is_busy(SkyTopic.PICTURE), timeout=20_000)
    before = live._asked
    session.store.do(set_time(EVENING.plus_s(600.0)))
    qtbot.wait(300)
    assert live._asked == before
    assert not live._timer.isActive()
    session.window.actions_by_id["panel_sky"].trigger()
    qtbot.waitUntil(lambda: live._shown.picture.instant == EVENING.plus_s(600.0), timeout=30_000)


def test_passes_of_the_selected_satellites_are_listed_and_the_next_is_drawn(qtbot, session):
    shown(qtbot, session)
    key = SatelliteKey(MAIN_DESIGN, 17)
    session.store.do(pick_satellite(key))
    session.window.actions_by_id["sky_tab_passes"].trigger()
    page = session.window.sky.part.pages["passes"]
    qtbot.waitUntil(lambda: page.table.rowCount() > 0, timeout=60_000)
    wanted = passes_over(session.store.state, key, BERLIN, EVENING, 2 * 86_400.0, np.radians(10.0))
    assert page.table.rowCount() == len(wanted.passes)
    first = wanted.passes[0]
    asked = QSignalSpy(page.timeRequested)
    page.table.setCurrentCell(0, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.at(0)[0] == (first.rise or first.culmination)
    qtbot.waitUntil(lambda: len(session.ground.part.live._arcs) == 1)
    _, elevation = session.ground.part.live._arcs[0]
    assert elevation.max() == pytest.approx(first.max_elev_rad, abs=3e-3)
    session.store.do(select(()))
    qtbot.waitUntil(lambda: "Select satellites" in page.remark.text())
    assert session.ground.part.live._arcs == ()
    assert page.table.rowCount() == 0


def test_of_many_selected_satellites_the_first_are_listed_and_that_is_said(qtbot, session):
    session.store.do(set_site(BERLIN))
    keys = {SatelliteKey(MAIN_DESIGN, row) for row in range(MOST_SATELLITES + 5)}
    session.store.do(select({ShellKey(MAIN_DESIGN, 0)}, keys))
    session.window.actions_by_id["sky_tab_passes"].trigger()
    page = session.window.sky.part.pages["passes"]
    qtbot.waitUntil(lambda: "The first 20 of 25" in page.remark.text(), timeout=60_000)
    assert not page.table.isColumnHidden(0)
    session.store.do(select_satellites({MAIN_DESIGN: np.arange(100)}))
    qtbot.waitUntil(lambda: "The first 20 of 100" in page.remark.text(), timeout=60_000)
    # While time runs backwards, the passes before the present are those to come.
    session.store.do(set_playback(now=EVENING.plus_s(-10.0), rate=-1.0, playing=True))
    found = session.ground.part.passes
    qtbot.waitUntil(lambda: found._found.begin < EVENING.plus_s(-HOUR_S), timeout=60_000)


def test_a_geostationary_satellite_never_rises_or_sets(qtbot, session):
    session.store.do(set_site(BERLIN))
    rows = len(session.store.state.document.constellation)
    session.store.do(pick_satellite(SatelliteKey(MAIN_DESIGN, rows - 1)))
    session.window.actions_by_id["sky_tab_passes"].trigger()
    page = session.window.sky.part.pages["passes"]
    qtbot.waitUntil(
        lambda: "all the time" in page.remark.text() or "never rises" in page.remark.text(),
        timeout=60_000,
    )
    assert page.table.rowCount() == 0


def test_night_and_year_are_charts_and_polar_day_is_a_sentence(qtbot, session):
    session.store.do(set_site(BERLIN))
    session.window.actions_by_id["sky_tab_night"].trigger()
    night = session.window.sky.part.pages["night"]
    qtbot.waitUntil(lambda: len(night.charts) == 3 and night._progress.isHidden(), timeout=60_000)
    assert night.heading.text() == "Night from 22 November 2026"
    session.window.actions_by_id["sky_tab_year"].trigger()
    year = session.window.sky.part.pages["year"]
    qtbot.waitUntil(lambda: len(year.charts) == 2 and year._progress.isHidden(), timeout=60_000)
    assert len(year.charts[0].x) == 53
    session.store.do(set_site(Site(name="South Pole", lat_deg=-90.0, lon_deg=0.0)))
    session.window.actions_by_id["sky_tab_night"].trigger()
    qtbot.waitUntil(lambda: "does not set" in night._remark.text(), timeout=60_000)
    assert night.charts == ()


def test_the_palette_finds_sites(qtbot, session):
    def texts(query):
        return [entry.text for entry in session.commands._objects(query)]

    assert {"Sky from Berlin", "Fly to Berlin"} <= set(texts("sky from berl"))
    assert "Sky from Home" in texts("home")
    assert "Sky from 12.5,-40" in texts("12.5,-40")
    assert not any(text.startswith("Sky from") for text in texts("zzzzzz"))
    entry = next(e for e in session.commands._objects("paranal") if e.text.startswith("Sky"))
    entry.run()
    assert session.store.state.view.sky.site == site_named("Paranal")
    assert session.window.sky.part.is_in_view


def test_the_place_clicked_with_the_right_button_is_the_site(qtbot, session, monkeypatch):
    qtbot.waitUntil(lambda: session.canvas.view is not None, timeout=60_000)
    view, menus = session.canvas.view, []
    x, y = 0.45 * view.size[0], 0.55 * view.size[1]
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: menus.append(menu))
    from orbitviz.app.ground import sites

    monkeypatch.setattr(sites.QApplication, "activePopupWidget", lambda: menus[-1])
    session._globe_menu_requested(Seen(view, x, y))
    action = session.window.actions_by_id["sky_from_here"]
    assert action in menus[-1].actions()
    action.trigger()
    site = session.store.state.view.sky.site
    assert site == site_at(view, (x, y), session.display.snapshot)
    up = observer_at(np.radians(site.lat_deg), np.radians(site.lon_deg), 0.0).r_km
    (back,), _ = view.project(up[None] @ session.display.snapshot.geometry.teme_to_itrs)
    assert back == pytest.approx((x, y), abs=0.5)
    assert site_at(view, (1.0, 1.0), session.display.snapshot) is None


def test_a_flight_to_a_site_ends_above_it(qtbot, session):
    session.store.do(set_site(BERLIN))
    session.window.actions_by_id["fly_to_site"].trigger()
    goal = session.canvas.input.goal
    geometry = session.display.snapshot.geometry
    ca, ce = goal.azimuth_rad, goal.elevation_rad
    back = np.array([np.cos(ce) * np.cos(ca), np.cos(ce) * np.sin(ca), np.sin(ce)])
    up = observer_at(np.radians(BERLIN.lat_deg), np.radians(BERLIN.lon_deg), 0.0).axes[2]
    assert back @ (up @ geometry.teme_to_itrs) == pytest.approx(1.0, abs=1e-6)
    assert not goal.is_off_centre


def test_a_wrong_least_elevation_is_told(qtbot, session):
    entry = session.window.sky.part.elevation
    session.store.do(set_site(BERLIN))
    session.window.show_panel("panel_sky")
    entry.start_editing()
    qtbot.keyClicks(entry, "95")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert any("least elevation is 95" in one for one in session.window.notices.messages)
    entry.selectAll()
    qtbot.keyClicks(entry, "30")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert session.store.state.view.sky.min_elevation_deg == 30.0
    assert session.window.notices.messages == ()


def test_sites_are_named_on_the_globe(session):
    from orbitviz.scene.labels.candidates import site_names

    state = session.store.state
    own = state.document.design.sites
    assert site_names((), ()) is None
    assert [label.text for label in site_names(own, [BERLIN]).labels] == ["Home", "Berlin"]
    assert [label.text for label in site_names(own, own[:1]).labels] == ["Home"]
