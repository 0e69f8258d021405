"""How long a picture holds, against what moves on it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.moon import moon_gcrs_km
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.motion_bounds import ground_moved_px, satellites_moved_px
from orbitviz.scene.view import view_of
from tests.poses import pose_between

SIZE = (1280, 800)
NOON = Instant.parse("2026-03-20T12:00:00Z")


def seen(constellation, view, instant, rows):
    """Return pixels (n, 2) of satellites, and which of them are on the picture."""
    r_km = state_vectors(constellation, instant, rows)[0]
    place, depth = view.project(r_km)
    inside = (depth > 0.0) & (place >= 0.0).all(axis=1) & (place <= SIZE).all(axis=1)
    return place, inside & ~hidden_by_earth(view.eye_km, r_km)


@pytest.mark.parametrize("reference", list(Reference))
@pytest.mark.parametrize("distance_km", [12_000.0, 26_000.0, 100_000.0])
@pytest.mark.parametrize("turned_rad", [0.0, 2e-4])
def test_no_satellite_moves_farther_than_told_and_some_come_near_it(
    reference, distance_km, turned_rad
):
    """Time runs and the camera turns: the largest way of 140,000 satellites against the bound."""
    constellation = read_builtin().constellation
    camera = CameraPose(reference=reference, distance_km=distance_km)
    begin, end = constellation.epoch, constellation.epoch.plus_s(0.5)
    moved_camera = replace(camera, azimuth_rad=camera.azimuth_rad + turned_rad)
    old = view_of(camera, sky_geometry_at(begin), SIZE)
    new = view_of(moved_camera, sky_geometry_at(end), SIZE)
    rows = np.arange(0, len(constellation), 7, dtype=np.int32)
    before, was_seen = seen(constellation, old, begin, rows)
    after, is_seen = seen(constellation, new, end, rows)
    both = was_seen & is_seen
    moved = np.linalg.norm(after[both] - before[both], axis=1)
    bound = satellites_moved_px(constellation, old, new, 0.5)
    assert moved.max() <= bound
    # The bound adds up what turning and orbiting of the camera partly take back.
    assert turned_rad or moved.max() > 0.2 * bound


@pytest.mark.parametrize("reference", list(Reference))
@pytest.mark.parametrize("distance_km", [7_000.0, 26_000.0])
def test_no_place_on_the_ground_moves_farther_than_told(reference, distance_km):
    begin, end = NOON, NOON.plus_s(20.0)
    camera = CameraPose(reference=reference, distance_km=distance_km, fov_rad=0.5)
    old, new = (view_of(camera, sky_geometry_at(t), SIZE) for t in (begin, end))
    lat, lon = np.meshgrid(np.linspace(-1.5, 1.5, 60), np.linspace(-3.1, 3.1, 240))
    itrs = itrs_position_km(lat.ravel(), lon.ravel(), np.zeros(lat.size))
    places = [itrs @ sky_geometry_at(t).teme_to_itrs for t in (begin, end)]
    seen_there = ~hidden_by_earth(old.eye_km, places[0] * 1.0001)
    before, after = (
        view.project(r)[0][seen_there] for view, r in zip((old, new), places, strict=True)
    )
    inside = ((before >= 0.0) & (before <= SIZE)).all(axis=1)
    moved = np.linalg.norm(after - before, axis=1)[inside]
    assert moved.max() <= ground_moved_px(old, new, 20.0)


@pytest.mark.parametrize("before_moon_km", [3_000.0, 60_000.0, 200_000.0])
def test_the_moon_moves_no_farther_than_told(before_moon_km):
    begin, end = NOON, NOON.plus_s(60.0)
    middles = [sky_geometry_at(t).gcrs_to_teme @ moon_gcrs_km(t) for t in (begin, end)]
    distance_km = float(np.linalg.norm(middles[0]))
    eye = middles[0] * (1.0 - before_moon_km / distance_km)
    pose = pose_between(eye, middles[0])
    old, new = (view_of(pose, sky_geometry_at(t), SIZE) for t in (begin, end))
    before, after = (
        view.project(middle)[0][0] for view, middle in zip((old, new), middles, strict=True)
    )
    assert np.linalg.norm(after - before) <= ground_moved_px(old, new, 60.0)


def test_where_nothing_moves_nothing_has_moved_and_among_satellites_everything():
    constellation = read_builtin().constellation
    far = view_of(CameraPose(), sky_geometry_at(constellation.epoch), SIZE)
    assert satellites_moved_px(constellation, far, far, 0.0) == 0.0
    assert ground_moved_px(far, far, 0.0) == 0.0
    among = CameraPose(target_km=(7_000.0, 0.0, 0.0), distance_km=100.0, azimuth_rad=math.pi)
    near = view_of(among, sky_geometry_at(constellation.epoch), SIZE)
    assert satellites_moved_px(constellation, near, near, 0.02) > 0.2
    assert satellites_moved_px(constellation, far, near, 0.0) > 100.0
    larger = replace(far, size=(2_000, 800))
    assert ground_moved_px(far, larger, 0.0) == math.inf
