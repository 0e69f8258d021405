"""The camera on satellites: mounts, flights to them, and their names."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model import camera as moves
from orbitviz.model.camera_views import VIEW_NAMES, close_view, named_view
from orbitviz.model.flight import between
from orbitviz.model.mount import Mount, mount_of_reference, mount_of_satellite, remounted
from orbitviz.model.satellite_names import satellite_name, satellite_named
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

NOW = Instant.parse("2026-03-20T12:00:00Z")
MOMENT = sky_geometry_at(NOW)
SOME = SatelliteKey(MAIN_DESIGN, 0)

angles = st.floats(-3.1, 3.1)
poses = st.builds(
    CameraPose,
    target_km=st.tuples(*[st.floats(-500.0, 500.0)] * 3),
    distance_km=st.floats(0.01, 50_000.0),
    azimuth_rad=angles,
    elevation_rad=st.floats(-1.5, 1.5),
    roll_rad=angles,
)


def satellite_at(latitude, longitude, course, altitude_km=550.0) -> Mount:
    up = np.array(
        [
            math.cos(latitude) * math.cos(longitude),
            math.cos(latitude) * math.sin(longitude),
            math.sin(latitude),
        ]
    )
    east = np.array([-math.sin(longitude), math.cos(longitude), 0.0])
    flight = math.cos(course) * east + math.sin(course) * np.cross(up, east)
    return mount_of_satellite((EARTH_RADIUS_KM + altitude_km) * up, 7.5 * flight)


mounts = st.one_of(
    st.sampled_from(list(Reference)).map(lambda axes: mount_of_reference(axes, MOMENT)),
    st.builds(satellite_at, st.floats(-1.5, 1.5), angles, angles),
)


def seen(pose: CameraPose, mount: Mount):
    """Return the eye and the axes of a pose, TEME."""
    axes = np.stack(moves.camera_axes(pose))
    eye = np.asarray(pose.target_km) + pose.distance_km * axes[2]
    return mount.origin_km + eye @ mount.axes, axes @ mount.axes


@given(poses, mounts, mounts)
def test_from_another_mount_a_pose_shows_the_same(pose, old, new):
    eye, axes = seen(pose, old)
    moved = remounted(pose, old, new)
    if abs(moved.elevation_rad) > 1.57:  # straight down, azimuth and roll are one
        return
    other_eye, other_axes = seen(moved, new)
    np.testing.assert_allclose(other_eye, eye, atol=1e-6)
    np.testing.assert_allclose(other_axes, axes, atol=1e-6)


def test_the_axes_of_a_satellite_are_its_flight_and_its_zenith():
    mount = satellite_at(0.3, 1.0, 0.5)
    up = mount.origin_km / np.linalg.norm(mount.origin_km)
    np.testing.assert_allclose(mount.axes[2], up)
    assert mount.axes[0] @ up == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_allclose(mount.axes @ mount.axes.T, np.eye(3), atol=1e-12)


@given(st.builds(satellite_at, st.floats(-1.4, 1.4), angles, angles), angles, st.booleans())
def test_a_flight_to_a_satellite_in_sight_stays_above_the_ground(mount, azimuth, away):
    """From the home distance, on the side of the Earth where the satellite is, and back."""
    earth = mount_of_reference(Reference.INERTIAL, MOMENT)
    x, y, _ = mount.origin_km
    home = CameraPose(azimuth_rad=math.atan2(y, x) + 0.4, elevation_rad=0.3)
    start = remounted(home, earth, mount)
    end = CameraPose(distance_km=0.1, azimuth_rad=azimuth, elevation_rad=0.3, follows=SOME)
    flight = (end, start) if away else (start, end)
    for share in np.linspace(0.0, 1.0, 60):
        eye, _ = seen(between(*flight, share), mount)
        assert np.linalg.norm(eye) > EARTH_RADIUS_KM
    np.testing.assert_allclose(
        seen(between(*flight, 1.0), mount)[0], seen(flight[1], mount)[0], atol=1e-6
    )


@given(poses, st.floats(0.001, 1000.0), st.floats(-1, 1), st.floats(-1, 1))
def test_zooming_stays_with_the_satellite(pose, factor, x, y):
    pose = replace(pose, follows=SOME)
    zoomed = moves.zoom(pose, factor, (x, y), 1.6)
    assert zoomed == replace(pose, distance_km=zoomed.distance_km)
    assert moves.MIN_TARGET_DISTANCE_KM <= zoomed.distance_km <= moves.MAX_RIDE_KM


def test_every_other_view_leaves_the_satellite():
    pose = CameraPose(follows=SOME, roll_rad=0.3)
    others = [named_view(name, pose, MOMENT) for name in VIEW_NAMES]
    others.append(named_view("10,20,30000", pose, MOMENT))
    others.append(moves.change_reference(pose, Reference.EARTH, MOMENT))
    others.append(moves.look_at(pose, np.array([7000.0, 0.0, 0.0]), 500.0, MOMENT))
    assert all(other.follows is None and other.roll_rad == 0.0 for other in others)


def test_a_close_view_in_numbers():
    pose = close_view("30,-10,0.2", CameraPose(follows=SOME))
    assert math.degrees(pose.azimuth_rad) == pytest.approx(30)
    assert math.degrees(pose.elevation_rad) == pytest.approx(-10)
    assert (pose.distance_km, pose.follows) == (0.2, SOME)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("pole", "with a satellite azimuth,elevation,distance such as"),
        ("1,2", "not of three numbers"),
        ("1,2,0", "the distance of .* is 0; allowed: 0.0005 to 60,000 km from the satellite"),
    ],
)
def test_a_close_view_that_is_wrong_is_told(text, wrong):
    with pytest.raises(UserError, match=wrong):
        close_view(text, CameraPose(follows=SOME))


def test_satellites_are_found_by_their_names():
    state = State.of(read_builtin("spacex-odc"), Playback(NOW))
    for row in (0, 333, 123_456, len(state.document.constellation) - 1):
        key = SatelliteKey(MAIN_DESIGN, row)
        assert satellite_named(state, satellite_name(state, key)) == key
        assert satellite_named(state, f"  {satellite_name(state, key).upper()} ") == key
    assert satellite_named(state, "p002 s0001").row == int(
        state.document.constellation.plane_first[1]
    )


@pytest.mark.parametrize("text", ["p000 s0001", "p001 s0000", "p999 s0001", "moon", "x p001 s0001"])
def test_a_satellite_that_is_not_there_is_told_with_an_example(text):
    state = State.of(read_builtin("spacex-odc"), Playback(NOW))
    with pytest.raises(UserError, match=r"no satellite named .* (such as|in) \"ODC"):
        satellite_named(state, text)
