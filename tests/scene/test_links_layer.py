"""Links are drawn between the satellites that they link, and nowhere else."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.spatial import cKDTree
from vispy import gloo

from orbitviz.analysis.links.drawn import drawn_links
from orbitviz.analysis.links.shell_links import LinkKind
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, ViewOptions
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import position_vectors
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of
from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl

SIZE = (600, 600)
NOTHING = Layers(**{field.name: False for field in fields(Layers)})
LINKED = replace(NOTHING, links=True)


def linked(**rule):
    document = set_group_values(
        read_builtin("one-shell"), 0, {"planes": 12, "satellites_per_plane": 12, "phasing": 0,
                                       "links": {"pattern": "+grid", **rule}},
    )  # fmt: skip
    now = document.design.epoch_instant.plus_s(2_000.0)
    camera = CameraPose(distance_km=26_000.0)
    return State.of(document, Playback(now, playing=False), view=ViewOptions(camera=camera))


def shots_of(picture, states):
    """Return the view and a picture of each state."""
    shots = []
    for state in states:
        snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
        pose, mount = placed(state, snapshot, state.view.camera)
        view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
        picture.apply(state)
        picture.invalidate()
        with gloo.FrameBuffer(gloo.Texture2D((SIZE[1], SIZE[0], 4), format="rgba")):
            picture.draw(view, state, snapshot, OverlayContent())
            shots.append(gloo.read_pixels((0, 0, *SIZE))[..., :3].astype(int))
    return view, shots


def with_layers(state, layers):
    return replace(state, view=replace(state.view, layers=layers))


def test_links_are_straight_lines_between_neighbours(gl_canvas):
    picture = Picture(few_pixels())
    state = linked()
    short = linked(range_km=3_500.0)  # across planes, by far not in the plane
    cases = [with_layers(state, NOTHING), with_layers(state, LINKED), with_layers(short, LINKED)]
    view, (before, after, broken) = shots_of(picture, cases)
    rows, columns = np.nonzero(np.abs(after - before).sum(axis=2) > 24)
    pixels = np.stack([columns + 0.5, rows + 0.5], axis=1)

    links = drawn_links(state)
    r_km = position_vectors(state.document.constellation, state.playback.at)
    share = np.linspace(0.0, 1.0, 300)[:, None, None]
    points = (1.0 - share) * r_km[links.one] + share * r_km[links.other]
    points = points.reshape(-1, 3)
    places, depth = view.project(points)
    sight = (depth > 0.0) & ~hidden_by_earth(view.eye_km, points)
    sight &= ((places > 3.0) & (places < np.array(SIZE) - 3.0)).all(axis=1)
    assert sight.sum() > 5_000
    assert cKDTree(pixels).query(places[sight])[0].max() < 2.5
    assert cKDTree(places).query(pixels)[0].max() < 2.5

    # In the plane neighbours are 3,585 km apart: all of these are broken now, and red.
    ring = np.repeat(links.kind[None] == LinkKind.IN_PLANE, 300, axis=0).ravel()
    alone = sight & ring
    alone[alone] = cKDTree(places[sight & ~ring]).query(places[alone])[0] > 6.0
    x, y = places[alone].astype(int).T
    gain = broken[y, x] - after[y, x]
    assert (gain[:, 0] > gain[:, 2]).mean() > 0.9


def test_the_picture_says_how_many_are_drawn():
    state = with_layers(linked(), LINKED)
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    note = captions(state, snapshot, "").note
    assert note.startswith("Links: 288 of 288 drawn")
    assert "broken red" in note
    assert not captions(with_layers(state, NOTHING), snapshot, "").note
