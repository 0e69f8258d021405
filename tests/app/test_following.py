"""The window's camera about a satellite: frames, what it faces, the next in the plane, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orbitviz.engine.following import in_plane
from orbitviz.model.commands import set_camera, set_playback
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.view import CameraPose, Ride
from tests.app.test_ride import land, running  # noqa: F401

pytestmark = pytest.mark.gl

ONE = SatelliteKey(MAIN_DESIGN, 17)
SOMEWHERE = CameraPose(distance_km=31_000.0, azimuth_rad=0.3, elevation_rad=0.2)


@pytest.fixture
def session(running):  # noqa: F811
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
    camera = do(qtbot, session, "face_earth")
    assert (camera.ride, camera.neighbour) == (Ride.LOCAL, None)

    ahead = in_plane(session.store.state, ONE, 1)
    stepped = do(qtbot, session, "next_in_plane")
    assert stepped == replace(camera, follows=ahead)
    assert session.store.state.selection.satellites == {ahead}
    assert do(qtbot, session, "previous_in_plane") == camera

    assert do(qtbot, session, "fly_back") == SOMEWHERE
    assert not actions["fly_back"].isEnabled()


def test_a_step_of_a_selection_moves_no_camera(qtbot, session):
    session.store.do(pick_satellite(ONE))
    camera = do(qtbot, session, "next_in_plane")
    assert camera == SOMEWHERE
    assert session.store.state.selection.satellites == {in_plane(session.store.state, ONE, 1)}


def test_back_from_a_view(qtbot, session):
    do(qtbot, session, "view_pole")
    assert do(qtbot, session, "fly_back") == SOMEWHERE
