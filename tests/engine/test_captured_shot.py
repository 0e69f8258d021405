"""What is seen now becomes keys of a tour that show the same again."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from pydantic import ValidationError

from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import home_pose
from orbitviz.engine.tours.camera_path import pose_of_key
from orbitviz.engine.tours.captured import captured, seen
from orbitviz.engine.viewpoints import pose_at_satellite, pose_at_shell
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.model.tour.camera_key import CameraKey
from orbitviz.model.tour.shot_view import ShotView
from orbitviz.model.view import CameraPose, Layers, Look, ViewOptions

DOCUMENT = read_builtin("starlink-gen1")
EPOCH = DOCUMENT.design.epoch_instant
STATE = State.of(DOCUMENT, Playback(EPOCH, 60.0))
SNAPSHOT = snapshot_at(STATE, EPOCH, with_survey=False, with_maps=False)
HOME = home_pose(STATE, SNAPSHOT.geometry)


def _at(pose: CameraPose) -> State:
    return replace(STATE, view=replace(STATE.view, camera=pose))


def _poses() -> dict[str, CameraPose]:
    shell = pose_at_shell(STATE, SNAPSHOT, ShellKey(MAIN_DESIGN, 0), HOME)
    ride = pose_at_satellite(STATE, SNAPSHOT, SatelliteKey(MAIN_DESIGN, 7), HOME)
    assert shell is not None
    assert ride is not None
    return {
        "far": replace(HOME, azimuth_rad=-3.0, distance_km=31_234.0),
        "near": replace(HOME, azimuth_rad=1.2345, elevation_rad=-0.4321, distance_km=6_912.3),
        "shell": shell,
        "ride": ride,
        "beside": replace(ride, target_km=(0.002, 0.001, -0.003)),
    }


@pytest.mark.parametrize("name", _poses())
def test_the_camera_is_where_it_was(name):
    pose = _poses()[name]
    key = captured(_at(pose), SNAPSHOT, ShotView()).key
    back = pose_of_key(key, STATE, SNAPSHOT, CameraPose(reference=pose.reference))
    assert back.follows == pose.follows
    assert back.distance_km == pytest.approx(pose.distance_km, rel=2e-3)
    assert math.remainder(back.azimuth_rad - pose.azimuth_rad, math.tau) == pytest.approx(
        0, abs=0.01
    )
    assert back.elevation_rad == pytest.approx(pose.elevation_rad, abs=0.01)
    assert back.target_km == pytest.approx(
        pose.target_km, abs=1.0 if pose.follows is None else 1e-6
    )


def test_a_view_with_a_name_is_named():
    assert captured(_at(HOME), SNAPSHOT, ShotView()).key == CameraKey()
    pole = replace(HOME, elevation_rad=math.radians(89.9), azimuth_rad=1.0, distance_km=26_000.0)
    assert captured(_at(pole), SNAPSHOT, ShotView()).key.view == "pole"


def test_only_what_differs_is_said():
    assert captured(STATE, SNAPSHOT, ShotView()).view == ShotView()
    view = replace(
        ViewOptions(), layers=replace(Layers(), legend=False, axes=True), colour_mode="sunlight",
        look=Look.DOTS,
    )  # fmt: skip
    state = replace(
        STATE,
        view=view,
        hidden=keys_of_shells(range(1, DOCUMENT.constellation.shell_count)),
        selection=Selection(keys_of_shells([0])),
    )
    first = DOCUMENT.constellation.group_name[0]
    shot = captured(state, SNAPSHOT, ShotView()).view
    assert shot == ShotView(
        show=("axes",), hide=("legend",), groups=(first,), select=(first,), colour="sunlight",
        look="dots",
    )  # fmt: skip
    assert captured(state, SNAPSHOT, seen(state)).view == ShotView()
    # What the tour's own view says is taken back where the picture does not show it.
    back = captured(STATE, SNAPSHOT, shot).view
    assert back.over(shot).show == ()
    assert back.over(shot).colour == "shell"
    assert back.over(shot).groups == DOCUMENT.constellation.group_name


def test_time_that_rests_has_no_rate():
    paused = replace(STATE, playback=Playback(EPOCH, 60.0, playing=False))
    assert captured(paused, SNAPSHOT, ShotView()).rate == 0.0
    assert captured(STATE, SNAPSHOT, ShotView()).rate == 60.0


def test_what_a_tour_cannot_say_is_told():
    assert captured(STATE, SNAPSHOT, ShotView()).lost == ()
    many = read_builtin("spacex-odc")
    state = State.of(many, Playback(many.design.epoch_instant), hidden=keys_of_shells([0]))
    snapshot = snapshot_at(state, many.design.epoch_instant, with_survey=False, with_maps=False)
    assert "hidden" in captured(state, snapshot, ShotView()).lost[0]


def test_a_target_needs_a_view_in_numbers():
    with pytest.raises(ValidationError, match="without a view in numbers"):
        CameraKey(target_km=(1.0, 2.0, 3.0))
    key = CameraKey(target_km=(1.0, 2.0, 3.0), view="1,2,0")
    with pytest.raises(UserError, match="km from the target"):
        pose_of_key(key, STATE, SNAPSHOT, HOME)
