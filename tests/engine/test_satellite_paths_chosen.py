"""Which satellites have paths, and their tracks at the ends of what is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from orbitviz.analysis.satellite_motion import motion_of
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.satellite_paths import (
    MOST_PATHS,
    ellipse_at,
    satellites_with_paths,
    track_around,
)
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_visible
from orbitviz.model.members import Members
from orbitviz.model.selecting import pick_satellite, select, select_satellites
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.timescale import LAST_INSTANT
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

DOCUMENT = read_builtin("one-shell")
NOW = DOCUMENT.design.epoch_instant
ONE, OTHER = SatelliteKey(MAIN_DESIGN, 3), SatelliteKey(MAIN_DESIGN, 90)
OBJECT = SatelliteKey(catalogue_id(0), 1)


@pytest.fixture(scope="module")
def state():
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    return State.of(DOCUMENT, Playback(NOW, playing=False), (catalogue,))


def following(state, key):
    camera = replace(state.view.camera, follows=key)
    return replace(state, view=replace(state.view, camera=camera))


def test_the_followed_one_and_the_selected_ones_have_paths(state):
    assert satellites_with_paths(state) == ()
    assert satellites_with_paths(pick_satellite(ONE)(state)) == (ONE,)
    assert satellites_with_paths(pick_satellite(ONE)(following(state, OBJECT))) == (ONE, OBJECT)


def test_of_a_crowd_and_of_hidden_shells_there_are_none(state):
    crowd = [SatelliteKey(MAIN_DESIGN, row) for row in range(MOST_PATHS + 1)]
    shell = {ShellKey(MAIN_DESIGN, 0)}
    assert satellites_with_paths(select(shell, crowd[:-1])(state)) == tuple(crowd[:-1])
    assert satellites_with_paths(select(shell, crowd)(state)) == ()
    assert satellites_with_paths(select(shell, crowd)(following(state, OTHER))) == (OTHER,)
    few, most, many = (Members.of(crowd[:count]) for count in (3, MOST_PATHS, None))
    assert satellites_with_paths(select_satellites(few)(state)) == tuple(crowd[:3])
    assert satellites_with_paths(select_satellites(most)(state)) == tuple(crowd[:-1])
    assert satellites_with_paths(select_satellites(many)(state)) == ()
    some_hidden = replace(select_satellites(few)(state), hidden_satellites=Members.of(crowd[:2]))
    assert satellites_with_paths(some_hidden) == (crowd[2],)
    hidden = set_visible(shell, False)(pick_satellite(ONE)(following(state, OBJECT)))
    assert satellites_with_paths(hidden) == (OBJECT,)


@pytest.mark.parametrize("key", [ONE, OBJECT])
def test_an_orbit_goes_through_the_satellite_along_its_flight(state, key):
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    ellipse = ellipse_at(state, snapshot, key)
    r_km, v_km_s = motion_of(state, key, NOW)(np.zeros(1))
    assert ellipse.r_km == pytest.approx(r_km[0], abs=0.01)
    ahead = ellipse.positions_km(np.array([1e-4]))[0] - ellipse.r_km
    cosine = ahead @ v_km_s[0] / np.linalg.norm(ahead) / np.linalg.norm(v_km_s)
    assert cosine == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("key", [ONE, OBJECT])
def test_a_track_lies_on_the_ground_and_ends_with_the_ephemeris(state, key):
    track = track_around(state, key, NOW)
    assert track.seconds[0] < -track.period_s < track.period_s < track.seconds[-1]
    assert geodetic(track.r_itrs_km)[2] == pytest.approx(4.0, abs=1e-6)
    assert track.holds_at(NOW.plus_s(200.0))
    assert not track.holds_at(NOW.plus_s(-0.1 * track.period_s))
    last = track_around(state, ONE, LAST_INSTANT)
    assert last.seconds[-1] == 0.0
    assert np.isfinite(last.r_itrs_km).all()
