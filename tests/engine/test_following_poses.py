"""What stands behind a followed satellite stays there; who its neighbours are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.following import (
    before_earth,
    before_neighbour,
    before_sun,
    in_plane,
    nearest_neighbour,
    riding,
)
from orbitviz.engine.viewpoints import mount_at, placed, pose_at_satellite
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Ride
from orbitviz.orbits.propagate import state_vectors
from orbitviz.scene.view import view_of
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

DOCUMENT = read_builtin("one-shell")
C = DOCUMENT.constellation
NOW = DOCUMENT.design.epoch_instant
ONE = SatelliteKey(MAIN_DESIGN, 37)
OBJECT = SatelliteKey(catalogue_id(0), 1)


@pytest.fixture(scope="module")
def state():
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    return State.of(DOCUMENT, Playback(NOW, playing=False), (catalogue,))


def at(state, seconds):
    return snapshot_at(state, NOW.plus_s(seconds), with_survey=False, with_maps=False)


@pytest.fixture(scope="module")
def now(state):
    return at(state, 0.0)


def seen(state, snapshot, pose):
    pose, mount = placed(state, snapshot, pose)
    return view_of(pose, snapshot.geometry, (600, 400), 1.0, mount)


def off_axis_deg(view, direction):
    cosine = view.forward @ direction / np.linalg.norm(direction)
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


@pytest.mark.parametrize("key", [ONE, OBJECT])
@pytest.mark.parametrize("ride", list(Ride))
def test_another_ride_shows_the_same_but_for_its_tilt(state, now, key, ride):
    pose = pose_at_satellite(state, now, key, CameraPose())
    other = riding(state, now, pose, ride)
    before, after = seen(state, now, pose), seen(state, now, other)
    assert after.eye_km == pytest.approx(before.eye_km, abs=1e-9)
    assert after.forward == pytest.approx(before.forward, abs=1e-9)
    assert (other.ride, other.follows, other.roll_rad) == (ride, key, 0.0)


def test_an_inertial_ride_keeps_the_stars_and_a_local_one_the_earth(state, now):
    local = pose_at_satellite(state, now, ONE, CameraPose())
    inertial = riding(state, now, local, Ride.INERTIAL)
    later = at(state, 900.0)
    assert seen(state, later, inertial).forward == pytest.approx(
        seen(state, now, inertial).forward, abs=1e-12
    )
    ups = []
    for snapshot in (now, later):
        view, (r_km,) = (
            seen(state, snapshot, local),
            state_vectors(C, snapshot.instant, [ONE.row])[0],
        )
        ups.append(view.forward @ r_km / np.linalg.norm(r_km))
    assert ups[0] == pytest.approx(ups[1], abs=1e-9)
    assert seen(state, later, local).forward @ seen(state, now, local).forward < 0.9


def test_earth_sun_and_neighbour_stay_behind_the_satellite(state, now):
    pose = pose_at_satellite(state, now, ONE, CameraPose())
    neighbour, _ = nearest_neighbour(state, now, ONE)
    aside_deg = np.degrees(np.arccos(np.cos(np.radians(13.0)) * np.cos(np.radians(9.0))))
    for seconds in (0.0, 700.0, 40_000.0):
        snapshot = at(state, seconds)
        (r_km,) = state_vectors(C, snapshot.instant, [ONE.row])[0]
        (other_km,) = state_vectors(C, snapshot.instant, [neighbour.row])[0]
        for turned, direction, off_deg in (
            (before_earth(pose), -r_km, 0.1),
            (before_sun(pose), snapshot.geometry.sun_direction, aside_deg),
            (before_neighbour(pose, neighbour), other_km - r_km, aside_deg),
        ):
            view = seen(state, snapshot, turned)
            assert off_axis_deg(view, direction) == pytest.approx(off_deg, abs=0.02)
            assert off_axis_deg(view, r_km - view.eye_km) == pytest.approx(0.0, abs=1e-3)


def test_the_sun_is_above_and_aside_in_the_picture(state, now):
    pose = before_sun(pose_at_satellite(state, now, ONE, CameraPose()))
    view = seen(state, now, pose)
    (place,), _ = view.project(view.eye_km + 1e8 * now.geometry.sun_direction[None])
    assert 0 < place[1] < 200  # the upper half
    assert 0 < place[0] < 600


def test_a_neighbour_that_is_lost_leaves_the_local_frame(state, now):
    pose = pose_at_satellite(state, now, ONE, CameraPose())
    lost = replace(pose, ride=Ride.NEIGHBOUR, neighbour=SatelliteKey(catalogue_id(7), 0))
    assert seen(state, now, lost).forward == pytest.approx(seen(state, now, pose).forward)


def test_the_next_in_the_plane_is_the_first_one_ahead(state):
    r_km, v_km_s = state_vectors(C, NOW)
    for row in (0, 9, 37, len(C) - 1):
        key = SatelliteKey(MAIN_DESIGN, row)
        mates = np.flatnonzero(C.plane_index == C.plane_index[row])
        along = np.cross(np.cross(r_km[row], v_km_s[row]), r_km[row])
        angle = np.arctan2(
            r_km[mates] @ along / np.linalg.norm(along),
            r_km[mates] @ r_km[row] / np.linalg.norm(r_km[row]),
        )
        ahead = np.where(mates == row, np.inf, np.remainder(angle, 2.0 * np.pi))
        assert in_plane(state, key, 1) == SatelliteKey(MAIN_DESIGN, int(mates[np.argmin(ahead)]))
        assert in_plane(state, in_plane(state, key, 1), -1) == key
    assert in_plane(state, OBJECT, 1) is None


def test_the_nearest_neighbour_is_the_nearest_of_all(state, now):
    r_km, _ = state_vectors(C, NOW)
    away = np.linalg.norm(r_km - r_km[ONE.row], axis=1)
    away[ONE.row] = np.inf
    key, away_km = nearest_neighbour(state, now, ONE)
    assert away_km == pytest.approx(away.min(), rel=1e-9)
    assert away[key.row] == pytest.approx(away.min(), rel=1e-9)
    assert mount_at(state, now, key) is not None
