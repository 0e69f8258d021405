"""What bodies hide is left out of the picture behind them, and nobody sees it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from vispy import gloo

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.nearby import nearby
from orbitviz.engine.viewpoints import placed
from orbitviz.scene import picture as picture_module
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.bodies.covering import covered_by
from orbitviz.scene.gl.cover import can_cover
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of
from tests.scene.test_bodies import close_to
from tests.visual.views import VIEWS

pytestmark = pytest.mark.gl

SIZE = (640, 400)


def pixels_of(picture, state, snapshot, turned=0.0, *, draft=False):
    """Return the pixels of the next picture, the camera turned by an angle."""
    camera = replace(state.view.camera, azimuth_rad=state.view.camera.azimuth_rad + turned)
    pose, mount = placed(state, snapshot, camera)
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    with gloo.FrameBuffer(gloo.Texture2D((SIZE[1], SIZE[0], 4), format="rgba")):
        picture.draw(view, state, snapshot, OverlayContent(), draft=draft)
        return np.asarray(gloo.read_pixels((0, 0, *SIZE))).astype(int)


@pytest.fixture(scope="module")
def pictures():
    """Return two pictures, once they are made: each takes a second."""
    return []


@pytest.fixture
def sparing_and_whole(gl_canvas, pictures):
    if not pictures:
        images = load_images()
        pictures += [Picture(images), Picture(images)]
    return pictures


@pytest.mark.parametrize("name", ["ai1-detail", "ai1-behind", "starlink-v2-mini"])
def test_the_picture_is_that_with_everything_behind(name, sparing_and_whole, monkeypatch):
    """Also while the camera goes around, and in drafts."""
    shown = VIEWS[name]()
    layers = replace(shown.state.view.layers, names=False)
    state = replace(shown.state, view=replace(shown.state.view, layers=layers))
    snapshot = snapshot_at(state, shown.instant, with_survey=False, with_maps=False)
    for picture in sparing_and_whole:
        picture.apply(state)
    sparing, whole = sparing_and_whole
    for turned, draft in ((0.0, False), (0.002, False), (0.3, True), (0.3, False), (1.2, False)):
        with monkeypatch.context() as patch:
            ours = pixels_of(sparing, state, snapshot, turned, draft=draft)
            was_spared = bool(sparing.backdrop.covered)
            patch.setattr(picture_module, "can_cover", lambda: False)
            theirs = pixels_of(whole, state, snapshot, turned, draft=draft)
        assert was_spared == can_cover()
        assert not whole.backdrop.covered
        assert np.abs(ours - theirs).max() <= 1


@pytest.mark.parametrize(("spans", "hides"), [(1.25, True), (0.0, False)])
def test_a_bus_hides_nothing_from_within(spans, hides):
    state, snapshot, _ = close_to(spans=spans)
    pose, mount = placed(state, snapshot, state.view.camera)
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    one = nearby(state, snapshot, view.eye_km, 0.01).satellites[0]
    without_plates = replace(one, body=replace(one.body, plates=()))
    assert bool(covered_by(view, without_plates, snapshot.geometry.sun_direction)) == hides
