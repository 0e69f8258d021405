"""From an outline on the globe to the selection and to what is said of it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget

from orbitviz.app.outline_selection import OutlineSelection
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed
from orbitviz.model.selecting import Combining, select, selected_members
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.view import CameraPose
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import state_vectors
from orbitviz.scene.view import view_of

SCALE = 1.5
WHOLE = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0)]
LEFT = [(0.0, 0.0), (200.0, 0.0), (200.0, 300.0), (0.0, 300.0)]
SKY = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0)]


@pytest.fixture
def globe(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def outlining(store, globe):
    state = store.state
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    pose, mount = placed(state, snapshot, CameraPose(distance_km=60_000.0))
    view = view_of(pose, snapshot.geometry, (600, 450), SCALE, mount)
    canvas = SimpleNamespace(native=globe, view=view, pixel_scale=SCALE)
    made = OutlineSelection(store, canvas, lambda: snapshot)
    made.canvas = canvas
    return made


def draw(outlining, corners, how=Combining.REPLACE):
    outlining.outline.drawn.emit(corners, how)
    return outlining.outline.view.hint.text()


def test_what_is_outlined_is_selected_in_pixels_of_any_scale(store, outlining):
    camera, before = store.state.view.camera, store.state
    view, constellation = outlining.canvas.view, store.state.document.constellation
    r_km, _ = state_vectors(constellation, store.state.playback.at)
    seen = ~hidden_by_earth(view.eye_km, r_km)
    is_left = seen & (view.project(r_km)[0][:, 0] < 300.0)
    assert 1 < is_left.sum() < seen.sum() < len(r_km)
    said = draw(outlining, LEFT)
    rows = store.state.selection.members.rows(MAIN_DESIGN)
    assert np.array_equal(rows, np.flatnonzero(is_left))
    assert said == f"{len(rows)} satellites selected"
    said = draw(outlining, WHOLE, Combining.ADD)
    assert said == f"{seen.sum() - len(rows)} satellites added: {seen.sum()} selected"
    said = draw(outlining, LEFT, Combining.TAKE_AWAY)
    assert said == f"{len(rows)} satellites taken away: {seen.sum() - len(rows)} selected"
    assert draw(outlining, LEFT, Combining.TAKE_AWAY).startswith("Nothing changed: ")
    assert store.state.view.camera is camera
    assert replace(store.state, selection=before.selection) == before


def test_an_outline_of_the_sky_says_that_nothing_is_in_there(store, outlining):
    draw(outlining, WHOLE)
    chosen = store.state.selection
    said = draw(outlining, SKY, Combining.ADD)
    assert said.endswith(f"{len(chosen.members)} satellites selected as before")
    assert store.state.selection is chosen
    assert draw(outlining, SKY) == "No visible satellite in there: nothing is selected"
    assert store.state.selection == Selection()


def test_a_box_is_taken_out_of_a_whole_shell(store, outlining):
    store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    every = selected_members(store.state)
    draw(outlining, LEFT, Combining.TAKE_AWAY)
    assert 0 < len(store.state.selection.members) < len(every)


def test_without_a_picture_nothing_is_selected(store, outlining):
    outlining.canvas.view = None
    before = store.state
    draw(outlining, WHOLE)
    assert store.state is before


def test_the_actions_arm_it(outlining):
    for name, action in outlining.handlers().items():
        action()
        assert name == f"select_{outlining.outline.shape}"
