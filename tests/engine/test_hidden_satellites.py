"""Single satellites that are hidden are not counted, picked or seen as bodies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.nearby import nearby
from orbitviz.engine.pick import Sight, pick
from orbitviz.engine.positions import positions_km
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.members import Members
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-22T06:00:00Z")
OBJECTS = catalogue_id(0)


@pytest.fixture(scope="module")
def shown():
    state = State.of(
        read_builtin("oneweb"), Playback(NOW, playing=False), (shell_of_objects(40, NOW),)
    )
    return state, snapshot_at(state, NOW, with_survey=False, with_maps=False)


def random_members(state, seed, share=0.3):
    rng = np.random.default_rng(seed)
    count = len(state.document.constellation)
    design = rng.choice(count, int(share * count), replace=False)
    return Members({MAIN_DESIGN: design, OBJECTS: rng.choice(40, 12, replace=False)})


def test_counts_leave_out_hidden_satellites_of_shown_shells(shown):
    state, _ = shown
    members = random_members(state, 1)
    constellation = state.document.constellation
    of_shell = constellation.plane_shell[constellation.plane_index]
    is_hidden = np.zeros(len(constellation), bool)
    is_hidden[members.rows(MAIN_DESIGN)] = True
    for shells in ([], [0], [0, 1]):
        keys = frozenset(ShellKey(MAIN_DESIGN, shell) for shell in shells)
        hidden = replace(state, hidden=keys, hidden_satellites=members)
        left = ~is_hidden & ~np.isin(of_shell, shells)
        expected = np.bincount(of_shell[left], minlength=constellation.shell_count)
        assert hidden.shown_counts.tolist() == expected.tolist()
        assert hidden.shown_objects(OBJECTS) == 40 - 12
        snapshot = snapshot_at(hidden, NOW, with_survey=False, with_maps=False)
        assert snapshot.drawn == np.count_nonzero(left) + 28
        assert snapshot.modelled == len(constellation) + 40
    without = replace(hidden, hidden=frozenset({ShellKey(OBJECTS, 0)}))
    assert without.shown_objects(OBJECTS) == 0
    drawn = snapshot_at(without, NOW, with_survey=False, with_maps=False).drawn
    assert drawn == np.count_nonzero(~is_hidden)


@pytest.mark.parametrize("source", [MAIN_DESIGN, OBJECTS])
def test_a_hidden_satellite_cannot_be_picked_nor_has_it_a_body(shown, source):
    state, snapshot = shown
    satellite = SatelliteKey(source, 7)
    hidden = replace(state, hidden_satellites=Members.of([satellite]))
    r_km = positions_km(state, snapshot, source, np.array([7]))[0]
    up = r_km / np.linalg.norm(r_km)
    eye_km = r_km + 50.0 * up
    sight = Sight(eye_km, -up, 0.01)
    east = np.cross([0.0, 0.0, 1.0], up)
    east /= np.linalg.norm(east)
    north = np.cross(up, east)

    def project(points):
        relative = points - eye_km
        depth = -relative @ up
        across = np.stack([relative @ east, -relative @ north], 1)
        return 500.0 + 800.0 * across / depth[:, None], depth

    def picked(state):
        return pick(state, snapshot, project, sight, (500.0, 500.0), 3.0)

    assert picked(state).satellite == satellite
    assert picked(hidden) is None or picked(hidden).satellite != satellite
    bodies = [
        {one.key for one in nearby(one, snapshot, r_km + 0.05, 1e-3).satellites}
        for one in (state, hidden)
    ]
    assert satellite in bodies[0]
    assert bodies[1] == bodies[0] - {satellite}


def test_which_rows_are_among_members(shown):
    state, _ = shown
    members, rows = random_members(state, 3), np.arange(len(state.document.constellation))
    expected = np.isin(rows, members.rows(MAIN_DESIGN))
    assert members.include(MAIN_DESIGN, rows).tolist() == expected.tolist()
    assert not members.include(catalogue_id(5), rows).any()
    assert members.include(MAIN_DESIGN, rows[:0]).tolist() == []
