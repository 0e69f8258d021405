"""The view in which a design is first seen."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.engine.home import home_pose, settling_from, view_named
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.model.blank_document import blank_document
from orbitviz.model.camera_views import HOME_VIEW
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.view import view_of

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
    lambda at: Instant.from_datetime(at.replace(tzinfo=UTC))
)


def opened(design, instant):
    return State.of(read_builtin(design), Playback(instant, playing=False))


@pytest.mark.parametrize("design", [d for d in builtin_ids() if d != "suncatcher-81"])
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (1680, 720), (640, 640)])
def test_all_of_a_design_is_in_the_picture_and_fills_it(design, size):
    state = opened(design, Instant.parse("2026-11-22T00:00:00Z"))
    geometry = sky_geometry_at(state.playback.at)
    view = view_of(home_pose(state, geometry), geometry, size)
    count = len(state.document.constellation)
    rows = np.linspace(0, count - 1, min(count, 20_000)).astype(np.int64)
    r_km, _ = state_vectors(state.document.constellation, state.playback.at, rows)
    pixels, depth = view.project(r_km)
    inside = (pixels >= 0.0).all(axis=1) & (pixels <= np.array(size)).all(axis=1) & (depth > 0.0)
    assert inside.mean() > 0.97
    # The widest of both ways, or of the shorter side where the rest is empty sky.
    span = np.ptp(pixels[inside], axis=0)
    assert span.max() > 0.75 * min(size)


@settings(max_examples=60, deadline=None)
@given(MOMENTS)
def test_the_night_ends_in_the_picture(instant):
    """In its middle the Sun is about to rise or has just set."""
    state = opened("one-shell", instant)
    geometry = sky_geometry_at(instant)
    back = -view_of(home_pose(state, geometry), geometry, (800, 800)).forward
    below_deg = -np.degrees(np.arcsin(back @ geometry.sun_direction))
    assert 0.0 < below_deg < 2.0


@pytest.mark.parametrize("design", ["spacex-odc", "starlink-gen2"])
@pytest.mark.parametrize("days", [0, 40, -100])
def test_all_day_long_home_is_the_same_place(design, days):
    state = opened(design, Instant.parse("2026-11-22T00:00:00Z"))
    first = state.document.design.epoch_instant.plus_s(days * 86_400.0)
    hours = np.array([0.0, 0.8, 3.0, 9.0, 16.0, 23.9])
    azimuths = [
        home_pose(state, sky_geometry_at(first.plus_s(3600.0 * hour))).azimuth_rad for hour in hours
    ]
    # The Sun moves by a degree a day, and its hour angle at dusk changes with its declination.
    assert np.degrees(np.ptp(np.unwrap(azimuths))) < 1.5


@pytest.mark.parametrize("reference", list(Reference))
def test_it_is_the_same_picture_in_all_axes(reference):
    instant = Instant.parse("2026-11-22T00:00:00Z")
    state, geometry = opened("one-shell", instant), sky_geometry_at(instant)
    pose = view_named(HOME_VIEW, state, CameraPose(reference=reference), geometry)
    assert pose.reference is reference
    plain = view_of(home_pose(state, geometry), geometry, (800, 800))
    assert np.allclose(view_of(pose, geometry, (800, 800)).eye_km, plain.eye_km, atol=1.0)


def test_a_view_that_is_not_there_is_told():
    instant = Instant.parse("2026-11-22T00:00:00Z")
    with pytest.raises(UserError, match="there is no view named"):
        view_named("moon", opened("one-shell", instant), CameraPose(), sky_geometry_at(instant))


def test_without_satellites_the_earth_fills_the_picture():
    instant = Instant.parse("2026-11-22T00:00:00Z")
    state = State.of(blank_document("Nothing", instant), Playback(instant))
    assert 19_000.0 < home_pose(state, sky_geometry_at(instant)).distance_km < 25_000.0


def test_the_camera_settles_from_farther_away():
    pose = CameraPose()
    assert settling_from(pose).distance_km > pose.distance_km
