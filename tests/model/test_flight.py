"""Flights of the camera: no point of any of them lies under the ground."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model import camera as moves
from orbitviz.model.flight import flight_over_ground
from orbitviz.model.mount import mount_of_reference, mount_of_satellite, remounted
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

MOMENT = sky_geometry_at(Instant.parse("2026-03-20T12:00:00Z"))
SOME = SatelliteKey(MAIN_DESIGN, 0)
CENTRE = mount_of_reference(Reference.INERTIAL, MOMENT)
SHARES = np.linspace(0.0, 1.0, 301)

angles, tilts = st.floats(-3.1, 3.1), st.floats(-1.5, 1.5)
globes = st.builds(
    CameraPose, distance_km=st.floats(6_800.0, 300_000.0), azimuth_rad=angles, elevation_rad=tilts
)
rides = st.builds(
    CameraPose,
    distance_km=st.floats(0.001, 100.0),
    azimuth_rad=angles,
    elevation_rad=tilts,
    follows=st.just(SOME),
)


@st.composite
def mounts(draw):
    """Return a satellite somewhere between 400 and 36,000 km."""
    longitude, latitude = draw(angles), draw(st.floats(-1.4, 1.4))
    up = np.array([math.cos(latitude) * math.cos(longitude),
                   math.cos(latitude) * math.sin(longitude), math.sin(latitude)])  # fmt: skip
    flight = np.cross([0.2, 0.1, 1.0], up)
    return mount_of_satellite((EARTH_RADIUS_KM + draw(st.floats(400.0, 36_000.0))) * up, flight)


def eye_km(pose):
    return np.asarray(pose.target_km) + pose.distance_km * moves.camera_axes(pose)[2]


def heights_km(start, end, earth_km):
    flight = flight_over_ground(start, end, earth_km)
    poses = [flight.pose(float(share), earth_km) for share in SHARES]
    eyes = np.array([eye_km(pose) for pose in poses]) - earth_km
    return poses, eyes, np.linalg.norm(eyes, axis=1)


def checked(start, end, earth_km):
    poses, eyes, heights = heights_km(start, end, earth_km)
    ends = heights[[0, -1]].min()
    assert heights.min() >= min(ends * (1.0 - 1e-9), EARTH_RADIUS_KM + 29.9)
    assert eyes[0] == pytest.approx(eye_km(start) - earth_km, rel=1e-6, abs=1e-6 * heights[0])
    assert poses[-1] == end
    return eyes


@settings(max_examples=25, deadline=None)
@given(globes, rides, mounts())
def test_to_a_satellite_anywhere_and_back(start, end, mount):
    earth_km = mount.axes @ -mount.origin_km
    checked(remounted(start, CENTRE, mount), end, earth_km)
    checked(remounted(end, mount, CENTRE), start, np.zeros(3))


@settings(max_examples=25, deadline=None)
@given(rides, rides, mounts(), mounts())
def test_from_satellite_to_satellite(start, end, one, other):
    checked(remounted(start, one, other), end, other.axes @ -other.origin_km)


@settings(max_examples=25, deadline=None)
@given(globes, globes, st.floats(600.0, 8_000.0), mounts())
def test_to_a_shell_behind_the_earth(start, end, distance_km, mount):
    shell = moves.look_at(end, mount.origin_km, distance_km, MOMENT)
    checked(start, shell, np.zeros(3))


@pytest.mark.parametrize("apart_deg", [0.0, 40.0, 90.0, 150.0, 180.0])
def test_the_way_is_without_jumps(apart_deg):
    """Of 300 steps none is longer than a twentieth of the whole way."""
    apart = math.radians(apart_deg)
    start = CameraPose(distance_km=26_000.0, azimuth_rad=0.3, elevation_rad=0.3)
    up = np.array([math.cos(0.3 + apart), math.sin(0.3 + apart), 0.2])
    up /= np.linalg.norm(up)
    mount = mount_of_satellite(6_928.0 * up, np.cross([0.0, 0.0, 1.0], up))
    end = CameraPose(distance_km=0.1, azimuth_rad=1.0, elevation_rad=0.3, follows=SOME)
    eyes = checked(remounted(start, CENTRE, mount), end, mount.axes @ -mount.origin_km)
    steps = np.linalg.norm(np.diff(eyes, axis=0), axis=1)
    assert steps.max() < 0.05 * steps.sum()


def test_a_clear_way_is_the_straight_one():
    start = CameraPose(distance_km=26_000.0, azimuth_rad=0.0, elevation_rad=0.0)
    mount = mount_of_satellite(np.array([6_928.0, 0.0, 0.0]), np.array([0.0, 7.5, 0.0]))
    end = CameraPose(distance_km=0.1, azimuth_rad=1.0, elevation_rad=0.3, follows=SOME)
    earth_km = mount.axes @ -mount.origin_km
    assert flight_over_ground(remounted(start, CENTRE, mount), end, earth_km).swing_rad == 0.0
    back = CameraPose(distance_km=26_000.0, azimuth_rad=math.pi, elevation_rad=0.0)
    assert flight_over_ground(remounted(back, CENTRE, mount), end, earth_km).swing_rad > 0.5


def test_the_earth_may_move_on_while_the_camera_flies():
    """In inertial axes about a satellite, a quarter of an orbit long."""
    start = CameraPose(distance_km=9_000.0, azimuth_rad=2.8, elevation_rad=0.1)
    end = CameraPose(distance_km=0.1, azimuth_rad=1.0, elevation_rad=0.3, follows=SOME)
    there = np.array([6_928.0, 0.0, 0.0])
    begin = remounted(start, CENTRE, mount_of_satellite(there, np.array([0.0, 7.5, 0.0])))
    flight = flight_over_ground(begin, end, -there)
    for share in SHARES:
        angle = 0.5 * math.pi * share
        earth_km = -6_928.0 * np.array([math.cos(angle), math.sin(angle), 0.0])
        height = np.linalg.norm(eye_km(flight.pose(float(share), earth_km)) - earth_km)
        assert height > EARTH_RADIUS_KM + 29.0
