"""Layers of the picture are kept until they would look different, and then drawn anew."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from vispy import gloo

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.keyframes import keyframes
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_colour_mode, set_visible
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.gl import cached_layer
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.stages import Stage
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.orbit import ALTITUDE
from tests.few_pixels import few_pixels
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

pytestmark = pytest.mark.gl

SIZE = (480, 320)


@pytest.fixture(scope="module")
def images():
    return few_pixels()


@pytest.fixture(scope="module")
def state():
    document = read_builtin("starlink-gen1")
    playback = Playback(document.design.epoch_instant)
    return State.of(document, playback, view=ViewOptions())


@pytest.fixture(scope="module")
def snapshot(state):
    return snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)


def later(snapshot, seconds):
    instant = snapshot.instant.plus_s(seconds)
    return replace(snapshot, instant=instant, geometry=sky_geometry_at(instant))


def drawn(picture, state, snapshot, camera=None, **options):
    view = view_of(camera or state.view.camera, snapshot.geometry, SIZE)
    picture.apply(state)
    with gloo.FrameBuffer(gloo.Texture2D((SIZE[1], SIZE[0], 4), format="rgba")):
        picture.draw(view, state, snapshot, OverlayContent(), **options)
        return gloo.read_pixels((0, 0, *SIZE))[..., :3].astype(int)


def counted(images):
    """Return a picture, and the stages at which it draws light and backdrop, as they come."""
    stages = []

    def count(stage):
        if stage in (Stage.SATELLITES, Stage.BACKDROP):
            stages.append(stage)
        return nullcontext()

    return Picture(images, stage_hook=count), stages


def test_what_would_look_the_same_is_not_drawn_again(gl_canvas, images, state, snapshot):
    picture, calls = counted(images)
    first = drawn(picture, state, snapshot)
    calls.clear()
    again = drawn(picture, state, later(snapshot, 0.01))
    assert calls == []
    assert np.array_equal(first, again)
    drawn(picture, state, later(snapshot, 5.0))
    assert calls == [Stage.SATELLITES]  # satellites move a pixel, the ground does not
    drawn(picture, state, later(snapshot, 600.0))
    assert set(calls) == {Stage.SATELLITES, Stage.BACKDROP}


@pytest.mark.parametrize(
    "change",
    [
        set_colour_mode(ALTITUDE.key),
        set_visible([ShellKey(MAIN_DESIGN, 0)], False),
        select([ShellKey(MAIN_DESIGN, 1)]),
        lambda s: replace(s, view=replace(s.view, brightness=2.0)),
        lambda s: replace(s, view=replace(s.view, layers=replace(s.view.layers, clouds=False))),
        lambda s: replace(s, view=replace(s.view, camera=replace(s.view.camera, azimuth_rad=0.5))),
    ],
    ids=["colours", "hidden", "selected", "brightness", "clouds", "camera"],
)
def test_what_the_user_changes_is_seen_at_once(gl_canvas, images, state, snapshot, change):
    """And is the same as in a picture that was never drawn before."""
    picture = Picture(images)
    before = drawn(picture, state, snapshot)
    changed = change(state)
    after = drawn(picture, changed, snapshot)
    assert np.count_nonzero(np.abs(after - before).max(axis=-1) > 3) > 100
    assert np.array_equal(after, drawn(Picture(images), changed, snapshot))


def test_with_a_catalogue_the_least_move_of_the_camera_is_drawn(gl_canvas, images, state, snapshot):
    """Its objects may fly right before the camera, where no shell of the design does."""
    picture, calls = counted(images)
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    with_one = replace(state, catalogues={catalogue_id(0): catalogue})
    frames = {catalogue_id(0): keyframes(catalogue, snapshot.instant, 1.0)}
    at = replace(snapshot, keyframes=frames)
    drawn(picture, with_one, at)
    while picture.is_incomplete:
        drawn(picture, with_one, at)
    calls.clear()
    drawn(picture, with_one, at)
    assert calls == []
    camera = with_one.view.camera
    nudged = replace(camera, distance_km=camera.distance_km + 0.01)
    drawn(picture, with_one, at, camera=nudged)
    assert calls == [Stage.SATELLITES]


def test_a_window_shows_the_earth_before_its_maps_are_fine(gl_canvas, images, state, snapshot):
    picture = Picture(images, progressive=True)
    rough = drawn(picture, state, snapshot)
    pictures = 1
    while picture.is_incomplete:
        fine = drawn(picture, state, snapshot)
        pictures += 1
    assert pictures == 3  # one map after the other
    assert np.array_equal(fine, drawn(Picture(images), state, snapshot))
    assert 0 < np.count_nonzero(np.abs(fine - rough).max(axis=-1) > 3) < 0.2 * rough[..., 0].size


def test_how_long_a_picture_holds(gl_canvas, images, state, snapshot):
    picture = Picture(images)
    view = view_of(state.view.camera, snapshot.geometry, SIZE)

    def valid_for_s(at, state=state):
        return picture.valid_for_s(view, state, at, draft=False)

    assert valid_for_s(snapshot) == 0.0  # nothing was drawn yet
    drawn(picture, state, snapshot)
    assert valid_for_s(snapshot) == math.inf
    soon = valid_for_s(later(snapshot, 0.1))
    assert 0.1 < soon < 10.0
    # So much later it is time, and a little before it is not.
    assert valid_for_s(later(snapshot, 0.1 + 0.99 * soon)) > 0.0
    assert valid_for_s(later(snapshot, 0.1 + 1.01 * soon)) == 0.0
    assert valid_for_s(snapshot, set_colour_mode(ALTITUDE.key)(state)) == 0.0


def test_without_opengl_3_kept_pictures_are_the_same(
    gl_canvas, images, state, snapshot, monkeypatch
):
    copied = drawn(Picture(images), state, snapshot)
    monkeypatch.setattr(cached_layer, "gl_number", lambda: (2, 1))
    assert np.array_equal(drawn(Picture(images), state, snapshot), copied)


def test_a_draft_has_a_coarser_backdrop_in_the_same_place(gl_canvas, images, state, snapshot):
    full = drawn(Picture(images), state, snapshot)
    draft = drawn(Picture(images), state, snapshot, draft=True)
    apart = np.abs(full - draft).max(axis=-1)
    assert 0.5 < apart.mean() < 6.0
    blurred = [p.reshape(80, 4, 120, 4, 3).mean(axis=(1, 3)) for p in (full, draft)]
    assert np.percentile(np.abs(blurred[0] - blurred[1]).max(axis=-1), 99) < 12.0
