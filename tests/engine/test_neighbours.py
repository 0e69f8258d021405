"""The nearest satellites against scipy's k-d tree of all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import cKDTree

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.neighbours import nearest_rows, neighbours_of
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from tests.engine.test_nearby import elliptic
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-22T00:10:00Z")
ONE_MILLIMETRE_KM = 1e-6
SGP4_KM = 2e-3  # between keyframes, as float32
COUNT = 9


def state_of(document, *catalogues) -> State:
    return State.of(document, Playback(NOW, playing=False), catalogues)


def agree_with_tree(constellation, rows):
    r_km, _ = state_vectors(constellation, NOW)
    count = min(COUNT, len(r_km))
    away_km, nearest = cKDTree(r_km).query(r_km[rows], count)
    for k, row in enumerate(rows.tolist()):
        found = nearest_rows(constellation, NOW, r_km[row], COUNT)
        assert len(found) == count
        found_km = np.linalg.norm(r_km[found] - r_km[row], axis=1)
        assert np.abs(found_km - away_km[k]).max() < ONE_MILLIMETRE_KM
        # Satellites as far away as each other may stand in either order.
        limit_km = away_km[k][-1] - ONE_MILLIMETRE_KM
        inner = nearest[k][away_km[k] < limit_km]
        assert set(inner.tolist()) <= set(found.tolist())


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("starlink-gen2", 1_000),
        ("suncatcher-81", 81),
        pytest.param("spacex-odc", 2_000, marks=pytest.mark.sweep),
        pytest.param("blue-origin-sunrise", 2_000, marks=pytest.mark.sweep),
    ],
)
def test_neighbours_are_those_of_a_tree_of_all_satellites(name, number):
    constellation = read_builtin(name).constellation
    rng = np.random.default_rng(11)
    agree_with_tree(constellation, rng.choice(len(constellation), number, replace=False))


def test_neighbours_on_ellipses_are_too():
    constellation = elliptic().constellation
    rng = np.random.default_rng(12)
    agree_with_tree(constellation, rng.choice(len(constellation), 60, replace=False))


@pytest.mark.parametrize("radius_km", [6_400.0, 7_900.0, 12_000.0, 42_164.0, 400_000.0])
@pytest.mark.parametrize(
    "document", [read_builtin("kuiper"), elliptic()], ids=["round", "elliptic"]
)
def test_an_eye_anywhere_finds_the_nearest_too(document, radius_km):
    constellation = document.constellation
    r_km, _ = state_vectors(constellation, NOW)
    for direction in np.random.default_rng(13).normal(size=(12, 3)):
        eye_km = radius_km * direction / np.linalg.norm(direction)
        expected = np.sort(np.linalg.norm(r_km - eye_km, axis=1))[:COUNT]
        found = nearest_rows(constellation, NOW, eye_km, COUNT)
        assert np.allclose(np.linalg.norm(r_km[found] - eye_km, axis=1), expected, rtol=1e-12)


@pytest.fixture(scope="module")
def both():
    """A design and a catalogue, and a snapshot between two keyframes."""
    state = state_of(read_builtin("kuiper"), shell_of_objects(3_000, NOW))
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    return state, replace(snapshot, instant=NOW.plus_s(31.0))


def test_neighbours_of_a_design_and_of_a_catalogue_are_found_together(both):
    state, snapshot = both
    (source,) = state.catalogues
    r_km, v_km_s = state_vectors(state.document.constellation, snapshot.instant)
    objects = state.catalogues[source].propagate(snapshot.instant)
    every_r, every_v = np.concatenate([r_km, objects[0]]), np.concatenate([v_km_s, objects[1]])
    keys = [SatelliteKey(MAIN_DESIGN, row) for row in range(len(r_km))]
    keys += [SatelliteKey(source, row) for row in range(len(objects[0]))]
    tree = cKDTree(every_r)
    of_catalogue = 0
    for one in np.random.default_rng(3).choice(len(keys), 200, replace=False).tolist():
        found = neighbours_of(state, snapshot, keys[one], every_r[one], every_v[one], COUNT)
        away_km, nearest = tree.query(every_r[one], COUNT + 1)
        assert keys[one] not in {near.key for near in found}
        assert [near.distance_km for near in found] == pytest.approx(away_km[1:], abs=SGP4_KM)
        for near, other in zip(found, nearest[1:].tolist(), strict=True):
            if near.key != keys[other]:  # as near as another one
                continue
            of_catalogue += not near.key.source.is_design
            apart, drift = every_r[other] - every_r[one], every_v[other] - every_v[one]
            assert near.range_rate_km_s == pytest.approx(
                apart @ drift / np.linalg.norm(apart), abs=1e-4
            )
            is_same = near.key.source.is_design and state.shell_of(near.key) == state.shell_of(
                keys[one]
            )
            assert near.is_of_same_shell == is_same
    assert of_catalogue > 300


def test_keyframes_of_another_time_are_not_asked(both):
    state, snapshot = both
    later = replace(snapshot, instant=NOW.plus_s(600.0))
    r_km, v_km_s = state_vectors(state.document.constellation, later.instant, np.array([5]))
    key = SatelliteKey(MAIN_DESIGN, 5)
    found = neighbours_of(state, later, key, r_km[0], v_km_s[0], 200)
    assert {near.key.source for near in found} == {MAIN_DESIGN}
    assert len(found) == 200


def test_fewer_are_returned_than_asked_for_where_there_are_not_as_many():
    state = state_of(read_builtin("suncatcher-81"))
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    r_km, v_km_s = state_vectors(state.document.constellation, NOW, np.array([0]))
    key = SatelliteKey(MAIN_DESIGN, 0)
    assert len(neighbours_of(state, snapshot, key, r_km[0], v_km_s[0], 500)) == 80
    assert neighbours_of(state, snapshot, key, r_km[0], v_km_s[0], 0) == ()
