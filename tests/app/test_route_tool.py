"""The route between two sites in the real window: typed, drawn, followed, cleared."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from orbitviz.analysis.routes.route import NoRoute, Route
from orbitviz.app.crash import CrashHandler
from orbitviz.app.route.route_entries import route_entries
from orbitviz.app.settings import Settings
from orbitviz.engine.route_places import route_km
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.camera import HOME
from orbitviz.model.commands import (
    open_document,
    set_camera,
    set_playback,
    set_route,
    set_time,
)
from orbitviz.model.route_ends import ends_of, route_named
from orbitviz.model.sites import site_named
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.view import view_of
from tests.app.conftest import DESIGN, make_small

pytestmark = pytest.mark.gl

LINKED = DESIGN.replace("planes = 6", 'planes = 20\nlinks = { pattern = "+grid" }').replace(
    "satellites_per_plane = 10", "satellites_per_plane = 20"
)
ENDS = route_named("Madrid", "Rome")


@pytest.fixture
def session(qtbot, small_images, solved_once, tmp_path):
    from orbitviz.app.session import Session

    mistakes = []
    crash = CrashHandler(tmp_path)
    crash.crashed.disconnect()
    crash.crashed.connect(mistakes.append)
    made = Session(crash, Settings(tmp_path / "window.toml"), tmp_path / "autosave")
    qtbot.addWidget(made.window)
    make_small(made.window)
    made.store.do(open_document(parse_design(LINKED)))
    made.start([])
    qtbot.waitExposed(made.window)
    made.store.do(set_playback(now=made.store.state.document.design.epoch_instant, playing=False))
    yield made
    made.close()
    assert mistakes == []


def found(qtbot, session):
    """Wait for a route, and return it."""
    qtbot.waitUntil(lambda: session.display.snapshot.route is not None, timeout=20_000)
    return session.display.snapshot.route


def type_into(qtbot, field, text):
    qtbot.waitUntil(lambda: field.window().focusWidget() is field, timeout=5_000)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_two_places_are_typed_one_after_the_other(qtbot, session, monkeypatch):
    session.window.actions_by_id["route"].trigger()
    panel = session.window.route.part
    assert panel.is_in_view
    assert not session.window.actions_by_id["clear_route"].isEnabled()
    type_into(qtbot, panel.one, "madrid")
    assert session.store.state.route is None
    type_into(qtbot, panel.other, "rome")
    assert session.store.state.route == ENDS
    assert isinstance(found(qtbot, session), Route)
    qtbot.waitUntil(lambda: panel._card is not None and "–" not in _fact(panel, "Hops"))
    assert _fact(panel, "There and back").endswith(" ms")
    qtbot.waitUntil(lambda: session.route.part._orbit.is_complete, timeout=60_000)
    qtbot.waitUntil(lambda: bool(panel.page.charts), timeout=5_000)
    (chart,) = panel.page.charts
    assert [curve.name for curve in chart.curves] == ["through satellites", "fibre"]
    with monkeypatch.context() as changed:
        changed.setattr(session.engine, "is_busy", lambda topic: True)
        session.window.actions_by_id["reverse_route"].trigger()
        assert panel.page.charts == ()  # not those of the way there
    assert session.store.state.route == route_named("Rome", "Madrid")
    qtbot.waitUntil(lambda: not session.route.part._is_flight_due, timeout=20_000)
    session.window.actions_by_id["clear_route"].trigger()
    assert session.store.state.route is None
    assert session.display.snapshot.route is None or not panel.page.isVisible()


def test_the_camera_flies_to_a_new_route_only(qtbot, session):
    session._choose_route(ENDS)
    camera = session.canvas.input
    desk = session.route.part
    qtbot.waitUntil(lambda: not desk._is_flight_due, timeout=20_000)
    view = view_of(camera.goal, session.display.snapshot.geometry, (800, 600))
    way_km = route_km(session.store.state, session.display.snapshot)
    pixels, _ = view.project(way_km)
    assert not hidden_by_earth(view.eye_km, way_km * 1.001).any()
    assert (pixels > 0).all()
    assert (pixels < (800, 600)).all()
    qtbot.waitUntil(lambda: not camera.is_moving, timeout=20_000)
    found_first = session.display.snapshot.route
    session.store.do(set_camera(HOME))
    session.store.do(set_time(session.store.state.playback.at.plus_s(60.0)))
    qtbot.waitUntil(lambda: session.display.snapshot.route is not found_first, timeout=20_000)
    qtbot.wait(900)  # two looks of the panel at what is found
    assert camera.goal == HOME


def test_the_same_place_twice_is_refused(qtbot, session):
    session.window.actions_by_id["route"].trigger()
    panel = session.window.route.part
    type_into(qtbot, panel.one, "madrid")
    type_into(qtbot, panel.other, "madrid")
    assert session.store.state.route is None
    assert "the same place" in " ".join(session.window.notices.messages)


def test_a_place_counts_when_its_field_is_left(qtbot, session):
    session.window.actions_by_id["route"].trigger()
    panel = session.window.route.part
    for field, text in ((panel.one, "madrid"), (panel.other, "rome")):
        qtbot.keyClicks(field, text)
        field.completer().popup().hide()  # as Tab does; it would keep the field from hearing
        left = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
        QApplication.sendEvent(field, left)
    assert session.store.state.route == ENDS


def test_another_design_has_another_route_or_says_why_not(qtbot, session):
    session.store.do(set_route(ENDS))
    first = found(qtbot, session)
    session.store.do(open_document(parse_design(DESIGN)))
    assert session.display.snapshot.route is not first
    why = found(qtbot, session)
    assert isinstance(why, NoRoute)
    assert why.why.startswith(
        "no group of Small has links: it takes a pattern of links on the page"
    )


def test_the_palette_offers_a_route_that_is_typed():
    taken = []
    for text in ("route madrid rome", "Route from Madrid to Rome", "latency madrid - rome"):
        (first, *_) = route_entries(text, (), taken.append)
        assert first.text == "Route from Madrid to Rome"
        first.run()
        assert taken[-1] == ENDS
    (first, *_) = route_entries("route london new york", (), taken.append)
    assert first.text == "Route from London to New York"
    assert not route_entries("madrid rome", (), taken.append)
    assert not route_entries("route rome", (), taken.append)
    assert not route_entries("route zzzz yyyy", (), taken.append)


def test_ends_at_one_place():
    from orbitviz.base.errors import UserError

    rome = site_named("Rome")
    with pytest.raises(UserError, match="Rome and Rome are the same place"):
        ends_of(rome, rome.model_copy(update={"lon_deg": rome.lon_deg + 360.0}))


def _fact(panel, name):
    return next(fact.value for fact in panel._card._card.facts if fact.name == name)
