from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.model import camera as moves
from orbitviz.model.camera_views import VIEW_NAMES, named_view
from orbitviz.model.flight import between
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

MOMENT = sky_geometry_at(Instant.parse("2026-03-20T12:00:00Z"))

poses = st.builds(
    CameraPose,
    distance_km=st.floats(7_000, 200_000),
    azimuth_rad=st.floats(-3.1, 3.1),
    elevation_rad=st.floats(-1.4, 1.4),
)


def eye_teme(pose: CameraPose) -> np.ndarray:
    """The eye by the definition in CameraPose's docstring, turned to TEME."""
    ce = math.cos(pose.elevation_rad)
    back = np.array(
        [
            ce * math.cos(pose.azimuth_rad),
            ce * math.sin(pose.azimuth_rad),
            math.sin(pose.elevation_rad),
        ]
    )
    eye = np.asarray(pose.target_km) + pose.distance_km * back
    return eye @ moves.reference_axes(pose.reference, MOMENT)


@given(poses, st.sampled_from(list(Reference)), st.sampled_from(list(Reference)))
def test_changing_the_axes_leaves_the_eye_where_it_is(pose, first, second):
    pose = replace(pose, reference=first)
    changed = moves.change_reference(pose, second, MOMENT)
    if abs(changed.elevation_rad) < 1.56:  # at the pole the elevation is kept off 90 degrees
        assert np.linalg.norm(eye_teme(changed) - eye_teme(pose)) < 1e-6 * pose.distance_km


@given(poses, st.floats(0.5, 2.0), st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_zoom_keeps_the_ground_under_the_pointer(pose, factor, x, y):
    """To half a degree on the ground, where camera and ground are away from the poles.

    The camera's up stays towards the pole, so some latitudes cannot be brought under the pointer
    from farther away: then no elevation, tried one by one, comes nearer.
    """
    pose = replace(pose, elevation_rad=pose.elevation_rad * 0.6)
    moved = moves.zoom(pose, factor, (x, y), 1.6)
    before = moves.ground_under(pose, (x, y), 1.6)
    after = moves.ground_under(moved, (x, y), 1.6)
    if before is None or after is None or abs(before[1]) > 1.0 or abs(moved.elevation_rad) > 1.0:
        return
    east = math.remainder(before[0] - after[0], math.tau) * math.cos(before[1])
    missed = math.hypot(east, before[1] - after[1])
    if missed >= math.radians(0.5):
        tries = (replace(moved, elevation_rad=e) for e in np.arange(-1.55, 1.55, 0.005))
        under = [moves.ground_under(camera, (x, y), 1.6) for camera in tries]
        nearest = min(abs(ground[1] - before[1]) for ground in under if ground is not None)
        assert missed < nearest + math.radians(0.2)


@given(poses, st.floats(0.01, 100.0))
def test_zoom_stays_outside_the_earth_and_in_range(pose, factor):
    distance = moves.zoom(pose, factor).distance_km
    assert EARTH_RADIUS_KM + moves.MIN_CAMERA_ALTITUDE_KM <= distance <= moves.MAX_DISTANCE_KM


@given(poses, poses)
def test_a_flight_begins_and_ends_where_it_should(start, end):
    first, last = between(start, end, 0.0), between(start, end, 1.0)
    assert first.distance_km == pytest.approx(start.distance_km)
    assert np.allclose(eye_teme(last), eye_teme(end), atol=1e-6 * end.distance_km)


def test_view_from_the_sun_is_on_the_line_to_the_sun():
    pose = named_view("sun", CameraPose(), MOMENT)
    eye = eye_teme(pose)
    assert pose.reference is Reference.INERTIAL
    assert eye @ MOMENT.sun_direction / np.linalg.norm(eye) > math.cos(math.radians(0.2))


@pytest.mark.parametrize("name", VIEW_NAMES)
def test_every_named_view_looks_at_the_earth(name):
    pose = named_view(name, CameraPose(reference=Reference.EARTH), MOMENT)
    assert pose.reference is Reference.EARTH
    assert pose.target_km == (0.0, 0.0, 0.0)


def test_a_view_in_numbers():
    pose = named_view("30,-10,12000", CameraPose(), MOMENT)
    assert math.degrees(pose.azimuth_rad) == pytest.approx(30)
    assert math.degrees(pose.elevation_rad) == pytest.approx(-10)
    assert pose.distance_km == 12_000


@pytest.mark.parametrize("name", ["moon", "1,x,20000", ""])
def test_a_view_that_is_not_there_is_told_with_those_that_are(name):
    with pytest.raises(UserError, match=r"pole.*azimuth,elevation,distance"):
        named_view(name, CameraPose(), MOMENT)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1,2", r'the view "1,2" is not of three numbers; allowed: azimuth,elevation,distance'),
        ("1,2,3,4", "is not of three numbers"),
        ("0,95,20000", "the elevation of .* is 95; allowed: -90 to 90 degrees"),
        ("1,2,3", "the distance of .* is 3; allowed: 6,529 to 1,000,000 km from the Earth's"),
        ("0,0,nan", "the distance of .* is nan"),
        ("900,0,20000", "the azimuth of .* is 900; allowed: -720 to 720 degrees"),
    ],
)
def test_a_view_in_wrong_numbers_is_told_which_is_wrong(text, wrong):
    with pytest.raises(UserError, match=wrong):
        named_view(text, CameraPose(), MOMENT)


def test_looking_at_a_point_puts_it_in_the_target():
    target = np.array([6000.0, 2000.0, 3000.0])
    pose = moves.look_at(CameraPose(reference=Reference.EARTH), target, 100.0, MOMENT)
    back_in_teme = np.asarray(pose.target_km) @ MOMENT.teme_to_itrs
    assert np.allclose(back_in_teme, target)
    assert np.linalg.norm(eye_teme(pose)) > np.linalg.norm(target)
