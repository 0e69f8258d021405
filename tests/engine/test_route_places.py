"""From where a route is seen: all of it, wherever its sites are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.route_places import pose_at_route, route_km
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.route_ends import route_named
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Reference
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.view import view_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("Berlin", "Paris"), ("London", "New York"), ("Tokyo", "Santiago"), ("0,0", "0,180")],
)
@pytest.mark.parametrize("reference", [Reference.INERTIAL, Reference.EARTH])
def test_all_of_a_route_is_seen(one, other, reference):
    document = read_builtin("starlink-gen1")
    at, ends = document.design.epoch_instant, route_named(one, other)
    state = State.of(document, Playback(at), route=ends)
    snapshot = snapshot_at(state, at, with_survey=False, with_maps=False)
    way_km = route_km(state, snapshot)
    pose = pose_at_route(ends, state, snapshot, replace(HOME, reference=reference))
    view = view_of(pose, snapshot.geometry, (800, 600))
    pixels, depth_km = view.project(way_km)
    assert np.all(depth_km > 0.0)
    assert np.all((pixels > 0.0) & (pixels < (800, 600)))
    if (one, other) != ("0,0", "0,180"):  # which stand on the limb at best
        assert not hidden_by_earth(view.eye_km, way_km * 1.001).any()
