"""Each design is shown from its home view until the camera was moved."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from orbitviz.app.first_sight import FirstSight
from orbitviz.engine.home import home_pose
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import open_document, set_camera
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.camera_input import CameraInput


@pytest.fixture
def now_s():
    return [0.0]


@pytest.fixture
def camera(store, now_s):
    return CameraInput(
        store.state.view.camera, lambda _: None, lambda _: None, wall_time=lambda: now_s[0]
    )


@pytest.fixture
def first_sight(store, camera):
    return FirstSight(store, SimpleNamespace(input=camera, update=lambda: None))


def home_of(store):
    return home_pose(store.state, sky_geometry_at(store.state.playback.at))


def test_the_camera_settles_in_the_home_view_once_there_is_a_picture(
    first_sight, camera, store, now_s
):
    first_sight.follow()
    assert camera.pose == home_of(store)
    first_sight.begin()
    assert camera.pose != home_of(store)
    now_s[0] = 60.0
    camera.advance(800.0, np.zeros(3))
    assert camera.pose == home_of(store)


def test_any_input_ends_the_move(first_sight, camera, now_s):
    first_sight.follow()
    first_sight.begin()
    now_s[0] = 1.0
    camera.advance(800.0, np.zeros(3))
    camera.wheel(1.0, (0.0, 0.0), 1.0)
    moved = camera.pose
    now_s[0] = 60.0
    camera.advance(800.0, np.zeros(3))
    assert camera.pose == moved


def test_the_next_design_is_shown_from_its_own_home_while_the_camera_was_not_moved(
    first_sight, camera, store
):
    first_sight.follow()
    first_sight.begin()
    store.do(open_document(read_builtin("oneweb")))
    first_sight.follow()
    assert camera.goal == home_of(store)


@pytest.mark.parametrize("reference", list(Reference))
def test_a_camera_that_rode_with_a_satellite_goes_home(first_sight, camera, store, reference):
    riding = CameraPose(reference=reference, follows=SatelliteKey(MAIN_DESIGN, 0))
    first_sight.follow()
    first_sight.begin()
    store.do(set_camera(riding))
    store.do(open_document(read_builtin("oneweb")))
    camera.set(store.state.view.camera)
    first_sight.follow()
    home = home_pose(store.state, sky_geometry_at(store.state.playback.at), reference)
    assert camera.goal == home


def test_a_camera_that_was_moved_stays_where_it_is(first_sight, camera, store):
    first_sight.follow()
    first_sight.begin()
    camera.key("Left", 800.0)
    moved = camera.pose
    store.do(open_document(read_builtin("oneweb")))
    first_sight.follow()
    assert camera.goal == moved
