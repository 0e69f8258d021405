"""Satellites within an outline on the picture, against all of them, one by one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.outlined import satellites_outlined, sight_around
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.view import view_of
from tests.engine.test_polygon import distance_to, turns_around
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-22T00:10:00Z")
SIZE = (1280, 800)
OBJECTS = catalogue_id(0)
DOUBTFUL_PX, DOUBTFUL_HEIGHT = 1e-4, 1e-6  # at an edge; at the limb, in radii of the Earth
WHOLE = np.array([(0.0, 0.0), (1280.0, 0.0), (1280.0, 800.0), (0.0, 800.0)])


@pytest.fixture(scope="module")
def opened():
    """Return the state with a design and a catalogue, its snapshot, and all positions."""
    catalogues = (shell_of_objects(400, NOW),)
    state = State.of(read_builtin("oneweb"), Playback(NOW, playing=False), catalogues)
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    frames = snapshot.keyframes[OBJECTS]
    places = {
        MAIN_DESIGN: state_vectors(state.document.constellation, NOW)[0],
        OBJECTS: frames.positions_km(NOW),
    }
    return state, snapshot, places


def view_from(state, snapshot, pose):
    camera, mount = placed(state, snapshot, pose)
    return view_of(camera, snapshot.geometry, SIZE, 1.0, mount)


def outlined(state, snapshot, view, outline):
    sight = sight_around(view.eye_km, view.direction_at, outline)
    return satellites_outlined(state, snapshot, view.project, sight, outline)


def closest_to_centre(eye_km, r_km):
    """Return how near the way to a satellite comes to the Earth's middle, in its radii."""
    eye, there = eye_km * TO_UNIT_SPHERE, r_km * TO_UNIT_SPHERE
    way = there - eye
    share = min(max(-(eye @ way) / (way @ way), 0.0), 1.0)
    return float(np.linalg.norm(eye + share * way))


def is_outlined(view, r_km, outline):
    """Return whether one satellite is seen within an outline, None where that is doubtful."""
    away = r_km - view.eye_km
    depth = away @ view.forward
    if depth <= 0.0:
        return False
    half = np.array(view.size) / 2.0
    at = half + half * np.array([away @ view.right, -(away @ view.up)]) / (
        depth * np.array(view.tan_half)
    )
    nearest = closest_to_centre(view.eye_km, r_km)
    if distance_to(at, outline) < DOUBTFUL_PX or abs(nearest - 1.0) < DOUBTFUL_HEIGHT:
        return None
    return bool(nearest > 1.0 and abs(round(turns_around(at, outline))) > 0)


poses = st.builds(
    CameraPose,
    distance_km=st.floats(math.log(6_900.0), math.log(80_000.0)).map(math.exp),
    azimuth_rad=st.floats(0.0, 6.28),
    elevation_rad=st.floats(-1.5, 1.5),
    fov_rad=st.floats(0.1, 1.2),
)


@settings(max_examples=16, deadline=None)
@given(
    pose=poses,
    seed=st.integers(0, 2**31),
    corners=st.integers(2, 12),
    reach=st.floats(0.02, 0.6),
)
def test_satellites_are_those_that_each_for_itself_is_seen_in_there(
    opened, pose, seed, corners, reach
):
    state, snapshot, places = opened
    view = view_from(state, snapshot, pose)
    random = np.random.default_rng(seed)
    middle = random.uniform((0.0, 0.0), SIZE)
    outline = middle + random.uniform(-reach, reach, (corners, 2)) * SIZE
    found = outlined(state, snapshot, view, outline)
    for source, all_km in places.items():
        rows = set(found.rows(source).tolist())
        for row, r_km in enumerate(all_km):
            expected = is_outlined(view, r_km, outline)
            assert expected is None or expected == (row in rows), (source, row)


@pytest.mark.parametrize("elevation_rad", [1.2, 0.0, -1.2])
@pytest.mark.parametrize("distance_km", [12_000.0, 20_000.0, 60_000.0])
def test_the_whole_picture_has_all_that_is_not_behind_the_earth(opened, elevation_rad, distance_km):
    state, snapshot, places = opened
    view = view_from(
        state, snapshot, CameraPose(distance_km=distance_km, elevation_rad=elevation_rad)
    )
    found = outlined(state, snapshot, view, WHOLE)
    assert len(found.rows(MAIN_DESIGN))
    for source, all_km in places.items():
        for r_km in all_km[found.rows(source)]:
            assert closest_to_centre(view.eye_km, r_km) > 1.0 - DOUBTFUL_HEIGHT
    seen = {row for row, r_km in enumerate(places[MAIN_DESIGN]) if is_outlined(view, r_km, WHOLE)}
    assert set(found.rows(MAIN_DESIGN).tolist()) == seen


def test_what_is_not_drawn_is_not_found(opened):
    state, snapshot, _ = opened
    view = view_from(state, snapshot, CameraPose(distance_km=30_000.0))
    every = outlined(state, snapshot, view, WHOLE)
    few = Members({MAIN_DESIGN: every.rows(MAIN_DESIGN)[::3], OBJECTS: every.rows(OBJECTS)[:5]})
    assert outlined(replace(state, hidden_satellites=few), snapshot, view, WHOLE) == every - few
    without = replace(state, hidden=frozenset({ShellKey(OBJECTS, 0), ShellKey(MAIN_DESIGN, 0)}))
    found = outlined(without, snapshot, view, WHOLE)
    assert found.sources == (MAIN_DESIGN,)
    first = int(state.document.constellation.shell_first[1])
    assert found == Members({MAIN_DESIGN: [row for row in every.rows(MAIN_DESIGN) if row >= first]})


def test_before_a_catalogue_has_positions_its_objects_are_not_found(opened):
    state, snapshot, _ = opened
    view = view_from(state, snapshot, CameraPose(distance_km=30_000.0))
    early = replace(snapshot, keyframes={OBJECTS: None})
    assert outlined(state, early, view, WHOLE).sources == (MAIN_DESIGN,)


@pytest.mark.parametrize(
    "outline",
    [
        [(2.0, 2.0), (30.0, 2.0), (30.0, 30.0), (2.0, 30.0)],  # beside the globe
        [(640.0, 400.0)],
        [(100.0, 400.0), (1100.0, 400.0)],
        [(-900.0, -900.0), (-500.0, -900.0), (-500.0, -500.0)],  # outside the picture
    ],
)
def test_an_outline_of_nothing_holds_nothing(opened, outline):
    state, snapshot, _ = opened
    view = view_from(state, snapshot, CameraPose(distance_km=80_000.0, fov_rad=0.7))
    assert outlined(state, snapshot, view, np.array(outline)) == NO_MEMBERS
