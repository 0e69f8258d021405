"""The satellites near the camera against a search through all of them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from orbitviz.engine import nearby as rooms
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.nearby import MOST, body_of_satellite, nearby
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import add_catalogue, set_visible
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import Document, Playback, State
from orbitviz.orbits import within_reach
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-22T00:10:00Z")
LEAST_RAD = 0.002


def state_of(document) -> State:
    return State.of(document, Playback(NOW, playing=False))


def document_of(groups) -> Document:
    epoch = datetime(2026, 11, 22, tzinfo=UTC)
    fields = {"format": "orbitviz/1", "name": "e", "epoch": epoch, "groups": groups}
    design = Design.model_validate(fields)
    return Document(design, expand(design))


def elliptic() -> Document:
    group = {
        "pattern": "walker-delta", "altitude_km": 1500.0, "eccentricity": 0.1, "argp_deg": 40.0,
        "inclination_deg": 63.0, "planes": 5, "satellites_per_plane": 3000, "satellite": "ai1",
    }  # fmt: skip
    return document_of([group])


@pytest.fixture(scope="module")
def snapshots():
    states = [state_of(read_builtin("spacex-odc")), state_of(elliptic())]
    return [
        (state, snapshot_at(state, NOW, with_survey=False, with_maps=False)) for state in states
    ]


@pytest.mark.parametrize("number", range(24))
def test_finds_what_a_search_through_all_finds(snapshots, number):
    rng = np.random.default_rng(number)
    state, snapshot = snapshots[number % 2]
    constellation = state.document.constellation
    r_km = all_positions(constellation)
    eye_km = r_km[rng.integers(len(r_km))] + rng.uniform(-20.0, 20.0, 3)
    found = nearby(state, snapshot, eye_km, LEAST_RAD).satellites
    distance = np.linalg.norm(r_km - eye_km, axis=1)
    spans = np.array([body.span_m for body in rooms._kinds(state.document).of_group]) / 1000.0
    shell = constellation.plane_shell[constellation.plane_index]
    size = spans[constellation.shell_group[shell]] / np.maximum(distance, 1e-9)
    expected = np.flatnonzero(size >= LEAST_RAD)
    expected = expected[np.argsort(-size[expected], kind="stable")][:MOST]
    assert {one.key.row for one in found} == set(expected.tolist())
    for one in found:
        assert np.linalg.norm(one.r_km - r_km[one.key.row]) < 1e-6
        assert one.distance_km == pytest.approx(distance[one.key.row], abs=1e-6)


_positions: dict[int, np.ndarray] = {}


def all_positions(constellation):
    if id(constellation) not in _positions:
        _positions[id(constellation)] = state_vectors(constellation, NOW)[0]
    return _positions[id(constellation)]


def test_far_from_every_shell_no_plane_is_looked_at(snapshots, monkeypatch):
    state, snapshot = snapshots[0]

    def refuse(*_):
        raise AssertionError("a plane was propagated")

    monkeypatch.setattr(within_reach, "plane_table", refuse)
    for radius_km in (6_500.0, 9_500.0, 26_000.0):
        eye_km = np.array([radius_km, 0.0, 0.0])
        assert nearby(state, snapshot, eye_km, LEAST_RAD) == rooms.NONE


def test_a_small_satellite_beside_a_large_one_keeps_its_light():
    """The light of all fades from where even the smallest of the design is a body."""
    ring = {"pattern": "walker-delta", "inclination_deg": 53.0, "planes": 2,
            "satellites_per_plane": 5}  # fmt: skip
    kinds = {"ai1": 600.0, "bus-500kg": 700.0}
    groups = [{**ring, "satellite": kind, "altitude_km": km} for kind, km in kinds.items()]
    state = state_of(document_of(groups))
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    eye_km = all_positions(state.document.constellation)[0] + 0.1
    found = nearby(state, snapshot, eye_km, LEAST_RAD)
    large, small = (body_of_satellite(state, SatelliteKey(MAIN_DESIGN, row)) for row in (0, 10))
    assert small.span_m < 0.5 * large.span_m
    assert {one.body for one in found.satellites} == {large}
    assert found.onset_km(of_design=True) == pytest.approx(small.span_m / 1000.0 / LEAST_RAD)


def test_hidden_shells_have_no_bodies(snapshots):
    state, snapshot = snapshots[0]
    eye_km = all_positions(state.document.constellation)[0] + 0.1
    assert nearby(state, snapshot, eye_km, LEAST_RAD).satellites[0].key.row == 0
    hidden = set_visible([ShellKey(MAIN_DESIGN, 0)], False)(state)
    assert SatelliteKey(MAIN_DESIGN, 0) not in {
        one.key for one in nearby(hidden, snapshot, eye_km, LEAST_RAD).satellites
    }


def test_objects_of_catalogues_are_found_as_time_passes():
    state = add_catalogue(shell_of_objects(2_000, NOW))(state_of(read_builtin("suncatcher-81")))
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    (source,) = state.catalogues
    frames = snapshot.keyframes[source]
    for row, seconds in ((5, 0.0), (700, 20.0), (1_500, 50.0)):
        later = snapshot_at(state, NOW, with_survey=False, with_maps=False)
        object.__setattr__(later, "instant", NOW.plus_s(seconds))
        object.__setattr__(later, "keyframes", snapshot.keyframes)
        eye_km = frames.positions_km(later.instant, np.array([row]))[0] + 0.02
        found = nearby(state, later, eye_km, LEAST_RAD).satellites
        assert SatelliteKey(source, row) in {one.key for one in found}
        body = body_of_satellite(state, SatelliteKey(source, row))
        assert body.span_m == found[0].body.span_m


def test_a_narrower_field_of_view_finds_objects_of_catalogues_farther_away():
    state = add_catalogue(shell_of_objects(2_000, NOW))(state_of(read_builtin("suncatcher-81")))
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    (source,) = state.catalogues
    body = body_of_satellite(state, SatelliteKey(source, 0))
    r_km = snapshot.keyframes[source].positions_km(NOW)
    eye_km = r_km[0]
    nearby(state, snapshot, eye_km, LEAST_RAD)
    reach_km = 2_000.0
    found = nearby(state, snapshot, eye_km, body.span_m / 1000.0 / reach_km)
    within = np.flatnonzero(np.linalg.norm(r_km - eye_km, axis=1) < reach_km)
    largest = within[np.argsort(np.linalg.norm(r_km[within] - eye_km, axis=1))][:MOST]
    rows = {one.key.row for one in found.satellites if one.key.source == source}
    assert rows == set(largest.tolist())
