"""The window's camera about a satellite: frames, what it faces, the next in the plane, and back."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from orbitviz.engine.following import in_plane
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.model.commands import add_catalogue, set_camera, set_playback
from orbitviz.model.selecting import pick_satellite, select
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.view import CameraPose, Ride
from tests.app.test_ride import land, running  # noqa: F401
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

pytestmark = pytest.mark.gl

ONE = SatelliteKey(MAIN_DESIGN, 17)
SOMEWHERE = CameraPose(distance_km=31_000.0, azimuth_rad=0.3, elevation_rad=0.2)


@pytest.fixture
def session(running, monkeypatch):  # noqa: F811
    """Return a session at rest whose flights are short; `test_ride` flies as long as they take."""
    monkeypatch.setattr("orbitviz.scene.camera_input._needed_s", lambda _way: 0.05)
    running.store.do(set_playback(now=running.display.snapshot.instant, playing=False))
    running.canvas.input.set(SOMEWHERE)
    running.store.do(set_camera(SOMEWHERE))
    return running


def do(qtbot, session, name):
    session.window.actions_by_id[name].trigger()
    land(qtbot, session)
    return session.store.state.view.camera


def test_it_follows_faces_steps_and_comes_back(qtbot, session):
    actions = session.window.actions_by_id
    assert not actions["follow_inertial"].isEnabled()
    session.store.do(pick_satellite(ONE))
    assert actions["follow_inertial"].isEnabled()

    camera = do(qtbot, session, "follow_inertial")
    assert (camera.follows, camera.ride) == (ONE, Ride.INERTIAL)
    assert actions["follow_inertial"].isChecked()
    camera = do(qtbot, session, "face_sun")
    assert (camera.follows, camera.ride) == (ONE, Ride.SUN)
    camera = do(qtbot, session, "face_neighbour")
    assert camera.ride is Ride.NEIGHBOUR
    assert camera.neighbour not in (None, ONE)
    assert any("Towards" in text for text in session.window.notices.messages)
    camera = do(qtbot, session, "face_earth")
    assert (camera.ride, camera.neighbour) == (Ride.LOCAL, None)
    assert not any("Towards" in text for text in session.window.notices.messages)

    ahead = in_plane(session.store.state, ONE, 1)
    stepped = do(qtbot, session, "next_in_plane")
    assert stepped == replace(camera, follows=ahead)
    assert session.store.state.selection.satellites == {ahead}
    assert do(qtbot, session, "previous_in_plane") == camera

    assert do(qtbot, session, "fly_back") == SOMEWHERE
    assert not actions["fly_back"].isEnabled()


def test_a_shell_of_one_satellite_is_followed_as_that_one(qtbot, session):
    session.documents.open_builtin("suncatcher-81")
    qtbot.waitUntil(lambda: session.store.state.document.constellation.shell_count == 81)
    session.store.do(select([ShellKey(MAIN_DESIGN, 5)]))
    camera = do(qtbot, session, "follow_local")
    assert camera.follows == SatelliteKey(MAIN_DESIGN, 5)
    assert do(qtbot, session, "face_neighbour").neighbour is not None
    session.store.do(select([ShellKey(MAIN_DESIGN, 5), ShellKey(MAIN_DESIGN, 6)]))
    do(qtbot, session, "fly_back")
    assert not session.window.actions_by_id["follow_local"].isEnabled()


def test_a_step_of_a_selection_moves_no_camera(qtbot, session):
    session.store.do(pick_satellite(ONE))
    camera = do(qtbot, session, "next_in_plane")
    assert camera == SOMEWHERE
    assert session.store.state.selection.satellites == {in_plane(session.store.state, ONE, 1)}


def test_an_object_of_a_catalogue_has_no_plane_and_says_so(qtbot, session):
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    session.store.do(add_catalogue(catalogue))
    session.store.do(pick_satellite(SatelliteKey(catalogue_id(0), 1)))
    before = session.store.state.selection
    do(qtbot, session, "next_in_plane")
    texts = [one.text() for one in session.window.notices.findChildren(QLabel)]
    assert any("object of a catalogue, which has no planes" in text for text in texts)
    assert session.store.state.selection == before


def test_the_chosen_elevation_is_that_of_footprints(qtbot, session):
    actions = session.window.actions_by_id
    actions["footprint_25"].trigger()
    assert session.store.state.view.min_elevation_rad == pytest.approx(math.radians(25.0))
    assert actions["footprint_25"].isChecked()
    assert not actions["footprint_0"].isChecked()


def test_back_from_a_view(qtbot, session):
    do(qtbot, session, "view_pole")
    assert do(qtbot, session, "fly_back") == SOMEWHERE
